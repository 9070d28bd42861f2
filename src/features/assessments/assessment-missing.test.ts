import { describe, expect, test } from 'vitest'
import { loadCodeLists } from '../areas/index.ts'
import { type Answers, answersSchema, type IndicatorAnswer, noAnswers } from './assessment-answers.ts'
import { complete, completeScreening, isAsked, whatWeDontKnowYet } from './assessment-missing.ts'
import { indicatorsOf, levels, sectionsOf } from './form-definition.ts'
import { loadForms } from './form-definition-files.ts'

const forms = loadForms('config', loadCodeLists('config'))
const { form } = forms.riskAssessment.current
const screening = forms.screening.current.form
const today = '2026-06-01'

/** Everything that is always asked for, answered; nothing about the signs. */
const answered = (): Answers =>
  answersSchema.parse({
    questions: {
      'own-actions-standing': 'none-known',
      'voice-how': 'spoken',
      'voice-words': 'I want it to stop. 😔',
      'help-young-person': 'Somebody who does not give up',
      'help-professionals': 'One steady adult',
      'help-now': 'A safety plan',
    },
    judgement: { level: 'moderate', reason: 'Because of the debt' },
  })

const seen: IndicatorAnswer = {
  level: 'moderate',
  evidence: 'Seen at the station',
  evidenceOn: '2026-05-20',
  source: 'police',
  sourceOther: '',
}
const withSign = (answer: Partial<IndicatorAnswer>): Answers => ({
  ...answered(),
  indicators: { 'missing-overnight': { ...seen, ...answer } },
})
const fields = (answers: Answers) => complete(answers, form, today).map(missing => missing.field)

describe('completing an assessment (R130)', () => {
  test('with nothing known about any sign, a level and a reason are enough beside the questions', () => {
    expect(complete(answered(), form, today)).toEqual([])
  })

  test('a fresh draft lacks the questions, the level and the reason, and no sign', () => {
    expect(fields(noAnswers())).toEqual([
      'own-actions-standing',
      'voice-how',
      'help-young-person',
      'help-professionals',
      'help-now',
      'judgement.level',
      'judgement.reason',
    ])
  })

  test.each([
    ['not-known', []],
    ['none', []],
    ['emerging', ['evidence', 'evidenceOn', 'source']],
    ['moderate', ['evidence', 'evidenceOn', 'source']],
    ['significant', ['evidence', 'evidenceOn', 'source']],
  ] as const)('a sign at %s without anything to rest on lacks %j', (level, expected) => {
    const answers = withSign({ level, evidence: '', evidenceOn: null, source: null })
    expect(fields(answers)).toEqual(expected.map(part => `missing-overnight.${part}`))
  })

  test.each<[string, Partial<IndicatorAnswer>, string[]]>([
    ['complete', {}, []],
    ['evidence of spaces', { evidence: ' \n ' }, ['evidence']],
    ['no day', { evidenceOn: null }, ['evidenceOn']],
    ['a day that is today', { evidenceOn: today }, []],
    ['a day in the future', { evidenceOn: '2026-06-02' }, ['evidenceOn']],
    ['no source', { source: null }, ['source']],
    ['a source that is not on the list', { source: 'gossip' }, ['source']],
    ['another source without words', { source: 'other' }, ['sourceOther']],
    ['another source with words', { source: 'other', sourceOther: 'A neighbour' }, []],
    ['evidence of 50,000 characters', { evidence: 'a'.repeat(50_000) }, []],
  ])('a sign with %s', (_, answer, expected) => {
    expect(fields(withSign(answer))).toEqual(expected.map(part => `missing-overnight.${part}`))
  })

  test('the level and the reason are always needed, and spaces are no reason', () => {
    expect(fields({ ...answered(), judgement: { level: null, reason: 'x' } })).toEqual(['judgement.level'])
    expect(fields({ ...answered(), judgement: { level: 'none', reason: '  ' } })).toEqual(['judgement.reason'])
  })

  test('a person who poses a risk: who, known or suspected, now or past, and what it rests on', () => {
    const empty = answersSchema.parse({ people: { 'serious-assault': { answer: 'yes', entries: [{}] } } })
    expect(fields({ ...answered(), people: empty.people })).toEqual(
      ['who', 'certainty', 'time', 'evidence', 'evidenceOn', 'source'].map(part => `people.serious-assault.0.${part}`),
    )
    const none = answersSchema.parse({ people: { 'serious-assault': { answer: 'yes' } } })
    expect(fields({ ...answered(), people: none.people })).toEqual(['people.serious-assault'])
    const nobody = answersSchema.parse({ people: { 'serious-assault': { answer: 'nobody-known-of', entries: [{}] } } })
    expect(fields({ ...answered(), people: nobody.people })).toEqual([])
  })

  test('a question is only asked where an earlier answer calls for it', () => {
    const withQuestions = (questions: Answers['questions']) => ({
      ...answered(),
      questions: { ...answered().questions, ...questions },
    })
    expect(fields(withQuestions({ 'own-actions-standing': 'alleged' }))).toEqual([
      'own-actions-what',
      'own-actions-made-to',
    ])
    expect(fields(withQuestions({ 'voice-how': 'not-yet', 'voice-words': '' }))).toEqual(['voice-not-yet-why'])
    const why = sectionsOf(form)
      .flatMap(section => section.questions)
      .find(question => question.key === 'voice-not-yet-why')
    expect(why && isAsked(why, { 'voice-how': 'spoken' })).toBe(false)
    expect(why && isAsked(why, { 'voice-how': ['not-yet'] })).toBe(true)
  })

  test('answers to signs of another version are left alone', () => {
    expect(
      complete({ ...answered(), indicators: { 'asked-in-1999': { ...seen, evidence: '' } } }, form, today),
    ).toEqual([])
  })

  test('what is missing is said in words, and names the section it stands in', () => {
    expect(complete(withSign({ evidence: '' }), form, today)).toEqual([
      {
        section: 'missing',
        field: 'missing-overnight.evidence',
        says: 'Nights away without anybody who cares for them knowing where they were: say what was seen or heard',
      },
    ])
  })
})

