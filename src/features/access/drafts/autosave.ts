import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { type WriteTx, writing } from '../../../db/scope.ts'
import { keepable } from '../../../web/keepable.ts'
import { type Kit, tokenOf } from '../../../web/kit.ts'
import { holdDraft } from '../../../web/kit-rescue.ts'
import { csrfToken, fromOurselves, sameToken } from '../../../web/session.ts'
import { urls } from '../urls.ts'

const saved = z.strictObject({
  csrf: z.string().max(100),
  form: z.string().min(1).max(100),
  subject: z.string().regex(/^\/(?!\/)[\x21-\x7e]{0,280}$/),
  instance: z.uuid(),
  /** Token of the form, so that one that was sent is not kept as unsent. */
  token: z.uuid().optional(),
  youngPerson: z.uuid().optional(),
  body: z.record(z.string().max(200), z.union([z.string().max(60_000), z.array(z.string().max(60_000)).max(200)])),
})

/** Autosave: what is typed is kept while it is typed, one row a tab. The page says "Saved 10 seconds ago". */
export function autosave(app: FastifyInstance, kit: Kit): void {
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
          // Whoever types is there, though they open no page meanwhile.
          await sql`select app.typed()`.execute(tx)
          await holdDraft(tx, draft.instance)
          if (draft.token !== undefined && (await wasSent(tx, draft.token))) return undefined
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
      ).catch((error: { code?: unknown }) => {
        // About somebody, or under the name of a draft about somebody, whom they cannot see: as if there were nobody.
        if (error.code === '42501') return undefined
        throw error
      })
      if (entry === undefined) return reply.code(404).send({ saved: false })
      if (entry.state === 'locked') {
        // Another tab locked the screen first: kept as a post would be.
        const { rows } = await sql<{
          kept: boolean
        }>`select app.keep_draft(${token}, ${draft.form}, ${draft.subject}, ${draft.instance}::uuid,
          ${draft.youngPerson ?? null}::uuid, ${body}::jsonb) as kept`.execute(kit.database.kysely)
        return reply.code(401).send({ saved: rows[0]?.kept === true, state: entry.state })
      }
      if (entry.state !== 'open') return reply.code(401).send({ saved: false, state: entry.state })
      // Nor are they forgotten by a program that was started again.
      kit.known.add(token)
      return reply.send(entry.value ? { saved: true, at: entry.value.toISOString() } : { saved: false, sent: true })
    },
  )
}

async function wasSent(tx: WriteTx, token: string): Promise<boolean> {
  const sent = await tx
    .selectFrom('sent_form')
    .select('token')
    .where('token', '=', token as never)
    .executeTakeFirst()
  return sent !== undefined
}
