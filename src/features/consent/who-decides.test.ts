import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answered, type Because, becauseInWords, decided } from './who-decides.ts'

const today = '2026-11-29'
const said = (over: Partial<Answered>): Answered => ({
  by: 'young person',
  answer: 'yes',
  responsibility: 'not known',
  competence: 'not judged',
  ageThen: undefined,
  until: null,
  ...over,
})
const understands = said({ competence: 'understands' })
const notYet = said({ competence: 'does not understand' })
const parent = (answer: Answered['answer'], responsibility: Answered['responsibility'] = 'yes') =>
  said({ by: 'parent or carer', answer, responsibility })
const council = (answer: Answered['answer']) => said({ by: 'council', answer })

describe('who decides (R149, R151)', () => {
  test.each<[string, number | undefined, Answered[], boolean, Because, boolean]>([
    ['nobody was asked', 14, [], false, 'they were not asked', false],
    ['only a parent was asked', 14, [parent('yes')], false, 'they were not asked', false],
    ['a young person of 14 who understands says yes', 14, [understands], true, 'they said yes', false],
    ['and a parent says no', 14, [understands, parent('no')], true, 'they said yes', true],
    [
      'a young person says no and a parent says yes',
      14,
      [said({ answer: 'no' }), parent('yes')],
      false,
      'they said no',
      true,
    ],
    [
      'who does not understand says no',
      11,
      [said({ answer: 'no', competence: 'does not understand' }), parent('yes')],
      false,
      'they said no',
      true,
    ],
    [
      'a yes that was taken back',
      14,
      [said({ answer: 'withdrawn', competence: 'understands' })],
      false,
      'they said no',
      false,
    ],
    [
      'a yes of 14 that nobody judged',
      14,
      [said({}), parent('yes')],
      false,
      'nobody judged whether they understand',
      false,
    ],
    [
      'who does not understand, and nobody else was asked',
      12,
      [notYet],
      false,
      'nobody with parental responsibility has said yes',
      false,
    ],
    [
      'and a parent says yes',
      12,
      [notYet, parent('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    ['and a parent says no', 12, [notYet, parent('no')], false, 'those with parental responsibility said no', false],
    [
      'and the two parents differ',
      12,
      [notYet, parent('yes'), parent('no')],
      false,
      'those with parental responsibility differ',
      true,
    ],
    [
      'a grandmother without parental responsibility says yes',
      12,
      [notYet, parent('yes', 'no')],
      false,
      'nobody with parental responsibility has said yes',
      false,
    ],
    [
      'nobody knows whether she has it',
      12,
      [notYet, parent('yes', 'not known')],
      false,
      'nobody with parental responsibility has said yes',
      false,
    ],
    [
      'under a care order the council says yes',
      12,
      [notYet, council('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    [
      'and a parent says no',
      12,
      [notYet, council('yes'), parent('no')],
      false,
      'those with parental responsibility differ',
      true,
    ],
    [
      'accommodated by agreement: the carer has none, the parent says yes',
      13,
      [notYet, parent('no', 'no'), parent('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    [
      'nobody with parental responsibility is here, the council stands in',
      15,
      [notYet, council('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    [
      'a parent it is not safe to ask counts as not asked',
      12,
      [notYet, parent('not approached'), parent('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    ['from 16 they are presumed to understand', 16, [said({}), parent('no')], true, 'they said yes', true],
    [
      'unless somebody saw that they do not',
      16,
      [notYet],
      false,
      'nobody with parental responsibility has said yes',
      false,
    ],
    ['from 18 nobody else decides', 18, [{ ...notYet, ageThen: 18 }, parent('no')], true, 'they said yes', false],
    [
      'without a date of birth as under 16',
      undefined,
      [said({})],
      false,
      'nobody judged whether they understand',
      false,
    ],
    [
      'not safe to ask the young person',
      14,
      [said({ answer: 'not approached' }), parent('yes')],
      false,
      'it is not safe to ask them',
      false,
    ],
    [
      'a yes until yesterday',
      14,
      [said({ competence: 'understands', until: '2026-11-28' })],
      false,
      'they were not asked',
      false,
    ],
    [
      'a no with a day to ask again, which has passed',
      14,
      [said({ answer: 'no', until: '2026-11-28' })],
      false,
      'they said no',
      false,
    ],
    [
      'and a parent’s, beside the other’s yes',
      12,
      [notYet, parent('yes'), { ...parent('no'), until: '2026-11-28' }],
      false,
      'those with parental responsibility differ',
      true,
    ],
    // From 18 only they decide (Mental Capacity Act 2005).
    ['asked at 18, whatever anybody judged', 18, [said({ ageThen: 18 }), parent('no')], true, 'they said yes', false],
    ['of 19, who understood at 15', 19, [{ ...understands, ageThen: 15 }], true, 'they said yes', false],
    ['of 18, presumed able at 16', 18, [said({ ageThen: 16 })], true, 'they said yes', false],
    [
      'of 18, whose yes rested on a parent’s',
      18,
      [{ ...notYet, ageThen: 17 }, parent('yes')],
      false,
      'they were not asked since they turned 18',
      false,
    ],
    [
      'and of whom nobody judged it at 15',
      18,
      [said({ ageThen: 15 }), parent('yes')],
      false,
      'they were not asked since they turned 18',
      false,
    ],
    [
      'the day before',
      17,
      [{ ...notYet, ageThen: 17 }, parent('yes')],
      true,
      'somebody with parental responsibility said yes',
      false,
    ],
    ['of 18, who says no', 18, [said({ answer: 'no', ageThen: 17 }), parent('yes')], false, 'they said no', true],
    ['a yes until today', 14, [said({ competence: 'understands', until: today })], true, 'they said yes', false],
  ])('%s', (_, age, newest, yes, because, differs) => {
    expect(decided(age, newest, today)).toEqual({ yes, because, differs })
  })

  const answered = fc.record<Answered>({
    by: fc.constantFrom('young person', 'parent or carer', 'council'),
    answer: fc.constantFrom('yes', 'no', 'withdrawn', 'not approached'),
    responsibility: fc.constantFrom('yes', 'no', 'not known'),
    competence: fc.constantFrom('understands', 'does not understand', 'not judged'),
    ageThen: fc.option(fc.integer({ min: 8, max: 19 }), { nil: undefined }),
    until: fc.constantFrom(null, '2026-11-28', today),
  })
  const ages = fc.option(fc.integer({ min: 10, max: 19 }), { nil: undefined })
  const oneEach = (all: readonly Answered[]) =>
    all.filter((one, at) => one.by !== 'young person' || all.findIndex(o => o.by === one.by) === at)

  test('whoever says what, nobody takes part without a yes of their own that holds', () => {
    fc.assert(
      fc.property(ages, fc.array(answered, { maxLength: 5 }), (age, all) => {
        const newest = oneEach(all)
        const own = newest.find(one => one.by === 'young person' && (one.until === null || one.until >= today))
        if (own?.answer !== 'yes') expect(decided(age, newest, today).yes).toBe(false)
      }),
    )
  })

  test('what somebody without parental responsibility says changes nothing', () => {
    fc.assert(
      fc.property(ages, fc.array(answered, { maxLength: 5 }), answered, (age, all, one) => {
        const newest = oneEach(all)
        const without = { ...one, by: 'parent or carer', responsibility: 'no' } as const
        expect(decided(age, [...newest, without], today)).toEqual(decided(age, newest, today))
      }),
    )
  })

  test('from 18 nobody else’s answer changes anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18, max: 25 }), fc.array(answered, { maxLength: 5 }), (age, all) => {
        const newest = oneEach(all)
        const alone = newest.filter(one => one.by === 'young person')
        expect(decided(age, newest, today).yes).toBe(decided(age, alone, today).yes)
      }),
    )
  })

  test('every reason has words, and none of them blames', () => {
    for (const words of Object.values(becauseInWords)) expect(words).not.toMatch(/refus|fail|at fault/i)
  })
})
