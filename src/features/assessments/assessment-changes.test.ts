import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCodeLists } from '../areas/index.ts'
import { type Answers, answersSchema, copyAnswer, noAnswers } from './assessment-answers.ts'
import { type Change, whatChanged } from './assessment-changes.ts'
import { indicatorsOf, levels, type RiskAssessmentForm } from './form-definition.ts'
import { loadForms } from './form-definition-files.ts'

const { form } = loadForms('config', loadCodeLists('config')).riskAssessment.current
const changes = (from: unknown, to: unknown): Change[] =>
  whatChanged({ answers: answersSchema.parse(from), form }, { answers: answersSchema.parse(to), form })
const sign = (level: string, evidence = '') => ({ indicators: { 'money-owes': { level, evidence } } })

describe('what changed since the last assessment', () => {
  test.each([
    ['not-known', 'emerging', 'Not known yet', 'Emerging', 'now known'],
    ['not-known', 'none', 'Not known yet', 'No sign', 'now known'],
    ['emerging', 'significant', 'Emerging', 'Significant', 'more'],
    ['significant', 'none', 'Significant', 'No sign', 'less'],
    ['moderate', 'not-known', 'Moderate', 'Not known yet', 'no longer known'],
  ])('a sign from %s to %s', (before, after, from, to, direction) => {
    expect(changes(sign(before), sign(after))).toEqual([
      {
        section: 'money',
        sectionName: 'Money, things and debt',
        key: 'money-owes',
        says: 'Is said to owe somebody money or a favour',
        from,
        to,
        direction,
      },
    ])
  })

  test('the same level on other evidence is new evidence', () => {
    expect(changes(sign('moderate', 'May'), sign('moderate', 'June'))).toMatchObject([{ direction: 'new evidence' }])
  })

  test('a strength that grew, a person who is there no more, an answer in other words, another view', () => {
    const person = (time: string) => ({
      answer: 'yes',
      entries: [{ who: 'A man with a blue car', certainty: 'known', time }],
    })
    const found = changes(
      {
        factors: { friends: { strength: 'not-yet' } },
        people: { 'sexual-exploitation': person('current') },
        questions: { 'voice-words': 'Leave me alone', 'own-actions-standing': 'not-known' },
        judgement: { level: 'significant', reason: 'x' },
      },
      {
        factors: { friends: { strength: 'strong' } },
        people: { 'sexual-exploitation': person('past') },
        questions: { 'voice-words': 'I am all right', 'own-actions-standing': 'none-known' },
        judgement: { level: 'moderate', reason: 'x' },
      },
    )
    expect(found.map(each => [each.key, each.from, each.to, each.direction])).toEqual([
      ['friends', 'Not yet', 'Strong', 'more'],
      [
        'people.sexual-exploitation',
        'A man with a blue car, Known, Now',
        'A man with a blue car, Known, In the past',
        'changed',
      ],
      ['own-actions-standing', 'Not known yet', 'Nothing known', 'changed'],
      ['voice-words', 'Leave me alone', 'I am all right', 'changed'],
      ['judgement.level', 'Significant', 'Moderate', 'less'],
    ])
  })

  test.each([
    ['not-known', 'nobody-known-of', 'now known'],
    ['nobody-known-of', 'yes', 'more'],
    ['yes', 'nobody-known-of', 'less'],
    ['yes', 'not-known', 'no longer known'],
  ])('people of a kind: from %s to %s', (before, after, direction) => {
    const people = (answer: string) => ({
      people: { 'serious-assault': { answer, entries: answer === 'yes' ? [{ who: 'X' }] : [] } },
    })
    expect(changes(people(before), people(after))).toMatchObject([{ key: 'people.serious-assault', direction }])
  })

  test('an assessment has not changed against itself, and each change is one the other way round', () => {
    const someLevel = fc.constantFrom('not-known' as const, ...levels)
    const someAnswers = fc.array(someLevel, { minLength: 20, maxLength: 20 }).map(
      (chosen): Answers =>
        answersSchema.parse({
          indicators: Object.fromEntries(
            indicatorsOf(form)
              .slice(0, 20)
              .map(({ indicator }, at) => [indicator.key, { level: chosen[at] }]),
          ),
        }),
    )
    const opposite: Record<string, string> = {
      more: 'less',
      less: 'more',
      'now known': 'no longer known',
      'no longer known': 'now known',
    }
    fc.assert(
      fc.property(someAnswers, someAnswers, (a, b) => {
        expect(changes(a, a)).toEqual([])
        const there = changes(a, b).map(each => [each.key, each.from, each.to, opposite[each.direction]])
        const back = changes(b, a).map(each => [each.key, each.to, each.from, each.direction])
        expect(back).toEqual(there)
      }),
    )
  })

  test('across versions: other words are no change, a sign that is new or gone is named, and silence is not', () => {
    const later: RiskAssessmentForm = {
      ...form,
      version: 2,
      levels: form.levels.map(level => ({ ...level, name: `${level.name}!` })),
      domains: form.domains.map(domain =>
        domain.key === 'money'
          ? {
              ...domain,
              indicators: domain.indicators.map(each =>
                each.key === 'money-owes' ? { ...each, key: 'money-debt' } : each,
              ),
            }
          : domain,
      ),
    }
    const before = answersSchema.parse({
      indicators: { 'money-owes': { level: 'emerging' }, 'money-gifts': { level: 'emerging' } },
    })
    const after = answersSchema.parse({
      indicators: { 'money-debt': { level: 'moderate' }, 'money-gifts': { level: 'emerging' } },
    })
    expect(
      whatChanged({ answers: before, form }, { answers: after, form: later }).map(each => [
        each.key,
        each.from,
        each.to,
        each.direction,
      ]),
    ).toEqual([
      ['money-debt', '', 'Moderate!', 'newly asked'],
      ['money-owes', 'Emerging', '', 'no longer asked'],
    ])
    expect(whatChanged({ answers: noAnswers(), form }, { answers: noAnswers(), form: later })).toEqual([])
  })
})

describe('copying an answer from the last assessment', () => {
  const last = answersSchema.parse({
    ...sign('moderate', 'Text from March'),
    factors: { friends: { strength: 'strong', words: 'Two' } },
    people: { 'serious-assault': { answer: 'yes', entries: [{ who: 'X' }] } },
    questions: { 'help-now': 'A plan' },
    judgement: { level: 'moderate', reason: 'Then' },
  })

  test.each([
    ['money-owes', 'indicators', last.indicators],
    ['friends', 'factors', last.factors],
    ['people.serious-assault', 'people', last.people],
    ['help-now', 'questions', last.questions],
  ] as const)('%s goes over with all that belongs to it, and nothing else does', (key, part, expected) => {
    const fresh = noAnswers()
    expect(copyAnswer(last, fresh, key)).toEqual({ ...noAnswers(), [part]: expected })
    expect(fresh).toEqual(noAnswers())
  })

  test('the level and its reason are never copied', () => {
    for (const key of ['judgement', 'judgement.level', 'level', 'reason']) {
      expect(copyAnswer(last, noAnswers(), key)).toEqual(noAnswers())
    }
  })

  test('a copy is its own: changing it leaves the last assessment as it was', () => {
    const copied = copyAnswer(last, noAnswers(), 'people.serious-assault')
    copied.people['serious-assault']?.entries.pop()
    expect(last.people['serious-assault']?.entries).toHaveLength(1)
  })
})
