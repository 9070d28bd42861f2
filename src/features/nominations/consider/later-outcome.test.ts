import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import {
  accepting,
  acceptSql,
  allocateSql,
  aPanel,
  considered,
  decidedOn,
  idOf,
  refusal,
  sqlAs,
  written,
} from '../../../../test/nominations.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls as forum } from '../../forum/index.ts'

// What the forum says after a nomination was begun reaches it (R132, R136): by its pages, and in the database alone.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const told = async (child: MadeYoungPerson): Promise<string[]> =>
  (
    await world.db.query(
      `select person_id from notification where kind = 'outcome while considered' and young_person_id = $1`,
      [child.id],
    )
  ).rows.map(r => r.person_id)

/** The chair puts the outcome right, through the page of the forum. */
async function correct(child: MadeYoungPerson, outcome: Record<string, string>): Promise<void> {
  const { id } = await world.one<{ id: string }>('select id from discussion where young_person_id = $1', [child.id])
  const chair = await signedIn(the, york.chair)
  const key = { area: 'york', youngPerson: child.id, discussion: id }
  const answer = await chair.send(forum.correct(key), {
    finding: 'at risk of',
    findingReason: 'It is happening',
    suitable: 'yes',
    wouldBenefit: 'yes',
    reason: 'The wrong box',
    ...outcome,
  })
  expect(answer.status).toBe(303)
}
const noToBoth = { suitable: 'no', wouldBenefit: 'no', answersReason: 'Mixed up two children' }

describe('a correction after the nomination was sent', () => {
  test('to another finding: the coordinator is told, both pages say so, and the strand needs its reason', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await correct(child, { finding: 'subject to' })
    expect(await told(child)).toEqual([york.coordinator.id])
    for (const page of ['consideration', 'accept']) {
      const { text } = await browser.get(`${path}/${page}`)
      expect(text).toContain('The outcome was put right after this was sent')
      expect(text).toMatch(/had found: at risk of[^.]*\. Now it says: subject to/)
    }
    const without = await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(without.status).toBe(422)
    expect(without.text).toContain('Say why you choose another strand')
    const withReason = { ...accepting(york.services[0]), differentReason: 'A mentor knows them.' }
    expect((await browser.send(`${path}/accept`, withReason)).status).toBe(303)
    const { rows } = await world.db.query(
      `select person_id from notification where kind = 'different strand' and young_person_id = $1`,
      [child.id],
    )
    expect(rows).toEqual([{ person_id: york.chair.id }])
  })

  test('to no: the panel sees it, can accept by no page and no statement, and can still send it back', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const form = await browser.hidden(`${path}/accept`)
    await correct(child, noToBoth)
    const page = await browser.get(`${path}/consideration`)
    expect(page.text).toContain('Both answers must be yes')
    expect(page.text).not.toContain('Accept to a strand')
    expect((await browser.get(`${path}/accept`)).text).not.toContain('name="service"')
    const late = await browser.post(`${path}/accept`, { ...form, ...accepting(york.services[0]) })
    expect(late.status).toBe(422)
    expect(late.text).toContain('both answers are not yes any more')
    const values = [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]
    expect(await refusal(sqlAs(the, york.member, child, sql => sql(acceptSql, values)))).toBe(
      'nomination_decision_follows_the_latest_outcome',
    )
    const back = { reason: 'It says no now.', interimPlan: 'The nurse rings.', ...decidedOn }
    expect((await browser.send(`${path}/back-to-forum`, back)).status).toBe(303)
  })
})

describe('a later discussion', () => {
  test('that says no closes the way to a strand, and the panel reads that it was a later one', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await york.discuss(child, { suitable: false })
    expect(await told(child)).toEqual([york.coordinator.id])
    expect((await browser.get(`${path}/consideration`)).text).toContain('A later discussion answered differently')
    // The page offers no form any more; what is sent all the same is refused.
    const hidden = await browser.hidden(`${path}/not-accepted`)
    expect((await browser.post(`${path}/accept`, { ...hidden, ...accepting(york.services[0]) })).status).toBe(422)
    const { rows } = await world.db.query('select 1 from nomination_decision where nomination_id = $1', [idOf(path)])
    expect(rows).toEqual([])
  })

  test('that says the same is news, and no warning', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await york.discuss(child)
    expect(await told(child)).toEqual([york.coordinator.id])
    expect((await browser.get(`${path}/consideration`)).text).not.toMatch(/answered differently|put right after/)
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
  })

  test('that found something else is what a strand is compared with, whatever statement is run', async () => {
    const { child, path } = await considered(the, world, york)
    await york.discuss(child, { finding: 'subject to' })
    const choose = (strand: 0 | 1) =>
      refusal(
        sqlAs(the, york.member, child, async sql => {
          await sql(acceptSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
          const of = [child.areaId, child.id, idOf(path), york.holder.id, york.member.id, york.services[strand], null]
          await sql(allocateSql, of)
        }),
      )
    expect(await choose(0)).toBe('strand_allocation_differs_with_a_reason')
    expect(await choose(1)).toBe('nothing')
  })

  test('after the panel decided is told to nobody here, and changes nothing on the page of the nomination', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    await york.discuss(child, { suitable: false, finding: 'neither' })
    expect(await told(child)).toEqual([])
    expect((await browser.get(path)).text).toMatch(/At risk of/)
  })

  test('after the panel accepted adds no strand any more, by no page and no statement (R128, R132)', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    await york.discuss(child, { suitable: false, finding: 'neither' })
    const add = { service: york.services[1], reason: 'The family asked.', differentReason: 'Both are needed.' }
    const answer = await browser.send(`${path}/strands/add`, add)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('A later discussion did not answer both questions with yes')
    const of = [child.areaId, child.id, idOf(path), york.holder.id, york.member.id, york.services[1], 'Both']
    expect(await refusal(sqlAs(the, york.member, child, sql => sql(allocateSql, of)))).toBe(
      'strand_allocation_on_two_yeses',
    )
  })

  test('being recorded while the panel accepts is waited for', async () => {
    const { child, path } = await considered(the, world, york)
    const { id } = await world.one<{ id: string }>('select id from forum_outcome where young_person_id = $1', [
      child.id,
    ])
    await world.db.query('begin')
    await world.db.query(
      `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, answers_reason, corrects, corrects_reason, recorded_by, recorded_at)
       select area_id, young_person_id, discussion_id, finding, finding_reason, false, false, 'No', id, 'Mixed up', recorded_by, clock_timestamp() from forum_outcome where id = $1`,
      [id],
    )
    const accept = refusal(
      sqlAs(the, york.member, child, sql =>
        sql(acceptSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]),
      ),
    )
    const waited = await Promise.race([accept, new Promise(resolve => setTimeout(() => resolve('still waiting'), 400))])
    expect(waited).toBe('still waiting')
    await world.db.query('commit')
    expect(await accept).toBe('nomination_decision_follows_the_latest_outcome')
  })
})

test('a correction before it is sent is what it is sent with', async () => {
  const child = await york.discussed()
  const holder = await signedIn(the, york.holder)
  const path = await written(holder, child)
  await correct(child, { finding: 'subject to' })
  expect((await holder.get(path)).text).toContain('Subject to')
  expect((await holder.send(`${path}/check`, {})).status).toBe(303)
  expect(await world.one('select finding from nomination where id = $1', [idOf(path)])).toEqual({
    finding: 'subject to',
  })
})
