import type { FastifyReply, FastifyRequest } from 'fastify'
import { isPassing } from '../db/passing.ts'
import type { Asking } from '../db/scope.ts'
import { askingOf, type Kit, type NotDone, pathOf, type SentFields, sendPage, tokenOf } from './kit.ts'
import { emptyAround } from './kit-get.ts'
import { seal, unseal } from './sealed.ts'
import { csrfToken, fromOurselves, sameToken } from './session.ts'

/** Seconds after which it is worth trying again. */
export const tryAgainAfter = '5'

type Body = Readonly<Record<string, unknown>>

/** What was sent: the parser of forms makes one, or there was no body at all. What we sealed ourselves is opened. */
export function sentIn(kit: Kit, request: FastifyRequest): Record<string, unknown> {
  const body = (request.body ?? {}) as Record<string, unknown>
  return body._sealed === undefined ? body : (unseal(kit.cookieSecret, pathOf(request), body._sealed) ?? {})
}

/** Whether a post comes from a page that was drawn for this very session. */
export const ofThisSession = (kit: Kit, asking: Asking, body: Body): boolean =>
  sameToken(body._csrf, csrfToken(kit.cookieSecret, asking.token))

/**
 * What was sent could not be done just now. It goes back in the page, form token and all, with a button that sends it
 * once more: nothing that was typed is lost, also where no draft can be kept, and it is still one act.
 * @throws the error, where it is not a passing one or the post is not of a page of ours
 */
export function sendAgain(kit: Kit, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (request.method !== 'POST' || !isPassing(error) || !fromOurselves(request.headers, kit.origin)) throw error
  kit.log.error({ request: request.id, route: request.routeOptions.url, error }, 'a request failed')
  const body = sentIn(kit, request)
  const asking = askingOf(kit, request, undefined)
  const fields = ofThisSession(kit, asking, body) ? fieldsOf(body) : sealed(kit, request, body)
  return inThePage(kit, request, reply.header('retry-after', tryAgainAfter), 503, 'busy', fields)
}

/** Whoever wrote this is not signed in here: it stays in the page, sealed, until they are. Nothing is done or kept. */
export const sendAgainAsThem = (kit: Kit, request: FastifyRequest, reply: FastifyReply, body: Body): FastifyReply =>
  inThePage(kit, request, reply, 401, 'not them', sealed(kit, request, body))

/** Theirs, from a page of an earlier session of theirs, and more than a draft can hold: one button sends it in this one. */
export function sendAgainAnew(kit: Kit, request: FastifyRequest, reply: FastifyReply, body: Body): FastifyReply {
  const fields = fieldsOf({ ...body, _csrf: csrfToken(kit.cookieSecret, tokenOf(kit, request)) })
  return inThePage(kit, request, reply, 413, 'signed in anew', fields)
}

function inThePage(
  kit: Kit,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  why: NotDone,
  fields: SentFields,
): FastifyReply {
  const query = /\?.*$/.exec(request.url)?.[0] ?? ''
  const around = emptyAround(kit, request, reply, askingOf(kit, request, undefined), undefined)
  return sendPage(reply, status, kit.render(kit.pages.sendAgain(why, pathOf(request) + query, fields), around))
}

const sealed = (kit: Kit, request: FastifyRequest, body: Body): SentFields => [
  ['_sealed', seal(kit.cookieSecret, pathOf(request), body)],
]

/** Names and values in the order in which they came. */
const fieldsOf = (body: Body): SentFields =>
  Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(one => (typeof one === 'string' ? [[name, one] as const] : [])),
  )
