import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { aWorker, type MadeWorker, saysYes, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import type { HardReason, SoftReason } from '../fit.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, insert, accepted } = await matching(the, world)

interface Child {
  readonly fact: 'none' | 'known' | 'past' | 'suspected' | 'merged' | 'elsewhere'
  readonly wished: 'nothing' | 'a man' | 'times' | 'places'
  /** With the worker of the same number, as are the next two. */
  readonly unsafeBefore: boolean
  readonly apart: 'none' | 'apart' | 'closed' | 'own past' | 'merged'
  readonly wall: boolean
}
interface Worker {
  readonly without: readonly string[]
  readonly bornOn: string
  readonly atMost: number
  readonly away: 'no' | 'now' | 'later' | 'taken back'
  readonly late: boolean
}

/**
 * The rules in words (R17, R38, R60): what keeps these two apart, known from how they were made and from nothing in the database.
 * @param pair the number of both, where they are the two of a pair
 */
function reasons(child: Child, worker: Worker, pair: number | false): readonly (HardReason | SoftReason)[] {
  const metBefore = pair !== false && child.unsafeBefore && worker.without.length === 0
  const all: Readonly<Record<HardReason | SoftReason, boolean>> = {
    limb: child.fact === 'known' || child.fact === 'merged',
    elsewhere: child.fact === 'elsewhere',
    'keep apart':
      pair !== false && (child.apart === 'apart' || child.apart === 'merged' || (metBefore && pair % 2 === 0)),
    'own past': pair !== false && child.apart === 'own past',
    // Nobody who waits is handed over.
    'hand-over': false,
    wall: pair !== false && child.wall,
    check: worker.without.includes('dbs'),
    age: worker.bornOn === yearsAgo(25),
    capacity: worker.atMost === 0,
    away: worker.away === 'now',
    supervision: worker.late,
    training: worker.without.includes('trauma-informed'),
    times: child.wished === 'times',
    places: child.wished === 'places',
    wish: child.wished === 'a man',
  }
  return (Object.keys(all) as (HardReason | SoftReason)[]).filter(why => all[why])
}

/** A record of the same young person in the partner area. */
async function alsoInYork(id: string) {
  const { given, surname, born } = await world.one<{ given: string; surname: string; born: string }>(
    'select given_names as given, surname, born_on::text as born from young_person where id = $1',
    [id],
  )
  return world.youngPerson('york', { heldBy: panels.york.holder, given, surname, bornOn: born })
}

test('who can be matched with whom is what the rules in words say, one by one and for a whole service, on random worlds', async () => {
  const flags = fc.record({
    children: fc.array(
      fc.record<Child>({
        fact: fc.constantFrom('none', 'none', 'known', 'past', 'suspected', 'merged', 'elsewhere'),
        wished: fc.constantFrom('nothing', 'a man', 'times', 'places'),
        unsafeBefore: fc.boolean(),
        apart: fc.constantFrom('none', 'apart', 'closed', 'own past', 'merged'),
        wall: fc.boolean(),
      }),
      { minLength: 4, maxLength: 4 },
    ),
    workers: fc.array(
      fc.record<Worker>({
        without: fc.constantFrom<readonly string[]>([], [], ['dbs'], ['trauma-informed']),
        bornOn: fc.constantFrom(yearsAgo(22), yearsAgo(22), yearsAgo(25)),
        atMost: fc.constantFrom(0, 1, 3),
        away: fc.constantFrom('no', 'now', 'later', 'taken back'),
        late: fc.boolean(),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  })
  const services = panels['north-yorkshire'].services
  const seen = new Set<string>()
  for (const made of fc.sample(flags, 4)) {
    const workers: MadeWorker[] = []
    const strands: string[] = []
    for (const one of made.workers)
      workers.push(
        await aWorker(world, 'north-yorkshire', services[0], {
          available: ['fri-evening'],
          places: ['villages'],
          bornOn: yearsAgo(22),
        }).then(async worker => {
          await world.db.query('delete from requirement_met where worker_id = $1 and requirement_key = any ($2)', [
            worker.id,
            one.without,
          ])
          return worker
        }),
      )
    for (const [index, one] of made.children.entries()) {
      const of = await accepted('north-yorkshire', 1)
      await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
      strands.push(of.strand)
      const worker = workers[index] as MadeWorker
      const merged = await world.youngPerson('north-yorkshire', { heldBy: of.panel.holder })
      await world.db.query('update young_person set merged_into = $2 where id = $1', [merged.id, of.child.id])
      if (one.unsafeBefore && made.workers[index]?.without.length === 0) {
        await insert({ ...of, worker, make: '' }, worker)
        await world.db.query(
          `update match set ended_on = current_date, ended_at = now(), ended_by = made_by, end_reason = $2, goodbye = 'It' where young_person_id = $1`,
          [of.child.id, index % 2 === 0 ? 'it is not safe' : 'as planned'],
        )
      }
      if (one.apart !== 'none')
        await world.db.query(
          `insert into keep_apart (area_id, young_person_id, worker_id, how_far, own_past, reason, evidence, confirmed_by, review_on, recorded_by, closed_at, closed_by, closed_reason)
             values ($1, $2, $3, 'not matched', $4, case when $4 then null else 'It' end, case when $4 then null else 'It' end, case when $4 then 'Lead' end, current_date + 90, $5,
               case when $6 then now() end, case when $6 then $5::uuid end, case when $6 then 'It' end)`,
          [
            of.areaId,
            one.apart === 'merged' ? merged.id : of.child.id,
            worker.id,
            one.apart === 'own past',
            of.panel.holder.id,
            one.apart === 'closed',
          ],
        )
      if (one.wall)
        await world.db.query(
          `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
          [of.areaId, of.child.id, worker.person.id],
        )
      if (one.wished !== 'nothing')
        await world.db.query(
          `insert into wishes (area_id, young_person_id, asked, asked_on, gender, available, places, changed_by) values ($1, $2, 'asked', current_date, $3, $4, $5, $6)`,
          [
            of.areaId,
            of.child.id,
            one.wished === 'a man' ? 'man' : 'no matter',
            one.wished === 'times' ? ['mon-early'] : [],
            one.wished === 'places' ? ['north'] : [],
            of.panel.holder.id,
          ],
        )
      if (one.fact !== 'none')
        await (one.fact === 'elsewhere' ? panels.york : of.panel).discuss(
          one.fact === 'merged' ? merged : one.fact === 'elsewhere' ? await alsoInYork(of.child.id) : of.child,
          {
            facts: [
              {
                kind: 'serious-assault',
                certainty: one.fact === 'suspected' ? 'suspected' : 'known',
                timing: one.fact === 'past' ? 'past' : 'current',
              },
            ],
          },
        )
    }
    for (const [index, one] of made.workers.entries()) {
      const { id } = workers[index] as MadeWorker
      await world.db.query('update worker set young_people_at_most = $2, born_on = $3 where id = $1', [
        id,
        one.atMost,
        one.bornOn,
      ])
      if (one.late) {
        await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [id])
        await world.db.query('update worker set started_on = current_date - 90 where id = $1', [id])
      }
      if (one.away !== 'no')
        await world.db.query(
          `insert into worker_leave (area_id, worker_id, from_on, recorded_by, taken_back_at, taken_back_by) select area_id, id, current_date + $2::integer, person_id,
             case when $3::boolean then now() end, case when $3::boolean then person_id end from worker where id = $1`,
          [id, one.away === 'later' ? 5 : 0, one.away === 'taken back'],
        )
    }
    const { rows } = await world.db.query<{ strand: string; worker: string; set: string[]; one: string[] }>(
      `select p.allocation_id as strand, p.worker_id as worker, p.hard || p.soft as set,
         app.hard_reasons($1, p.allocation_id, p.worker_id) || app.soft_reasons($1, p.allocation_id, p.worker_id) as one
       from app.pairs_of_service($1, $2) p where p.allocation_id = any ($3) and p.worker_id = any ($4)`,
      [await world.areaId('north-yorkshire'), services[0], strands, workers.map(({ id }) => id)],
    )
    expect(rows).toHaveLength(16)
    for (const { strand, worker, set, one } of rows) {
      const [child, adult] = [strands.indexOf(strand), workers.findIndex(({ id }) => id === worker)]
      const said = reasons(made.children[child] as Child, made.workers[adult] as Worker, child === adult && adult)
      expect([set.toSorted(), one.toSorted()]).toEqual([said.toSorted(), said.toSorted()])
      for (const why of said) seen.add(why)
    }
  }
  // A comparison of nothing with nothing would prove nothing.
  expect(seen.size).toBeGreaterThan(9)
})
