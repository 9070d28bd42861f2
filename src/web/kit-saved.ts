import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Kit, secureOrigin } from './kit.ts'
import { cookieName, cookieOptions } from './session.ts'

// After a post the next page says that it is saved: one word for a tired reader. A cookie of seconds carries it, which says
// only that.

const cookie = (kit: Kit): string => cookieName('saved', secureOrigin(kit.origin))

/** The next page that is drawn for this browser says that what was sent is saved. */
export const saysSaved = (kit: Kit, reply: FastifyReply): FastifyReply =>
  reply.setCookie(cookie(kit), 'yes', { ...cookieOptions(secureOrigin(kit.origin)), maxAge: 20 })

/** Whether this is that page; it is said once. */
export function wasSaved(kit: Kit, request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.cookies[cookie(kit)] === undefined) return false
  reply.clearCookie(cookie(kit), cookieOptions(secureOrigin(kit.origin)))
  return true
}
