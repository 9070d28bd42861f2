import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { reading } from '../../../db/scope.ts'
import { now } from '../../../platform/clock.ts'
import type { WebConfig } from '../../../platform/config.ts'
import { clearSite, type Kit, secureOrigin, sessionCookie, tokenOf } from '../../../web/kit.ts'
import { beginSignIn, finishSignIn, type Issuer, issuersFrom, type PendingSignIn } from '../../../web/oidc.ts'
import { drawOpen, open } from '../../../web/open-page.ts'
import { ownPath } from '../../../web/path.ts'
import {
  cookieName,
  cookieOptions,
  deviceName,
  fromOurselves,
  hash,
  newToken,
  signInProof,
} from '../../../web/session.ts'
import { codeIn } from '../passkeys/code.ts'
import type { Passkeys } from '../passkeys/passkeys.ts'
import { urls } from '../urls.ts'
import {
  InvitationPage,
  LockedPage,
  NotSignedInPage,
  SignedOutPage,
  type SignInFor,
  ToIssuerPage,
  UnknownPersonPage,
} from './sign-in.page.tsx'

/** Codes are typed by hand: nobody does that often. */
const codes = { config: { ...open.config, rateLimit: { max: 20, timeWindow: '1 minute' } } } as const

/** Sign-in by OpenID Connect, the lock, and the way out (design D). No page here says anything about anybody. */
export function signIn(app: FastifyInstance, kit: Kit, config: WebConfig, { setUp }: Passkeys): void {
  const secure = secureOrigin(config.ORIGIN)
  const issuers = issuersFrom(config.OIDC_ISSUERS, { allowHttp: config.KIND === 'trial' })
  const stateCookie = cookieName('sign-in', secure)
  /** Holds the code of an invitation from the page where it was typed to the sign-in that uses it. */
  const invitationCookie = cookieName('invitation', secure)
  const redirectUri = `${config.ORIGIN}${urls.callback()}`
  const draw = (request: FastifyRequest, reply: FastifyReply, status: number, node: Parameters<Kit['render']>[0]) =>
    drawOpen(kit, request, reply, status, node)
  const returnOf = (request: FastifyRequest): string => ownPath((request.query as { return?: string }).return)

  const begin = async (
    request: FastifyRequest,
    reply: FastifyReply,
    issuer: Issuer,
    options: { stepUp?: boolean; invitation?: string; returnTo: string },
  ) => {
    const token = tokenOf(kit, request)
    const stepUp = options.stepUp || (await isShut(kit, token, request.id))
    const begun = await beginSignIn(issuer, {
      redirectUri,
      now: now(),
      ...(stepUp ? { stepUp: { maxAgeSeconds: 60 } } : {}),
    })
    if (!begun.ok) return notSignedIn(request, reply, begun.why, begun.detail)
    await sql`select app.sign_in_begins(${hash(begun.pending.state)}, ${issuer.key}, ${JSON.stringify(begun.pending)}::jsonb, ${options.returnTo},
      ${token ? hash(token) : null}, ${options.invitation ? hash(options.invitation) : null})`.execute(
      kit.database.kysely,
    )
    return reply
      .header('cache-control', 'no-store')
      .setCookie(stateCookie, begun.pending.state, { ...cookieOptions(secure), maxAge: 900 })
      .redirect(begun.url.href, 303)
  }
  const notSignedIn = (request: FastifyRequest, reply: FastifyReply, why: string, detail?: string) => {
    kit.log.warn({ request: request.id, why, detail }, 'a sign-in did not work')
    return draw(request, reply, 400, NotSignedInPage({ reference: request.id.slice(0, 8) }))
  }

  const toIssuer = (request: FastifyRequest, reply: FastifyReply, to: SignInFor) =>
    draw(request, reply, 200, ToIssuerPage({ issuers: [...issuers.values()], to, returnTo: returnOf(request) }))

  app.get(urls.signIn.pattern, open, (request, reply) => toIssuer(request, reply, 'sign in'))
  app.get<{ Params: { issuerKey: string } }>(urls.begin.pattern, open, (request, reply) => {
    const issuer = issuers.get(request.params.issuerKey)
    if (!issuer) return reply.callNotFound()
    const code = request.cookies[invitationCookie]
    if (code) reply.clearCookie(invitationCookie, cookieOptions(secure))
    return begin(request, reply, issuer, {
      returnTo: returnOf(request),
      stepUp: (request.query as { again?: unknown }).again === 'yes',
      ...(code ? { invitation: code } : {}),
    })
  })
  // Step-up: prove again who you are, then go on where you were.
  app.get(urls.again.pattern, open, (request, reply) => toIssuer(request, reply, 'prove again'))
  app.get(urls.locked.pattern, open, (request, reply) =>
    draw(request, clearSite(reply), 200, LockedPage({ issuers: [...issuers.values()], returnTo: returnOf(request) })),
  )
  app.get(urls.signedOut.pattern, open, (request, reply) => draw(request, reply, 200, SignedOutPage()))

  app.get(urls.invitation.pattern, open, (request, reply) => draw(request, reply, 200, InvitationPage({})))
  app.post(urls.invitation.pattern, codes, async (request, reply) => {
    if (!fromOurselves(request.headers, kit.origin)) return draw(request, reply, 403, kit.pages.notAllowed())
    const code = String((request.body as { code?: unknown } | null)?.code ?? '').trim()
    const inPerson = codeIn(code)
    if (inPerson) {
      const { rows } = await sql<{
        handle: Buffer | null
      }>`select app.code_in_person_opens(${inPerson.locator}, ${inPerson.hash}) as handle`.execute(kit.database.kysely)
      if (rows[0]?.handle) return setUp(request, reply, inPerson.hash, rows[0].handle)
      return draw(
        request,
        reply,
        422,
        InvitationPage({ code, error: 'This code does not work. Look at it again, or ask for a new one' }),
      )
    }
    if (!/^[A-Za-z0-9_-]{20,100}$/.test(code))
      return draw(
        request,
        reply,
        422,
        InvitationPage({ code: code.slice(0, 200), error: 'Write the code exactly as you were given it' }),
      )
    reply.setCookie(invitationCookie, code, { ...cookieOptions(secure), maxAge: 900 })
    return toIssuer(request, reply, 'open the account')
  })

  app.get(urls.callback.pattern, open, async (request, reply) => {
    const state = request.cookies[stateCookie] ?? ''
    reply.clearCookie(stateCookie, cookieOptions(secure))
    // The answer must come back to the browser that asked, and only once: the row is taken out whatever follows.
    const { rows } = await sql<{ taken: Taken | null }>`select app.sign_in_taken(${hash(state)}) as taken`.execute(
      kit.database.kysely,
    )
    const taken = rows[0]?.taken
    const issuer = taken ? issuers.get(taken.issuerKey) : undefined
    if (!taken || !issuer) return notSignedIn(request, reply, 'nothing begun in this browser')
    const pending: PendingSignIn = { ...taken.pending, startedAt: new Date(taken.pending.startedAt) }
    const finished = await finishSignIn(issuer, new URL(request.url, config.ORIGIN), pending, now())
    if (!finished.ok) return notSignedIn(request, reply, finished.why, finished.detail)
    const token = await openSession(kit, config, finished.identity, taken, deviceName(request.headers['user-agent']))
    if (!token) kit.log.warn({ request: request.id, issuer: issuer.key }, 'nobody is known by this sign-in')
    if (!token) return draw(request, reply, 403, UnknownPersonPage())
    return reply
      .header('cache-control', 'no-store')
      .setCookie(sessionCookie(kit), token, cookieOptions(secure))
      .redirect(ownPath(taken.returnTo), 303)
  })
}

