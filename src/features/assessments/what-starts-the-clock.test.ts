import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { type Client, signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../test/world.ts'
import { reading } from '../../db/scope.ts'
import { dayInWords } from '../../design/formats.ts'
import { addDays, dayOf } from '../../platform/working-days.ts'
import { areas } from '../areas/index.ts'
import { clockOf } from './assessment-clock.ts'
import { forms } from './forms-in-force.ts'
import { standingOf } from './queries.ts'
import { urls } from './urls.ts'

// R130: which event starts the clock of an assessment, in every order in which they come; and that whatever shows or asks
// by that clock says the same day.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const today = dayOf(new Date())
const daysAgo = (days: number) => addDays(today, -days)
const { form, hash } = forms().screening.current

/** What happens, and how many days ago. */
type Event = readonly [
  'assess' | 'strategy-discussion' | 'taken back' | 'no-assessment' | 'completed' | 'set aside' | 'draft',
  number,
]

async function happens(child: MadeYoungPerson, [what, days]: Event): Promise<void> {
  if (what === 'draft') {
    await aDraft(world, child, holder)
    return
  }
  if (what === 'completed' || what === 'set aside') {
    const id = await aCompletedAssessment(world, child, holder)
    // Nobody can write this but somebody who takes the rules away first.
    await world.db.query('set session_replication_role = replica')
    await world.db.query(
      `update assessment set started_at = now() - $2 * interval '1 day', completed_at = now() - $2 * interval '1 day' ${
        what === 'set aside' ? `, set_aside_at = now(), set_aside_by = started_by, set_aside_reason = 'Not needed'` : ''
      } where id = $1`,
      [id, days],
    )
    await world.db.query('set session_replication_role = origin')
    return
  }
  await world.db.query(
    `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_at, recorded_by, takes_back)
     values ($1, $2, $3, $4, $5, '{"questions":{}}', $6, $7, $6, now() - $8 * interval '1 day', $9, $10)`,
    [
      child.areaId,
      child.id,
      form.key,
      form.version,
      hash,
      daysAgo(days),
      what === 'taken back' ? 'no-assessment' : what,
      days,
      duty.id,
      what === 'taken back',
    ],
  )
}

async function where(...events: Event[]) {
  const child = await world.youngPerson('york', { heldBy: holder })
  for (const event of events) await happens(child, event)
  const at = { area: 'york', youngPerson: child.id }
  return { child, at, me: await signedIn(the, holder) }
}

describe('the decision that asks for an assessment now', () => {
  test.each<[string, Event[], number | null]>([
    ['nothing happened', [], null],
    ['one decision', [['assess', 3]], 3],
    ['a strategy discussion, after which one follows', [['strategy-discussion', 3]], 3],
    ['none is needed', [['no-assessment', 3]], null],
    [
      'two decisions: the first, for it has waited longer',
      [
        ['assess', 5],
        ['assess', 2],
      ],
      5,
    ],
    [
      'one that was taken back',
      [
        ['assess', 5],
        ['taken back', 4],
      ],
      null,
    ],
    [
      'one taken back, and another since',
      [
        ['assess', 5],
        ['taken back', 4],
        ['assess', 2],
      ],
      2,
    ],
    [
      'one, and a screening about something else that ends without',
      [
        ['assess', 5],
        ['no-assessment', 4],
      ],
      5,
    ],
    [
      'none at first, and one since',
      [
        ['no-assessment', 5],
        ['assess', 2],
      ],
      2,
    ],
    [
      'one that was answered',
      [
        ['assess', 5],
        ['completed', 2],
      ],
      null,
    ],
    [
      'two that one assessment answered',
      [
        ['assess', 9],
        ['assess', 5],
        ['completed', 2],
      ],
      null,
    ],
    [
      'one since the last assessment',
      [
        ['assess', 9],
        ['completed', 5],
        ['assess', 2],
      ],
      2,
    ],
    [
      'one whose answer was set aside',
      [
        ['assess', 9],
        ['set aside', 5],
      ],
      9,
    ],
    [
      'one that is being answered',
      [
        ['assess', 5],
        ['draft', 0],
      ],
      5,
    ],
    [
      'one that came while a draft was being written',
      [
        ['draft', 0],
        ['assess', 0],
      ],
      0,
    ],
    [
      'one taken back while a draft is being written',
      [
        ['assess', 5],
        ['draft', 0],
        ['taken back', 0],
      ],
      null,
    ],
  ])('%s', async (_, events, days) => {
    const { child, me } = await where(...events)
    const asking = { token: me.token, request: '019a0000-0000-7000-8000-000000000000', focus: [child.id] }
    const found = await reading(the.database, asking, tx => standingOf(tx, child.areaId, child.id))
    expect(found.state === 'open' && (found.value.screening?.decidedOn ?? null)).toBe(
      days === null ? null : daysAgo(days),
    )
  })
})

const due = (days: number) => {
  const rules = areas().all.find(area => area.key === 'york')
  if (!rules) throw new Error('no such area')
  const around = { rules, holidays: areas().bankHolidays, today }
  return clockOf({ ...around, screenedOn: daysAgo(days), lastCompletedOn: null, startedOn: today }).dueOn ?? ''
}
const task = async (child: MadeYoungPerson, kind = 'complete an assessment') =>
  (
    await world.db.query<{ due: string | null; path: string }>(
      'select due_on::text as due, path from task where young_person_id = $1 and kind = $2 and settled_at is null',
      [child.id, kind],
    )
  ).rows
const day = (name: string, on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
/** Records a screening as the front door or the case-holder does. */
async function records(
  who: Client,
  at: { area: string; youngPerson: string },
  outcome: string,
  days: number,
  more = {},
) {
  const path = urls.newScreening(at)
  const page = (await who.get(path)).text
  const first = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(page)?.[1] ?? ''
  return who.send(path, {
    ...day('received-on', daysAgo(days)),
    'received-from': first('received-from'),
    concerns: first('concerns'),
    'what-worries-us': 'A worry',
    outcome,
    'outcome-reason': 'A reason',
    ...(outcome === 'no-assessment' ? { instead: 'Early help rings' } : {}),
    ...day('decided-on', daysAgo(days)),
    'decided-by': 'A. Manager',
    ...more,
  })
}
const draftOf = async (child: MadeYoungPerson) =>
  (
    await world.one<{ id: string }>(
      'select id from assessment where young_person_id = $1 and completed_at is null and set_aside_at is null',
      [child.id],
    )
  ).id

describe('all that shows it or asks by it says the same day', () => {
  test('two decisions: before the start, after it, and on the list', async () => {
    const { child, at, me } = await where()
    await records(await signedIn(the, duty), at, 'assess', 8)
    await records(me, at, 'assess', 2)
    const says = `The risk assessment is due on ${dayInWords(due(8))}`
    expect(await task(child)).toEqual([{ due: due(8), path: urls.start(at) }])
    for (const page of [urls.start(at), urls.screenings(at), urls.assessments(at)])
      expect((await me.get(page)).text, page).toContain(says)
    await me.send(urls.start(at), {})
    const assessment = await draftOf(child)
    expect(await task(child)).toEqual([{ due: due(8), path: urls.assessment({ ...at, assessment }) }])
    for (const page of [urls.assessment({ ...at, assessment }), urls.assessments(at), urls.screenings(at)])
      expect((await me.get(page)).text, page).toContain(says)
    expect((await me.get(urls.screenings(at))).text).not.toContain(`href="${urls.start(at)}"`)
  })

  test('both are answered when the assessment is completed, and it says which it answered', async () => {
    const { child, at, me } = await where(['assess', 8], ['assess', 2], ['draft', 0])
    const assessment = await draftOf(child)
    expect((await me.send(urls.complete({ ...at, assessment }), {})).status).toBe(303)
    expect(await task(child)).toEqual([])
    expect((await me.get(urls.screenings(at))).text).not.toContain('Due on')
    const { decided } = await world.one<{ decided: string }>(
      'select s.decided_on::text as decided from assessment a join screening s on s.id = a.screening_id where a.id = $1',
      [assessment],
    )
    expect(decided).toBe(daysAgo(8))
  })

  test('a decision that comes while one is being written starts the clock of that one', async () => {
    const { child, at, me } = await where(['draft', 0])
    const assessment = await draftOf(child)
    expect((await me.get(urls.assessment({ ...at, assessment }))).text).toContain('no screening decision asks for it')
    await records(me, at, 'assess', 3)
    expect(await task(child)).toEqual([{ due: due(3), path: urls.assessment({ ...at, assessment }) }])
    const page = (await me.get(urls.assessment({ ...at, assessment }))).text
    expect(page).toContain(`The risk assessment is due on ${dayInWords(due(3))}`)
    expect(page).not.toContain('no screening decision asks for it')
    expect((await me.get(urls.screenings(at))).text).toContain('Carry on with the assessment')
  })

  test.each([
    ['the front door', duty],
    ['the case-holder', holder],
  ])('a correction to “No risk assessment” by %s ends the clock and what was asked', async (_, person) => {
    const { child, at, me } = await where()
    await records(me, at, 'assess', 3)
    expect(await task(child)).toHaveLength(1)
    const them = await signedIn(the, person)
    const form = (await them.get(urls.newScreening(at))).text
    expect(form).toContain('A risk assessment was asked for before. Is it still needed?')
    expect(form).toContain(`That was on ${dayInWords(daysAgo(3))}`)
    const unsaid = await records(them, at, 'no-assessment', 1)
    expect(unsaid.status).toBe(422)
    expect(unsaid.text).toContain('Say if the risk assessment asked for before is still needed')
    expect((await records(them, at, 'no-assessment', 1, { 'still-wanted': 'no' })).status).toBe(303)
    expect(await task(child)).toEqual([])
    for (const page of [urls.screenings(at), urls.assessments(at)])
      expect((await me.get(page)).text).not.toContain('Due on')
  })

  test.each([
    ['the front door', duty],
    ['the case-holder', holder],
  ])('“No risk assessment” by %s about something else leaves what was asked', async (_, person) => {
    const { child, at, me } = await where()
    await records(me, at, 'assess', 3)
    const before = await task(child)
    const them = await signedIn(the, person)
    expect((await records(them, at, 'no-assessment', 1, { 'still-wanted': 'yes' })).status).toBe(303)
    expect(await task(child)).toEqual(before)
    expect((await me.get(urls.assessments(at))).text).toContain(`The risk assessment is due on ${dayInWords(due(3))}`)
  })

  test('but an assessment that is being written is still asked for', async () => {
    const { child, at, me } = await where()
    await records(me, at, 'assess', 3)
    await me.send(urls.start(at), {})
    const taken = await records(await signedIn(the, duty), at, 'no-assessment', 1, { 'still-wanted': 'no' })
    expect(taken.status).toBe(303)
    expect(await task(child)).toHaveLength(1)
  })

  test('a completed one set aside: what it answered is asked for again by its day, and no review of it', async () => {
    const { child, at, me } = await where(['assess', 4], ['draft', 0])
    const key = { ...at, assessment: await draftOf(child) }
    await me.send(urls.complete(key), {})
    expect(await task(child, 'review an assessment')).toHaveLength(1)
    expect((await me.send(urls.setAside(key), { reason: 'It was about his cousin' })).status).toBe(303)
    expect(await task(child)).toEqual([{ due: due(4), path: urls.start(at) }])
    expect(await task(child, 'review an assessment')).toEqual([])
    expect((await me.get(urls.start(at))).text).toContain(`The risk assessment is due on ${dayInWords(due(4))}`)
  })

  test('a completed one set aside that answered nothing: one is asked for, from today', async () => {
    const { child, at, me } = await where(['draft', 0])
    const key = { ...at, assessment: await draftOf(child) }
    await me.send(urls.complete(key), {})
    await me.send(urls.setAside(key), { reason: 'It was wrong' })
    expect(await task(child)).toEqual([{ due: due(0), path: urls.start(at) }])
    expect(await task(child, 'review an assessment')).toEqual([])
  })
})

describe('a screening', () => {
  test('is not decided before it reached us', async () => {
    const { child, at, me } = await where()
    const answer = await records(me, at, 'assess', 3, day('decided-on', daysAgo(403)))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('The decision cannot be before the day it reached us. Check both days')
    await expect(
      world.db.query(
        `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
         values ($1, $2, 'x', 1, $3, '{}', '2026-06-02', 'assess', '2026-06-01', $4)`,
        [child.areaId, child.id, hash, holder.id],
      ),
    ).rejects.toMatchObject({ constraint: 'screening_decided_after_it_was_received' })
  })

  test('keeps a text that says “same” as it was written', async () => {
    const { child, at, me } = await where()
    expect((await records(me, at, 'assess', 1, { 'what-worries-us': 'same' })).status).toBe(303)
    const { words } = await world.one<{ words: string }>(
      `select answers #>> '{questions,what-worries-us}' as words from screening where young_person_id = $1`,
      [child.id],
    )
    expect(words).toBe('same')
  })
})
