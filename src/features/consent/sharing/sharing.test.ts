import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPanel } from '../../../../test/nominations.ts'
import { acceptedBy, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const school = await world.person({ role: 'partner-professional', area: 'york', agency: 'schools.example' })
const charity = await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector.example' })
const accepted = acceptedBy(world, { york: await aPanel(world, 'york') })
const today = yearsAgo(0)

const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})
const asked = {
  ...on('askedOn', today),
  askedBy: 'Sam Example, youth worker',
  how: ['in person'],
  explained: 'Why school should know, what they would know, that they can stop',
  understood: 'Canaryschool knows, my coach does not',
  says: 'Not my coach',
  limitsTold: 'yes',
  competence: 'understands',
  competenceReason: 'They said it back to me',
}
const yes = { ...asked, answer: 'yes', 'share-schools.example': ['contact'], purposes: ['safeguarding'] }

const aChild = async (but: { readonly bornOn?: string } = {}) => {
  const child = await world.youngPerson('york', { heldBy: holder, bornOn: but.bornOn ?? yearsAgo(14) })
  await world.named(child.id, holder, 'schools.example', 'voluntary-sector.example')
  return { child, key: { area: 'york', youngPerson: child.id }, path: `/york/young-people/${child.id}` }
}
const tasksOf = (child: string, kind: string) =>
  world.db
    .query<{ desk: string; due: string; settled: boolean }>(
      `select desk, due_on::text as due, settled_at is not null as settled from task where young_person_id = $1 and kind = $2`,
      [child, kind],
    )
    .then(({ rows }) => rows)

describe('sharing is asked apart from taking part (R149)', () => {
  test('a yes opens what it names to whom it names, from that second, and nothing else', async () => {
    const { key, path } = await aChild()
    const app = await signedIn(the, holder)
    const [teacher, coach] = [await signedIn(the, school), await signedIn(the, charity)]
    expect((await teacher.get(path)).status).toBe(404)
    expect((await app.send(urls.shareYoungPerson(key), yes)).status).toBe(303)
    const page = await app.get(urls.sharing(key))
    for (const text of ['schools.example', 'who they are, how to reach them', 'Canaryschool', 'Not my coach'])
      expect(page.text).toContain(text)
    expect((await teacher.get(path)).status).toBe(200)
    expect((await coach.get(path)).status).toBe(404)
    // Taking part is another question, and was not asked.
    expect((await app.get(urls.consent(key))).text).toContain('They have not been asked')
  })

  test.each([
    ['without for what', { purposes: [] }, 'Choose for what it is shared'],
    ['without to what', { 'share-schools.example': [] }, 'If it is nothing, the answer is no'],
    ['without what they understood', { understood: '' }, 'in their words'],
    ['before they know what is shared anyway', { limitsTold: 'no' }, 'they must know it first'],
  ])('a yes %s is sent back, with what was typed', async (_, but, text) => {
    const { key } = await aChild()
    const answer = await (await signedIn(the, holder)).send(urls.shareYoungPerson(key), { ...yes, ...but })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain('Not my coach')
  })

  test('a day to ask again after a no stands in the strip of every page', async () => {
    const { key, path } = await aChild()
    const app = await signedIn(the, holder)
    const day = yearsAgo(0, -200)
    expect((await app.send(urls.shareYoungPerson(key), { ...yes, answer: 'no', ...on('until', day) })).status).toBe(303)
    expect((await app.get(path)).text).toMatch(/Next look: \d/)
    expect((await app.get(urls.sharing(key))).text).toContain('Asked again on')
  })

  test('a no names nobody, and is kept', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    // What is still ticked from before counts for nothing.
    expect((await app.send(urls.shareYoungPerson(key), { ...yes, answer: 'no' })).status).toBe(303)
    expect((await world.db.query('select from consent_share where young_person_id = $1', [child.id])).rowCount).toBe(0)
    expect(await world.one('select question, answer from consent where young_person_id = $1', [child.id])).toEqual({
      question: 'sharing',
      answer: 'no',
    })
  })

  test('agencies on public task are shown as such, and cannot be named in an answer', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    const page = (await app.get(urls.shareYoungPerson(key))).text
    expect(page).toContain('Nobody is asked about these')
    expect(page).not.toContain('share-police')
    expect((await app.get(urls.sharing(key))).text).toContain('Public task: nobody is asked about it')
    // By statement: an answer that names the police is not taken.
    await expect(
      world.db.query(
        `insert into consent_share (area_id, consent_id, young_person_id, agency_id, category)
           select $1, uuidv7(), $2, id, 'contact' from agency where area_id = $1 and key = 'police'`,
        [child.areaId, child.id],
      ),
    ).rejects.toThrow('public task')
  })
})

