import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../../db/audit.ts'
import { reading, writing } from '../../../db/scope.ts'
import { now } from '../../../platform/clock.ts'
import type { WebConfig } from '../../../platform/config.ts'
import { type Kit, secureOrigin, sendPage, sessionCookie, tokenOf } from '../../../web/kit.ts'
import { emptyAround, toSignIn } from '../../../web/kit-get.ts'
import { drawOpen, open } from '../../../web/open-page.ts'
import {
  assertionOptions,
  CHALLENGE_SECONDS,
  checkAsserted,
  checkCreated,
  creationOptions,
  readAsserted,
  readCreated,
} from '../../../web/passkey.ts'
import { ownPath } from '../../../web/path.ts'
import {
  cookieName,
  cookieOptions,
  csrfToken,
  deviceName,
  fromOurselves,
  hash,
  newToken,
  sameToken,
  signInProof,
} from '../../../web/session.ts'
import { urls } from '../urls.ts'
import { AddPasskeyPage, PasskeyFailedPage, type PasskeyFailure, SetUpPage } from './set-up.page.tsx'

type Purpose = 'sign in' | 'add another' | 'set up' | 'add'
/** Stands where a work account’s issuer stands; no issuer can be called that. */
const ISSUER = ':passkey'

const asked = z.strictObject({ why: z.enum(['sign in', 'add another']), back: z.string().max(2100).optional() })

export interface Passkeys {
  /** After a right code: the page that makes a passkey of this telephone. */
  setUp(request: FastifyRequest, reply: FastifyReply, code: Buffer, userHandle: Buffer): Promise<FastifyReply>
}

