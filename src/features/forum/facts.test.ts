import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, wholeAnswers } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { accepting, aPanel, arranged, considered, type RiskKind } from '../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'
import { addWorkingDays, dayOf } from '../../platform/working-days.ts'
import { areas } from '../areas/index.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const north = await aForum(world, 'north-yorkshire')
const panel = await aPanel(world, 'north-yorkshire')
const area = 'north-yorkshire'
const decision = {
  finding: 'at risk of',
  findingReason: 'x',
  suitable: 'yes',
  wouldBenefit: 'yes',
  noQuorumReason: 'x',
}

interface Around {
  readonly certainty: 'known' | 'suspected'
  readonly time: 'current' | 'past'
  readonly who: string
  readonly evidence: string
}
/** An assessment that proposes these people, all of one kind. */
const proposing = (child: MadeYoungPerson, people: readonly Around[], kind: RiskKind = 'sexual-exploitation') =>
  aCompletedAssessment(
    world,
    child,
    north.holder,
    wholeAnswers({
      people: {
        [kind]: {
          answer: 'yes',
          entries: people.map(one => ({ ...one, evidenceOn: '2026-05-03', source: 'police', sourceOther: '' })),
        },
      },
    }),
  )
async function found(
  child: MadeYoungPerson,
  discussion: string,
  as = 'known',
  kind: RiskKind = 'sexual-exploitation',
): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
     values ($1, $2, $3, $4, $5, 'current', 'Seen by a neighbour', current_date + 90, $6) returning id`,
    [child.areaId, child.id, discussion, kind, as, north.chair.id],
  )
  return id
}
const factsOf = async (child: MadeYoungPerson) =>
  (
    await world.db.query(
      'select certainty, timing, evidence, lifted_at is null as holds, replaces from risk_fact where young_person_id = $1 order by id',
      [child.id],
    )
  ).rows
const tasks = async (kind: string, record: string) =>
  (
    await world.db.query<{ desk: string; due_on: string; path: string; settled: boolean }>(
      `select desk, due_on::text, path, settled_at is not null as settled from task where kind = $1 and record_id = $2 order by desk`,
      [kind, record],
    )
  ).rows
/** What stands in the form as a browser would send it: everything ticked or filled in on the page, and nothing else. */
function asItStands(page: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [input] of page.matchAll(/<input[^>]*type="checkbox"[^>]*\schecked[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? ''
    fields[name] = [...(fields[name] ?? []), /value="([^"]*)"/.exec(input)?.[1] ?? '']
  }
  for (const [input] of page.matchAll(/<input[^>]*type="text"[^>]*>/g)) {
    const value = /value="([^"]*)"/.exec(input)?.[1]
    if (value) fields[/name="([^"]*)"/.exec(input)?.[1] ?? ''] = value
  }
  for (const [whole, name = ''] of page.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g)) {
    const value = /<option value="([^"]*)"[^>]*selected/.exec(whole)?.[1]
    if (value) fields[name] = value
  }
  return fields
}

describe('what a discussion finds about people around a child (R60, R77)', () => {
  test('is nothing that nobody ticked: a known fact stays when an assessment suspects somebody else', async () => {
    const child = await north.sent()
    await found(child, await north.discussion(child, { kind: 'strategy' }))
    await proposing(child, [{ certainty: 'suspected', time: 'current', who: 'Another man', evidence: 'Hearsay' }])
    const path = urls.outcome({ area, youngPerson: child.id, discussion: await north.discussion(child) })
    const chair = await signedIn(the, north.chair)
    const page = (await chair.get(path)).text
    expect(page).toContain('The risk assessment says: suspected, and now. Another man')
    expect((await chair.send(path, { ...asItStands(page), ...decision })).status).toBe(303)
    expect(await factsOf(child)).toMatchObject([{ certainty: 'known', holds: true }])
  })

  test('is one fact for each person of one kind, and what closes a service is proposed first', async () => {
    const child = await north.sent()
    await proposing(child, [
      { certainty: 'suspected', time: 'past', who: 'Old rumour', evidence: 'Report 1' },
      { certainty: 'known', time: 'current', who: 'Dean K., 34', evidence: 'Report 2' },
    ])
    const path = urls.outcome({ area, youngPerson: child.id, discussion: await north.discussion(child) })
    const chair = await signedIn(the, north.chair)
    const page = (await chair.get(path)).text
    expect(page.indexOf('Dean K., 34')).toBeGreaterThan(0)
    expect(page.indexOf('Dean K., 34')).toBeLessThan(page.indexOf('Old rumour'))
    const { rows } = await world.db.query<{ id: string }>(
      'select id from person_who_poses_risk where young_person_id = $1',
      [child.id],
    )
    const sent = await chair.send(path, { ...asItStands(page), ...decision, facts: rows.map(r => r.id) })
    expect(sent.status).toBe(303)
    expect(await factsOf(child)).toMatchObject([
      { certainty: 'known', timing: 'current', evidence: 'Report 2', holds: true },
      { certainty: 'suspected', timing: 'past', evidence: 'Report 1', holds: true },
    ])
  })

  test('carries the evidence on to the panel, and not who it is (access: "Not who")', async () => {
    const child = await north.sent()
    await proposing(child, [{ certainty: 'known', time: 'current', who: 'Canaryname', evidence: 'Canaryevidence' }])
    const path = urls.outcome({ area, youngPerson: child.id, discussion: await north.discussion(child) })
    const chair = await signedIn(the, north.chair)
    const { id } = await world.one<{ id: string }>('select id from person_who_poses_risk where young_person_id = $1', [
      child.id,
    ])
    await chair.send(path, { ...asItStands((await chair.get(path)).text), ...decision, facts: id })
    const nomination = await arranged(world, child, north.holder)
    const read = (await (await signedIn(the, panel.member)).get(`${nomination}/consideration`)).text
    expect(read).toContain('Canaryevidence')
    expect(read).not.toContain('Canaryname')
  })

  test('is looked at again by the forum’s co-ordinator, who is asked until it was', async () => {
    const child = await north.sent()
    const fact = await found(child, await north.discussion(child), 'suspected')
    const [asked] = await tasks('look at a fact again', fact)
    expect(asked).toMatchObject({
      desk: `role:${child.areaId}:forum-coordinator`,
      path: urls.fact({ area, youngPerson: child.id, fact }),
      settled: false,
    })
    const due = await world.one<{ on: string }>('select review_on::text as on from risk_fact where id = $1', [fact])
    expect(asked?.due_on).toBe(due.on)
    const again = { is: 'holds', answer: 'suspected-past', evidence: 'x', review: '6', reason: 'Not seen since' }
    const co = await signedIn(the, north.coordinator)
    expect((await co.send(urls.fact({ area, youngPerson: child.id, fact }), again)).status).toBe(303)
    expect(await tasks('look at a fact again', fact)).toMatchObject([{ settled: true }])
    const next = await world.one<{ id: string }>('select id from risk_fact where replaces = $1', [fact])
    expect(await tasks('look at a fact again', next.id)).toMatchObject([{ settled: false }])
  })
})

describe('a fact that arrives while a child is in a strand (product: settled questions)', () => {
  /** A child whom the panel allocated to the relief workers. */
  async function inAStrand() {
    const { child, path, browser } = await considered(the, world, panel)
    const accepted = await browser.send(`${path}/accept`, accepting(panel.services[0]))
    expect(accepted.status).toBe(303)
    const { id: discussion } = await world.one<{ id: string }>('select id from discussion where young_person_id = $1', [
      child.id,
    ])
    return { child, discussion, nominations: `/${area}/young-people/${child.id}/nominations` }
  }
  const closedOf = async (child: MadeYoungPerson) =>
    (
      await world.db.query<{ id: string; decide_by: string; decided_as: string | null; over: boolean }>(
        'select id, decide_by::text, decided_as, over_at is not null as over from closed_service where young_person_id = $1 order by id',
        [child.id],
      )
    ).rows
  const told = async (child: MadeYoungPerson, kind: string) =>
    (
      await world.db.query<{ person_id: string }>(
        'select distinct person_id from notification where young_person_id = $1 and kind = $2',
        [child.id, kind],
      )
    ).rows.map(r => r.person_id)
  const desksOf = (...people: MadePerson[]) => people.map(p => `person:${p.id}`).sort()

  test('asks the manager and the case-holder within a working day, and tells them and the coordinator', async () => {
    const { child, discussion, nominations } = await inAStrand()
    await found(child, discussion)
    const [closed] = await closedOf(child)
    const due = addWorkingDays(dayOf(new Date()), 1, areas().bankHolidays)
    expect(closed).toMatchObject({ decide_by: due, decided_as: null, over: false })
    const asked = await tasks('decide about a closed service', closed?.id ?? '')
    expect(asked.map(t => t.desk)).toEqual(desksOf(panel.holder, panel.managers[0]))
    expect(asked.map(t => t.due_on)).toEqual([due, due])
    expect((await told(child, 'service closed')).sort()).toEqual(
      [panel.holder.id, panel.managers[0].id, panel.coordinator.id].sort(),
    )
    const manager = await signedIn(the, panel.managers[0])
    const page = (await manager.get(nominations)).text
    expect(page).toContain('this service can’t take this on safely')
    expect(page).toContain('No new meetings until')
    const open = await world.one<{ n: number }>(
      'select count(*)::int as n from strand_allocation where young_person_id = $1 and until_at is null',
      [child.id],
    )
    expect(open.n, 'nothing ends by itself').toBe(1)
    for (const { path } of asked) expect((await manager.get(path)).text).not.toContain('Seen by a neighbour')
  })

  test('is decided once, by either of them; then nobody is asked any more', async () => {
    const { child, discussion } = await inAStrand()
    await found(child, discussion)
    const [closed] = await closedOf(child)
    const path = urls.closedService({ area, youngPerson: child.id, closed: closed?.id ?? '' })
    const manager = await signedIn(the, panel.managers[0])
    const holder = await signedIn(the, panel.holder)
    const theirs = await holder.hidden(path)
    expect((await manager.send(path, { as: '', says: '' })).status).toBe(422)
    const back = { as: 'back to the forum', says: 'With the case-holder' }
    // What keeps them safe until then is asked for, by page and by statement; what was typed is kept.
    const bad = await manager.send(path, back)
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('Say what keeps them safe until then')
    expect(bad.text).toContain('With the case-holder')
    await expect(
      world.db.query(
        `update closed_service set decided_by = $2, decided_as = 'back to the forum', decided_says = 'It' where id = $1`,
        [closed?.id, panel.holder.id],
      ),
    ).rejects.toThrow('a plan until the forum looks again')
    expect((await manager.send(path, { ...back, interimPlan: 'The school rings each day' })).status).toBe(303)
    expect((await holder.get(path)).text).toContain('The school rings each day')
    expect((await holder.post(path, { ...theirs, as: 'pause', says: 'x' })).status).toBe(422)
    expect((await closedOf(child))[0]).toMatchObject({ decided_as: 'back to the forum' })
    expect((await tasks('decide about a closed service', closed?.id ?? '')).every(t => t.settled)).toBe(true)
    expect(await tasks('put on the agenda', closed?.id ?? '')).toHaveLength(1)
    expect(await told(child, 'closed service decided')).toContain(panel.holder.id)
    expect((await (await signedIn(the, panel.managers[1])).get(path)).status).toBe(404)
    expect((await (await signedIn(the, panel.member)).get(path)).status).toBe(403)
  })

  test('that is only suspected asks nothing of them', async () => {
    const { child, discussion } = await inAStrand()
    await found(child, discussion, 'suspected')
    expect(await closedOf(child)).toEqual([])
  })

  test('that becomes known when it is looked at again asks them; looked at once more it is not new', async () => {
    const { child, discussion } = await inAStrand()
    const first = await found(child, discussion, 'suspected')
    const co = await signedIn(the, north.coordinator)
    const known = { is: 'holds', answer: 'known-current', evidence: 'Arrested', review: '1', reason: 'Police report' }
    expect((await co.send(urls.fact({ area, youngPerson: child.id, fact: first }), known)).status).toBe(303)
    const [closed] = await closedOf(child)
    expect(closed).toMatchObject({ over: false })
    await (await signedIn(the, panel.holder)).send(
      urls.closedService({ area, youngPerson: child.id, closed: closed?.id ?? '' }),
      { as: 'pause', says: 'With the manager' },
    )
    const second = await world.one<{ id: string }>('select id from risk_fact where replaces = $1', [first])
    expect((await co.send(urls.fact({ area, youngPerson: child.id, fact: second.id }), known)).status).toBe(303)
    expect(await closedOf(child)).toHaveLength(1)
  })

  test('that is lifted, or whose strand ends, leaves nothing to decide', async () => {
    const one = await inAStrand()
    const fact = await found(one.child, one.discussion)
    await (await signedIn(the, north.chair)).send(urls.fact({ area, youngPerson: one.child.id, fact }), {
      is: 'lifted',
      reason: 'He moved away',
    })
    const other = await inAStrand()
    await found(other.child, other.discussion)
    await world.db.query(
      `update strand_allocation set until_at = now(), ended_by = $2, ended_reason = 'x' where young_person_id = $1`,
      [other.child.id, panel.member.id],
    )
    for (const { child } of [one, other]) {
      const [closed] = await closedOf(child)
      expect(closed).toMatchObject({ over: true })
      expect((await tasks('decide about a closed service', closed?.id ?? '')).every(t => t.settled)).toBe(true)
    }
  })
})