describe('narrowing, taking back and running out close it in the same transaction (promises A8)', () => {
  const shared = async () => {
    const made = await aChild()
    const app = await signedIn(the, holder)
    await app.send(urls.shareYoungPerson(made.key), { ...yes, 'share-voluntary-sector.example': ['identity'] })
    const [teacher, coach] = [await signedIn(the, school), await signedIn(the, charity)]
    expect((await teacher.get(made.path)).status).toBe(200)
    expect((await coach.get(made.path)).status).toBe(200)
    return { ...made, app, teacher, coach }
  }

  test('narrowed to one agency, the other reads when it was closed and whom to ring', async () => {
    const { child, key, path, app, teacher, coach } = await shared()
    expect((await app.send(urls.shareYoungPerson(key), { ...yes, 'share-voluntary-sector.example': [] })).status).toBe(
      303,
    )
    expect((await app.get(urls.sharing(key))).text).toContain('Yes, to less than before')
    expect((await teacher.get(path)).status).toBe(200)
    // For what it is shared stands beside what is (R147).
    expect((await teacher.get(urls.shared(key))).text).toContain('To keep them safe and well.')
    const closed = await coach.get(path)
    expect(closed.status).toBe(410)
    expect(closed.text).toContain('It was closed to you on')
    expect(closed.text).toContain('href="tel:01904551900">01904 551 900<')
    expect((await coach.get('/york/young-people')).text).not.toContain(child.id)
    // Who never had it: the same page as for nothing.
    const never = await signedIn(
      the,
      await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector.example' }),
    )
    expect((await never.get(path)).status).toBe(404)
  })

  test('until a day, it still ends on that day when it is narrowed; taken back, nobody asks again on that day', async () => {
    const { child, key, app } = await shared()
    const { day } = await world.one<{ day: string }>('select (app.today() + 40)::text as day')
    await app.send(urls.shareYoungPerson(key), { ...yes, ...on('until', day) })
    const again = (await app.get(urls.shareYoungPerson(key))).text
    for (const [name, value] of Object.entries(on('until', day)))
      expect(again).toMatch(new RegExp(`name="${name}"[^>]*value="${Number(value)}"`))
    // Sent as it stands there, with less ticked.
    await app.send(urls.shareYoungPerson(key), { ...yes, ...on('until', day) })
    const until = () =>
      world.one<{ answer: string; until: string | null }>(
        'select answer, until_on::text as until from consent where young_person_id = $1 order by recorded_at desc, id desc limit 1',
        [child.id],
      )
    expect(await until()).toEqual({ answer: 'yes', until: day })
    await app.send(urls.shareYoungPerson(key), { ...yes, answer: 'withdrawn', ...on('until', day) })
    expect(await until()).toEqual({ answer: 'withdrawn', until: null })
    expect((await app.get(urls.sharing(key))).text).toContain('They took it back')
  })

  test('taken back, it asks the case-holder the same day what must still be shared', async () => {
    const { child, key, path, app, teacher } = await shared()
    const back = { ...asked, answer: 'withdrawn', 'share-schools.example': [], 'share-voluntary-sector.example': [] }
    expect((await app.send(urls.shareYoungPerson(key), back)).status).toBe(303)
    expect((await teacher.get(path)).status).toBe(410)
    expect(await tasksOf(child.id, 'sharing was taken back')).toEqual([
      { desk: `person:${holder.id}`, due: today, settled: false },
    ])
    expect((await app.get(urls.sharing(key))).text).toContain('Could somebody be pressing them?')
    expect((await app.send(urls.sharing(key), {}, { action: urls.sharingDecided(key) })).status).toBe(303)
    expect((await tasksOf(child.id, 'sharing was taken back')).map(one => one.settled)).toEqual([true])
  })

  test('run out, it is closed by itself, and was asked for before', async () => {
    const { child, path, teacher } = await shared()
    await world.db.query('update consent set until_on = current_date + 5 where young_person_id = $1', [child.id])
    await world.db.query('select app.sharing_looked_at_again()')
    await world.db.query('select app.sharing_looked_at_again()')
    expect((await tasksOf(child.id, 'ask about sharing')).length).toBe(1)
    expect((await teacher.get(path)).status).toBe(200)
    await world.db.query(
      `update consent set asked_on = current_date - 9, until_on = current_date - 1 where young_person_id = $1`,
      [child.id],
    )
    expect((await teacher.get(path)).status).toBe(410)
  })

  test('a role that ended closes it too', async () => {
    const { path } = await shared()
    const person = await world.person({
      role: 'partner-professional',
      area: 'york',
      agency: 'voluntary-sector.example',
    })
    const app = await signedIn(the, person)
    expect((await app.get(path)).status).toBe(200)
    await world.belongs(person, { role: 'partner-professional', area: 'york', agency: 'early-help' })
    await world.db.query(
      `update membership set until_at = now() where person_id = $1 and agency_id = (select id from agency where area_id = $2 and key = 'voluntary-sector.example')`,
      [person.id, await world.areaId('york')],
    )
    expect((await app.get(path)).status).toBe(410)
  })
})