/** Sign-in with a passkey (design D): the question, the answer, and making one. No page here says anything about anybody. */
export function passkeys(app: FastifyInstance, kit: Kit, config: WebConfig): Passkeys {
  const secure = secureOrigin(config.ORIGIN)
  const party = { name: config.QUIET_NAME, origin: config.ORIGIN }
  const browserCookie = cookieName('passkey', secure)
  // The database holds them to at most this, too.
  const idle = Math.min(config.IDLE_MINUTES, 5) * 60
  const lasts = Math.min(config.SESSION_HOURS, 8) * 3600
  const failed = (request: FastifyRequest, reply: FastifyReply, status: number, why: PasskeyFailure, log: string) => {
    kit.log.warn({ request: request.id, why: log }, 'a passkey did not open an account')
    return drawOpen(kit, request, reply, status, PasskeyFailedPage({ why, reference: request.id.slice(0, 8) }))
  }
  const isOurs = (request: FastifyRequest) => fromOurselves(request.headers, kit.origin)
  const notOurs = (request: FastifyRequest, reply: FastifyReply) =>
    drawOpen(kit, request, reply, 403, kit.pages.notAllowed())
  const answerOf = (request: FastifyRequest) => (request.body as { answer?: unknown } | null)?.answer

  /** Remembers a question: for one answer, for five minutes, from this browser alone. */
  const remember = async (
    request: FastifyRequest,
    reply: FastifyReply,
    challenge: string,
    purpose: Purpose,
    more: { returnTo?: string; resumes?: Buffer | null; code?: Buffer; userHandle?: Buffer } = {},
  ) => {
    const browser = request.cookies[browserCookie] ?? newToken()
    reply.setCookie(browserCookie, browser, { ...cookieOptions(secure), maxAge: CHALLENGE_SECONDS })
    const userHandle = more.userHandle?.toString('hex')
    const pending = JSON.stringify({ purpose, startedAt: now().toISOString(), userHandle })
    await sql`select app.sign_in_begins(${hash(`${browser}.${challenge}`)}, ${ISSUER}, ${pending}::jsonb, ${more.returnTo ?? '/'},
      ${more.resumes ?? null}, ${more.code ?? null})`.execute(kit.database.kysely)
  }
  /** Takes a question out, so that it is answered once; undefined where this browser was not asked it, or too long ago. */
  const take = async (request: FastifyRequest, challenge: string, ...purposes: readonly Purpose[]) => {
    const browser = request.cookies[browserCookie] ?? ''
    const { rows } = await sql<{
      taken: Taken | null
    }>`select app.sign_in_taken(${hash(`${browser}.${challenge}`)}) as taken`.execute(kit.database.kysely)
    const taken = rows[0]?.taken
    if (taken?.issuerKey !== ISSUER || !purposes.includes(taken.pending.purpose)) return undefined
    return now().getTime() - Date.parse(taken.pending.startedAt) <= CHALLENGE_SECONDS * 1000 ? taken : undefined
  }
  const enters = (reply: FastifyReply, token: string) =>
    reply.header('cache-control', 'no-store').setCookie(sessionCookie(kit), token, cookieOptions(secure))

  app.post(urls.passkeyQuestion.pattern, open, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!isOurs(request)) return reply.code(403).send({})
    const parsed = asked.safeParse(request.body)
    if (!parsed.success) return reply.code(400).send({})
    const options = await assertionOptions(party)
    const token = tokenOf(kit, request)
    await remember(request, reply, options.challenge, parsed.data.why, {
      returnTo: ownPath(parsed.data.back),
      resumes: token ? hash(token) : null,
    })
    return reply.send(options)
  })

  app.post(urls.passkey.pattern, open, async (request, reply) => {
    if (!isOurs(request)) return notOurs(request, reply)
    const answer = readAsserted(answerOf(request))
    if (!answer) return failed(request, reply, 422, 'needs a script', 'not an answer')
    const taken = await take(request, answer.challenge, 'sign in', 'add another')
    if (!taken) return failed(request, reply, 400, 'begun elsewhere', 'nothing asked in this browser')
    const token = newToken()
    const opened = await opens(answer, token, taken.resumes, deviceName(request.headers['user-agent']))
    if (!opened.ok) return failed(request, reply, 403, 'unknown', opened.why)
    enters(reply, token)
    if (taken.pending.purpose === 'sign in') return reply.redirect(ownPath(taken.returnTo), 303)
    return addAnother(request, reply, token)
  })

  /** Checks the answer and opens a session for it; the database compares what it counts. */
  const opens = async (
    answer: NonNullable<ReturnType<typeof readAsserted>>,
    token: string,
    resumes: string | null,
    device: string,
  ) => {
    const id = Buffer.from(answer.answer.id, 'base64url')
    const { rows } = await sql<{
      publicKey: Buffer
      userHandle: Buffer
    }>`select public_key as "publicKey", user_handle as "userHandle" from app.passkey_named(${id})`.execute(
      kit.database.kysely,
    )
    if (!rows[0]) return { ok: false, why: 'no such passkey' } as const
    const checked = await checkAsserted(party, answer, rows[0])
    if (!checked.ok) return checked
    const message = ['passkey used', id.toString('hex'), checked.counter, hash(token).toString('hex'), idle, lasts]
    const proof = signInProof(config.SIGN_IN_KEY, [...message, resumes ?? ''].join('\n'))
    const { rows: done } = await sql<{
      person: string | null
    }>`select app.passkey_opens(${id}, ${checked.counter}, ${hash(token)}, ${device}, make_interval(secs => ${idle}),
      make_interval(secs => ${lasts}), ${resumes ? Buffer.from(resumes, 'hex') : null}, ${proof}) as person`.execute(
      kit.database.kysely,
    )
    return done[0]?.person ? ({ ok: true } as const) : ({ ok: false, why: 'it opens nothing any more' } as const)
  }

  app.post(urls.setUp.pattern, open, async (request, reply) => {
    if (!isOurs(request)) return notOurs(request, reply)
    const answer = readCreated(answerOf(request))
    if (!answer) return failed(request, reply, 422, 'needs a script', 'not an answer')
    const taken = await take(request, answer.challenge, 'set up')
    if (!taken?.invitationHash) return failed(request, reply, 400, 'begun elsewhere', 'nothing asked in this browser')
    const checked = await checkCreated(party, answer)
    if (!checked.ok) return failed(request, reply, 400, 'begun elsewhere', checked.why)
    const token = newToken()
    const { credentialId, publicKey, counter } = checked.made
    const handle = Buffer.from(taken.pending.userHandle ?? '', 'hex')
    const message = ['passkey made', taken.invitationHash, credentialId.toString('hex'), publicKey.toString('hex')]
    const rest = [handle.toString('hex'), counter, hash(token).toString('hex'), idle, lasts, taken.resumes ?? '']
    const { rows } = await sql<{
      person: string | null
    }>`select app.passkey_made(${Buffer.from(taken.invitationHash, 'hex')}, ${credentialId}, ${publicKey}, ${handle}, ${counter},
      ${deviceName(request.headers['user-agent'])}, ${hash(token)}, make_interval(secs => ${idle}), make_interval(secs => ${lasts}),
      ${taken.resumes ? Buffer.from(taken.resumes, 'hex') : null}, ${signInProof(config.SIGN_IN_KEY, [...message, ...rest].join('\n'))}) as person`.execute(
      kit.database.kysely,
    )
    if (!rows[0]?.person) return failed(request, reply, 403, 'code over', 'the code is over')
    return enters(reply, token).redirect('/', 303)
  })

  /** The session is new and was proved this moment: what makes a second passkey is handed to it, and to no other. */
  const addAnother = async (request: FastifyRequest, reply: FastifyReply, token: string) => {
    const asking = { token, request: request.id, focus: undefined }
    const entry = await reading(kit.database, asking, async tx => {
      const { rows } = await sql<{
        userHandle: Buffer
        known: Buffer[]
      }>`select user_handle as "userHandle", credential_ids as known from app.passkey_to_add()`.execute(tx)
      return rows[0]
    })
    if (entry.state !== 'open' || !entry.value) return reply.redirect(urls.sessions(), 303)
    const options = await creationOptions(party, entry.value.userHandle, entry.value.known)
    await remember(request, reply, options.challenge, 'add', {
      resumes: hash(token),
      userHandle: entry.value.userHandle,
    })
    const csrf = csrfToken(kit.cookieSecret, token)
    const around = emptyAround(kit, request, reply, asking, entry.who)
    return sendPage(reply, 200, kit.render(AddPasskeyPage({ options, csrf }), { ...around, path: urls.sessions() }))
  }

  const signedIn = { config: { ...open.config, declared: { may: 'signed in', audit: 'passkey added' } } } as const
  app.post(urls.addPasskey.pattern, signedIn, async (request, reply) => {
    if (!isOurs(request)) return notOurs(request, reply)
    const token = tokenOf(kit, request)
    const body = (request.body ?? {}) as { _csrf?: unknown }
    if (!sameToken(body._csrf, csrfToken(kit.cookieSecret, token))) return reply.redirect(urls.sessions(), 303)
    const answer = readCreated(answerOf(request))
    if (!answer) return failed(request, reply, 422, 'needs a script', 'not an answer')
    const taken = await take(request, answer.challenge, 'add')
    if (taken?.resumes !== hash(token).toString('hex'))
      return failed(request, reply, 400, 'begun elsewhere', 'nothing asked in this session')
    const checked = await checkCreated(party, answer)
    if (!checked.ok) return failed(request, reply, 400, 'begun elsewhere', checked.why)
    const { credentialId, publicKey, counter } = checked.made
    const entry = await writing(
      kit.database,
      { token, request: request.id, focus: undefined },
      async tx => {
        const handle = Buffer.from(taken.pending.userHandle ?? '', 'hex')
        const hex = [credentialId, publicKey, handle].map(one => one.toString('hex'))
        const proof = signInProof(config.SIGN_IN_KEY, ['passkey added', tx.who.session, ...hex, counter].join('\n'))
        const { rows } = await sql<{
          added: boolean
        }>`select app.passkey_added(${credentialId}, ${publicKey}, ${handle}, ${counter}, ${deviceName(request.headers['user-agent'])}, ${proof}) as added`.execute(
          tx,
        )
        if (rows[0]?.added) await audit(tx, 'passkey added', {})
        return rows[0]?.added === true
      },
      added => added,
    )
    if (entry.state !== 'open') return toSignIn(request, reply, entry.state, urls.sessions())
    if (!entry.value) return failed(request, reply, 403, 'begun elsewhere', 'it could not be added')
    return reply.header('cache-control', 'no-store').redirect(urls.sessions(), 303)
  })

  return {
    setUp: async (request, reply, code, userHandle) => {
      const options = await creationOptions(party, userHandle, [])
      const token = tokenOf(kit, request)
      await remember(request, reply, options.challenge, 'set up', {
        code,
        userHandle,
        resumes: token ? hash(token) : null,
      })
      return drawOpen(kit, request, reply, 200, SetUpPage({ options }))
    },
  }
}

interface Taken {
  readonly issuerKey: string
  readonly pending: { readonly purpose: Purpose; readonly startedAt: string; readonly userHandle?: string }
  readonly returnTo: string
  readonly resumes: string | null
  readonly invitationHash: string | null
}
