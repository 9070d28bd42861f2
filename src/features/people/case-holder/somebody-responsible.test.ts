import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Somebody is always responsible (design: Cover, Walls): whoever is asked can see the child, and what nobody answers climbs.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const mate = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const taker = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
const otherManager = await world.person({ role: 'team-manager', area: 'york', agency: 'early-help' })
const duty = await world.person({ role: 'duty', area: 'york' })
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
let as: Record<'holder' | 'manager' | 'taker' | 'otherManager', Client>
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }

const teamOf = async (agency: string) =>
  (
    await world.one<{ id: string }>(
      `select t.id from team t join agency a on a.area_id = t.area_id and a.id = t.agency_id join area on area.id = a.area_id
       where area.key = 'york' and a.key = $1 order by t.name limit 1`,
      [agency],
    )
  ).id
const ours = await teamOf('childrens-social-care')
const theirs = await teamOf('early-help')
const york = await world.areaId('york')

beforeAll(async () => {
  const people = { holder, manager, taker, otherManager }
  as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signedIn(the, person)])),
  ) as typeof as
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder })
  key = { area: 'york', youngPerson: child.id }
})

const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const wall = (person: MadePerson, of = child) =>
  world.db.query(
    `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
    [of.areaId, of.id, person.id],
  )
const now = () =>
  world.one('select person_id, team_id from case_holding where young_person_id = $1 and until_at is null', [child.id])
const desks = async (kind: string) =>
  (
    await world.db.query(
      'select desk from task where young_person_id = $1 and kind = $2 and settled_at is null order by desk',
      [child.id, kind],
    )
  ).rows.map(row => row.desk)
const told = async (kind: string) =>
  (
    await world.db.query('select person_id from notification where young_person_id = $1 and kind = $2 order by 1', [
      child.id,
      kind,
    ])
  ).rows.map(row => row.person_id)
const theHour = () => world.db.query('select release_lost_cases()')
const closed = (person: MadePerson) => world.db.query('update person set closed_at = now() where id = $1', [person.id])

describe('where a wall keeps the only manager out', () => {
  const heldByYouthJustice = async () => {
    const leaver = await world.person({ role: 'case-holder', area: 'york', agency: 'youth-justice' })
    const only = await world.person({ role: 'team-manager', area: 'york', agency: 'youth-justice' })
    child = await world.youngPerson('york', { heldBy: leaver, agency: 'youth-justice' })
    return { leaver, only }
  }

  test('their agency’s manager is asked for a case-holder', async () => {
    const { leaver, only } = await heldByYouthJustice()
    const above = await world.person({ role: 'agency-manager', area: 'york', agency: 'youth-justice' })
    await wall(only)
    expect(await told('no manager')).toEqual([above.id])
    await closed(leaver)
    expect(await desks('name a case holder')).toEqual([`person:${above.id}`])
    expect(await told('case holder lost')).toEqual([above.id])
    await closed(above)
    await closed(only)
  })

  test('without one the team is asked, where anybody in it can see the child; else whoever is on duty', async () => {
    const { leaver, only } = await heldByYouthJustice()
    await wall(only)
    await closed(leaver)
    expect(await desks('name a case holder')).toEqual([`role:${york}:duty`])
    expect(await told('case holder lost')).toEqual([duty.id])
    await closed(only)
    // Somebody comes who can do it: the hour's round asks them instead.
    const next = await world.person({ role: 'team-manager', area: 'york', agency: 'youth-justice' })
    await theHour()
    expect(await desks('name a case holder')).toEqual([`person:${next.id}`])
    await closed(next)
  })

  test('and where a wall keeps duty out too, the administrator, who can give somebody the role', async () => {
    const { leaver, only } = await heldByYouthJustice()
    await wall(only)
    await wall(duty)
    await closed(leaver)
    expect(await desks('name a case holder')).toEqual([`role:${york}:area-administrator`])
    expect(await told('case holder lost')).toEqual([administrator.id])
    const { path } = await world.one<{ path: string }>(
      `select path from task where young_person_id = $1 and kind = 'name a case holder'`,
      [child.id],
    )
    expect((await (await signedIn(the, administrator)).get(path)).status).toBe(200)
    await closed(only)
  })

  test('what lay on their desk already goes to the one above', async () => {
    const { leaver, only } = await heldByYouthJustice()
    await closed(leaver)
    expect(await desks('name a case holder')).toEqual([`person:${only.id}`])
    const above = await world.person({ role: 'agency-manager', area: 'york', agency: 'youth-justice' })
    await wall(only)
    expect(await desks('name a case holder')).toEqual([`person:${above.id}`])
    await closed(above)
    await closed(only)
  })
})

describe('a case-holder whom a wall keeps out', () => {
  test('holds the case no more from that moment, whoever said so; the history tells no reason', async () => {
    await wall(holder)
    expect(await now()).toEqual({ person_id: null, team_id: ours })
    expect(await desks('name a case holder')).toEqual([`person:${manager.id}`])
    const history = words((await as.manager.get(urls.caseHolder(key))).text)
    expect(history).toContain('The case-holder cannot hold this case any more.')
    expect(history).not.toMatch(/relative|knows the family/)
  })

  test('who says “I know them” is asked after the same way: the manager, on the case-holder page, due in London today', async () => {
    expect((await as.holder.send(`/york/young-people/${child.id}/i-know-them`, { kind: 'neighbour' })).status).toBe(303)
    expect(await now()).toEqual({ person_id: null, team_id: ours })
    expect(
      await world.one(
        `select desk, path, record_id, due_on = (now() at time zone 'Europe/London')::date as today from task where young_person_id = $1 and settled_at is null`,
        [child.id],
      ),
    ).toEqual({ desk: `person:${manager.id}`, path: urls.caseHolder(key), record_id: child.id, today: true })
    expect(await told('case holder lost')).toEqual([manager.id])
  })

  test('is not named by a manager, nor asked to take over by anybody; the refusal says nothing of a wall', async () => {
    await wall(mate)
    const named = await as.manager.send(urls.nameHolder(key), { to: `${ours} ${mate.id}`, reason: 'Cover' })
    const asked = await as.holder.send(urls.handOver(key), { to: `${ours} ${mate.id}`, reason: 'Cover' })
    for (const answer of [named, asked]) {
      expect(answer.status).toBe(422)
      expect(words(answer.text)).toContain('They cannot hold this case')
    }
    expect(await now()).toEqual({ person_id: holder.id, team_id: ours })
    expect(await told('hand over asked')).toEqual([])
  })

  test('does not accept, nor is accepted for', async () => {
    await as.manager.send(urls.nameHolder(key), { to: theirs, reason: 'Moved' })
    await wall(taker)
    expect((await as.taker.get(urls.answer(key))).status).toBe(404)
    const answer = await as.otherManager.send(urls.answer(key), {
      answer: 'accepted',
      holder: `${theirs} ${taker.id}`,
    })
    expect(answer.status).toBe(422)
    expect(await now()).toEqual({ person_id: null, team_id: theirs })
  })
})

describe('a hand-over that nobody answers', () => {
  const late = () =>
    world.db.query(
      `update hand_over set due_on = due_on - 20, asked_at = asked_at - interval '20 days' where young_person_id = $1`,
      [child.id],
    )

  test('made by a manager: the manager of the team that holds the child is asked for a name, and those who gave it are told, once', async () => {
    await as.manager.send(urls.nameHolder(key), { to: `${theirs} ${taker.id}`, reason: 'Moved' })
    await theHour()
    expect(await desks('name a case holder')).toEqual([])
    await late()
    await theHour()
    await theHour()
    expect(await desks('name a case holder')).toEqual([`person:${otherManager.id}`])
    expect(await told('hand over late')).toEqual([manager.id, otherManager.id].sort())
    // Declined after all, it goes back, and nothing is left on the other side's desk.
    await as.otherManager.send(urls.answer(key), { answer: 'declined', reason: 'No room' })
    expect(await desks('name a case holder')).toEqual([`person:${manager.id}`])
  })

  test('asked by a case-holder: the manager of the team asked is asked too, and whoever holds the case is told', async () => {
    await as.holder.send(urls.handOver(key), { to: `${theirs} ${taker.id}`, reason: 'Moved' })
    await late()
    await theHour()
    await theHour()
    expect(await now()).toEqual({ person_id: holder.id, team_id: ours })
    expect(await desks('accept a hand over')).toEqual([`person:${taker.id}`, `person:${otherManager.id}`].sort())
    expect(await told('hand over late')).toEqual([holder.id, manager.id, otherManager.id].sort())
    const answer = await as.otherManager.send(urls.answer(key), {
      answer: 'accepted',
      holder: `${theirs} ${taker.id}`,
    })
    expect(answer.status).toBe(303)
    expect(await desks('accept a hand over')).toEqual([])
  })

  test('because the one who was asked left: their manager is asked at once', async () => {
    const leaver = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
    await as.manager.send(urls.nameHolder(key), { to: `${theirs} ${leaver.id}`, reason: 'Moved' })
    await closed(leaver)
    expect(await desks('name a case holder')).toEqual([`person:${otherManager.id}`])
  })

  test('because a wall keeps them out: the same', async () => {
    await as.manager.send(urls.nameHolder(key), { to: `${theirs} ${taker.id}`, reason: 'Moved' })
    await wall(taker)
    expect(await desks('name a case holder')).toEqual([`person:${otherManager.id}`])
    expect(await told('hand over late')).toEqual([manager.id, otherManager.id].sort())
  })

  test('is due soon, whatever a statement says', async () => {
    const far = `insert into hand_over (area_id, young_person_id, to_agency_id, to_team_id, reason, due_on, asked_by, from_team_id, from_agency_id)
      select h.area_id, h.young_person_id, t.agency_id, t.id, 'x', current_date + 900, h.person_id, h.team_id, h.agency_id from case_holding h, team t where h.young_person_id = $1 and h.until_at is null and t.id = $2`
    await expect(world.db.query(far, [child.id, theirs])).rejects.toMatchObject({ constraint: 'hand_over_due_soon' })
  })
})

describe('a team of Trusted Relationships (R142)', () => {
  const tr = () =>
    world.one<{ agency: string; team: string }>(
      `select a.id as agency, t.id as team from agency a join team t on t.area_id = a.area_id and t.agency_id = a.id where a.area_id = $1 and a.kind = 'trusted-relationships' limit 1`,
      [york],
    )

  test('holds no case', async () => {
    const { agency, team } = await tr()
    await expect(
      world.db.query(
        'update case_holding set person_id = null, person_kind = null, agency_id = $2, team_id = $3 where young_person_id = $1 and until_at is null',
        [child.id, agency, team],
      ),
    ).rejects.toMatchObject({ constraint: 'case_holding_agency' })
  })

  test('is handed none, whatever SQL a case-holder runs', async () => {
    const { agency, team } = await tr()
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query('select app.enter($1, $2)', [as.holder.token, [child.id]])
      await expect(
        connection.query(
          `insert into app.hand_over (area_id, young_person_id, to_agency_id, to_team_id, reason, due_on, asked_by, from_team_id, from_agency_id)
           select area_id, young_person_id, $2, $3, 'x', current_date, $4, team_id, agency_id from app.case_holding where young_person_id = $1 and until_at is null`,
          [child.id, agency, team, holder.id],
        ),
      ).rejects.toMatchObject({ constraint: expect.stringMatching(/^hand_over_to_(agency|who_can_hold)$/) })
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  })

  test('has no case-holder and no manager of one', async () => {
    const { agency, team } = await tr()
    for (const role of ['case-holder', 'team-manager', 'agency-manager'])
      await expect(
        world.db.query(
          `insert into membership (person_id, person_kind, role, area_id, agency_id, team_id) values ($1, 'professional', $2, $3, $4, $5)`,
          [mate.id, role, york, agency, team],
        ),
      ).rejects.toMatchObject({ constraint: 'membership_agency_serves' })
  })

  test('and an agency that the area’s file lets hold cases no more takes no new one, while its old ones stand', async () => {
    await world.db.query(`update agency set holds_cases = false where area_id = $1 and key = 'early-help'`, [york])
    try {
      const named = await as.manager.send(urls.nameHolder(key), { to: `${theirs} ${taker.id}`, reason: 'Moved' })
      expect([404, 422]).toContain(named.status)
      expect(await now()).toEqual({ person_id: holder.id, team_id: ours })
    } finally {
      await world.db.query(`update agency set holds_cases = true where area_id = $1 and key = 'early-help'`, [york])
    }
    await expect(
      world.db.query(`update agency set holds_cases = true where area_id = $1 and kind = 'trusted-relationships'`, [
        york,
      ]),
    ).rejects.toMatchObject({ constraint: 'agency_trusted_relationships_holds_no_cases' })
  })
})
