import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await matching(the, world)
const today = yearsAgo(0)
const says = 'Canarysays: we rang each other'

async function live(area: 'york' | 'north-yorkshire' = 'york', strand: 1 | 2 = 1) {
  const of = await ready(area, strand)
  await make(of)
  const match = (await matched(of)) ?? ''
  return { ...of, match, at: { ...of.key, match } }
}
type Live = Awaited<ReturnType<typeof live>>

const pauses = async (of: Live) =>
  (
    await world.db.query<{ why: string }>(
      'select why from match_pause where match_id = $1 and over_at is null order by why',
      [of.match],
    )
  ).rows.map(row => row.why)
const asked = async (of: Live, kind = 'decide about a match') =>
  (
    await world.db.query<{ desk: string }>(
      'select desk from task where kind = $1 and record_id = $2 and settled_at is null order by desk',
      [kind, of.match],
    )
  ).rows
    .map(row => row.desk)
    .filter(
      desk =>
        desk === `person:${of.panel.holder.id}` || desk === `person:${of.manager.id}` || desk.startsWith('service:'),
    )
const news = async (of: Live, kind: string, who: string) =>
  (
    await world.db.query(
      `select from notification where kind = $1 and person_id = $2 and ($1 = 'your people changed' or young_person_id = $3)`,
      [kind, who, of.child.id],
    )
  ).rowCount
const ended = async (of: Live) =>
  (await world.one<{ ended_at: Date | null }>('select ended_at from match where id = $1', [of.match])).ended_at

const leave = (of: Live) =>
  world.db.query(
    `insert into worker_leave (area_id, worker_id, from_on, back_on, recorded_by) select area_id, id, current_date, current_date + 7, person_id from worker where id = $1`,
    [of.worker.id],
  )

