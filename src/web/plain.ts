import type { FastifyInstance } from 'fastify'
import type { VNode } from 'preact'
import { askingOf, type Kit, sendPage } from './kit.ts'
import { emptyAround } from './kit-get.ts'
import type { Path } from './path.ts'

/**
 * A page for anybody, signed in or not. It asks the database nothing and knows nobody, so there is nothing to write
 * down; it looks the same to everyone.
 */
export function plainPage(app: FastifyInstance, kit: Kit, at: Path, page: () => VNode): void {
  app.get(at.pattern, { config: { declared: { may: 'anyone', audit: 'none' } } }, (request, reply) =>
    sendPage(
      reply,
      200,
      kit.render(page(), emptyAround(kit, request, reply, askingOf(kit, request, undefined), undefined)),
    ),
  )
}
