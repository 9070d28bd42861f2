import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { worksAlso } from '../../../../test/workforce.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// One place at one time, where one of the two is known in one area and the other in its partner: whoever plans hears what they
// heard before, and nothing of the other area.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, introduced, recordIn } = await matching(the, world)

const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')
const aPlace = () => `Canaryplace ${randomUUID()}`
const at = (venue: string) => ({ ...on('onDay', day), from: '4pm', to: '5:30pm', venue })

type AreaKey = 'york' | 'north-yorkshire'
const areas = ['york', 'north-yorkshire'] as const
const partner = { york: 'north-yorkshire', 'north-yorkshire': 'york' } as const

async function met(area: AreaKey, strand: 1 | 2 = 1) {
  const of = await ready(area, strand)
  return { ...of, match: await introduced(of) }
}
type Met = Awaited<ReturnType<typeof met>>

const plan = async (of: Met, venue: string) =>
  (await signedIn(the, of.manager)).send(urls.planMeeting({ ...of.key, match: of.match }), at(venue))
const stands = (of: Met, venue: string) =>
  world.one<{ n: number }>(
    'select count(*)::int as n from planned_meeting where match_id = $1 and venue = $2 and called_off_at is null',
    [of.match, venue],
  )

const alsoThere = (of: Ready, area: AreaKey) => recordIn(of, partner[area])
const apart = (child: MadeYoungPerson, from: { child?: string; worker?: string }, by: string) =>
  world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, $4, 'not in the same place at the same time', 'Canaryreason', 'Canaryevidence', current_date + 30, $5)`,
    [child.areaId, child.id, from.child ?? null, from.worker ?? null, by],
  )
const adultsApart = ({ areaId, worker, panel }: Met, from: Met) =>
  world.db.query(
    `insert into worker_apart (area_id, worker_id, other_worker_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, 'not in the same place at the same time', 'Canaryreason', 'Canaryevidence', current_date + 30, $4)`,
    [areaId, worker.id, from.worker.id, panel.holder.id],
  )
const wall = (child: MadeYoungPerson, person: string) =>
  world.db.query(
    `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
    [child.areaId, child.id, person],
  )
const worksThere = (of: Ready, area: AreaKey) => worksAlso(world, of.worker, area)

interface Two {
  readonly one: Met
  readonly other: Met
}
/** Who the other is, and what keeps the two apart. */
const ways: readonly (readonly [
  says: string,
  other: (area: AreaKey) => Promise<Met>,
  keeps: (two: Two, area: AreaKey) => Promise<unknown>,
])[] = [
  [
    'who is kept apart from somebody of the partner area',
    area => met(partner[area]),
    ({ one, other }, area) => apart(one.child, { child: other.child.id }, panels[area].holder.id),
  ],
  [
    'from whom somebody of the partner area is kept apart',
    area => met(partner[area]),
    ({ one, other }, area) => apart(other.child, { child: one.child.id }, panels[partner[area]].holder.id),
  ],
  [
    'whose record there is kept apart from somebody there',
    area => met(partner[area]),
    async ({ one, other }, area) =>
      apart(await alsoThere(one, area), { child: other.child.id }, panels[partner[area]].holder.id),
  ],
  [
    'from whose record there somebody there is kept apart',
    area => met(partner[area]),
    async ({ one, other }, area) =>
      apart(other.child, { child: (await alsoThere(one, area)).id }, panels[partner[area]].holder.id),
  ],
  [
    'who is related to an adult of the partner area',
    area => met(partner[area]),
    ({ one, other }) => wall(one.child, other.worker.person.id),
  ],
  [
    'who is kept apart from an adult of both areas',
    area => met(partner[area], 2),
    async ({ one, other }, area) => apart(one.child, { worker: await worksThere(other, area) }, panels[area].holder.id),
  ],
  [
    'who is kept apart from an adult of the partner area',
    area => met(partner[area]),
    ({ one, other }, area) => apart(one.child, { worker: other.worker.id }, panels[area].holder.id),
  ],
  [
    'whose adult is kept apart from an adult of the partner area',
    area => met(partner[area]),
    ({ one, other }) => adultsApart(one, other),
  ],
  [
    'from whose adult an adult of the partner area is kept apart',
    area => met(partner[area]),
    ({ one, other }) => adultsApart(other, one),
  ],
  [
    'to whose record there an adult of this area is related',
    area => met(area),
    async ({ one, other }, area) => wall(await alsoThere(one, area), other.worker.person.id),
  ],
]

