import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as PgClient } from 'pg'
import { nameParts } from '../src/features/people/index.ts'
import { features } from '../src/features.ts'
import { loadDemonstration } from '../trial/demonstration/load.ts'
import { type Address, addressesOf } from './addresses.ts'
import type { TestApp } from './app.ts'
import { type Client, manySessions } from './as.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { aWorld, type MadePerson, type World } from './world.ts'

// The two living areas of the demonstration, and a way to open every page there is as somebody who may.

/** A test database that holds the demonstration, with what it leaves out. */
export async function demonstrated(): Promise<{ database: TestDatabase; world: World }> {
  const database = await testDatabase({ name: 'demonstration', fill })
  return { database, world: await aWorld(database) }
}

async function fill(database: TestDatabase): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tr-demonstrated-'))
  const peopleFile = join(folder, 'people.json')
  const said = { issuer: 'https://issuer.test', peopleFile, configDir: 'config', say: () => undefined }
  await loadDemonstration(database.superuserUrl, said).finally(() => rm(folder, { recursive: true }))
  const db = new PgClient({ connectionString: database.superuserUrl, options: '-c search_path=app' })
  await db.connect()
  // Somebody who died, a record that was merged, a search under way, an entry about the wrong young person in each area.
  await db.query(`
    with two as (select array_agg(id order by created_at desc) as ids from (
      select y.id, y.created_at from young_person y join case_holding h on h.young_person_id = y.id and h.until_at is null
        join membership m on m.team_id = h.team_id and m.area_id = h.area_id and m.role = 'team-manager'
      where h.person_id is not null and not exists (select from assessment a where a.young_person_id = y.id) limit 2) y),
    died as (update young_person set status = 'died' where id = (select ids[1] from two)),
    merged as (insert into young_person_merge (area_id, young_person_id, into_id, reason, merged_by)
      select y.area_id, ids[2], o.id, 'The same person', y.created_by from two, young_person y, young_person o
      where y.id = ids[2] and o.area_id = y.area_id and o.id <> all (ids) limit 1 returning area_id, young_person_id, into_id)
    update young_person y set merged_into = m.into_id from merged m where y.area_id = m.area_id and y.id = m.young_person_id`)
  await db.query(
    `insert into young_person_search (area_id, person_id, given_names, surname, words, matched_at)
      select distinct area_id, person_id, 'Nobody', 'Invented', $1::jsonb, now() from membership join role_may using (role)
        where act = 'record a young person'`,
    [JSON.stringify(nameParts({ givenNames: 'Nobody', surname: 'Invented', knownAs: undefined }))],
  )
  // Something typed and not sent, in each area.
  await db.query(`
    insert into draft (person_id, form, subject, instance, young_person_id, body)
      select distinct on (h.area_id) h.person_id, 'trusted adults', '/' || a.key || '/young-people/' || h.young_person_id || '/trusted-adults',
        h.young_person_id, h.young_person_id, '{"familyWords": "An aunt who comes on Sundays"}'
        from case_holding h join area a on a.id = h.area_id where h.until_at is null and h.person_id is not null order by h.area_id, h.id`)
  // An emergency under way, of each who may ask for one, that found nobody.
  await db.query(`
    insert into emergency_access (area_id, person_id, kind, line, looked_up_at)
      select distinct area_id, person_id, 'cover', 'Arranged', now() from membership join role_may using (role)
        where act = 'ask for emergency access'`)
  // Somebody kept away, emergency access that is over and to be reviewed, something that duty opened yesterday.
  await db.query(`
    with one as (select distinct on (h.area_id) h.area_id, h.young_person_id, m.person_id as duty, o.person_id as other from case_holding h
        join membership t on t.team_id = h.team_id and t.area_id = h.area_id and t.role = 'team-manager'
        join membership m on m.area_id = h.area_id and m.role = 'duty' join membership o on o.area_id = h.area_id and o.role = 'relief-worker'
      where h.until_at is null order by h.area_id, h.young_person_id),
    kept as (insert into wall (area_id, young_person_id, person_id, kind, said_by, reason) select area_id, young_person_id, other, 'keep apart', duty, 'Reason' from one),
    opened as (insert into emergency_access (area_id, young_person_id, person_id, kind, line, asked_at, looked_up_at, until_at)
      select area_id, young_person_id, duty, 'cover', 'Line', now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour' from one)
    insert into duty_look (area_id, young_person_id, person_id, on_day, reviewed_in) select area_id, young_person_id, duty, current_date - 1, area_id from one`)
  // Every worker went somewhere alone and has not checked in; two had already.
  await db.query(`
    insert into lone_visit (area_id, worker_id, started_at, back_by, going)
      select area_id, id, now() - interval '3 hours', now() - interval '1 hour', 'To the park' from worker where left_at is null
      on conflict do nothing`)
  // A service that cannot take somebody on safely any more.
  await db.query(`
    insert into closed_service (area_id, young_person_id, strand_allocation_id, risk_fact_id, decide_by)
      select s.area_id, s.young_person_id, s.id, f.id, current_date + 1 from strand_allocation s
        join risk_fact f on f.area_id = s.area_id and f.young_person_id = s.young_person_id where s.until_at is null
      on conflict do nothing`)
  // An entry that was about somebody else.
  await db.query(`
    with entry as (
      select distinct on (e.area_id) e.area_id, e.id, e.young_person_id, e.recorded_at, e.recorded_by,
        (select y.id from young_person y where y.area_id = e.area_id and y.id <> e.young_person_id limit 1) as right_one,
        sha256(convert_to((to_jsonb(e) || '{"moved_at": null}')::text, 'UTF8')) as seal from trusted_adult e order by e.area_id, e.id),
    hidden as (update trusted_adult t set moved_at = now() from entry where t.area_id = entry.area_id and t.id = entry.id)
    insert into wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
      select area_id, young_person_id, right_one, 'trusted adult', id, id, 'Two brothers', seal, recorded_at, recorded_by from entry`)
  await db.end()
}