/** What comes later against a match that is there, and what makes it go away. */
const reasons: readonly [string, string, (of: Live) => Promise<unknown>, (of: Live) => Promise<unknown>][] = [
  [
    'leave of the adult',
    'away',
    leave,
    of =>
      world.db.query(
        'update worker_leave set taken_back_at = now(), taken_back_by = recorded_by where worker_id = $1',
        [of.worker.id],
      ),
  ],
  [
    'a check that is taken back',
    'check',
    of =>
      world.db.query(
        `update requirement_met set taken_back_at = now(), taken_back_by = recorded_by, taken_back_reason = 'It' where worker_id = $1 and requirement_key = (
           select r.key from service_requirement r where r.area_id = requirement_met.area_id and r.service_key = $2 and r.before_match = 'must' and r.in_use order by r.key limit 1)`,
        [of.worker.id, of.panel.services[0]],
      ),
    of =>
      world.db.query(
        `insert into requirement_met (area_id, worker_id, requirement_key, done_on, seen, recorded_by)
           select area_id, worker_id, requirement_key, current_date, 'It', recorded_by from requirement_met where worker_id = $1 and taken_back_at is not null`,
        [of.worker.id],
      ),
  ],
  [
    'a wall',
    'wall',
    of =>
      world.db.query(
        `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
        [of.areaId, of.child.id, of.worker.person.id],
      ),
    of => world.db.query('update wall set until_at = now() where person_id = $1', [of.worker.person.id]),
  ],
]

describe('a live match is looked at again', () => {
  test.each(reasons)(
    'where there is %s: no meetings, who decides is asked, nothing ends; and it goes on when that is over',
    async (_, why, comes, goes) => {
      const of = await live()
      await comes(of)
      expect(await pauses(of)).toEqual([why])
      // Whoever holds the case, and the manager of the service, by the same day.
      expect(await asked(of)).toEqual([`person:${of.panel.holder.id}`, `person:${of.manager.id}`].toSorted())
      expect(await news(of, 'match paused', of.panel.holder.id)).toBe(1)
      expect(await news(of, 'your people changed', of.worker.person.id)).toBeGreaterThan(0)
      expect(await ended(of)).toBeNull()
      const holder = await signedIn(the, of.panel.holder)
      const page = (await holder.get(urls.matches(of.key))).text
      expect(page).toContain('No meetings for now')
      await goes(of)
      expect(await pauses(of)).toEqual([])
      expect(await asked(of)).toEqual([])
      expect(await news(of, 'match goes on', of.manager.id)).toBe(1)
    },
  )

  test('R60: where something is found about safety the service is decided about first; that it goes does not bring them together', async () => {
    const of = await live('north-yorkshire')
    await of.panel.discuss(of.child, { facts: [{ kind: 'serious-assault' }] })
    expect(await pauses(of)).toEqual(['limb'])
    expect(await asked(of)).toEqual([])
    const holder = await signedIn(the, of.panel.holder)
    const decide = urls.decide({ ...of.key, paused: of.match })
    expect((await holder.send(decide, { decides: 'goodbye', says })).text).toContain(
      'Decide first what happens instead',
    )
    expect((await holder.send(decide, { decides: 'go on', says })).text).toContain('a reason still holds')
    const { id: closed } = await world.one<{ id: string }>('select id from closed_service where young_person_id = $1', [
      of.child.id,
    ])
    const at = `/north-yorkshire/young-people/${of.child.id}/closed-services/${closed}`
    // The page leads to what comes first, and to nobody of a partner area for what was found here.
    const page = (await holder.get(decide)).text
    expect(page).toContain(`href="${at}"`)
    for (const text of [page, (await holder.get(urls.matches(of.key))).text]) {
      expect(text).toContain('Something was found about safety')
      expect(text).not.toContain('partner area')
    }
    expect((await holder.get(at)).text).toMatch(
      new RegExp(`href="/north-yorkshire/young-people/${of.child.id}" class="govuk-back-link"`),
    )
    expect((await holder.send(at, { as: 'pause', says })).status).toBe(303)
    expect((await holder.get(decide)).text).not.toContain(`href="${at}"`)
    expect((await holder.get(at)).text).not.toContain('have decided')
    expect(
      await world.one('select decided_as, look_again_on is not null as again from match_pause where match_id = $1', [
        of.match,
      ]),
    ).toEqual({ decided_as: 'wait', again: true })
    await world.db.query(
      `update risk_fact set lifted_at = now(), lifted_by = $2, lifted_reason = 'It' where young_person_id = $1`,
      [of.child.id, of.panel.holder.id],
    )
    expect(await pauses(of)).toEqual(['limb gone'])
    expect(await asked(of)).toHaveLength(2)
    const manager = await signedIn(the, of.manager)
    expect((await manager.send(decide, { decides: 'go on', says })).status).toBe(303)
    expect(await pauses(of)).toEqual([])
    expect(await ended(of)).toBeNull()
  })

  test('R151: a yes that only runs out pauses; the days do that, each hour', async () => {
    const of = await live()
    await world.db.query(
      'update consent set asked_on = current_date - 9, until_on = current_date - 1 where young_person_id = $1',
      [of.child.id],
    )
    expect(await pauses(of)).toEqual([])
    await world.db.query('select app.matches_to_look_at()')
    await world.db.query('select app.matches_to_look_at()')
    expect(await pauses(of)).toEqual(['no yes'])
    expect(await asked(of)).toHaveLength(2)
  })

  test('a merge that brings somebody to be kept apart stops it', async () => {
    const of = await live()
    const other = await world.youngPerson('york', { heldBy: of.panel.holder })
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
         values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`,
      [of.areaId, other.id, of.worker.id, of.panel.holder.id],
    )
    expect(await asked(of, 'plan a goodbye')).toEqual([])
    await world.db.query('update young_person set merged_into = $2 where id = $1', [other.id, of.child.id])
    expect(await asked(of, 'plan a goodbye')).toHaveLength(1)
    expect((await (await signedIn(the, of.worker.person)).get(urls.mine({ area: 'york' }))).text).toContain(
      'Nobody yet',
    )
  })

  test('when they die it stops, and asks nobody for a goodbye; it is ended as that and as nothing else', async () => {
    const of = await live()
    await world.db.query(`update young_person set status = 'died' where id = $1`, [of.child.id])
    expect(await asked(of, 'plan a goodbye')).toEqual([])
    expect(await world.one('select stopped_at is not null as stopped from match where id = $1', [of.match])).toEqual({
      stopped: true,
    })
  })

  test('no introduction is written down for a day of the pause', async () => {
    const of = await live()
    await leave(of)
    await world.db.query(`update match_pause set from_at = now() - interval '2 days' where match_id = $1`, [of.match])
    await world.db.query(`update match set made_at = now() - interval '9 days' where id = $1`, [of.match])
    const manager = await signedIn(the, of.manager)
    const begin = urls.begin(of.at)
    expect((await manager.send(begin, on('introducedOn', today))).text).toContain('They do not meet for now')
    expect((await manager.send(begin, on('introducedOn', yearsAgo(0, 4)))).status).toBe(303)
  })
})

