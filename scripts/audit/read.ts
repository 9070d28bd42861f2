import pg from 'pg'
import type { AuditEvent, Seal } from './chain.ts'
import { verifyMoved } from './moved.ts'

/** Rows fetched at once: enough to keep the line busy, little enough to stay small. */
const atOnce = 5_000

export interface AuditReader {
  events(): AsyncIterable<AuditEvent>
  seals(): AsyncIterable<Seal>
  moved(): ReturnType<typeof verifyMoved>
}

/**
 * Opens the audit as it is at one moment, for reading alone.
 * @param url a role that may select what is verified and is not bound by row security
 * @throws where row security would leave rows out: what cannot be seen cannot be verified
 */
export async function openAudit(url: string): Promise<AuditReader & { close(): Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c default_transaction_read_only=on -c row_security=off -c timezone=UTC -c statement_timeout=0',
  })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    // An empty answer must never be taken for an empty audit: this fails where rows would be left out.
    await client.query('select from app.audit_event, app.audit_seal, app.wrong_child limit 1')
  } catch (error) {
    await client.end()
    throw error
  }
  return { ...auditIn(client), close: () => client.end() }
}

/** The audit as a transaction of this connection sees it. */
export function auditIn(client: pg.Client): AuditReader {
  return {
    events: () =>
      rows<AuditEvent>(
        client,
        'events',
        `select seq::text, xid::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as at, request::text,
           person_id::text as person, session_id::text as session, act, outcome, because, area_id::text as area,
           young_person_id::text as "youngPerson", record_id::text as record, detail::text, roles
         from app.audit_event order by audit_event.xid, audit_event.seq`,
      ),
    seals: () =>
      rows<Seal>(
        client,
        'seals',
        `select number::float8 as number, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as "sealedAt",
           up_to_xid::text as "upToXid", events::float8 as events, hash
         from app.audit_seal order by audit_seal.number`,
      ),
    moved: () => verifyMoved(client),
  }
}

async function* rows<T extends pg.QueryResultRow>(client: pg.Client, cursor: string, query: string): AsyncGenerator<T> {
  await client.query(`declare ${cursor} no scroll cursor for ${query}`)
  for (;;) {
    const fetched = await client.query<T>(`fetch ${atOnce} from ${cursor}`)
    yield* fetched.rows
    if (fetched.rows.length < atOnce) break
  }
  await client.query(`close ${cursor}`)
}
