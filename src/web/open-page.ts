import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Kit, sendPage, tokenOf } from './kit.ts'
import { emptyAround } from './kit-get.ts'

/** What every page before a sign-in declares: anybody may, nothing is written down, and not too often. */
export const open = {
  config: { declared: { may: 'anyone', audit: 'none' }, rateLimit: { max: 120, timeWindow: '1 minute' } },
} as const

/** Draws a page that says nothing about anybody, whoever is signed in. */
export function drawOpen(
  kit: Kit,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  node: Parameters<Kit['render']>[0],
): FastifyReply {
  const asking = { token: tokenOf(kit, request), request: request.id, focus: undefined }
  return sendPage(reply, status, kit.render(node, emptyAround(kit, request, reply, asking, undefined)))
}
