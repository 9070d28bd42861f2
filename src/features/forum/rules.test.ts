import { describe, expect, test } from 'vitest'
import type { BankHolidays } from '../../platform/working-days.ts'
import { actionStanding, climbsOn, dueChoices, dueOn } from './action.ts'
import { decidable, freezable, lateness, type Milestones, open, standing } from './discussion.ts'
import { type Handling, handlings, mayRead } from './handling.ts'
import { type Finding, findings, mayBeNominated } from './outcome.ts'
import { quorum } from './quorum.ts'
import { closesService, factAnswer, factAnswers, factOf, holds, toLookAtAgain } from './risk-fact.ts'

const at = (day: string) => new Date(`${day}T12:00:00Z`)

describe('quorum, by the rule of the area', () => {
  const scheduled = { agencies: 3, mustInclude: ['childrens-social-care', 'police'] }
  test.each([
    ['all that must be there and one more', ['childrens-social-care', 'police', 'health'], { reached: true }],
    [
      'three, but not the police',
      ['childrens-social-care', 'health', 'schools'],
      { reached: false, more: 1, missing: ['police'] },
    ],
    ['only the two', ['childrens-social-care', 'police'], { reached: false, more: 1, missing: [] }],
    ['one agency named twice', ['childrens-social-care', 'police', 'police'], { reached: false, more: 1, missing: [] }],
    ['nobody', [], { reached: false, more: 3, missing: ['childrens-social-care', 'police'] }],
  ])('%s', (_, there, answer) => expect(quorum(scheduled, there)).toEqual(answer))
  test('where more agencies must be there than the number says, all of them count', () => {
    expect(quorum({ agencies: 1, mustInclude: ['a', 'b'] }, [])).toEqual({
      reached: false,
      more: 2,
      missing: ['a', 'b'],
    })
  })
})

describe('what an agency may read: handling × core × invited', () => {
  const member = (invited: boolean, core: boolean, own = false) => ({ record: 'nothing' as const, invited, core, own })
  const cases: [Handling, ReturnType<typeof member>, boolean][] = [
    ['core agencies only', member(true, true), true],
    ['core agencies only', member(true, false), false],
    ['core agencies only', member(true, false, true), true],
    ['core agencies only', member(false, true), false],
    ['core agencies only', member(false, false, true), false],
    ['all at this item', member(true, true), true],
    ['all at this item', member(true, false), true],
    ['all at this item', member(false, true), false],
    ['may go to the family', member(true, false), true],
    ['may go to the family', member(false, false), false],
  ]
  test.each(cases)('%s, %j: %s', (handling, reader, may) => expect(mayRead(handling, reader)).toBe(may))
  test.each(Object.keys(handlings) as Handling[])(
    'the record read to S5 opens %s; read to S4 not what is for core agencies',
    handling => {
      const by = (record: 'S4' | 'S5') => mayRead(handling, { record, invited: false, core: false, own: false })
      expect([by('S5'), by('S4')]).toEqual([true, handling !== 'core agencies only'])
    },
  )
})

describe('the way to a nomination (R128, R132)', () => {
  const all = (Object.keys(findings) as Finding[]).flatMap(finding =>
    [true, false].flatMap(suitable => [true, false].map(wouldBenefit => ({ finding, suitable, wouldBenefit }))),
  )
  test.each(all)('$finding, suitable $suitable, would benefit $wouldBenefit', answers => {
    expect(mayBeNominated(answers).ok).toBe(answers.suitable && answers.wouldBenefit)
  })
  test('is closed for a child nobody discussed', () => {
    expect(mayBeNominated(undefined)).toEqual({ ok: false, why: 'nobody discussed it' })
  })
})

describe('a fact about somebody around the child', () => {
  test.each([
    ['known', 'current', null, true],
    ['known', 'past', null, false],
    ['suspected', 'current', null, false],
    ['suspected', 'past', null, false],
    ['known', 'current', at('2026-11-20'), false],
  ] as const)('%s, %s, lifted %s: closes services %s (R60, R77)', (certainty, timing, liftedAt, closes) => {
    const service = { cannotTakeOnSafely: { limbs: [{ key: 'serious-assault' }] } } as const
    expect(closesService(service, { kind: 'serious-assault', certainty, timing, liftedAt })).toBe(closes)
    expect(closesService(service, { kind: 'sexual-exploitation', certainty, timing, liftedAt })).toBe(false)
  })
  test.each([
    ['2026-11-21', null, true, true],
    ['2026-11-22', null, true, true],
    ['2026-11-23', null, true, false],
    ['2026-11-21', at('2026-11-20'), false, false],
  ] as const)('review %s, lifted %s: holds %s today, to look at again %s', (reviewOn, liftedAt, still, again) => {
    expect([holds({ liftedAt }), toLookAtAgain({ reviewOn, liftedAt }, '2026-11-22')]).toEqual([still, again])
  })
  test('its answer on screen and its two parts are one thing', () => {
    for (const answer of Object.keys(factAnswers) as (keyof typeof factAnswers)[])
      expect(factAnswer(factOf(answer))).toBe(answer)
  })
})

