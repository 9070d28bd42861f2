import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const mate = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const taker = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
const otherManager = await world.person({ role: 'team-manager', area: 'york', agency: 'early-help' })
const agencyManager = await world.person({ role: 'agency-manager', area: 'york' })
const mentor = await world.person({ role: 'volunteer-mentor', area: 'york', service: 'volunteer-mentor' })
let as: Record<'holder' | 'mate' | 'manager' | 'taker' | 'otherManager' | 'agencyManager', Client>
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }
const teamOf = (agency: string) =>
  world.one<{ id: string }>(
    `select t.id from team t join agency a on a.area_id = t.area_id and a.id = t.agency_id join area on area.id = a.area_id
     where area.key = 'york' and a.key = $1 order by t.name limit 1`,
    [agency],
  )
const ours = (await teamOf('childrens-social-care')).id
const theirs = (await teamOf('early-help')).id

beforeAll(async () => {
  const people = { holder, mate, manager, taker, otherManager, agencyManager }
  as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signedIn(the, person)])),
  ) as typeof as
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder })
  key = { area: 'york', youngPerson: child.id }
})

const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const now = () =>
  world.one('select person_id, team_id from case_holding where young_person_id = $1 and until_at is null', [child.id])
const openTasks = async () =>
  (
    await world.db.query(
      'select kind, desk from task where young_person_id = $1 and settled_at is null order by kind, desk',
      [child.id],
    )
  ).rows
const told = async (person: { id: string }) =>
  (
    await world.db.query(
      'select kind from notification where young_person_id = $1 and person_id = $2 order by told_at',
      [child.id, person.id],
    )
  ).rows.map(r => r.kind)

