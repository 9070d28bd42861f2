import type { FastifyReply, FastifyRequest } from 'fastify'
import { isPassing } from '../db/passing.ts'
import { askingOf, type Kit, pathOf, sendPage } from './kit.ts'
import { emptyAround } from './kit-get.ts'
import { fromOurselves } from './session.ts'

/** Seconds after which it is worth trying again. */
export const tryAgainAfter = '5'

/**
 * What was sent could not be done just now. It goes back in the page, form token and all, with a button that sends it
 * once more: nothing that was typed is lost, also where no draft can be kept, and it is still one act.
 * @throws the error, where it is not a passing one or the post is not of a page of ours
 */
export function sendAgain(kit: Kit, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (request.method !== 'POST' || !isPassing(error) || !fromOurselves(request.headers, kit.origin)) throw error
  kit.log.error({ request: request.id, route: request.routeOptions.url, error }, 'a request failed')
  const query = /\?.*$/.exec(request.url)?.[0] ?? ''
  const page = kit.pages.sendAgain(pathOf(request) + query, fieldsOf(request.body))
  const around = emptyAround(kit, request, reply, askingOf(kit, request, undefined), undefined)
  return sendPage(reply.header('retry-after', tryAgainAfter), 503, kit.render(page, around))
}

/** Names and values in the order in which they came. */
const fieldsOf = (body: unknown): readonly (readonly [string, string])[] =>
  Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(one => (typeof one === 'string' ? [[name, one] as const] : [])),
  )
