import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCodeLists } from '../areas/index.ts'
import { type Answers, answersSchema } from './assessment-answers.ts'
import { indicatorsOf, type Level, levels, type RiskAssessmentForm, type Suggestion } from './form-definition.ts'
import { loadForms } from './form-definition-files.ts'
import { suggestedLevel } from './suggested-level.ts'

const { form } = loadForms('config', loadCodeLists('config')).riskAssessment.current
const all = indicatorsOf(form).map(({ indicator }) => indicator)
const risks = all.filter(each => each.kind === 'risk').map(each => each.key)
const harms = all.filter(each => each.kind === 'harm').map(each => each.key)
type Given = Record<string, Level | 'not-known'>
const suggest = (given: Given, of: RiskAssessmentForm = form) =>
  suggestedLevel(answersSchema.parse({ indicators: mapped(given) }), of)
const mapped = (given: Given) => Object.fromEntries(Object.entries(given).map(([key, level]) => [key, { level }]))
/** Everything looked at and nothing found, save what is given. */
const known = (given: Given): Given => ({
  ...Object.fromEntries(all.map(({ key }) => [key, 'none' as const])),
  ...given,
})
const [risk1 = '', risk2 = ''] = risks
const [harm1 = ''] = harms
const rank = (level: Level | null): number => (level === null ? -1 : levels.indexOf(level))

describe('the suggested level', () => {
  test.each<[string, Given, Level | null]>([
    ['nothing known', {}, null],
    ['everything looked at, nothing found', known({}), 'none'],
    ['one emerging sign of risk', known({ [risk1]: 'emerging' }), 'emerging'],
    [
      'one moderate sign of risk among many emerging ones',
      known({ ...Object.fromEntries(risks.map(key => [key, 'emerging' as const])), [risk2]: 'moderate' }),
      'moderate',
    ],
    [
      'every sign of risk emerging: no total lifts it',
      known(Object.fromEntries(risks.map(key => [key, 'emerging' as const]))),
      'emerging',
    ],
    ['one significant sign of risk', known({ [risk1]: 'significant' }), 'significant'],
    ['an emerging sign of harm', known({ [harm1]: 'emerging' }), 'emerging'],
    ['a moderate sign of harm', known({ [harm1]: 'moderate' }), 'significant'],
    ['a moderate sign of harm and nothing else known', { [harm1]: 'moderate' }, 'significant'],
    ['a significant sign of risk and nothing else known', { [risk1]: 'significant' }, null],
  ])('%s: %s', (_, given, expected) => expect(suggest(given).level).toBe(expected))

  test('is withheld when more than half is not known, and given when it is just half', () => {
    const twelve: RiskAssessmentForm = { ...form, domains: form.domains.slice(0, 2) }
    const keys = indicatorsOf(twelve).map(({ indicator }) => indicator.key)
    const known = (count: number): Given => Object.fromEntries(keys.slice(0, count).map(key => [key, 'none' as const]))
    expect(keys).toHaveLength(12)
    expect(suggest(known(6), twelve).level).toBe('none')
    expect(suggest(known(5), twelve).level).toBeNull()
  })

  test('a rule that does not hold when much is not known suggests nothing then', () => {
    const rules = form.suggestion.rules.map(rule => ({ ...rule, evenWhenMuchIsNotKnown: false }))
    const careful: RiskAssessmentForm = { ...form, suggestion: { ...form.suggestion, rules } }
    expect(suggest({ [harm1]: 'significant' }, careful).level).toBeNull()
    expect(suggest(known({ [harm1]: 'moderate' }), careful).level).toBe('significant')
  })

  test('counts risk and harm apart, by domain and level, with the sum', () => {
    const { risk, harm } = suggest({
      'missing-overnight': 'moderate',
      'missing-unknown': 'emerging',
      'missing-returned-harmed': 'significant',
      'home-conflict': 'none',
    })
    expect(risk.counts).toEqual({ none: 1, emerging: 1, moderate: 1, significant: 0 })
    expect([risk.sum, risk.highest, risk.notKnown]).toEqual([3, 'moderate', risks.length - 3])
    expect([harm.sum, harm.highest, harm.notKnown]).toEqual([3, 'significant', harms.length - 1])
    expect(risk.domains.find(domain => domain.key === 'missing')).toMatchObject({
      name: 'Going missing',
      sum: 3,
      highest: 'moderate',
      notKnown: 3,
    })
    expect(risk.domains.find(domain => domain.key === 'home')).toMatchObject({ sum: 0, highest: 'none' })
    expect(risk.domains.find(domain => domain.key === 'travel')).toMatchObject({ sum: 0, highest: null })
  })

  test('names what is not known yet, each with its domain', () => {
    const { notKnown } = suggest(known({ 'home-conflict': 'not-known' }))
    expect(notKnown).toEqual(['Home and family: Arguments or violence at home'])
  })

  test('shows every step in words', () => {
    expect(suggest(known({ [harm1]: 'moderate', 'home-conflict': 'not-known' })).steps).toEqual([
      `The form asks about ${all.length} signs: ${risks.length} of risk and ${harms.length} of actual harm. They are counted apart.`,
      `Risk: ${risks.length - 1} × No sign (0) + 0 × Emerging (1) + 0 × Moderate (2) + 0 × Significant (3) = 0; 1 not known yet.`,
      `Actual harm: ${harms.length - 1} × No sign (0) + 0 × Emerging (1) + 1 × Moderate (2) + 0 × Significant (3) = 2; 0 not known yet.`,
      'The sums are shown so that you can check them. They decide nothing: no number of signs makes a level by itself.',
      `Not known yet: 1 of ${all.length}. What is not known adds nothing to the sums.`,
      'Rule met: At least one sign of actual harm is moderate or significant (1 found). It suggests Significant.',
      'The highest sign is: Moderate (Going missing). The level is never below it.',
      'Suggested level: Significant. It is arithmetic, not a finding. Whoever completes the assessment decides.',
    ])
    const { steps } = suggest({ [risk1]: 'significant' })
    expect(steps.slice(-3)).toEqual([
      'Rule not met: At least one sign of actual harm is moderate or significant (0 found, 1 needed).',
      'More than 50 in every 100 answers are not known yet. That is too little to suggest a level.',
      'No level can be suggested yet. Whoever completes the assessment decides.',
    ])
    expect(suggest({}).steps.slice(-2)[0]).toBe('Nothing is known yet. That is too little to suggest a level.')
    expect(suggest({ [harm1]: 'significant' }).steps.slice(-2)).toEqual([
      'More than 50 in every 100 answers are not known yet. A rule that holds even so has been met.',
      'Suggested level: Significant. It is arithmetic, not a finding. Whoever completes the assessment decides.',
    ])
  })
})