describe('a hand-over that is asked', () => {
  const askTaker = (to = `${theirs} ${taker.id}`) =>
    as.holder.send(urls.handOver(key), { to, reason: 'Moved to their area' })

  test('leaves the case where it is until the other side accepts; then it is theirs, and the history shows both', async () => {
    expect((await askTaker()).status).toBe(303)
    expect(await now()).toEqual({ person_id: holder.id, team_id: ours })
    expect(await openTasks()).toEqual([{ kind: 'accept a hand over', desk: `person:${taker.id}` }])
    expect(await told(taker)).toEqual(['hand over asked'])

    const answer = await as.taker.send(urls.answer(key), {
      answer: 'accepted',
      holder: `${theirs} ${taker.id}`,
      reason: '',
    })
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(urls.youngPerson(key))
    expect(await now()).toEqual({ person_id: taker.id, team_id: theirs })
    expect(await openTasks()).toEqual([])
    expect(await told(holder)).toEqual(['hand over accepted'])
    expect((await as.taker.get(urls.identity(key))).status).toBe(200)
    expect([404, 410]).toContain((await as.holder.get(urls.youngPerson(key))).status)
    const { n } = await world.one<{ n: number }>(
      'select count(*)::int as n from case_holding where young_person_id = $1',
      [child.id],
    )
    expect(n).toBe(2)
  })

  test('takes what is asked of the case-holder along, and leaves what is asked of others', async () => {
    const put = (kind: string, desk: string, dueOn: string) =>
      world.db.query(
        `insert into task (area_id, young_person_id, kind, desk, path, due_on) values ($1, $2, $3, $4, '/', $5)`,
        [child.areaId, child.id, kind, desk, dueOn],
      )
    await put('complete an assessment', `person:${holder.id}`, '2026-01-05')
    await put('complete an assessment', `person:${taker.id}`, '2026-01-09')
    await put('answer a question', `person:${holder.id}`, '2026-01-06')
    await put('contribute to a discussion', `person:${holder.id}`, '2026-01-07')
    await askTaker()
    await as.taker.send(urls.answer(key), { answer: 'accepted', holder: `${theirs} ${taker.id}`, reason: '' })
    const { rows } = await world.db.query(
      `select kind, desk, due_on::text from task where young_person_id = $1 and settled_at is null order by kind`,
      [child.id],
    )
    expect(rows).toEqual([
      { kind: 'answer a question', desk: `person:${taker.id}`, due_on: '2026-01-06' },
      { kind: 'complete an assessment', desk: `person:${taker.id}`, due_on: '2026-01-05' },
      { kind: 'contribute to a discussion', desk: `person:${holder.id}`, due_on: '2026-01-07' },
    ])
    expect((await as.taker.get('/')).text).toContain('Answer what the panel asked')
  })

  test('shows whoever is asked the name and the reason, and nothing else of the record', async () => {
    await world.db.query(`update young_person_detail set safe_word = 'canaryword' where young_person_id = $1`, [
      child.id,
    ])
    await askTaker()
    const seen = await as.taker.get(urls.youngPerson(key))
    expect(seen.status).toBe(200)
    expect(seen.text).not.toContain('canaryword')
    expect(words((await as.taker.get(urls.answer(key))).text)).toContain('Moved to their area')
    expect((await as.mate.get(urls.answer(key))).status).toBe(404)
  })

  test('is due within the area’s clock: one working day', async () => {
    await askTaker()
    const { due, days } = await world.one<{ due: string; days: number }>(
      `select due_on::text as due, due_on - (now() at time zone 'Europe/London')::date as days from hand_over where young_person_id = $1`,
      [child.id],
    )
    expect(days).toBeGreaterThanOrEqual(1)
    expect(days).toBeLessThanOrEqual(5)
    expect(new Date(due).getUTCDay()).not.toBe(0)
    expect(new Date(due).getUTCDay()).not.toBe(6)
  })

  test('can be declined with a reason: it stays where it is, and the one who asked is told', async () => {
    await askTaker(theirs)
    expect((await as.taker.send(urls.answer(key), { answer: 'declined', reason: '' })).status).toBe(422)
    const answer = await as.taker.send(urls.answer(key), { answer: 'declined', reason: 'We have no room' })
    expect(answer.location).toBe(urls.list({ area: 'york' }))
    expect(await now()).toEqual({ person_id: holder.id, team_id: ours })
    expect(await told(holder)).toEqual(['hand over declined'])
    expect(await openTasks()).toEqual([])
    expect([404, 410]).toContain((await as.taker.get(urls.youngPerson(key))).status)
  })

  test('can be taken back by those who asked, not by others', async () => {
    await askTaker()
    expect((await as.holder.send(urls.handOver(key), { to: theirs, reason: 'Again' })).status).toBe(422)
    expect((await as.holder.send(urls.caseHolder(key), {}, { action: urls.withdraw(key) })).status).toBe(303)
    expect(await openTasks()).toEqual([])
    expect([404, 410]).toContain((await as.taker.get(urls.answer(key))).status)
  })

  test('two people of a team accept at once: one holds the case', async () => {
    const second = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
    const asSecond = await signedIn(the, second)
    await askTaker(theirs)
    const page = urls.answer(key)
    const [first, other] = [await as.taker.hidden(page), await asSecond.hidden(page)]
    const [one, two] = await Promise.all([
      as.taker.post(page, { ...first, answer: 'accepted', holder: `${theirs} ${taker.id}` }),
      asSecond.post(page, { ...other, answer: 'accepted', holder: `${theirs} ${second.id}` }),
    ])
    expect([one.status, two.status].filter(status => status === 303)).toHaveLength(1)
    const { n } = await world.one<{ n: number }>(
      'select count(*)::int as n from case_holding where young_person_id = $1 and until_at is null',
      [child.id],
    )
    expect(n).toBe(1)
  })

  test('nobody accepts for somebody else, save the manager of that team', async () => {
    const second = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
    await askTaker(theirs)
    expect(
      (await as.taker.send(urls.answer(key), { answer: 'accepted', holder: `${theirs} ${second.id}` })).status,
    ).toBe(422)
    expect(
      (await as.otherManager.send(urls.answer(key), { answer: 'accepted', holder: `${theirs} ${second.id}` })).status,
    ).toBe(303)
    expect(await now()).toEqual({ person_id: second.id, team_id: theirs })
  })
})