describe.each(areas)('a young person of %s', area => {
  describe.each(ways)('%s', (_, whoElse, keeps) => {
    test('is not planned where they meet, nor they where this one does; nobody reads of the other area', async () => {
      const two = { one: await met(area), other: await whoElse(area) }
      await keeps(two, area)
      for (const [first, second] of [
        [two.one, two.other],
        [two.other, two.one],
      ] as const) {
        const venue = aPlace()
        expect((await plan(first, venue)).status).toBe(303)
        const answer = await plan(second, venue)
        expect(answer.status).toBe(422)
        expect(answer.text).toContain(`value="${venue}"`)
        expect(answer.text).not.toMatch(/Canaryreason|Canaryevidence/)
        expect(answer.text).not.toContain(first.child.id)
        expect(await stands(second, venue)).toEqual({ n: 0 })
        // Elsewhere they can.
        await world.db.query(
          'update planned_meeting set called_off_at = now(), called_off_by = agreed_by where match_id = $1',
          [first.match],
        )
      }
      expect((await plan(two.one, aPlace())).status).toBe(303)
      expect((await plan(two.other, aPlace())).status).toBe(303)
    })

    test('and what was planned before is called off for this one alone, who hears no more than that', async () => {
      const two = { one: await met(area), other: await whoElse(area) }
      const venue = aPlace()
      for (const of of [two.one, two.other]) expect((await plan(of, venue)).status).toBe(303)
      await keeps(two, area)
      expect((await stands(two.one, venue)).n + (await stands(two.other, venue)).n).toBe(1)
      // Nobody reads there who said so here.
      const { rows } = await world.db.query<{ from: string }>(
        `select distinct m.area_id as from from planned_meeting p join membership m on m.person_id = p.called_off_by
           where p.match_id = any ($1) and p.area_id <> all (select x.area_id from membership x where x.person_id = p.called_off_by)`,
        [[two.one.match, two.other.match]],
      )
      expect(rows).toEqual([])
      const told = JSON.stringify(
        (
          await world.db.query('select * from notification where young_person_id = any ($1)', [
            [two.one.child.id, two.other.child.id],
          ])
        ).rows,
      )
      expect(told).toContain('meeting called off')
      expect(told).not.toMatch(/Canaryreason|Canaryevidence|Canaryplace/)
    })
  })
})

test('two who share a day of birth and a name are two where they are kept apart: each meets their adult', async () => {
  const one = await met('york')
  const twin = await alsoThere(one, 'york')
  await apart(twin, { child: one.child.id }, panels['north-yorkshire'].holder.id)
  expect((await plan(one, aPlace())).status).toBe(303)
})

test('on a telephone the manager is to be asked, and no more is said', async () => {
  const { one, other } = { one: await met('york'), other: await met('north-yorkshire') }
  await apart(other.child, { child: one.child.id }, panels['north-yorkshire'].holder.id)
  const venue = aPlace()
  expect((await plan(other, venue)).status).toBe(303)
  const phone = await signedIn(the, one.worker.person)
  const sent = await phone.send(urls.planMine({ area: 'york', mine: one.match }), at(venue))
  expect(sent.status).toBe(303)
  const page = (await phone.get(sent.location)).text
  expect(page).toContain(`Ask ${one.manager.name} to plan it:`)
  expect(page).not.toMatch(/Canary|apart/)
  const { rows } = await world.db.query(
    `select to_jsonb(e)::text as row from audit_event e where e.young_person_id = $1 and e.act = 'meeting not planned'`,
    [one.child.id],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].row).not.toContain(other.child.id)
})

test('a group is not planned where somebody of the partner area meets from whom one of them is kept apart', async () => {
  const [one, two, other] = [await met('york'), await met('york'), await met('north-yorkshire')]
  await apart(two.child, { child: other.child.id }, panels.york.holder.id)
  const venue = aPlace()
  expect((await plan(other, venue)).status).toBe(303)
  const manager = await signedIn(the, one.manager)
  const group = (where: string) =>
    manager.send(urls.groups({ area: 'york' }), { ...at(where), who: [one.match, two.match] })
  const answer = await group(venue)
  expect(answer.status).toBe(422)
  expect(answer.text).not.toMatch(/Canaryreason|Canaryevidence/)
  expect(await stands(one, venue)).toEqual({ n: 0 })
  expect((await group(aPlace())).status).toBe(303)
})

test('a record that is merged brings what it is kept apart from near by', async () => {
  const [one, other] = [await met('york'), await met('north-yorkshire')]
  const twin = await world.youngPerson('york', { heldBy: panels.york.holder })
  await apart(twin, { child: other.child.id }, panels.york.holder.id)
  const venue = aPlace()
  for (const of of [one, other]) expect((await plan(of, venue)).status).toBe(303)
  await world.db.query(
    `with into_one as (update young_person set merged_into = $2 where id = $1 returning area_id)
       insert into young_person_merge (area_id, young_person_id, into_id, reason, merged_by) select area_id, $1, $2, 'It', $3 from into_one`,
    [twin.id, one.child.id, panels.york.holder.id],
  )
  expect([await stands(one, venue), await stands(other, venue)]).toEqual([{ n: 0 }, { n: 1 }])
})
