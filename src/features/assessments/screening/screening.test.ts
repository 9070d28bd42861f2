import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { dayInWords } from '../../../design/formats.ts'
import { addWorkingDays, dayOf } from '../../../platform/working-days.ts'
import { areas } from '../../areas/index.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const dutyElsewhere = await world.person({ role: 'duty', area: 'north-yorkshire' })
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
const coordinator = await world.person({ role: 'coordinator', area: 'york' })

const today = dayOf(new Date())
const day = (name: string, on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
const whole = {
  ...day('received-on', today),
  'received-from': '1A',
  concerns: 'criminal',
  'what-worries-us': 'New phone, and a “friend” called T🙂',
  outcome: 'assess',
  'outcome-reason': 'Several worries at once',
  ...day('decided-on', today),
  'decided-by': 'A. Manager, team manager',
}

async function aChild() {
  const child = await world.youngPerson('york', { heldBy: holder })
  const at = { area: 'york', youngPerson: child.id }
  return { child, at, list: urls.screenings(at), form: urls.newScreening(at) }
}

/** The first two codes the page offers, so that the test does not lean on a list that councils edit. */
async function coded(page: string): Promise<Record<string, string>> {
  const first = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(page)?.[1] ?? ''
  return { 'received-from': first('received-from'), concerns: first('concerns') }
}

describe('a screening (R30)', () => {
  test('begins with what was said when the record was made, until there is one', async () => {
    const { child, form } = await aChild()
    await world.db.query(
      `insert into episode (area_id, young_person_id, started_on, told_by, recorded_by) values ($1, $2, '2026-03-05', '2A', $3)
       on conflict (area_id, young_person_id) where ended_on is null do update set started_on = excluded.started_on, told_by = excluded.told_by`,
      [child.areaId, child.id, holder.id],
    )
    const somebody = await signedIn(the, holder)
    const page = (await somebody.get(form)).text
    expect(page).toMatch(/name="received-on-year"[^>]*value="2026"/)
    expect(page).toMatch(/<option value="2A" selected|value="2A"[^>]*checked/)
    const sent = await somebody.send(form, { ...whole, ...(await coded(page)) })
    expect(sent.status).toBe(303)
    expect((await somebody.get(form)).text).not.toMatch(/name="received-on-year"[^>]*value="2026"/)
  })

  test.each([
    ['the front door', duty],
    ['the case-holder', holder],
  ])('is recorded by %s, and starts the clock of the assessment', async (_, person) => {
    const { child, at, form, list } = await aChild()
    const somebody = await signedIn(the, person)
    const page = await somebody.get(form)
    expect(page.status).toBe(200)
    const answer = await somebody.send(form, { ...whole, ...(await coded(page.text)) })
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(list)

    const row = await world.one(
      'select outcome, decided_on::text, recorded_by, answers from screening where young_person_id = $1',
      [child.id],
    )
    expect(row).toMatchObject({ outcome: 'assess', decided_on: today, recorded_by: person.id })
    expect((row.answers as { questions: Record<string, unknown> }).questions['what-worries-us']).toBe(
      whole['what-worries-us'],
    )
    const task = await world.one(
      'select desk, due_on::text, path from task where young_person_id = $1 and settled_at is null',
      [child.id],
    )
    const due = addWorkingDays(today, 10, areas().bankHolidays)
    expect(task).toEqual({ desk: `person:${holder.id}`, due_on: due, path: urls.start(at) })

    const asHolder = await signedIn(the, holder)
    const start = await asHolder.get(urls.start(at))
    expect(start.text).toContain(`The risk assessment is due on ${dayInWords(due)}`)
    expect(start.text).toContain(': the screening decision that a risk assessment is needed')
    expect((await asHolder.get(list)).text).toContain('A risk assessment')
  })

  test('asks for what is missing, all at once, and keeps what was typed', async () => {
    const { child, form } = await aChild()
    const answer = await (await signedIn(the, duty)).send(form, {
      'what-worries-us': '<script>alert(1)</script>',
      outcome: 'no-assessment',
    })
    expect(answer.status).toBe(422)
    for (const says of [
      'Enter the day this reached us',
      'Say who told us',
      'Choose at least one kind',
      'Give the reason',
      'Say what happens instead',
      'Say who decided',
    ])
      expect(answer.text).toContain(says)
    expect(answer.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(answer.text).not.toContain('<script>alert(1)')
    expect((await world.db.query('select from screening where young_person_id = $1', [child.id])).rowCount).toBe(0)
  })

  test('that needs no assessment says what happens instead, and starts no clock', async () => {
    const { child, form } = await aChild()
    const somebody = await signedIn(the, duty)
    const codes = await coded((await somebody.get(form)).text)
    const answer = await somebody.send(form, {
      ...whole,
      ...codes,
      outcome: 'no-assessment',
      instead: 'Early help rings on Monday',
    })
    expect(answer.status).toBe(303)
    expect((await world.db.query('select from task where young_person_id = $1', [child.id])).rowCount).toBe(0)
  })

  test('cannot be decided in the future', async () => {
    const { form } = await aChild()
    const somebody = await signedIn(the, duty)
    const codes = await coded((await somebody.get(form)).text)
    const answer = await somebody.send(form, { ...whole, ...codes, ...day('decided-on', '2999-01-01') })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Give a day that is today or in the past')
  })

  test('a double click records one', async () => {
    const { child, form } = await aChild()
    const somebody = await signedIn(the, duty)
    const hidden = await somebody.hidden(form)
    const fields = { ...hidden, ...whole, ...(await coded((await somebody.get(form)).text)) }
    const both = await Promise.all([somebody.post(form, fields), somebody.post(form, fields)])
    expect(both.map(each => each.status)).toEqual([303, 303])
    // Whoever goes back in their browser, and sends the same once more from a page that was drawn anew, is told.
    expect((await somebody.get(form)).text).toContain('Record another one only if something else has reached us')
    const { form: none } = await aChild()
    expect((await somebody.get(none)).text).not.toContain('Record another one only')
    expect((await world.db.query('select from screening where young_person_id = $1', [child.id])).rowCount).toBe(1)
  })

  test('is shown in the words of its form, and written down as seen', async () => {
    const { child, form, at } = await aChild()
    const somebody = await signedIn(the, duty)
    await somebody.send(form, { ...whole, ...(await coded((await somebody.get(form)).text)) })
    const { id } = await world.one<{ id: string }>('select id from screening where young_person_id = $1', [child.id])
    const page = await somebody.get(urls.screening({ ...at, screening: id }))
    expect(page.status).toBe(200)
    expect(page.text).toContain('What are people worried about?')
    expect(page.text).toContain('T🙂')
    const seen = await world.one(
      `select act, because from audit_event where young_person_id = $1 and record_id = $2 and outcome = 'read'`,
      [child.id, id],
    )
    expect(seen).toEqual({ act: 'screening viewed', because: ['duty'] })
  })

  test.each([
    ['a colleague who does not hold the case', colleague, 404, 404],
    ['duty of the other area', dutyElsewhere, 404, 404],
    // They read them where a nomination came to them; here there is none.
    ['somebody whose role screens nobody', coordinator, 403, 404],
    ['somebody whose role reads none', administrator, 403, 403],
  ])('is not for %s', async (_, person, status, read) => {
    const { child, form, list } = await aChild()
    const somebody = await signedIn(the, person)
    expect((await somebody.get(form)).status).toBe(status)
    expect((await somebody.get(list)).status).toBe(read)
    const own = await somebody.hidden('/').catch(() => ({}))
    const answer = await somebody.post(form, { ...own, ...whole })
    expect(answer.status).toBe(status)
    expect((await world.db.query('select from screening where young_person_id = $1', [child.id])).rowCount).toBe(0)
  })
})