describe('a hand-over that a manager makes alone', () => {
  test('in their own team holds at once', async () => {
    const answer = await as.manager.send(urls.nameHolder(key), { to: `${ours} ${mate.id}`, reason: 'Leave' })
    expect(answer.status).toBe(303)
    expect(await now()).toEqual({ person_id: mate.id, team_id: ours })
    expect(await told(mate)).toEqual(['case given'])
  })

  test('to another team: that team holds the child until somebody accepts', async () => {
    const answer = await as.manager.send(urls.nameHolder(key), { to: `${theirs} ${taker.id}`, reason: 'Moved' })
    expect(answer.location).toBe(urls.list({ area: 'york' }))
    expect(await now()).toEqual({ person_id: null, team_id: theirs })
    expect(await openTasks()).toEqual([{ kind: 'accept a hand over', desk: `person:${taker.id}` }])
    expect((await as.otherManager.get(urls.youngPerson(key))).status).toBe(200)
    await as.taker.send(urls.answer(key), { answer: 'accepted', holder: `${theirs} ${taker.id}` })
    expect(await now()).toEqual({ person_id: taker.id, team_id: theirs })
  })

  test('and declined goes back to the team that had them, whose manager names somebody', async () => {
    await as.manager.send(urls.nameHolder(key), { to: theirs, reason: 'Moved' })
    await as.taker.send(urls.answer(key), { answer: 'declined', reason: 'Not ours' })
    expect(await now()).toEqual({ person_id: null, team_id: ours })
    expect(await openTasks()).toEqual([{ kind: 'name a case holder', desk: `person:${manager.id}` }])
    await as.manager.send(urls.nameHolder(key), { to: `${ours} ${mate.id}`, reason: 'Somebody must' })
    expect(await openTasks()).toEqual([])
  })

  test('is not a case-holder’s to make', async () => {
    expect((await as.holder.get(urls.nameHolder(key))).status).toBe(403)
  })

  test('an agency manager names one in any team of the agency, and reads no more than who it is', async () => {
    await world.db.query(`update young_person_detail set safe_word = 'canaryword' where young_person_id = $1`, [
      child.id,
    ])
    const seen = await as.agencyManager.get(urls.youngPerson(key))
    expect(seen.status).toBe(200)
    expect(seen.text).not.toContain('canaryword')
    expect(
      (await as.agencyManager.send(urls.nameHolder(key), { to: `${ours} ${mate.id}`, reason: 'Cover' })).status,
    ).toBe(303)
    expect(await now()).toEqual({ person_id: mate.id, team_id: ours })
  })
})

describe('losing a case-holder (R142)', () => {
  const lost = async (how: (person: { id: string }) => Promise<unknown>) => {
    const leaver = await world.person({ role: 'case-holder', area: 'york' })
    child = await world.youngPerson('york', { heldBy: leaver })
    await how(leaver)
  }
  const check = async () => {
    expect(await now()).toEqual({ person_id: null, team_id: ours })
    const { rows } = await world.db.query(
      `select kind, desk, due_on = (now() at time zone 'Europe/London')::date as today from task where young_person_id = $1 and settled_at is null`,
      [child.id],
    )
    expect(rows).toEqual([{ kind: 'name a case holder', desk: `person:${manager.id}`, today: true }])
    expect(await told(manager)).toEqual(['case holder lost'])
    expect(
      (
        await world.one<{ act: string }>(
          `select act from audit_event where young_person_id = $1 and act = 'case-holder lost'`,
          [child.id],
        )
      ).act,
    ).toBeDefined()
  }

  test('by a closed account: the team holds the child, and its manager is asked the same day', async () => {
    await lost(person => world.db.query('update person set closed_at = now() where id = $1', [person.id]))
    await check()
  })

  test('by the end of their role', async () => {
    await lost(person => world.db.query('update membership set until_at = now() where person_id = $1', [person.id]))
    await check()
  })

  test('by a role that ran out: the day’s round finds it, once', async () => {
    await lost(person =>
      world.db.query(
        `alter table membership disable trigger role_ended; update membership set until_at = now() where person_id = '${person.id}'; alter table membership enable trigger role_ended`,
      ),
    )
    expect((await now()).person_id).not.toBeNull()
    await world.db.query('select release_lost_cases()')
    await check()
    await world.db.query('select release_lost_cases()')
    await check()
  })

  test('moving to another team of the agency keeps the case', async () => {
    await lost(async person => {
      await world.db.query(
        `insert into membership (person_id, person_kind, role, area_id, agency_id, team_id) select m.person_id, m.person_kind, m.role, m.area_id, m.agency_id, t.id
         from membership m join team t on t.agency_id = m.agency_id and t.id <> m.team_id where m.person_id = $1 limit 1`,
        [person.id],
      )
      await world.db.query('update membership set until_at = now() where person_id = $1 and team_id = $2', [
        person.id,
        ours,
      ])
    })
    expect((await now()).person_id).not.toBeNull()
  })
})