/** Somebody of the demonstration, with what their roles let them do. */
export interface Somebody extends MadePerson {
  readonly areas: readonly string[]
  readonly acts: readonly string[]
}

/** A page that answered 200. */
export interface Opened {
  readonly pattern: string
  readonly path: string
  readonly by: Somebody
  readonly text: string
}

/** Those who may do the same are one kind. */
const kindOf = ({ acts }: Somebody): string => acts.join()

/** Opens pages as one after the other who may, whoever holds the case first. */
export async function everyPage(the: TestApp, world: World) {
  const { rows: everybody } = await world.db.query<Somebody>(`
    select p.id, p.name, i.subject, array_agg(distinct m.area_id::text) as areas, app.acts_of(p.id) as acts
    from person p join identity i on i.person_id = p.id join membership m on m.person_id = p.id group by p.id, p.name, i.subject order by p.name`)
  const { rows: holders } = await world.db.query<{ child: string; person: string }>(
    `select young_person_id as child, person_id as person from case_holding where until_at is null and person_id is not null`,
  )
  const holderOf = new Map(holders.map(row => [row.child, row.person]))

  const as = manySessions(the)

  /** Opens an address as somebody; nothing where they may not, or there is no such page for them. */
  async function opened(pattern: string, address: Address, by: Somebody, client: Client): Promise<Opened | undefined> {
    const { status, text } = await client.get(address.path)
    if (status >= 500) throw new Error(`${address.path} answered ${status}`)
    return status === 200 ? { pattern, path: address.path, by, text } : undefined
  }

  /**
   * Pages of a pattern, opened by up to so many people, of as many kinds as there are.
   * @param around is called before each try and after each that showed a page
   */
  async function openings(
    { pattern, may }: { readonly pattern: string; readonly may: string },
    wanted: number,
    around: {
      readonly before?: () => Promise<void> | void
      readonly after?: (page: Opened) => Promise<void> | void
    } = {},
  ): Promise<readonly Opened[]> {
    const found: Opened[] = []
    let tries = 0
    for (const address of await addressesOf(world.db, pattern, 14)) {
      const able = everybody.filter(
        one =>
          (may === 'anyone' || may === 'signed in' || one.acts.includes(may)) &&
          (!address.areaId || one.areas.includes(address.areaId)),
      )
      const holder = address.youngPerson ? holderOf.get(address.youngPerson) : undefined
      // A kind that has not opened it yet first, whoever holds the case before the others of their kind.
      const times = (one: Somebody): number => found.filter(({ by }) => kindOf(by) === kindOf(one)).length
      able.sort((a, b) => times(a) - times(b) || Number(b.id === holder) - Number(a.id === holder))
      const kinds = new Map(able.toReversed().map(one => [kindOf(one), one]))
      for (const person of address.youngPerson ? [...kinds.values()].toReversed().slice(0, 6) : able) {
        if (found.length >= wanted || tries >= 40) return found
        tries += 1
        const client = await as(person)
        await around.before?.()
        const page = await opened(pattern, address, person, client)
        if (!page) continue
        await around.after?.(page)
        found.push(page)
      }
    }
    return found
  }
  return {
    as,
    openings,
    pages: features.flatMap(feature => feature.routes).filter(one => one.method === 'GET' && one.kind !== 'file'),
  }
}
