import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { startForms } from '../src/features/assessments/index.ts'
import { features } from '../src/features.ts'
import { testApp } from '../test/app.ts'
import { type Client, signedIn } from '../test/as.ts'
import { testDatabase } from '../test/database.ts'
import { aWorld } from '../test/world.ts'
import { loadDemonstration } from '../trial/demonstration/load.ts'
import { type Address, addressesOf } from './addresses.ts'

// At most six queries a page beside begin, enter, audit and commit (house, "The life of one request").
const most = 6

const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'tr-queries-'))
await loadDemonstration(database.superuserUrl, {
  issuer: 'https://issuer.test',
  peopleFile: join(folder, 'people.json'),
  configDir: 'config',
  say: () => undefined,
})
const the = await testApp(database)
const world = await aWorld(database)
startForms('config')

// What the demonstration leaves out: somebody who died, a record that was merged, a search under way.
await world.db.query(`
  with two as (select array_agg(id order by created_at desc) as ids from (
    select y.id, y.created_at from young_person y join case_holding h on h.young_person_id = y.id and h.until_at is null
      join membership m on m.team_id = h.team_id and m.area_id = h.area_id and m.role = 'team-manager'
    where h.person_id is not null and not exists (select from assessment a where a.young_person_id = y.id) limit 2) y),
  died as (update young_person set status = 'died' where id = (select ids[1] from two)),
  merged as (insert into young_person_merge (area_id, young_person_id, into_id, reason, merged_by)
    select y.area_id, ids[2], o.id, 'The same person', y.created_by from two, young_person y, young_person o
    where y.id = ids[2] and o.area_id = y.area_id and o.id <> all (ids) limit 1 returning area_id, young_person_id, into_id)
  update young_person y set merged_into = m.into_id from merged m where y.area_id = m.area_id and y.id = m.young_person_id`)
await world.db.query(`
  insert into young_person_search (area_id, person_id, given_names, surname, words)
    select area_id, person_id, 'Nobody', 'Invented', '[]' from membership where role = 'case-holder'`)

/** Every statement that goes out in this process, by whatever connection. */
const statements: string[] = []
const query = pg.Client.prototype.query
vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
  const [first] = args as [string | { text?: string }]
  statements.push(typeof first === 'string' ? first : (first.text ?? ''))
  return Reflect.apply(query, this, args)
} as never)

/** Begin, scope (who asks, and by which relation: the kit asks both for every page), audit, commit. */
const beside = /^(begin|commit|rollback)\b|app\.(enter|why_i_can_see|viewed|not_allowed)\(/i

interface Somebody {
  readonly id: string
  readonly name: string
  readonly subject: string
  readonly areas: readonly string[]
  readonly acts: readonly string[]
}
const { rows: everybody } = await world.db.query<Somebody>(`
  select p.id, p.name, i.subject, array_agg(distinct m.area_id::text) as areas, app.acts_of(p.id) as acts
  from person p join identity i on i.person_id = p.id join membership m on m.person_id = p.id group by p.id, p.name, i.subject order by p.name`)
const { rows: holders } = await world.db.query<{ child: string; person: string }>(
  `select young_person_id as child, person_id as person from case_holding where until_at is null and person_id is not null`,
)
const holderOf = new Map(holders.map(row => [row.child, row.person]))

const sessions = new Map<string, { client: Client; used: number }>()
/** A session of somebody; a new one before the limit of requests a minute is near. */
async function as(person: Somebody): Promise<Client> {
  const open = sessions.get(person.id)
  if (open && open.used < 500) {
    open.used += 1
    return open.client
  }
  const client = await signedIn(the, person)
  sessions.set(person.id, { client, used: 1 })
  return client
}

interface Opened {
  readonly pattern: string
  readonly path: string
  readonly by: string
  readonly queries: readonly string[]
}

/** Opens an address as somebody; nothing where they may not, or there is no such page for them. */
async function opened(pattern: string, address: Address, person: Somebody): Promise<Opened | undefined> {
  const client = await as(person)
  statements.length = 0
  const { status } = await client.get(address.path)
  if (status >= 500) throw new Error(`${address.path} answered ${status}`)
  if (status !== 200) return undefined
  return { pattern, path: address.path, by: person.name, queries: statements.filter(text => !beside.test(text)) }
}

/** Pages of this pattern, opened by up to so many different people. */
async function openings(pattern: string, may: string, wanted: number): Promise<readonly Opened[]> {
  const found: Opened[] = []
  let tries = 0
  for (const address of await addressesOf(world.db, pattern, 14)) {
    const able = everybody.filter(
      one => (may === 'signed in' || one.acts.includes(may)) && (!address.areaId || one.areas.includes(address.areaId)),
    )
    const holder = address.youngPerson ? holderOf.get(address.youngPerson) : undefined
    // Whoever holds the case first, then one of each other kind.
    able.sort((a, b) => Number(b.id === holder) - Number(a.id === holder))
    for (const person of address.youngPerson ? able.slice(0, 6) : able) {
      if (found.length >= wanted || tries >= 40) return found
      tries += 1
      const page = await opened(pattern, address, person)
      if (page) found.push(page)
    }
  }
  return found
}

test('no page asks the database more than six times', { timeout: 120_000 }, async () => {
  const pages: Opened[] = []
  const missed: string[] = []
  for (const route of features.flatMap(feature => feature.routes).filter(one => one.method === 'GET')) {
    const found = await openings(route.pattern, route.may, 3)
    if (found.length === 0) missed.push(route.pattern)
    pages.push(...found)
  }
  const worst = [...Map.groupBy(pages, page => page.pattern).values()]
    .map(all => all.toSorted((a, b) => b.queries.length - a.queries.length)[0] as Opened)
    .sort((a, b) => b.queries.length - a.queries.length)
  process.stdout.write(
    `Queries a page, the most of ${pages.length} pages of ${worst.length} kinds:\n${worst
      .slice(0, 8)
      .map(page => `  ${page.queries.length}  ${page.pattern}  (${page.by})`)
      .join('\n')}\n`,
  )
  expect(missed).toEqual([])
  expect(worst.filter(page => page.queries.length > most).map(page => [page.pattern, page.queries])).toEqual([])
})