describe('who can hold a case (R142)', () => {
  test('no Trusted Relationships worker is offered, and a forged one is sent back', async () => {
    const page = await as.holder.get(urls.handOver(key))
    expect(page.text).not.toContain(mentor.name)
    expect((await as.holder.send(urls.handOver(key), { to: `${ours} ${mentor.id}`, reason: 'x' })).status).toBe(422)
  })

  test('the database takes none in a hand-over or as a deputy either', async () => {
    await expect(
      world.db.query(
        `insert into hand_over (area_id, young_person_id, to_agency_id, to_team_id, to_person_id, to_person_kind, reason, due_on, asked_by, from_team_id, from_agency_id)
         select area_id, young_person_id, agency_id, team_id, $2, 'trusted-relationships', 'x', current_date, $3, team_id, agency_id from case_holding where young_person_id = $1`,
        [child.id, mentor.id, holder.id],
      ),
    ).rejects.toMatchObject({ constraint: 'hand_over_is_never_to_trusted_relationships' })
    await expect(
      world.db.query(
        `insert into deputy (area_id, person_id, deputy_id, deputy_kind, made_by) values ($1, $2, $3, 'trusted-relationships', $2)`,
        [child.areaId, holder.id, mentor.id],
      ),
    ).rejects.toMatchObject({ constraint: 'deputy_is_never_trusted_relationships' })
  })

  test('a placing authority’s social worker can be case-holder', async () => {
    const placing = await world.person({ role: 'case-holder', area: 'york', agency: 'other-council' })
    const team = (await teamOf('other-council')).id
    await as.holder.send(urls.handOver(key), { to: `${team} ${placing.id}`, reason: 'Their council places them here' })
    const asPlacing = await signedIn(the, placing)
    expect(
      (await asPlacing.send(urls.answer(key), { answer: 'accepted', holder: `${team} ${placing.id}` })).status,
    ).toBe(303)
    expect((await asPlacing.get(urls.youngPerson(key))).status).toBe(200)
  })
})

describe('who can see this, and who has; and how it changed', () => {
  test('the case-holder sees both, in words about others', async () => {
    await as.manager.get(urls.youngPerson(key))
    const seen = words((await as.holder.get(urls.who(key))).text)
    expect(seen).toContain(manager.name)
    expect(seen).toContain('They hold this young person’s case')
    expect(seen).toContain('Young person viewed')
    expect((await as.agencyManager.get(urls.who(key))).status).toBe(403)
    expect((await as.taker.get(urls.who(key))).status).toBe(404)
  })

  test('pages back through who has looked', async () => {
    for (let n = 0; n < 27; n++) await as.manager.get(urls.youngPerson(key))
    const first = await as.holder.get(urls.who(key))
    const next = first.text.match(/href="([^"]*before=[^"]*)"/)?.[1]
    expect((await as.holder.get(next ?? '')).status).toBe(200)
  })

  test('the history is for those who may read each field', async () => {
    await world.db.query(
      `insert into record_change (area_id, young_person_id, class, field, was, became, why, changed_by) values
       ($1, $2, 2, 'address', 'Old', 'New', 'Moved', $3), ($1, $2, 4, 'kind of exploitation', null, 'Canarykind', null, $3)`,
      [child.areaId, child.id, holder.id],
    )
    const own = words((await as.holder.get(urls.history(key))).text)
    for (const said of ['Address', 'Old', 'New', 'Moved', 'Canarykind', holder.name]) expect(own).toContain(said)
    const duty = await signedIn(the, await world.person({ role: 'duty', area: 'york' }))
    const seen = words((await duty.get(urls.history(key))).text)
    expect(seen).toContain('Moved')
    expect(seen).not.toContain('Canarykind')
  })
})
