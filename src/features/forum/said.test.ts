import { describe, expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { arranged } from '../../../test/nominations.ts'
import { aWorld, type MadeYoungPerson } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')
const health = await world.person({ role: 'forum-member', area: 'york', agency: 'health' })
const decision = {
  finding: 'at risk of',
  findingReason: 'x',
  suitable: 'yes',
  wouldBenefit: 'yes',
  noQuorumReason: 'x',
}

async function aDiscussion(options: Parameters<typeof york.discussion>[1] = {}) {
  const child = await york.sent()
  const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, options) }
  return { child, key }
}
const co = await signedIn(the, york.coordinator)
const chair = await signedIn(the, york.chair)
const school = await signedIn(the, york.school)
const freeze = (key: Key) => co.send(urls.discussion(key), {}, { action: urls.freeze(key) })
type Key = { area: string; youngPerson: string; discussion: string }
const open = async (child: MadeYoungPerson, kind: string): Promise<string[]> =>
  (
    await world.db.query(
      'select desk from task where young_person_id = $1 and kind = $2 and settled_at is null order by desk',
      [child.id, kind],
    )
  ).rows.map(row => row.desk)
const told = async (child: MadeYoungPerson, kind: string): Promise<string[]> =>
  (
    await world.db.query('select distinct person_id from notification where young_person_id = $1 and kind = $2', [
      child.id,
      kind,
    ])
  ).rows.map(row => row.person_id)
const desk = (person: { readonly id: string }) => `person:${person.id}`

describe('members', () => {
  test('see a child no longer than the window after the day of the discussion, also where nothing was decided', async () => {
    const { key } = await aDiscussion()
    const held = (daysAgo: number) =>
      world.db.query(
        `update discussion set listed_at = now() - interval '91 days', held_on = current_date - $2::int where id = $1`,
        [key.discussion, daysAgo],
      )
    await held(27)
    expect((await school.get(urls.papers(key))).status).toBe(200)
    await held(90)
    expect((await school.get(urls.papers(key))).status).toBe(410)
  })

  test('of an agency invited by mistake can be taken out after the outcome; nobody new comes in', async () => {
    const { key } = await aDiscussion()
    await chair.send(urls.outcome(key), decision)
    expect((await school.get(urls.papers(key))).status).toBe(200)
    const keep = [await york.agency('police'), await york.agency('childrens-social-care')]
    const more = [...keep, await york.agency('voluntary-sector')]
    expect((await co.send(urls.agencies(key), { invited: more })).status).toBe(422)
    expect((await co.send(urls.agencies(key), { invited: keep })).status).toBe(303)
    expect((await school.get(urls.papers(key))).status).toBe(410)
  })

  test('invited after the papers were frozen are told and asked like the others', async () => {
    const { child, key } = await aDiscussion({ invited: ['police'], frozen: false })
    await freeze(key)
    expect(await open(child, 'contribute to a discussion')).toEqual([desk(york.police)])
    const invited = [await york.agency('police'), await york.agency('health')]
    expect((await co.send(urls.agencies(key), { invited })).status).toBe(303)
    expect(await open(child, 'contribute to a discussion')).toEqual([desk(york.police), desk(health)].sort())
    expect((await told(child, 'invited to a discussion')).sort()).toEqual([york.police.id, health.id].sort())
  })

  test('are told where the outcome itself froze the papers, and it is written down', async () => {
    const { child, key } = await aDiscussion({ frozen: false })
    expect((await chair.send(urls.outcome(key), decision)).status).toBe(303)
    expect(await told(child, 'invited to a discussion')).toContain(york.school.id)
    expect(await open(child, 'contribute to a discussion'), 'nothing is asked: it is decided').toEqual([])
    const { rowCount } = await world.db.query(
      `select from audit_event where act = 'papers frozen' and record_id = $1`,
      [key.discussion],
    )
    expect(rowCount).toBe(1)
  })

  test.each([
    ['the outcome', (key: Key) => chair.send(urls.outcome(key), decision)],
    ['coming off the agenda', (key: Key) => co.send(urls.takeOff(key), { reason: 'Ill' })],
    [
      'losing the invitation',
      async (key: Key) => co.send(urls.agencies(key), { invited: await york.agency('police') }),
    ],
  ] as const)('are not asked any more for what they know after %s', async (_, act) => {
    const { child, key } = await aDiscussion({ invited: ['police', 'schools'], frozen: false })
    await freeze(key)
    expect(await open(child, 'contribute to a discussion')).toContain(desk(york.school))
    expect((await act(key)).status).toBe(303)
    expect(await open(child, 'contribute to a discussion')).not.toContain(desk(york.school))
  })

  test('and the case-holder find the minutes from the page they read', async () => {
    const { key } = await aDiscussion()
    await chair.send(urls.outcome(key), decision)
    expect((await school.get(urls.papers(key))).text).toContain(`href="${urls.minutes(key)}"`)
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(urls.discussion(key))).text).toContain(`href="${urls.minutes(key)}"`)
  })
})

