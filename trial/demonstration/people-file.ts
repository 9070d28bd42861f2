import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { strangers } from './professionals.ts'

interface Row {
  readonly sub: string
  readonly name: string
  readonly role: string | null
  readonly area: string | null
  readonly agency: string | null
}

/**
 * Writes whom one can be in the trial: everybody with an account and a sign-in of its provider, and a few without an
 * account, whom an administrator can invite. The provider's address may have changed since the last start.
 */
export async function writePeopleFile(connection: Kysely<Tables>, issuer: string, file: string): Promise<number> {
  await sql`insert into identity (issuer, subject, person_id)
    select ${issuer}, subject, person_id from identity where issuer like 'http://localhost:%' and ended_at is null on conflict do nothing`.execute(
    connection,
  )
  const { rows } = await sql<Row>`
    select i.subject as sub, p.name, coalesce(string_agg(distinct r.says, ', '), 'Nobody yet') as role,
      coalesce(string_agg(distinct a.name, ' and '), '') as area, coalesce(string_agg(distinct g.name, ', '), '') as agency
    from identity i join person p on p.id = i.person_id and p.closed_at is null
      left join membership m on m.person_id = p.id and (m.until_at is null or m.until_at > now())
      left join role r on r.key = m.role left join area a on a.id = m.area_id
      left join agency g on g.area_id = m.area_id and g.id = m.agency_id
    where i.issuer = ${issuer} and i.ended_at is null group by i.subject, p.id, p.name order by p.name`.execute(
    connection,
  )
  const known = new Set(rows.map(row => row.sub))
  const people = [
    ...rows,
    ...strangers
      .filter(one => !known.has(one.sub))
      .map(one => ({ ...one, role: 'Without an account: an administrator can invite them', area: '', agency: '' })),
  ]
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // The provider may read it at any moment: it gets the old list or the new one.
  await writeFile(`${file}.new`, `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return people.length
}
