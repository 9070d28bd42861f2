import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Asking, reading, type WriteTx } from '../db/scope.ts'
import { uuid } from '../platform/id.ts'
import { keepable } from './keepable.ts'
import { type Kit, pathOf } from './kit.ts'
import { sendAgainAnew, sendAgainAsThem } from './kit-again.ts'
import { draftName } from './kit-get.ts'
import { withQuery } from './path.ts'
import type { Route } from './route.ts'
import { sameToken, writtenBy } from './session.ts'

// What becomes of a post that cannot be carried out: it is kept for whoever wrote it, shown to nobody else, and never
// carried out by itself.

/**
 * The page it comes from was drawn for another session than this one. Where it is the same person, what they typed
 * becomes their draft and is shown, unsent. Otherwise whoever is signed in now neither gets nor sees a word of it.
 */
export async function answerStray(
  kit: Kit,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  asking: Asking,
  key: Record<string, string> | undefined,
  body: Record<string, unknown>,
): Promise<FastifyReply> {
  const goTo = (back: string) => reply.header('cache-control', 'no-store').redirect(back, 303)
  // A post that does not say who wrote it is of no page of ours.
  if (route.kind === 'press' || !saysAnything(body) || typeof body._by !== 'string')
    return goTo(route.kind === 'press' && key ? againAt(route, key) : pathOf(request))
  const entry = await reading(kit.database, asking, async () => undefined)
  const person = entry.state === 'open' ? entry.who.person.id : entry.state === 'locked' ? entry.person : undefined
  if (person === undefined || !sameToken(body._by, writtenBy(kit.cookieSecret, person)))
    return sendAgainAsThem(kit, request, reply, body)
  const back = await rescue(kit, route, request, asking, key, body)
  if (back !== undefined) return goTo(back)
  return entry.state === 'open' ? sendAgainAnew(kit, request, reply, body) : sendAgainAsThem(kit, request, reply, body)
}

/** Whether anything was typed or chosen, beside what every form carries. */
const saysAnything = (body: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(body).some(([name, value]) => !name.startsWith('_') && value !== '')

const againAt = (route: Extract<Route, { kind: 'press' }>, key: Record<string, string>): string =>
  withQuery(route.spec.back(key as never), { again: '1' })

/**
 * Keeps what was typed as a draft of whoever the token was; answers where it can be carried on. Never acts on it.
 * @returns undefined where nothing could be kept: it is more than a draft can hold, or the session is over for good
 */
export async function rescue(
  kit: Kit,
  route: Route,
  request: FastifyRequest,
  asking: Asking,
  key: Record<string, string> | undefined,
  body: Record<string, unknown>,
): Promise<string | undefined> {
  const path = pathOf(request)
  if (route.kind === 'press') return key ? againAt(route, key) : '/'
  if (route.kind !== 'ask' || !key) return path
  const instance = typeof body._instance === 'string' && uuid.test(body._instance) ? body._instance : randomUUID()
  const typed = Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.startsWith('_') || name === '_at' || name === '_version'),
  )
  const json = keepable(typed)
  if (json === undefined) return undefined
  const { rows } = await sql<{
    kept: boolean
  }>`select app.keep_draft(${asking.token}, ${draftName(route)}, ${path}, ${instance}::uuid,
    ${key.youngPerson ?? null}::uuid, ${json}::jsonb) as kept`.execute(kit.database.kysely)
  if (rows[0]?.kept) return withQuery(path, { draft: instance })
  return saysAnything(body) ? undefined : path
}

/**
 * Until the transaction ends, whoever saves or forgets this draft waits: an autosave on its way while its form is being
 * sent would otherwise come to stand after the draft was forgotten.
 */
export async function holdDraft(tx: WriteTx, instance: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${instance}, 0))`.execute(tx)
}