describe('what is asked for after an outcome', () => {
  const correct = (key: Key, more = {}) =>
    chair.send(urls.correct(key), { ...decision, reason: 'A word was wrong', ...more })

  test('is no nomination where one is with the panel; for a draft it is the draft', async () => {
    const { child, key } = await aDiscussion()
    await chair.send(urls.outcome(key), decision)
    const { id } = await world.one<{ id: string }>(
      `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by) select area_id, young_person_id, id, $2 from forum_outcome where young_person_id = $1 returning id`,
      [child.id, york.holder.id],
    )
    await correct(key)
    const { path } = await world.one<{ path: string }>(
      `select path from task where young_person_id = $1 and kind = 'complete a nomination' and settled_at is null`,
      [child.id],
    )
    expect(path).toBe(`/york/young-people/${child.id}/nominations/${id}`)
    await world.db.query(
      `update nomination set withdrawn_at = now(), withdrawn_by = $2, withdrawn_reason = 'x', told = 'yes' where id = $1`,
      [id, york.holder.id],
    )
    await world.db.query(`update task set settled_at = now() where young_person_id = $1`, [child.id])
    await aCompletedAssessment(world, child, york.holder)
    await arranged(world, child, york.holder)
    await correct(key)
    expect(await open(child, 'complete a nomination')).toEqual([])
  })

  test('is the chair’s word on the minutes again, where a correction came after it', async () => {
    const { child, key } = await aDiscussion()
    await chair.send(urls.outcome(key), decision)
    await chair.send(urls.minutes(key), {}, { action: urls.confirm(key) })
    expect(await open(child, 'confirm minutes')).toEqual([])
    expect((await correct(key)).status).toBe(303)
    expect(await open(child, 'confirm minutes')).toEqual([`role:${child.areaId}:forum-chair`])
    expect((await chair.get(urls.minutes(key))).text).toContain('Not yet: the chair confirms them')
    expect((await chair.send(urls.minutes(key), {}, { action: urls.confirm(key) })).status).toBe(303)
  })
})

describe('the minutes', () => {
  test('keep what was said for and against each option, whether it is recommended in the end or not', async () => {
    const { key } = await aDiscussion()
    for (const option of ['early-help', 'counselling', 'trusted-relationships'])
      await co.send(urls.options(key), {
        option,
        reasonsFor: `Canaryfor ${option}`,
        reasonsAgainst: `Canaryagainst ${option}`,
        recommended: 'yes',
      })
    expect((await chair.send(urls.outcome(key), { ...decision, options: 'early-help' })).status).toBe(303)
    const { text } = await chair.get(urls.minutes(key))
    for (const option of ['early-help', 'counselling', 'trusted-relationships'])
      for (const side of ['for', 'against']) expect(text).toContain(`Canary${side} ${option}`)
    const { rows } = await world.db.query(
      'select distinct on (option_key) option_key, recommended from option_considered where discussion_id = $1 order by option_key, recorded_at desc',
      [key.discussion],
    )
    expect(rows).toEqual([
      { option_key: 'counselling', recommended: false },
      { option_key: 'early-help', recommended: true },
      { option_key: 'trusted-relationships', recommended: true },
    ])
  })

  test('say who sent apologies to a discussion outside a meeting; the later of two does not overwrite', async () => {
    const { key } = await aDiscussion()
    const [police, schools] = [await york.agency('police'), await york.agency('schools')]
    const stale = await chair.hidden(urls.attended(key))
    expect(
      (await co.send(urls.attended(key), { [`a-${schools}`]: 'apologies', [`a-${police}`]: 'there' })).status,
    ).toBe(303)
    expect((await chair.post(urls.attended(key), { ...stale, [`a-${schools}`]: 'there' })).status).toBe(409)
    expect((await school.get(urls.attended(key))).status).toBe(403)
    // Everybody is unticked: nobody came, whatever was noted before; apologies stay apologies.
    await chair.send(urls.outcome(key), { ...decision, there: [] })
    const { rows } = await world.db.query(
      'select a.key, attendance from discussion_agency i join agency a on a.id = i.agency_id where discussion_id = $1 order by 1',
      [key.discussion],
    )
    expect(rows).toContainEqual({ key: 'police', attendance: 'not there' })
    expect(rows).toContainEqual({ key: 'schools', attendance: 'apologies' })
    expect((await chair.get(urls.minutes(key))).text).toMatch(/Apologies[\s\S]*Schools and colleges/)
  })

  test('carry the different view of an agency, which its members add themselves until they are confirmed', async () => {
    const { key } = await aDiscussion()
    await chair.send(urls.outcome(key), decision)
    const at = urls.differentView(key)
    expect((await school.get(urls.papers(key))).text).toContain(`href="${at}"`)
    expect((await school.send(at, { says: '' })).status).toBe(422)
    expect((await school.send(at, { says: 'We think it is happening already' })).status).toBe(303)
    const police = await york.agency('police')
    // Nobody speaks for another agency: it is not offered, and the database does not take it.
    expect((await school.send(at, { agency: police, says: 'x' })).status).toBe(422)
    expect((await co.send(at, { agency: police, name: 'DS Invented', says: 'So do we' })).status).toBe(303)
    const { rows } = await world.db.query(
      'select a.key, v.name, v.says from different_view v join agency a on a.id = v.agency_id where v.discussion_id = $1 order by v.id',
      [key.discussion],
    )
    expect(rows).toEqual([
      { key: 'schools', name: null, says: 'We think it is happening already' },
      { key: 'police', name: 'DS Invented', says: 'So do we' },
    ])
    expect((await chair.get(urls.minutes(key))).text).toContain('We think it is happening already')
    await chair.send(urls.minutes(key), {}, { action: urls.confirm(key) })
    const late = await school.send(at, { says: 'Too late' })
    expect(late.status).toBe(422)
    expect(late.text).toContain('The chair has confirmed the minutes')
  })

  test('carry one that was written with the outcome, by agency or by name', async () => {
    const { key } = await aDiscussion()
    const schools = await york.agency('schools')
    expect((await chair.send(urls.outcome(key), { ...decision, viewSays: 'Not so sure' })).status).toBe(422)
    const view = { viewAgency: schools, viewSays: 'Not so sure' }
    expect((await chair.send(urls.outcome(key), { ...decision, ...view })).status).toBe(303)
    const row = await world.one('select agency_id, name from different_view where discussion_id = $1', [key.discussion])
    expect(row).toEqual({ agency_id: schools, name: null })
  })
})