test('where a young person does not understand yet, somebody with parental responsibility decides pair by pair (ADR 17)', async () => {
  const { child, key, path } = await aChild({ bornOn: yearsAgo(11) })
  const app = await signedIn(the, holder)
  const [teacher, coach] = [await signedIn(the, school), await signedIn(the, charity)]
  const notYet = { ...yes, 'share-voluntary-sector.example': ['identity'], competence: 'does not understand' }
  await app.send(urls.shareYoungPerson(key), notYet)
  expect((await teacher.get(path)).status).toBe(404)
  await app.send(urls.addIndividual(key), {
    kind: 'parent or carer',
    name: 'Canarymother',
    relation: 'mother',
    responsibility: 'yes',
  })
  const { id } = await world.one<{ id: string }>('select id from relevant_individual where young_person_id = $1', [
    child.id,
  ])
  expect((await app.send(urls.shareIndividual({ ...key, individual: id }), yes)).status).toBe(303)
  expect((await teacher.get(path)).status).toBe(200)
  expect((await coach.get(path)).status).toBe(404)
})

test('R150: whoever holds the case is asked to have them asked, by the clock of the area, and it is measured', async () => {
  const { child, panel, key } = await accepted('york', 1)
  await world.named(child.id, holder, 'schools.example', 'voluntary-sector.example')
  expect((await tasksOf(child.id, 'ask about sharing')).map(one => [one.desk, one.settled])).toEqual([
    [`person:${panel.holder.id}`, false],
  ])
  const app = await signedIn(the, panel.holder)
  expect((await app.get(urls.sharing(key))).text).toContain('until they were asked: not yet, after 0 days')
  // Whoever makes the introduction asks first (R144).
  expect((await app.send(urls.shareYoungPerson(key), yes)).text).toContain('makes the introduction, and asks first')
  expect((await app.send(urls.shareYoungPerson(key), { ...yes, askedBy: 'Somebody, their tutor' })).status).toBe(303)
  expect((await app.get(urls.sharing(key))).text).toContain(
    'until they were asked: 0 days. Until they answered: 0 days',
  )
  expect((await tasksOf(child.id, 'ask about sharing')).map(one => one.settled)).toEqual([true])
})
