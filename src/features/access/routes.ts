import { sql } from 'kysely'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, type Outcome } from '../../platform/outcome.ts'
import type { Feature } from '../../web/feature.ts'
import { form } from '../../web/form.ts'
import { press, show } from '../../web/route.ts'
import { accountRoutes } from './accounts/accounts.routes.ts'
import { autosave } from './drafts/autosave.ts'
import { draftRoutes } from './drafts/draft.routes.ts'
import { oneOfManyRoutes } from './one-of-many/one-of-many.routes.ts'
import { codeRoutes } from './passkeys/code.routes.ts'
import { passkeys } from './passkeys/passkeys.ts'
import { SessionsPage, type SessionsView } from './sessions/sessions.page.tsx'
import { signIn } from './sign-in/sign-in.ts'
import { urls } from './urls.ts'

/** Ends this session, or all of this person's; written down first, because afterwards nobody is signed in. */
async function signOut(tx: WriteTx, everywhere: boolean): Promise<Outcome> {
  await audit(tx, everywhere ? 'signed out everywhere' : 'signed out', {})
  await sql`select app.sign_out(${everywhere})`.execute(tx)
  return done()
}

async function lock(tx: WriteTx): Promise<Outcome> {
  await audit(tx, 'locked', {})
  await sql`select app.lock_now()`.execute(tx)
  return done()
}

export const access: Feature = {
  name: 'access',
  inMeetings: [urls.lock.pattern, urls.signOut.pattern],
  together: [urls.lock.pattern, urls.signOut.pattern],
  areaLinks: [{ text: 'Accounts', to: area => urls.accounts({ area }), roles: ['area-administrator'] }],
  routes: [
    ...accountRoutes,
    ...oneOfManyRoutes,
    ...codeRoutes,
    ...draftRoutes,
    ...show(urls.sessions, {
      may: 'signed in',
      audit: 'own sessions viewed',
      shows: async ({ tx, now, who }): Promise<SessionsView> => {
        const { rows } = await sql<{
          id: string
          device: string
          started_at: Date
          last_seen_at: Date
          this_one: boolean
        }>`select * from app.my_sessions()`.execute(tx)
        const { rows: passkeys } = await sql<{
          device: string
          madeAt: Date
          usedAt: Date | null
        }>`select device, made_at as "madeAt", used_at as "usedAt" from app.my_passkeys()`.execute(tx)
        return {
          now,
          passkeys,
          mayAdd: who.byPasskey,
          sessions: rows.map(r => ({
            id: r.id,
            device: r.device,
            startedAt: r.started_at,
            lastSeenAt: r.last_seen_at,
            thisOne: r.this_one,
          })),
        }
      },
      about: () => [],
      page: SessionsPage,
    }),
    ...press(urls.signOut, {
      may: 'signed in',
      audit: 'signed out',
      leaves: true,
      form: form({}),
      act: ({ tx }) => signOut(tx, false),
      next: () => urls.signedOut(),
      back: () => '/',
      refusals: {},
    }),
    ...press(urls.signOutEverywhere, {
      may: 'signed in',
      audit: 'signed out everywhere',
      leaves: true,
      form: form({}),
      act: ({ tx }) => signOut(tx, true),
      next: () => urls.signedOut(),
      back: () => urls.sessions(),
      refusals: {},
    }),
    ...press(urls.lock, {
      quiet: true,
      may: 'signed in',
      audit: 'locked',
      form: form({}),
      act: ({ tx }) => lock(tx),
      next: () => urls.locked(),
      back: () => '/',
      refusals: {},
    }),
  ],
  open: (app, kit, config) => {
    signIn(app, kit, config, passkeys(app, kit, config))
    autosave(app, kit)
  },
}