describe('whatever is answered, and whatever rule a form states', () => {
  const someGiven = fc
    .array(fc.constantFrom('not-known' as const, ...levels), { minLength: all.length, maxLength: all.length })
    .map((chosen): Given => Object.fromEntries(all.map(({ key }, at) => [key, chosen[at] ?? 'not-known'])))
  /** Most answers not known, so that the share that stops a suggestion is crossed both ways. */
  const sparse = fc
    .tuple(someGiven, fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }))
    .map(
      ([given, keep]): Given =>
        Object.fromEntries(Object.entries(given).map(([key, level], at) => [key, keep[at] ? level : 'not-known'])),
    )
  const given = fc.oneof(someGiven, sparse)
  const someLevel = fc.constantFrom('emerging' as const, 'moderate' as const, 'significant' as const)
  const someForm = fc
    .record({
      cannotSuggestOver: fc.integer({ min: 0, max: 100 }),
      rules: fc.array(
        fc.record({
          key: fc.constant('rule'),
          counts: fc.constantFrom('risk' as const, 'harm' as const, 'either' as const),
          from: someLevel,
          atLeast: fc.integer({ min: 1, max: 30 }),
          suggest: someLevel,
          evenWhenMuchIsNotKnown: fc.boolean(),
          says: fc.constant('a rule'),
        }),
        { maxLength: 4 },
      ),
    })
    .map(
      (stated): RiskAssessmentForm => ({ ...form, suggestion: { ...form.suggestion, ...stated } satisfies Suggestion }),
    )
  const anyForm = fc.oneof(fc.constant(form), someForm)
  const anyKey = fc.constantFrom(...all.map(({ key }) => key))
  const times = { numRuns: 300 }

  test('not knowing an answer never raises the level', () => {
    fc.assert(
      fc.property(anyForm, given, anyKey, (of, answers, key) => {
        const less = suggest({ ...answers, [key]: 'not-known' }, of).level
        expect(rank(less)).toBeLessThanOrEqual(rank(suggest(answers, of).level))
      }),
      times,
    )
  })

  test('a stronger sign, of harm or of risk, never lowers it', () => {
    fc.assert(
      fc.property(anyForm, given, anyKey, fc.constantFrom(...levels), (of, answers, key, level) => {
        const now = answers[key] ?? 'not-known'
        fc.pre(now === 'not-known' || rank(level) >= rank(now))
        expect(rank(suggest({ ...answers, [key]: level }, of).level)).toBeGreaterThanOrEqual(
          rank(suggest(answers, of).level),
        )
      }),
      times,
    )
  })

  test('the order of the answers, of the domains and of the rules changes nothing', () => {
    fc.assert(
      fc.property(anyForm, given, (of, answers) => {
        const turned = Object.fromEntries(Object.entries(answers).reverse())
        const turnedForm: RiskAssessmentForm = {
          ...of,
          domains: of.domains.toReversed(),
          suggestion: { ...of.suggestion, rules: of.suggestion.rules.toReversed() },
        }
        const one = suggest(answers, of)
        const other = suggest(turned, turnedForm)
        expect([other.level, other.risk.sum, other.harm.counts]).toEqual([one.level, one.risk.sum, one.harm.counts])
      }),
      times,
    )
  })

  test('no protective factor changes it, nor anything else that is answered', () => {
    fc.assert(
      fc.property(given, fc.constantFrom('not-known', 'not-yet', 'somewhat', 'strong'), (answers, strength) => {
        const plain: Answers = answersSchema.parse({ indicators: mapped(answers) })
        const strong = answersSchema.parse({
          indicators: mapped(answers),
          factors: Object.fromEntries(form.protective.factors.map(({ key }) => [key, { strength }])),
          people: { 'serious-assault': { answer: 'yes' } },
          judgement: { level: 'none', reason: 'x' },
        })
        expect(suggestedLevel(strong, form)).toEqual(suggestedLevel(plain, form))
      }),
    )
  })

  test('every sign is counted once, as risk or as harm, at a level or as not known', () => {
    fc.assert(
      fc.property(given, answers => {
        const { risk, harm, notKnown } = suggest(answers)
        const counted = [risk, harm]
          .flatMap(({ counts }) => levels.map(level => counts[level]))
          .reduce((a, b) => a + b, 0)
        expect(counted + risk.notKnown + harm.notKnown).toBe(all.length)
        expect(notKnown).toHaveLength(risk.notKnown + harm.notKnown)
        for (const tally of [risk, harm]) {
          expect(tally.domains.reduce((sum, domain) => sum + domain.sum, 0)).toBe(tally.sum)
        }
      }),
    )
  })
})
