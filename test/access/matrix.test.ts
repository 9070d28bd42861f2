import { beforeAll, describe, expect, test } from 'vitest'
import { features } from '../../src/features.ts'
import { testApp } from '../app.ts'
import { openSession } from '../as.ts'
import { demonstrated, everyPage, type Somebody } from '../demonstrated.ts'
import { readMatrix } from './matrix-file.ts'
import { type Asked, askEveryRoute, nothingIsKept, rare } from './matrix-routes.ts'
import { lists, oneAtATime, opens } from './reference-acts.ts'
import { type Model, referenceModel } from './reference-model.ts'
import type { Row } from './rows.ts'

// docs/access-matrix.md is what people read to know who may do what. It says the same as the model of the design, and both
// locks do as it says: the route, for each role, and the database, for each relation.

const matrix = readMatrix()
const routes = features.flatMap(feature => feature.routes)
const asFile = (act: string): string => (/^S\d/.test(act) ? `read ${act}` : act)

describe('the file', () => {
  test('says of each relation what the design says', () => {
    // Whoever is only on a list of a role is seen for that reason, and nothing can be done with them.
    const onLists = Object.keys(lists).map(list => [list, []])
    expect(Object.fromEntries(matrix.relations.map(line => [line.because, line.acts.toSorted()]))).toEqual(
      Object.fromEntries([
        ...Object.entries(opens).map(([because, acts]) => [because, acts.map(asFile).toSorted()]),
        ...onLists,
      ]),
    )
    expect(
      matrix.relations
        .filter(line => line.oneAtATime)
        .map(line => line.because)
        .toSorted(),
    ).toEqual([...oneAtATime].toSorted())
  })

  test('knows the act of every route', () => {
    const known = new Set([
      'anyone',
      'signed in',
      ...matrix.relations.flatMap(line => line.acts),
      ...[...matrix.roles.values()].flat(),
    ])
    expect(routes.filter(route => !known.has(route.may)).map(route => `${route.pattern}: ${route.may}`)).toEqual([])
  })
})

const { database, world } = await demonstrated()
const the = await testApp(database)
const { as } = await everyPage(the, world)

const { rows: everybody } = await world.db.query<Somebody & { roles: readonly string[] }>(`
  select p.id, p.name, i.subject, array_agg(distinct m.area_id::text) as areas, array_agg(distinct m.role) as roles, '{}'::text[] as acts
  from person p join identity i on i.person_id = p.id join membership m on m.person_id = p.id
  where m.until_at is null and p.closed_at is null group by p.id, p.name, i.subject order by p.name`)

/** Every row that the model looks at. */
const data: Record<string, Row[]> = {}
for (const table of [
  'person',
  'membership',
  'agency',
  'area',
  'young_person',
  'wall',
  'discussion',
  'discussion_agency',
  'case_holding',
  'deputy',
  'hand_over',
  'strand_allocation',
  'worker',
  'match',
  'emergency_access',
  'nomination',
  'forum_action',
  'relation_merged',
  'consent',
  'consent_share',
  'lawful_share',
  'relevant_individual',
  'keep_apart',
  'brief',
  'planned_meeting',
]) {
  const known = await world.one<{ is: boolean }>(`select to_regclass('app.' || $1) is not null as is`, [table])
  if (!known.is) continue
  const { rows } = await world.db.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`)
  data[table] = rows.map(({ row }) => row)
}
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
const modelOf = (person: string): Model =>
  referenceModel(data, {
    session: { person_id: person, expires_at: inHours(1), last_seen_at: inHours(0) },
    focus: undefined,
  })
/** One person for each set of roles. */
const oneOfEach = [...Map.groupBy(everybody, person => person.roles.toSorted().join(' ')).values()].flatMap(alike =>
  alike.slice(0, 1),
)
const children = (data.young_person ?? []).map(row => String(row.id))

describe('the database', () => {
  test('opens by a relation what the file says of it, for everybody of the demonstration', {
    timeout: 60_000,
  }, async () => {
    const because = new Set<string>()
    for (const person of oneOfEach) {
      const token = await openSession(the.database.pool, the.signInKey, person)
      const client = await the.database.pool.connect()
      try {
        await client.query('begin read only')
        await client.query('select app.enter($1, $2)', [token, children])
        const { rows } = await client.query<{ child: string; acts: string[]; because: string[] }>(
          `select c as child, app.my_acts_on(c) as acts, array(select x.because from app.why_i_can_see(c) x order by 1) as because from unnest($1::uuid[]) c`,
          [children],
        )
        const model = modelOf(person.id)
        for (const row of rows) {
          const where = `${person.name} (${person.roles}) and ${row.child}`
          expect(row.because, where).toEqual([...model.seenFor(row.child)].toSorted())
          const said = matrix.relations.filter(line => row.because.includes(line.because)).flatMap(line => line.acts)
          const stays = new Set(model.actsOn(row.child).map(asFile))
          expect(row.acts.toSorted(), where).toEqual([...new Set(said)].filter(act => stays.has(act)).toSorted())
          for (const one of row.because) because.add(one)
        }
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    // Or it would prove nothing.
    expect([...because]).toEqual(
      expect.arrayContaining(['case-holder', 'duty', 'forum chair', 'panel member', 'team manager']),
    )
  })
})

describe('every route, for every role', () => {
  nothingIsKept()
  let asked: readonly Asked[]
  beforeAll(async () => {
    asked = await askEveryRoute({ world, as, routes, everybody, matrix, modelOf })
  }, 600_000)

  const those = (which: (one: Asked) => boolean): string[] =>
    asked.filter(which).map(one => `${one.status} ${one.route}, as ${one.as}: ${one.path}`)

  test('is not for whoever has no role with its act, whatever it is about', () => {
    expect(those(one => one.role === 'without' && one.status !== 403)).toEqual([])
  })

  test('is never refused to whoever has such a role', () => {
    expect(those(one => one.role === 'with' && (one.status === 403 || one.status >= 500))).toEqual([])
  })

  test('is not there for whoever has no relation to the young person that opens it, and in no other area', () => {
    const shown = (one: Asked) => one.status !== 404 && one.status !== 410
    expect(those(one => one.relation === 'without' && shown(one))).toEqual([])
  })

  test('opens, somewhere, to each role that the file opens it to', () => {
    const ways = Map.groupBy(
      asked.filter(one => one.relation === 'with').flatMap(one => one.by.map(role => ({ ...one, role }))),
      one => (rare.test(one.route) ? one.route : `${one.route}, as ${one.role}`),
    )
    expect([...ways].filter(([, all]) => all.every(one => one.status === 404)).map(([way]) => way)).toEqual([])
  })

  test('was asked by every role, with a relation and without', () => {
    process.stdout.write(
      `Access matrix: ${asked.length} answers, ${new Set(asked.map(one => one.route)).size} routes, ${new Set(asked.map(one => one.as)).size} roles\n`,
    )
    expect(asked.filter(one => one.relation === 'without').length).toBeGreaterThan(100)
    expect(asked.filter(one => one.relation === 'with').length).toBeGreaterThan(100)
  })
})