describe('completing a screening (R30)', () => {
  const given: Answers['questions'] = {
    'received-on': '2026-05-29',
    'received-from': '2A',
    concerns: ['criminal', 'county-lines'],
    'what-worries-us': 'New phone, new friends',
    outcome: 'assess',
    'outcome-reason': 'Signs in three places',
    'decided-on': '2026-06-01',
    'decided-by': 'R. Example, duty social worker',
  }
  test.each<[string, Answers['questions'], string[]]>([
    ['complete', {}, []],
    ['without a worry', { concerns: [] }, ['concerns']],
    ['with a day in the future', { 'received-on': '2026-06-02' }, ['received-on']],
    ['decided before it reached us', { 'decided-on': '2025-04-01' }, ['decided-on']],
    ['without an assessment and without what happens instead', { outcome: 'no-assessment' }, ['instead']],
    ['without an assessment, with what happens instead', { outcome: 'no-assessment', instead: 'Early help' }, []],
    ['empty', Object.fromEntries(Object.keys(given).map(key => [key, ''])), Object.keys(given)],
  ])('%s', (_, change, expected) => {
    const missing = completeScreening({ ...given, ...change }, screening, today)
    expect(missing.map(each => each.field)).toEqual(expected)
  })
})

describe('what we don’t know yet', () => {
  test('a fresh draft knows nothing: every sign, every strength, every kind of person', () => {
    const unknown = whatWeDontKnowYet(noAnswers(), form)
    expect(unknown).toHaveLength(indicatorsOf(form).length + form.protective.factors.length + 3)
    expect(unknown[0]).toEqual({
      section: 'missing',
      sectionName: 'Going missing',
      key: 'missing-unknown',
      says: 'Times when nobody who cares for them knew where they were',
    })
  })

  test.each(levels)('a sign at %s is known', level => {
    const keys = whatWeDontKnowYet(withSign({ level }), form).map(each => each.key)
    expect(keys).not.toContain('missing-overnight')
    expect(keys).toContain('missing-unknown')
  })

  test('"nobody known of" is known, and so is "not yet" of a strength; "not known yet" to a question is not', () => {
    const answers = answersSchema.parse({
      people: { 'serious-assault': { answer: 'nobody-known-of' } },
      factors: { friends: { strength: 'not-yet' } },
      questions: { 'own-actions-standing': 'not-known' },
    })
    const keys = whatWeDontKnowYet(answers, form).map(each => each.key)
    expect(keys).not.toContain('people.serious-assault')
    expect(keys).not.toContain('friends')
    expect(keys).toEqual(expect.arrayContaining(['people.sexual-exploitation', 'own-actions-standing']))
  })
})
