import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { accepting, aPanel, considered, decidedOn, idOf, takesPart } from '../../../../test/nominations.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const rows = async (text: string, path: string) => (await world.db.query(text, [idOf(path)])).rows
const decisions = (path: string) => rows('select * from nomination_decision where nomination_id = $1', path)
const strands = (path: string) => rows('select * from strand_allocation where nomination_id = $1', path)
const told = async (kind: string, child: MadeYoungPerson): Promise<string[]> =>
  (
    await world.db.query(
      'select person_id from notification where kind = $1 and young_person_id = $2 order by told_at',
      [kind, child.id],
    )
  ).rows.map(r => r.person_id)
const open = async (kind: string, child: MadeYoungPerson) =>
  (
    await world.db.query(
      'select desk, due_on::text, path from task where kind = $1 and young_person_id = $2 and settled_at is null',
      [kind, child.id],
    )
  ).rows

describe('not accepted, back to the forum, more information', () => {
  test('not accepted: with why and what happens instead, and the case-holder reads both', async () => {
    const { child, path, browser } = await considered(the, world, york)
    expect(
      (await browser.send(`${path}/not-accepted`, { reason: 'Not the right time.', instead: '', ...decidedOn })).status,
    ).toBe(422)
    const answer = await browser.send(`${path}/not-accepted`, {
      reason: 'Not the right time.',
      instead: 'The school nurse sees them weekly.',
      ...decidedOn,
    })
    expect(answer.status).toBe(303)
    const page = await (await signedIn(the, york.holder)).get(path)
    expect(page.text).toContain('Not the right time.')
    expect(page.text).toContain('The school nurse sees them weekly.')
    expect(await told('nomination decided', child)).toEqual([york.holder.id])
    expect(await strands(path)).toEqual([])
    // The way to another one leads through the forum (R128).
    expect((await (await signedIn(the, york.holder)).get(path.replace(/[^/]+$/, 'new'))).text).toContain(
      'The next one follows a new discussion',
    )
    await york.discuss(child)
    expect((await (await signedIn(the, york.holder)).get(path.replace(/[^/]+$/, 'new'))).text).toContain(
      'Begin the nomination',
    )
  })

  test('back to the forum: a plan until then, a task at the co-ordinator’s desk within the area’s days', async () => {
    const { child, path, browser } = await considered(the, world, north, { facts: [{ kind: 'serious-assault' }] })
    expect(
      (await browser.send(`${path}/back-to-forum`, { reason: 'Nobody can yet.', interimPlan: '', ...decidedOn }))
        .status,
    ).toBe(422)
    expect(
      (
        await browser.send(`${path}/back-to-forum`, {
          reason: 'Nobody can yet.',
          interimPlan: 'Daily calls by the team.',
          ...decidedOn,
        })
      ).status,
    ).toBe(303)
    const [decision] = await decisions(path)
    expect(decision).toMatchObject({ kind: 'back to the forum', interim_plan: 'Daily calls by the team.' })
    expect(await open('put on the agenda', child)).toMatchObject([
      { desk: `role:${child.areaId}:forum-coordinator`, due_on: decision.back_by },
    ])
    expect((await told('back to the forum', child)).toSorted()).toEqual(
      [north.chair.id, north.forumCoordinator.id, north.holder.id].toSorted(),
    )
  })

  test('a question stops the clock, its answer starts it again, and both dates stay', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const asking = { asks: 'Who is the aunt?', 'wantedBy-day': '1', 'wantedBy-month': '6', 'wantedBy-year': '2030' }
    expect((await browser.send(`${path}/ask`, { ...asking, 'wantedBy-year': '2020' })).status).toBe(422)
    expect((await browser.send(`${path}/ask`, asking)).status).toBe(303)
    expect(await open('consider a nomination', child)).toEqual([])
    const [task] = await open('answer a question', child)
    expect(task).toMatchObject({ desk: `person:${york.holder.id}`, due_on: '2030-06-01' })
    expect((await browser.send(`${path}/ask`, asking)).text).toContain('A question is open already')

    await world.db.query(`update panel_question set asked_at = asked_at - interval '3 days' where nomination_id = $1`, [
      idOf(path),
    ])
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(path)).text).toContain('Waiting for an answer')
    expect((await holder.send(task.path, { answer: '' })).status).toBe(422)
    expect((await browser.send(task.path, { answer: 'The panel answers itself' })).status).toBe(404)
    const given = await holder.hidden(task.path)
    expect((await holder.post(task.path, { ...given, answer: 'Her mother’s sister, in Selby.' })).status).toBe(303)
    const twice = await holder.post(task.path, { ...given, _form: crypto.randomUUID(), answer: 'Another answer' })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('Another answer')

    const { question_since, paused_seconds } = await world.one<{ question_since: Date | null; paused_seconds: string }>(
      'select question_since, paused_seconds from nomination where id = $1',
      [idOf(path)],
    )
    expect(question_since).toBeNull()
    expect(Number(paused_seconds)).toBeGreaterThan(3 * 86_400 - 60)
    expect(await open('answer a question', child)).toEqual([])
    expect(await open('consider a nomination', child)).toHaveLength(1)
    expect(await told('information given', child)).toEqual([york.coordinator.id])
    expect((await browser.get(`${path}/consideration`)).text).toContain('Her mother’s sister, in Selby.')
  })

  test('the panel need not wait for ever: it may decide while a question is open', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await browser.send(`${path}/ask`, {
      asks: 'Who is the aunt?',
      'wantedBy-day': '1',
      'wantedBy-month': '6',
      'wantedBy-year': '2030',
    })
    const [task] = await open('answer a question', child)
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
    expect(await open('answer a question', child)).toEqual([])
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(task.path)).text).toContain('does not wait for this answer any more')
  })
})

