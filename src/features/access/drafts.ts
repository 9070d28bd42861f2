import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { writing } from '../../db/scope.ts'
import { keepable } from '../../web/keepable.ts'
import { type Kit, tokenOf } from '../../web/kit.ts'
import { csrfToken, fromOurselves, sameToken } from '../../web/session.ts'
import { urls } from './urls.ts'

const saved = z.strictObject({
  csrf: z.string().max(100),
  form: z.string().min(1).max(100),
  subject: z.string().regex(/^\/[\x21-\x7e]{0,280}$/),
  instance: z.uuid(),
  youngPerson: z.uuid().optional(),
  body: z.record(z.string().max(200), z.union([z.string().max(60_000), z.array(z.string().max(60_000)).max(200)])),
})

/** Autosave: what is typed is kept while it is typed, one row a tab. The page says "Saved 10 seconds ago". */
export function drafts(app: FastifyInstance, kit: Kit): void {
  app.post(
    urls.drafts.pattern,
    {
      bodyLimit: 8 * 1024 * 1024,
      config: { declared: { may: 'signed in', audit: 'none' }, rateLimit: { max: 240, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const parsed = saved.safeParse(request.body)
      const token = tokenOf(kit, request)
      if (!fromOurselves(request.headers, kit.origin)) return reply.code(403).send({ saved: false })
      if (!parsed.success) return reply.code(400).send({ saved: false })
      const draft = parsed.data
      if (!sameToken(draft.csrf, csrfToken(kit.cookieSecret, token))) return reply.code(403).send({ saved: false })
      const body = keepable(draft.body)
      if (body === undefined) return reply.code(413).send({ saved: false })
      const entry = await writing(
        kit.database,
        { token, request: request.id, focus: draft.youngPerson ? [draft.youngPerson] : undefined },
        async tx => {
          const row = { body, saved_at: tx.now, expires_at: new Date(tx.now.getTime() + 30 * 86_400_000) }
          await tx
            .insertInto('draft')
            .values({
              ...row,
              person_id: tx.who.person.id as never,
              form: draft.form,
              subject: draft.subject,
              instance: draft.instance,
              young_person_id: draft.youngPerson ?? null,
            })
            .onConflict(c => c.columns(['person_id', 'form', 'subject', 'instance']).doUpdateSet(row))
            .execute()
          return tx.now
        },
        () => true,
      )
      if (entry.state !== 'open') return reply.code(401).send({ saved: false, state: entry.state })
      // Whoever types for long opens no page meanwhile, also after a restart.
      kit.known.add(token)
      return reply.send({ saved: true, at: entry.value.toISOString() })
    },
  )
}
