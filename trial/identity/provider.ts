import { type Account, type Context, Provider } from 'oidc-provider'
import { now } from '../../src/platform/clock.ts'
import type { Keys } from './keys.ts'
import type { Person } from './people.ts'
import type { Settings } from './settings.ts'
import { storeInMemory } from './store.ts'

/** Carries nobody from one sign-in to the next: `withoutSession` takes it out of every request. */
const SESSION_COOKIE = 'trial_sign_in'

/**
 * The issuer itself: one client, the code flow with PKCE, no consent page, everything else switched off.
 * @param sorry the page for a request that makes no sense
 */
export function provider(
  settings: Settings,
  keys: Keys,
  people: () => readonly Person[],
  sorry: () => string,
): Provider {
  const off = { enabled: false }
  return new Provider(settings.issuer.href.replace(/\/$/, ''), {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [`${settings.origin}/sign-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        // Every identity token says when the person chose, asked for or not.
        require_auth_time: true,
      },
    ],
    jwks: { keys: [keys.signing] },
    cookies: {
      keys: [keys.cookies],
      names: { session: SESSION_COOKIE, interaction: 'trial_choosing', resume: 'trial_chosen' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    adapter: storeInMemory(() => now().getTime()),
    findAccount: (_: Context, sub: string) => account(people(), sub),
    claims: { openid: ['sub'], profile: ['name'], auth_time: null, iss: null, sid: null },
    scopes: ['openid'],
    // The name goes into the identity token, as with Entra ID: nothing then needs a second request.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    interactions: { url: (_: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    loadExistingGrant: grantAll,
    expiresWithSession: () => false,
    features: {
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    // Seconds.
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Grant: 300, Interaction: 900, Session: 900 },
    renderError: (ctx: Context) => {
      ctx.type = 'html'
      ctx.set('cache-control', 'no-store')
      ctx.body = sorry()
    },
    clientBasedCORS: () => false,
  })
}

function account(people: readonly Person[], sub: string): Account | undefined {
  const person = people.find(p => p.sub === sub)
  return person && { accountId: sub, claims: async () => ({ sub, name: person.name }) }
}

/** The one client is the service itself: choosing who to be is all that is asked, so there is no second question. */
async function grantAll(ctx: Context): Promise<unknown> {
  const { account, client, provider } = ctx.oidc
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}

/**
 * The cookie header without this issuer's own session: every sign-in asks "Choose who to be" afresh, so that changing
 * person in the trial takes one click, and `prompt=login` and `max_age` always get a sign-in made now.
 */
export const withoutSession = (cookies: string | undefined): string =>
  (cookies ?? '')
    .split(/;\s*/)
    .filter(cookie => !cookie.startsWith(`${SESSION_COOKIE}=`) && !cookie.startsWith(`${SESSION_COOKIE}.sig=`))
    .join('; ')