describe('somebody pauses a match', () => {
  test.each(['york', 'north-yorkshire'] as const)('and decides about it, in %s', async area => {
    const of = await live(area)
    const holder = await signedIn(the, of.panel.holder)
    const at = urls.pause(of.at)
    const empty = await holder.send(at, { says })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Canarysays')
    expect((await holder.send(at, { says, ...on('lookAgainOn', today) })).text).toContain('a day that is still to come')
    expect((await holder.get(urls.decide({ ...of.key, paused: of.match }))).status).toBe(404)
    expect((await holder.send(at, { says, ...on('lookAgainOn', '2099-01-01') })).status).toBe(303)
    expect((await holder.send(at, { says, ...on('lookAgainOn', '2099-01-01') })).text).toContain('paused it already')
    expect(await pauses(of)).toEqual(['asked'])
    const manager = await signedIn(the, of.manager)
    const decide = urls.decide({ ...of.key, paused: of.match })
    expect((await manager.get(decide)).text).toContain('Canarysays')
    expect((await manager.send(decide, { decides: 'wait', says })).text).toContain(
      'Give the day on which you look at it again',
    )
    expect((await manager.send(decide, { decides: 'wait', says, ...on('lookAgainOn', '2099-01-01') })).status).toBe(303)
    await world.db.query('update match_pause set look_again_on = current_date where match_id = $1', [of.match])
    await world.db.query('select app.matches_to_look_at()')
    expect(await asked(of)).toHaveLength(2)
    expect((await manager.send(decide, { decides: 'goodbye', says })).status).toBe(303)
    expect(await asked(of, 'plan a goodbye')).toHaveLength(1)
    expect((await manager.send(decide, { decides: 'go on', says })).status).toBe(303)
    expect(await pauses(of)).toEqual([])
    expect((await manager.get(urls.matches(of.key))).text).toContain('They meet again')
  })

  test('never the adult themself, nor the manager of another service, nor a stranger', async () => {
    const of = await live('york', 2)
    await world.db.query(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
         select area_id, young_person_id, episode_id, nomination_id, submitted_by, 1, $2, 'It fits', 'It fits', decided_by from strand_allocation where id = $1`,
      [of.strand, of.panel.services[0]],
    )
    const own = await world.person({ role: 'service-manager', area: 'york', service: of.panel.services[1] })
    await world.belongs(own, {
      role: 'family-network-coordinator',
      area: 'york',
      service: of.panel.services[1] ?? '',
    })
    await world.db.query('update worker set person_id = $2 where id = $1', [of.worker.id, own.id])
    for (const somebody of [
      own,
      of.panel.managers[0],
      await world.person({ role: 'operational-manager', area: 'north-yorkshire', service: 'rp-relief-worker' }),
    ]) {
      if (!somebody) throw new Error('no manager of Strand 1')
      const app = await signedIn(the, somebody)
      expect((await app.get(urls.pause(of.at))).status).toBe(404)
      await world.db.query('begin')
      await world.db.query('set local role app')
      await world.db.query('select app.enter($1, null)', [app.token])
      const forced = world.one('select app.pause_match($1, $2, $3, current_date + 7) as answer', [
        of.areaId,
        of.match,
        says,
      ])
      expect(await forced.finally(() => world.db.query('rollback'))).toEqual({ answer: 'gone' })
    }
    expect(await pauses(of)).toEqual([])
  })
})
