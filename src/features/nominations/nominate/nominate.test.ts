import { describe, expect, test } from 'vitest'
import { aBareAssessment, aDraft } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPanel, begun, sent, typed, written } from '../../../../test/nominations.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const holder = await signedIn(the, york.holder)
const coordinator = await signedIn(the, york.coordinator)
const idOf = (path: string) => path.split('/').at(-1) ?? ''
const row = (path: string) => world.one('select * from nomination where id = $1', [idOf(path)])
const open = async (kind: string, child: { id: string }) =>
  (
    await world.db.query(
      'select desk, due_on, path from task where kind = $1 and young_person_id = $2 and settled_at is null',
      [kind, child.id],
    )
  ).rows
const told = async (kind: string, child: { id: string }) =>
  (
    await world.db.query('select person_id from notification where kind = $1 and young_person_id = $2', [
      kind,
      child.id,
    ])
  ).rows.map(r => r.person_id)
const years = (count: number, days = 0) => {
  const on = new Date()
  on.setUTCFullYear(on.getUTCFullYear() - count)
  on.setUTCDate(on.getUTCDate() + days)
  return on.toISOString().slice(0, 10)
}

describe('beginning a nomination (R128, R132, R133)', () => {
  test('shows what the record says already, and asks for none of it again', async () => {
    const child = await york.discussed({ surname: 'Beginsurname' })
    const page = await holder.get(urls.start({ area: 'york', youngPerson: child.id }))
    expect(page.status).toBe(200)
    for (const known of ['Beginsurname', 'Older men wait outside the school gate.', 'At risk of', york.holder.name])
      expect(page.text).toContain(known)
    expect(page.text.match(/<title>(.*)<\/title>/)?.[1]).not.toContain('Beginsurname')
  })

  test.each([
    ['not suitable', { suitable: false }, 'would not be suitable'],
    ['would not benefit', { wouldBenefit: false }, 'would not benefit'],
  ])('one answer is no (%s): nothing can be begun', async (_, options, says) => {
    const child = await york.discussed(options)
    const path = urls.start({ area: 'york', youngPerson: child.id })
    const page = await holder.get(path)
    expect(page.text).toContain(says)
    expect(page.text).not.toContain('Begin the nomination')
    const hidden = await holder.hidden(urls.ofYoungPerson({ area: 'york', youngPerson: child.id }))
    expect((await holder.post(path, { _csrf: hidden._csrf ?? '' })).status).toBe(422)
    expect((await world.db.query('select 1 from nomination where young_person_id = $1', [child.id])).rows).toHaveLength(
      0,
    )
  })

  test('nobody discussed them: nothing can be begun', async () => {
    const child = await world.youngPerson('york', { heldBy: york.holder })
    const page = await holder.get(urls.start({ area: 'york', youngPerson: child.id }))
    expect(page.text).toContain('Nobody has discussed them yet')
  })

  test('a later discussion that said no counts, not the earlier yes', async () => {
    const child = await york.discussed()
    await york.discuss(child, { suitable: false })
    expect((await holder.get(urls.start({ area: 'york', youngPerson: child.id }))).text).toContain(
      'would not be suitable',
    )
  })

  test('a double click begins one, and so do two tabs', async () => {
    const child = await york.discussed()
    const path = urls.start({ area: 'york', youngPerson: child.id })
    const [one, two] = [await holder.hidden(path), await holder.hidden(path)]
    const answers = await Promise.all([holder.post(path, one), holder.post(path, one), holder.post(path, two)])
    // Whichever tab is first: its double click is one act, and the other tab is told.
    expect(answers.filter(a => a.status === 303).length).toBeGreaterThanOrEqual(1)
    expect(answers.every(a => a.status === 303 || a.status === 422)).toBe(true)
    expect(
      (await world.db.query('select id from nomination where young_person_id = $1', [child.id])).rows,
    ).toHaveLength(1)
  })

  test('is the same 404 for a colleague as for a child that never existed, and not for a role without it', async () => {
    const child = await york.discussed()
    const colleague = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await colleague.get(urls.start({ area: 'york', youngPerson: child.id }))).status).toBe(404)
    expect((await coordinator.get(urls.start({ area: 'york', youngPerson: child.id }))).status).toBe(403)
  })
})

