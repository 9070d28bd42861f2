import { randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'

/** What a session is at the moment; left out, it is open. */
export interface SessionState {
  readonly idle?: boolean
  readonly expired?: boolean
  readonly ended?: boolean
}

/** Opens a session for somebody, as the superuser, and hands out its token. */
export async function aSession(db: ClientBase, person: string, state: SessionState = {}): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query(
    `insert into app.session (token_hash, person_id, authenticated_at, idle_for, expires_at, last_seen_at, ended_at, ended_because)
     values (sha256(convert_to($1, 'UTF8')), $2, now(), '15 minutes', now() + $3::interval, now() - $4::interval,
       case when $5 then now() end, case when $5 then 'signed out' end)`,
    [token, person, state.expired ? '-1 second' : '10 hours', state.idle ? '16 minutes' : '0', state.ended ?? false],
  )
  return token
}
