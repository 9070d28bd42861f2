import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { noAnswers } from '../assessment-answers.ts'
import { assessmentSections } from '../assessment-sections.ts'
import { forms } from '../forms-in-force.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const elsewhere = await world.person({ role: 'case-holder', area: 'north-yorkshire' })
const duty = await world.person({ role: 'duty', area: 'york' })
const { form } = forms().riskAssessment.current
const hostile = "<script>alert(1)</script>\n'; drop table app.assessment; --\n“quoted” 😂 مرحبا \u202egnirts"

async function aDraftOf(answers = noAnswers(), previous: string | null = null) {
  const child = await world.youngPerson('york', { heldBy: holder })
  const id = await aDraft(world, child, holder, answers, previous)
  const at = { area: 'york', youngPerson: child.id, assessment: id }
  return { child, id, at, section: (sectionKey: string) => urls.section({ ...at, sectionKey }) }
}
const savedSection = (id: string, key: string) =>
  world.one<{ version: number; answers: Record<string, never> }>(
    'select version, answers from assessment_section where assessment_id = $1 and section_key = $2',
    [id, key],
  )

describe('a section of an assessment (R130)', () => {
  test.each(assessmentSections(form).map(section => section.key))(
    '%s opens with everything not known yet',
    async key => {
      const { section } = await aDraftOf()
      const page = await (await signedIn(the, holder)).get(section(key))
      expect(page.status).toBe(200)
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.text).not.toMatch(/<title>[^<]*Given/)
    },
  )

  test('keeps levels, evidence, its day and its source, and goes to the next', async () => {
    const { id, section } = await aDraftOf()
    const answer = await (await signedIn(the, holder)).send(
      section('missing'),
      {
        'missing-unknown.level': 'significant',
        'missing-unknown.evidence': hostile,
        'missing-unknown.evidenceOn-day': '3',
        'missing-unknown.evidenceOn-month': '5',
        'missing-unknown.evidenceOn-year': '2026',
        'missing-unknown.source': 'police',
      },
      { button: 'next' },
    )
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(section('education'))
    const { version, answers } = await savedSection(id, 'missing')
    expect(version).toBe(2)
    expect(answers).toMatchObject({
      indicators: {
        'missing-unknown': { level: 'significant', evidence: hostile, evidenceOn: '2026-05-03', source: 'police' },
        'missing-overnight': { level: 'not-known' },
      },
    })
    const page = await (await signedIn(the, holder)).get(section('missing'))
    expect(page.text).not.toContain('<script>alert(1)')
    expect(page.text).toContain('drop table app.assessment; --')
    expect(page.text).toMatch(/value="significant" checked/)
  })

  test('can be saved half-written; what is wrong in it is said and kept', async () => {
    const { id, section } = await aDraftOf()
    const answer = await (await signedIn(the, holder)).send(section('missing'), {
      'missing-unknown.level': 'emerging',
      'missing-unknown.evidence': 'Only half of',
      'missing-unknown.evidenceOn-day': '31',
      'missing-unknown.evidenceOn-month': '2',
      'missing-unknown.evidenceOn-year': '2026',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('That is not a real date')
    expect(answer.text).toContain('Only half of')
    expect((await savedSection(id, 'missing')).version).toBe(1)
  })

  test('takes an answer of 50,000 characters, and says how long a longer one is', async () => {
    const { id, section } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const long = 'ä'.repeat(50_000)
    expect((await somebody.send(section('voice'), { 'voice-how': 'spoken', 'voice-words': long })).status).toBe(303)
    expect((await savedSection(id, 'voice')).answers).toMatchObject({ questions: { 'voice-words': long } })
    const longer = await somebody.send(section('voice'), { 'voice-words': `${long}ä` })
    expect(longer.status).toBe(422)
    expect(longer.text).toContain('se 50,000 characters or fewer. You have 50,001')
    expect(longer.text).toContain(`${long}ä`)
  })

  test('in two tabs, different sections never meet', async () => {
    const { id, section } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const [missing, home] = [await somebody.hidden(section('missing')), await somebody.hidden(section('home'))]
    expect((await somebody.post(section('home'), { ...home, 'home-conflict.level': 'none' })).status).toBe(303)
    expect((await somebody.post(section('missing'), { ...missing, 'missing-overnight.level': 'none' })).status).toBe(
      303,
    )
    expect((await savedSection(id, 'home')).answers).toMatchObject({
      indicators: { 'home-conflict': { level: 'none' } },
    })
    expect((await savedSection(id, 'missing')).answers).toMatchObject({
      indicators: { 'missing-overnight': { level: 'none' } },
    })
  })

  test('in two tabs, the same section shows both texts and overwrites nothing', async () => {
    const { id, section } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const [first, second] = [await somebody.hidden(section('voice')), await somebody.hidden(section('voice'))]
    expect(
      (await somebody.post(section('voice'), { ...first, 'voice-words': 'what the first tab heard' })).status,
    ).toBe(303)
    const stale = await somebody.post(section('voice'), { ...second, 'voice-words': 'what the second tab heard' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('what the first tab heard')
    expect(stale.text).toContain('what the second tab heard')
    expect((await savedSection(id, 'voice')).answers).toMatchObject({
      questions: { 'voice-words': 'what the first tab heard' },
    })
  })

  test('a post that meets a locked screen is kept, and shown after signing in again', async () => {
    const { id, section } = await aDraftOf()
    const idle = await signedIn(the, holder, { idleSeconds: 60 })
    const own = await idle.hidden(section('voice'))
    await world.db.query(`update session set last_seen_at = now() - interval '61 seconds' where person_id = $1`, [
      holder.id,
    ])
    const locked = await idle.post(section('voice'), { ...own, 'voice-words': 'typed before the screen locked' })
    expect(locked.status).toBe(303)
    expect((await savedSection(id, 'voice')).version).toBe(1)
    const back = decodeURIComponent(/return=(.*)$/.exec(locked.location)?.[1] ?? '')
    expect(back).toContain(`${section('voice')}?draft=`)
    const again = await signedIn(the, holder)
    const page = await again.get(back)
    expect(page.text).toContain('typed before the screen locked')
    expect(page.text).toContain('It has not been sent yet')
  })

  test('what is autosaved on one device is offered on another', async () => {
    const { child, section } = await aDraftOf()
    const desk = await signedIn(the, holder)
    const own = await desk.hidden(section('voice'))
    const saved = await the.app.inject({
      method: 'POST',
      url: '/drafts',
      cookies: { session: desk.token },
      headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      payload: {
        csrf: own._csrf,
        form: 'assessment section',
        subject: section('voice'),
        instance: own._instance,
        youngPerson: child.id,
        body: { 'voice-words': 'half a sentence' },
      },
    })
    expect(saved.statusCode).toBe(200)
    const phone = await signedIn(the, holder)
    const link = /href="([^"]*\?draft=[^"]*)"/.exec((await phone.get(section('voice'))).text)?.[1] ?? ''
    expect((await phone.get(link)).text).toContain('half a sentence')
  })

  test('what two tabs save while typing stays apart, each with its own words', async () => {
    const { section } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const tab = async (words: string) => {
      const { _csrf, _instance } = await somebody.hidden(section('voice'))
      const form = { csrf: _csrf, form: 'assessment section', subject: section('voice'), instance: _instance }
      expect((await somebody.json('/drafts', { ...form, body: { 'voice-words': words } })).status).toBe(200)
      return `${section('voice')}?draft=${_instance}`
    }
    const [first, second] = [await tab('what the first tab heard'), await tab('what the second tab heard')]
    expect(first).not.toBe(second)
    for (const [address, own, other] of [
      [first, 'what the first tab heard', 'what the second tab heard'],
      [second, 'what the second tab heard', 'what the first tab heard'],
    ] as const) {
      const { text } = await somebody.get(address)
      expect(text).toContain(own)
      expect(text).not.toContain(other)
    }
    expect((await somebody.get(section('voice'))).text.match(/Carry on with what you typed/g)).toHaveLength(2)
  })

  test.each([
    ['a colleague who does not hold the case', colleague, 404],
    ['a case-holder of the other area', elsewhere, 404],
    ['duty, who may not assess', duty, 403],
  ])('is not for %s', async (_, person, status) => {
    const { id, section } = await aDraftOf()
    const somebody = await signedIn(the, person)
    expect((await somebody.get(section('missing'))).status).toBe(status)
    const own = await somebody.hidden('/').catch(() => ({}))
    expect((await somebody.post(section('missing'), { ...own, 'missing-unknown.level': 'none' })).status).toBe(status)
    expect((await savedSection(id, 'missing')).version).toBe(1)
  })

  test('a section that no form has is not found', async () => {
    const { section } = await aDraftOf()
    expect((await (await signedIn(the, holder)).get(section('no-such-part'))).status).toBe(404)
  })

  test('of a completed assessment can be read and not saved; what was typed stays on the screen', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder)
    const address = urls.section({ area: 'york', youngPerson: child.id, assessment: id, sectionKey: 'voice' })
    const answer = await (await signedIn(the, holder)).send(address, { 'voice-words': 'an afterthought' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This assessment is complete and cannot be changed')
    expect(answer.text).toContain('an afterthought')
    expect((await savedSection(id, 'voice')).answers).toMatchObject({
      questions: { 'voice-words': 'I just want people to stop asking' },
    })
  })
})

describe('people who pose a risk around the young person', () => {
  const entry = (kind: string, at: number, more: Record<string, string> = {}) => ({
    [`people.${kind}`]: 'yes',
    [`people.${kind}.${at}.who`]: `Somebody ${at}`,
    [`people.${kind}.${at}.certainty`]: 'known',
    [`people.${kind}.${at}.time`]: 'current',
    ...more,
  })

  test('are added one after another, and taken out by emptying their place', async () => {
    const { id, section } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const first = await somebody.send(section('people'), entry('serious-assault', 0), { button: 'another' })
    expect(first.location).toBe(section('people'))
    const second = await somebody.send(section('people'), {
      ...entry('serious-assault', 0),
      ...entry('serious-assault', 1),
    })
    expect(second.status).toBe(303)
    const who = async () =>
      (await savedSection(id, 'people')).answers as unknown as {
        people: Record<string, { entries: { who: string }[] }>
      }
    expect((await who()).people['serious-assault']?.entries.map(each => each.who)).toEqual(['Somebody 0', 'Somebody 1'])
    await somebody.send(section('people'), entry('serious-assault', 1))
    expect((await who()).people['serious-assault']?.entries.map(each => each.who)).toEqual(['Somebody 1'])
  })

  test('somebody written about under “not known yet” is asked about, not guessed', async () => {
    const { section } = await aDraftOf()
    const answer = await (await signedIn(the, holder)).send(section('people'), {
      ...entry('sexual-exploitation', 0),
      'people.sexual-exploitation': 'not-known',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('You wrote about somebody here')
    expect(answer.text).toContain('Somebody 0')
  })
})

describe('a reassessment', () => {
  async function again() {
    const child = await world.youngPerson('york', { heldBy: holder })
    const last = await aCompletedAssessment(
      world,
      child,
      holder,
      wholeAnswers({
        people: {
          'serious-assault': {
            answer: 'yes',
            entries: [
              {
                who: 'An older cousin',
                certainty: 'suspected',
                time: 'past',
                evidence: 'Was seen',
                evidenceOn: '2026-04-02',
                source: 'police',
                sourceOther: '',
              },
            ],
          },
        },
      }),
    )
    const id = await aDraft(world, child, holder, noAnswers(), last)
    return {
      id,
      section: (sectionKey: string) =>
        urls.section({ area: 'york', youngPerson: child.id, assessment: id, sectionKey }),
    }
  }

  test('shows the last answer beside each question', async () => {
    const { section } = await again()
    const page = await (await signedIn(the, holder)).get(section('missing'))
    expect(page.text).toContain('The same as last time: Moderate')
    expect(page.text).toContain('Three nights in May')
    expect(page.text).toContain('20 May 2026, A parent or carer')
    expect(page.text).toMatch(/Last time \([^)]*\): not known yet/)
  })

  test('takes over answer by answer, with its evidence and its day; the others stay not known', async () => {
    const { id, section } = await again()
    await (await signedIn(the, holder)).send(section('missing'), { 'missing-unknown.level': 'same' })
    expect((await savedSection(id, 'missing')).answers).toMatchObject({
      indicators: {
        'missing-unknown': {
          level: 'moderate',
          evidence: 'Three nights in May',
          evidenceOn: '2026-05-20',
          source: 'parent-or-carer',
        },
        'missing-overnight': { level: 'not-known' },
      },
    })
  })

  test('takes over words by a tick, and people by kind', async () => {
    const { id, section } = await again()
    const somebody = await signedIn(the, holder)
    await somebody.send(section('voice'), { 'voice-how': 'same', 'voice-words.same': 'yes' })
    expect((await savedSection(id, 'voice')).answers).toEqual({
      questions: { 'voice-how': 'spoken', 'voice-words': 'I just want people to stop asking' },
    })
    await somebody.send(section('people'), { 'people.serious-assault': 'same' })
    expect((await savedSection(id, 'people')).answers).toMatchObject({
      people: { 'serious-assault': { answer: 'yes', entries: [{ who: 'An older cousin' }] } },
    })
  })

  test('a text that says “same” is a text', async () => {
    const { id, section } = await again()
    await (await signedIn(the, holder)).send(section('voice'), { 'voice-words': 'same' })
    expect((await savedSection(id, 'voice')).answers).toMatchObject({ questions: { 'voice-words': 'same' } })
  })

  test('drops nothing that somebody wrote where another answer asks for nothing: it is said, and kept', async () => {
    const { id, section } = await again()
    const as = await signedIn(the, holder)
    const typed = { 'voice-how': 'not-yet', 'voice-words': 'They want to be left alone' }
    const answer = await as.send(section('voice'), typed)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('You chose “Not yet” above: choose another answer there, or take this out')
    expect(answer.text).toContain('They want to be left alone')
    expect((await as.send(section('voice'), { ...typed, 'voice-how': 'spoken' })).status).toBe(303)
    expect((await savedSection(id, 'voice')).answers).toMatchObject({
      questions: { 'voice-words': 'They want to be left alone' },
    })
  })

  test.each([
    ['missing', 'missing-unknown.level', 'missing-unknown.evidence'],
    ['people', 'people.serious-assault', 'people.serious-assault.0.who'],
  ])(
    'asks which is meant where somebody chose “the same” and wrote something new: %s',
    async (key, answered, written) => {
      const { section } = await again()
      const typed = { [answered]: 'same', [written]: 'Seen again on Monday' }
      const answer = await (await signedIn(the, holder)).send(section(key), typed)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('You chose the same as last time and wrote something new')
      expect(answer.text).toContain('Seen again on Monday')
    },
  )

  test('asks which is meant where a new answer stands beside “the same”', async () => {
    const { section } = await again()
    const answer = await (await signedIn(the, holder)).send(section('voice'), {
      'voice-words': 'New words',
      'voice-words.same': 'yes',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('not both')
    expect(answer.text).toContain('New words')
  })

  test('never takes over the level or its reason', async () => {
    const { section } = await again()
    const page = await (await signedIn(the, holder)).get(section('judgement'))
    expect(page.text).not.toContain('same as last time')
    expect(page.text).not.toContain('Clear signs that come back')
  })
})