describe('two at once', () => {
  test('two members decide at the same moment: there is one decision, and the other is told', async () => {
    const { path, browser } = await considered(the, world, york)
    const second = await signedIn(the, york.coordinator)
    await takesPart(second, path, york.coordinator)
    const [one, two] = [await browser.hidden(`${path}/accept`), await second.hidden(`${path}/not-accepted`)]
    const answers = await Promise.all([
      browser.post(`${path}/accept`, { ...one, ...accepting(york.services[0]) }),
      second.post(`${path}/not-accepted`, { ...two, reason: 'Not yet.', instead: 'The nurse.', ...decidedOn }),
    ])
    expect(answers.map(a => a.status).toSorted()).toEqual([303, 422])
    expect(answers.find(a => a.status === 422)?.text).toContain('decided about this nomination already')
    expect(await decisions(path)).toHaveLength(1)
    expect((await strands(path)).length).toBe(answers[0]?.status === 303 ? 1 : 0)
  })

  test('it is withdrawn while the panel decides: one of the two happens', async () => {
    const { path, browser } = await considered(the, world, york)
    const holder = await signedIn(the, york.holder)
    const [decide, withdraw] = [await browser.hidden(`${path}/accept`), await holder.hidden(`${path}/withdraw`)]
    const answers = await Promise.all([
      browser.post(`${path}/accept`, { ...decide, ...accepting(york.services[0]) }),
      holder.post(`${path}/withdraw`, { ...withdraw, reason: 'Moved', told: 'yes' }),
    ])
    // To the panel a nomination that was taken back is not there any more.
    expect([
      [303, 404],
      [303, 410],
      [303, 422],
    ]).toContainEqual(answers.map(a => a.status).toSorted())
    const { withdrawn_at, decided_at } = await world.one<{ withdrawn_at: Date | null; decided_at: Date | null }>(
      'select withdrawn_at, decided_at from nomination where id = $1',
      [idOf(path)],
    )
    expect([withdrawn_at, decided_at].filter(Boolean)).toHaveLength(1)
  })
})