/**
 * Whether this browser holds a session that was locked or ended, or is open for a meeting alone. Then a sign-in that the
 * issuer still remembers is not enough: it would make the lock one click for whoever sits down at the screen. The database
 * is asked, not the address: an address can be typed.
 */
async function isShut(kit: Kit, token: string, request: string): Promise<boolean> {
  if (token === '') return false
  const entry = await reading(kit.database, { token, request, focus: undefined }, async () => undefined)
  if (entry.state !== 'open') return entry.state !== 'none'
  return entry.who.meetingUntil !== undefined && entry.who.meetingUntil > entry.now
}

interface Taken {
  readonly issuerKey: string
  readonly pending: Omit<PendingSignIn, 'startedAt'> & { startedAt: string }
  readonly returnTo: string
  readonly resumes: string | null
  readonly invitationHash: string | null
}

/** A new session with a new token, also for somebody who was signed in already. Undefined: nobody is known by this identity. */
async function openSession(
  kit: Kit,
  config: WebConfig,
  identity: { issuer: string; subject: string; authTime?: Date },
  taken: Taken,
  device: string,
): Promise<string | undefined> {
  const token = newToken()
  const idle = config.IDLE_MINUTES * 60
  const lasts = config.SESSION_HOURS * 3600
  // An issuer that does not say when is not taken to mean now: such a session is never fresh enough for a step-up.
  const authenticated = Math.floor((identity.authTime?.getTime() ?? 0) / 1000)
  const message = [
    identity.issuer,
    identity.subject,
    hash(token).toString('hex'),
    authenticated,
    idle,
    lasts,
    taken.resumes ?? '',
    taken.invitationHash ?? '',
  ].join('\n')
  const { rows } = await sql<{
    person: string | null
  }>`select app.sign_in_ends(${identity.issuer}, ${identity.subject}, ${hash(token)}, to_timestamp(${authenticated}), ${device},
    make_interval(secs => ${idle}), make_interval(secs => ${lasts}), ${taken.resumes ? Buffer.from(taken.resumes, 'hex') : null},
    ${taken.invitationHash ? Buffer.from(taken.invitationHash, 'hex') : null}, ${signInProof(config.SIGN_IN_KEY, message)}) as person`.execute(
    kit.database.kysely,
  )
  return rows[0]?.person ? token : undefined
}
