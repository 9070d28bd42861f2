import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, make, matched } = await matching(the, world)

const check = { keepsInTouch: 'Canarykeeps', howOften: 'each Tuesday', told: 'Canarytold', howTheyAre: 'Canaryhow' }
const at = (of: Ready) => urls.waitingCheck({ ...of.key, strand: of.strand })
const since = (of: Ready, days: number) =>
  world.db.query(`update strand_allocation set from_at = now() - make_interval(days => $2) where id = $1`, [
    of.strand,
    days,
  ])
const asked = async (of: Ready, kind: string) =>
  (
    await world.db.query('select from task where kind = $1 and record_id = $2 and settled_at is null', [
      kind,
      of.strand,
    ])
  ).rowCount

describe('who waits for an adult (R31)', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'stands in a list with how long, who keeps in touch and what comes next, until somebody is there, in %s',
    async area => {
      const of = await ready(area)
      const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
        of.child.id,
      ])
      await since(of, 40)
      const manager = await signedIn(the, of.manager)
      const list = urls.waiting({ area })
      const rowOf = async () => (await manager.get(list)).text.split('<tr').find(row => row.includes(reference)) ?? ''
      expect(await rowOf()).toContain('>40<')
      expect(await rowOf()).toContain('Nobody yet')
      expect(await rowOf()).toContain('Somebody has to be found')
      // From the list, and from their page, on to who could be their adult.
      expect(await rowOf()).toContain(`href="${of.candidates}"`)
      const page = (await manager.get(urls.matches(of.key))).text
      expect(page).toContain(`href="${of.candidates}"`)
      expect(page).toContain(`href="${at(of)}"`)
      const holder = await signedIn(the, of.panel.holder)
      const bad = await holder.send(at(of), { ...check, howTheyAre: '' })
      expect(bad.status).toBe(422)
      expect(bad.text).toContain('Canarytold')
      expect((await holder.send(at(of), check)).status).toBe(303)
      expect(await rowOf()).toContain('Canarykeeps, each Tuesday')
      expect((await holder.get(at(of))).text).toContain('Canaryhow')
      await make(of)
      expect(await rowOf()).toBe('')
      expect((await holder.get(at(of))).status).toBe(404)
    },
  )

  test('waits again once the worker has left, before the goodbye is written down', async () => {
    const of = await ready()
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      of.child.id,
    ])
    await make(of)
    const lists = async (who: typeof of.manager) =>
      (await (await signedIn(the, who)).get(urls.waiting({ area: 'york' }))).text.includes(reference)
    expect(await lists(of.manager)).toBe(false)
    await world.db.query(`update worker set left_at = now(), left_by = $2, left_as = 'moved on' where id = $1`, [
      of.worker.id,
      of.manager.id,
    ])
    for (const who of [of.manager, of.panel.coordinator]) expect(await lists(who)).toBe(true)
    const app = await signedIn(the, of.manager)
    expect((await app.get(urls.waiting({ area: 'york' }))).text).toContain('The adult has left')
    const key = { area: 'york', youngPerson: of.child.id, match: (await matched(of)) ?? '' }
    const page = (await app.get(urls.matches(key))).text
    expect(page).toContain(`${of.worker.person.name} has left`)
    expect(page).not.toContain('No meetings for now')
    // Nobody would come: by no page and by no statement.
    const planned = await app.send(urls.planMeeting(key), {
      ...on('onDay', (await world.one<{ day: string }>(`select (app.today() + 7)::text as day`)).day),
      from: '16:00',
      to: '17:00',
      venue: 'The library',
    })
    expect(planned.status).toBe(422)
    expect(planned.text).toContain('or the adult has left')
  })

  test('is not seen by those of another service or area, and looked at by no one else', async () => {
    const of = await ready('york')
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      of.child.id,
    ])
    for (const somebody of [panels.york.managers[1], panels['north-yorkshire'].managers[0]]) {
      if (!somebody) throw new Error('no such manager')
      const app = await signedIn(the, somebody)
      expect((await app.get(urls.waiting({ area: 'york' }))).text).not.toContain(reference)
      expect((await app.get(at(of))).status).toBe(404)
    }
    const worker = await signedIn(the, of.worker.person)
    expect((await worker.get(urls.waiting({ area: 'york' }))).status).toBeGreaterThanOrEqual(400)
  })

  test('is looked at each week, and the forum again where its finding is old; both asked once', async () => {
    const of = await ready()
    await world.db.query('select app.who_waits_is_looked_at()')
    expect(await asked(of, 'check on who waits')).toBe(0)
    await since(of, 8)
    await world.db.query('select app.who_waits_is_looked_at()')
    await world.db.query('select app.who_waits_is_looked_at()')
    expect(await asked(of, 'check on who waits')).toBe(1)
    expect(await asked(of, 'put on the agenda')).toBe(0)
    const holder = await signedIn(the, of.panel.holder)
    await holder.send(at(of), check)
    expect(await asked(of, 'check on who waits')).toBe(0)
    await world.db.query(
      `update forum_outcome set recorded_at = now() - interval '4 months' where young_person_id = $1`,
      [of.child.id],
    )
    await world.db.query('select app.who_waits_is_looked_at()')
    expect(await asked(of, 'check on who waits')).toBe(0)
    expect(await asked(of, 'put on the agenda')).toBe(1)
  })

  test('counts for the report, by how long', async () => {
    const of = await ready('north-yorkshire')
    await since(of, 100)
    const coordinator = await signedIn(the, panels['north-yorkshire'].coordinator)
    const page = (await coordinator.get(urls.waiting({ area: 'north-yorkshire' }))).text
    expect(page).toContain('on the programme without an adult at their side')
    expect(page).toContain('more than 3 months')
    expect(page).toContain('Family Network Coordinators')
    // No nought of a service of which the reader sees nobody.
    const manager = await signedIn(the, of.manager)
    expect((await manager.get(urls.waiting({ area: 'north-yorkshire' }))).text).not.toContain(
      'Family Network Coordinators',
    )
  })

  test('waits since nobody was there, and is not counted while an adult of another strand is', async () => {
    const of = await ready()
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      of.child.id,
    ])
    const manager = await signedIn(the, of.manager)
    const page = async () => (await manager.get(urls.waiting({ area: 'york' }))).text
    const without = async () => Number(/<strong>(\d+) young p/.exec(await page())?.[1])
    const row = async () => (await page()).split('<tr').find(one => one.includes(reference)) ?? ''
    const before = await without()
    await since(of, 40)
    await make(of)
    expect(await without()).toBe(before - 1)
    const match = await matched(of)
    await world.db.query(
      `update match set made_at = now() - interval '20 days', stopped_at = now() - interval '5 days' where id = $1`,
      [match],
    )
    expect(await row()).toContain('>5<')
    expect(await without()).toBe(before)
    // Somebody of the other strand is there: it is waited for still, and they are not without anybody.
    const other = await world.one<{ id: string; service: string }>(
      `insert into strand_allocation select (jsonb_populate_record(null::strand_allocation, to_jsonb(s) || jsonb_build_object('id', uuidv7(), 'strand', 2, 'service_key',
         (select key from service where area_id = s.area_id and strand = 2 limit 1)))).* from strand_allocation s where s.id = $1 returning id, service_key as service`,
      [of.strand],
    )
    await world.db.query(
      `insert into known_adult (area_id, young_person_id, strand_allocation_id, service_key, name, relation, known_since, words, agreed_on, knowledge, proposed_by, approved_at, approved_by, approval_says, supported_by, every_days, next_contact_on, review_on)
         values ($1, $2, $3, $4, 'It', 'uncle', 'It', 'It', current_date, 'It', $5, now(), $6, 'It', $6, 7, current_date, current_date)`,
      [of.areaId, of.child.id, other.id, other.service, of.panel.holder.id, of.manager.id],
    )
    expect(await row()).toContain('>5<')
    expect(await without()).toBe(before - 1)
  })

  test('has no look where somebody is there: no statement writes one', async () => {
    const of = await ready()
    await make(of)
    await expect(
      world.db.query(
        `insert into waiting_check (area_id, young_person_id, strand_allocation_id, checked_by, keeps_in_touch, how_often, told, how_they_are)
           values ($1, $2, $3, $4, 'It', 'It', 'It', 'It')`,
        [of.areaId, of.child.id, of.strand, of.panel.holder.id],
      ),
    ).rejects.toThrow('they do not wait')
  })
})