describe('writing it, part by part', () => {
  test('what was typed is saved and counted; nothing is lost by a mistake', async () => {
    const path = await begun(holder, await york.discussed())
    const bad = await holder.send(`${path}/parts/young-person`, {
      'young-person-asked': 'yes',
      'young-person-words': '',
    })
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('Write what they say about it')
    const half = await holder.send(`${path}/parts/introduction`, { ...typed.introduction, 'introduction-by-day': '31' })
    expect(half.status).toBe(422)
    expect(half.text).toContain('Sam Trusted')
    expect((await holder.send(`${path}/parts/young-person`, typed['young-person'])).location).toBe(path)
    const list = await holder.get(path)
    expect(list.text).toMatch(/completed 1 of 5 parts/)
    expect(list.text).toContain('Cannot start yet')
    expect((await holder.get(`${path}/parts/young-person`)).text).toContain('not another lecture 🙄')
  })

  test('the introduction begins with the case-holder and those in the discussion: nobody types what is known', async () => {
    const child = await york.discussed()
    await world.db.query(`update young_person_detail set school = 'Made Up High' where young_person_id = $1`, [
      child.id,
    ])
    const answers = [
      ['yes', 'Old Mr Webb'],
      ['yes', 'Miss Webb at school'],
    ] as const
    for (const [n, [answer, words]] of answers.entries())
      await world.db.query(
        `insert into trusted_adult (area_id, young_person_id, circle, answer, words, asked_on, recorded_by, recorded_at) values ($1, $2, 'professional', $3, $4, current_date, $5, now() + make_interval(mins => $6))`,
        [child.areaId, child.id, answer, words, york.holder.id, n],
      )
    const path = await begun(holder, child)
    const page = await holder.get(`${path}/parts/introduction`)
    expect(page.text).toContain(`value="${york.holder.name}"`)
    for (const known of ['(case-holder)', 'Miss Webb at school', 'Made Up High (school or college)'])
      expect(page.text).toContain(known)
    expect(page.text).not.toContain('Old Mr Webb')
  })

  test('two tabs on one part: the second sees both texts and overwrites nothing', async () => {
    const path = await begun(holder, await york.discussed())
    const at = `${path}/parts/worries`
    const [one, two] = [await holder.hidden(at), await holder.hidden(at)]
    expect((await holder.post(at, { ...one, 'could-fail': 'First text' })).status).toBe(303)
    const stale = await holder.post(at, { ...two, 'could-fail': 'Second text' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('First text')
    expect(stale.text).toContain('Second text')
    expect((await holder.get(at)).text).not.toContain('Second text')
  })

  test('two tabs on two parts never meet', async () => {
    const path = await begun(holder, await york.discussed())
    const [one, two] = [await holder.hidden(`${path}/parts/worries`), await holder.hidden(`${path}/parts/hopes`)]
    expect((await holder.post(`${path}/parts/worries`, { ...one, ...typed.worries })).status).toBe(303)
    expect((await holder.post(`${path}/parts/hopes`, { ...two, ...typed.hopes })).status).toBe(303)
  })

  test('a part that does not exist is not found', async () => {
    const path = await begun(holder, await york.discussed())
    expect((await holder.get(`${path}/parts/nonsense`)).status).toBe(404)
    expect((await holder.get(`${path}/parts/constructor`)).status).toBe(404)
  })

  test('nobody else reads a draft, the panel neither', async () => {
    const path = await written(holder, await york.discussed())
    expect((await coordinator.get(path)).status).toBe(404)
    expect((await coordinator.get(`${path}/consideration`)).status).toBe(404)
  })
})

describe('checking and sending (R1, R3, R134)', () => {
  test('shows everything, sends once, opens the record to the panel, and asks the coordinator by the area’s clock', async () => {
    const child = await york.discussed({ surname: 'Sendsurname' })
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'complete a nomination', $3, '/')`,
      [child.areaId, child.id, `person:${york.holder.id}`],
    )
    const path = await written(holder, child)
    const check = await holder.get(`${path}/check`)
    for (const text of [
      'Sendsurname',
      'not another lecture',
      'It was not safe to ring',
      'Sam Trusted',
      '1 June 2030',
      'Home by ten',
      'Too many new faces',
      'Older men wait',
    ])
      expect(check.text).toContain(text)
    expect((await coordinator.get(path)).status).toBe(404)

    const form = await holder.hidden(`${path}/check`)
    const answers = await Promise.all([holder.post(`${path}/check`, form), holder.post(`${path}/check`, form)])
    expect(answers.map(a => [a.status, a.location])).toEqual([
      [303, path],
      [303, path],
    ])
    expect(await row(path)).toMatchObject({
      submitted_by: york.holder.id,
      finding: 'at risk of',
      young_person_asked: true,
      family_asked: false,
    })
    const tasks = await open('consider a nomination', child)
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({ desk: `role:${child.areaId}:coordinator`, path: `${path}/consideration` })
    expect(tasks[0].due_on).not.toBeNull()
    expect(await open('complete a nomination', child)).toEqual([])
    expect(await told('nomination submitted', child)).toEqual([york.coordinator.id])
    const { rows: audited } = await world.db.query(
      `select person_id, because from audit_event where act = 'nomination submitted' and outcome = 'done' and young_person_id = $1`,
      [child.id],
    )
    expect(audited).toEqual([{ person_id: york.holder.id, because: ['case-holder'] }])

    const opened = await coordinator.get(path)
    expect(opened.status).toBe(200)
    expect(opened.text).toContain('this young person was nominated')
    const status = await holder.get(path)
    expect(status.text).toContain('With the panel')
    expect(status.text).toContain('The panel decides by')
  })

  test('two tabs at once send it once', async () => {
    const child = await york.discussed()
    const path = await written(holder, child)
    const [one, two] = [await holder.hidden(`${path}/check`), await holder.hidden(`${path}/check`)]
    const answers = await Promise.all([holder.post(`${path}/check`, one), holder.post(`${path}/check`, two)])
    expect(answers.map(a => a.status).toSorted()).toEqual([303, 422])
    expect(answers.find(a => a.status === 422)?.text).toContain('You have sent this nomination already.')
    expect(await told('nomination submitted', child)).toEqual([york.coordinator.id])
  })

  test('not before a risk assessment is completed (R130); one set aside or moved is none', async () => {
    const child = await york.discussed({ assessed: false })
    await aDraft(world, child, york.holder)
    const path = await written(holder, child)
    const list = await holder.get(path)
    expect(list.text).toContain('We need a completed risk assessment')
    expect(list.text).toContain('Cannot start yet')
    const answer = await holder.send(`${path}/check`, {})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('There is no completed risk assessment')
    expect(await row(path)).toMatchObject({ submitted_at: null })
    await world.db.query(
      `update assessment set set_aside_at = now(), set_aside_by = $2, set_aside_reason = 'Began anew' where young_person_id = $1`,
      [child.id, york.holder.id],
    )
    const wrong = await aBareAssessment(world, child, york.holder)
    await world.db.query('update assessment set moved_at = now() where id = $1', [wrong])
    expect((await holder.send(`${path}/check`, {})).status).toBe(422)
    await aBareAssessment(world, child, york.holder)
    expect((await holder.send(`${path}/check`, {})).status).toBe(303)
  })

  test('not with an introduction whose day has passed', async () => {
    const path = await begun(holder, await york.discussed())
    const past = { ...typed.introduction, 'introduction-by-year': '1999' }
    const bad = await holder.send(`${path}/parts/introduction`, past)
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('Give a day that has not passed')
    for (const [section, fields] of Object.entries(typed)) await holder.send(`${path}/parts/${section}`, fields)
    // It lay there until the day had passed.
    await world.db.query(
      `update nomination_answer set says = '2020-01-01' where nomination_id = $1 and question = 'introduction-by'`,
      [idOf(path)],
    )
    const late = await holder.send(`${path}/check`, {})
    expect(late.status).toBe(422)
    expect(late.text).toContain('The day of the introduction has passed')
    expect(await row(path)).toMatchObject({ submitted_at: null })
  })

  test('not while a part is missing', async () => {
    const path = await begun(holder, await york.discussed())
    const answer = await holder.send(`${path}/check`, {})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Some parts are not complete yet')
    expect(await row(path)).toMatchObject({ submitted_at: null })
  })

  test.each([
    ['18 today', years(18), 422, 'under 18'],
    ['18 tomorrow', years(18, 1), 303, ''],
    ['no date of birth', null, 422, 'no date of birth'],
    ['9 years old, without a reason', years(10, 1), 422, 'Say why you nominate them at this age'],
    ['10 today', years(10), 303, ''],
  ])('%s', async (_, bornOn, status, says) => {
    const path = await written(holder, await york.discussed({ bornOn }))
    const answer = await holder.send(`${path}/check`, {})
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(says)
  })

  test('outside 10 to 17 the list asks for a reason, and with one it can be sent (R3)', async () => {
    const path = await written(holder, await york.discussed({ bornOn: years(10, 1) }))
    expect((await holder.get(path)).text).toContain('Why at this age')
    await holder.send(`${path}/parts/age`, { 'age-reason': 'Her brothers are both exploited; she is asked to carry.' })
    expect((await holder.send(`${path}/check`, {})).status).toBe(303)
  })

  test('an estimated date of birth will do', async () => {
    const child = await york.discussed()
    await world.db.query(`update young_person set born_on_estimated = true, born_on_source = 'School' where id = $1`, [
      child.id,
    ])
    const path = await written(holder, child)
    expect((await holder.get(`${path}/check`)).text).toContain('(an estimate: School)')
    expect((await holder.send(`${path}/check`, {})).status).toBe(303)
  })

  test('an answer changed in another tab meanwhile is looked at first', async () => {
    const path = await written(holder, await york.discussed())
    const form = await holder.hidden(`${path}/check`)
    await holder.send(`${path}/parts/worries`, { 'could-fail': 'Something else' })
    const answer = await holder.post(`${path}/check`, form)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Something else')
    expect(await row(path)).toMatchObject({ submitted_at: null })
  })

  test('a child who was nominated has no second nomination under way', async () => {
    const child = await york.discussed()
    await sent(holder, child)
    const page = await holder.get(urls.start({ area: 'york', youngPerson: child.id }))
    expect(page.text).toContain('A nomination is under way already')
  })
})