describe('an action (R141)', () => {
  const holidays: BankHolidays = {
    from: '2026-01-01',
    until: '2027-12-31',
    days: new Set(['2026-12-25', '2026-12-28']),
  }
  test.each([
    ['2026-11-20', 'open'],
    ['2026-11-23', 'open'],
    ['2026-11-24', 'late'],
    ['2026-11-30', 'late'],
    ['2026-12-01', 'late'],
  ])('due on 23 November and nowhere else yet: on %s it is %s', (today, is) => {
    expect(actionStanding({ dueOn: '2026-11-23', climbedTo: null, doneAt: null }, today)).toBe(is)
  })
  test.each([
    ['managers', 'with the manager'],
    ['forum', 'with the forum'],
  ] as const)('that climbed to the %s is %s, and says so only then', (climbedTo, is) => {
    expect(actionStanding({ dueOn: '2026-11-23', climbedTo, doneAt: null }, '2026-12-01')).toBe(is)
  })
  test('has five working days after its date before it climbs', () => {
    expect(climbsOn('2026-11-23', { length: 5, unit: 'working-days' }, holidays)).toBe('2026-11-30')
  })
  test('bank holidays do not count against an agency', () => {
    expect(climbsOn('2026-12-24', { length: 1, unit: 'working-days' }, holidays)).toBe('2026-12-29')
  })
  test('once it is done it is done, however late', () => {
    const dates = { dueOn: '2026-11-01', climbedTo: 'managers', doneAt: at('2026-11-21') } as const
    expect(actionStanding(dates, '2026-11-22')).toBe('done')
  })
  test('every choice of a date lies ahead, each later than the one before', () => {
    const days = (Object.keys(dueChoices) as (keyof typeof dueChoices)[]).map(choice => dueOn(choice, '2026-11-22'))
    expect(days).toEqual(['2026-11-23', '2026-11-29', '2026-12-06', '2026-12-20', '2027-02-22'])
  })
})

describe('one child’s discussion', () => {
  const fresh: Milestones & { heldOn: string } = {
    heldOn: '2026-11-22',
    papersFrozenAt: null,
    outcomeAt: null,
    minutesConfirmedAt: null,
    takenOffAt: null,
  }
  const frozen = { ...fresh, papersFrozenAt: at('2026-11-20') }
  const decided = { ...frozen, outcomeAt: at('2026-11-22') }
  const confirmed = { ...decided, minutesConfirmedAt: at('2026-11-24') }
  const off = { ...frozen, takenOffAt: at('2026-11-21') }
  const reached = { reached: true }
  test.each([
    ['listed', fresh, 'to prepare', true, true, true],
    ['frozen', frozen, 'papers ready', true, true, true],
    ['decided', decided, 'minutes to confirm', false, true, false],
    ['confirmed', confirmed, 'done', false, false, false],
    ['taken off', off, 'taken off', false, false, false],
  ] as const)('%s: it is %s', (_, d, is, mayFreeze, isOpen, mayDecide) => {
    expect([standing(d), freezable(d).ok, open(d).ok, decidable(d, '2026-11-22', reached, undefined).ok]).toEqual([
      is,
      mayFreeze,
      isOpen,
      mayDecide,
    ])
  })
  test.each([
    [true, undefined, true],
    [false, undefined, false],
    [false, 'The police were called away', true],
  ])('quorum %s with reason %s: may decide %s', (is, reason, may) => {
    expect(decidable(frozen, '2026-11-22', { reached: is }, reason).ok).toBe(may)
  })
  test('nothing is decided before its day', () => {
    expect(decidable(frozen, '2026-11-21', reached, undefined)).toEqual({ ok: false, why: 'not held yet' })
    expect(decidable(frozen, '2026-12-24', reached, undefined).ok).toBe(true)
  })
  test.each([
    ['2026-11-19', 'in time'],
    ['2026-11-21', 'after the papers were frozen'],
    ['2026-11-23', 'after the outcome'],
  ])('what is said on %s came %s', (day, late) => expect(lateness(at(day), decided)).toBe(late))
})
