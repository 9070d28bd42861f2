import { createHash } from 'node:crypto'
import pg from 'pg'

/**
 * Makes the first administrator of an area with an invitation. Only where there is none: afterwards administrators
 * make each other.
 * @param url a role that may become tr_owner
 * @throws one sentence where the area is unknown or has an administrator
 */
export async function makeFirstAdministrator(
  url: string,
  who: { area: string; name: string; title: string; code: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role tr_owner')
    await client.query('begin')
    const { rows: areas } = await client.query<{ id: string }>('select id from app.area where key = $1', [who.area])
    const area = areas[0]?.id
    if (!area) throw new Error(`There is no area "${who.area}".`)
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`first administrator of ${area}`])
    const { rowCount } = await client.query(
      `select from app.membership where area_id = $1 and role = 'area-administrator' and (until_at is null or until_at > now())`,
      [area],
    )
    if (rowCount) throw new Error('This area has an administrator already: they can invite others.')
    const { rows } = await client.query<{ id: string }>(
      `insert into app.person (name, title, kind) values ($1, $2, 'professional') returning id`,
      [who.name, who.title],
    )
    const person = rows[0]?.id
    await client.query(
      `insert into app.membership (person_id, person_kind, role, area_id) values ($1, 'professional', 'area-administrator', $2)`,
      [person, area],
    )
    await client.query(
      `insert into app.invitation (code_hash, person_id, expires_at) values ($1, $2, now() + interval '7 days')`,
      [createHash('sha256').update(who.code).digest(), person],
    )
    // Nobody is signed in who could have done it: what stands here is that it was done by hand, and for whom.
    await client.query(
      `insert into app.audit_event (act, outcome, area_id, record_id) values ('first administrator made', 'done', $1, $2)`,
      [area, person],
    )
    await client.query('commit')
  } finally {
    await client.end()
  }
}
