import { describe, expect, test } from 'vitest'
import {
  ageAllows,
  amendable,
  answerable,
  answeredDifferently,
  type LatestOutcome,
  type Milestones,
  nominatable,
  standing,
  submittable,
  withdrawable,
  yearsOn,
} from './nomination.ts'
import { type Answers, isComplete, missingSections, type SectionKey } from './questions.ts'
import { daysWaited, decideBy } from './waiting.ts'

const at = new Date('2026-03-02T10:00:00Z')
const draft: Milestones = { submittedAt: null, withdrawnAt: null, decidedAs: null, questionSince: null }
const all: Readonly<Record<string, Milestones>> = {
  draft,
  submitted: { ...draft, submittedAt: at },
  'waiting for information': { ...draft, submittedAt: at, questionSince: at },
  accepted: { ...draft, submittedAt: at, decidedAs: 'accepted' },
  'not accepted': { ...draft, submittedAt: at, decidedAs: 'not accepted' },
  'back with the forum': { ...draft, submittedAt: at, decidedAs: 'back to the forum' },
  withdrawn: { ...draft, submittedAt: at, withdrawnAt: at },
}
const of = (name: string): Milestones => all[name] ?? draft

describe('where a nomination stands', () => {
  test.each(Object.keys(all))('%s', name => {
    expect(standing(of(name))).toBe(name)
  })
  test('a draft that was withdrawn is withdrawn', () => {
    expect(standing({ ...draft, withdrawnAt: at })).toBe('withdrawn')
  })
  test('a question that was never answered is over when the panel decided', () => {
    expect(standing({ ...of('accepted'), questionSince: at })).toBe('accepted')
  })
})

describe('what can be done with it (R134)', () => {
  test.each([
    ['draft', 'yes', 'not submitted', 'yes'],
    ['submitted', 'already submitted', 'yes', 'yes'],
    ['waiting for information', 'already submitted', 'yes', 'yes'],
    ['accepted', 'closed', 'closed', 'already decided'],
    ['not accepted', 'closed', 'closed', 'already decided'],
    ['back with the forum', 'closed', 'closed', 'already decided'],
    ['withdrawn', 'closed', 'closed', 'already withdrawn'],
  ])('%s: answer %s, amend %s, withdraw %s', (name, answers, amends, withdraws) => {
    const said = (a: ReturnType<typeof answerable | typeof amendable | typeof withdrawable>) => (a.ok ? 'yes' : a.why)
    expect(said(answerable(of(name)))).toBe(answers)
    expect(said(amendable(of(name)))).toBe(amends)
    expect(said(withdrawable(of(name)))).toBe(withdraws)
  })
})

describe('who can be nominated (R128, R132)', () => {
  const yeses: LatestOutcome = { finding: 'at risk of', suitable: true, wouldBenefit: true, nominated: null }
  test.each<[string, LatestOutcome | null, string]>([
    ['nobody discussed them', null, 'not discussed'],
    ['both answers are yes', yeses, 'yes'],
    ['not suitable', { ...yeses, suitable: false }, 'not suitable'],
    ['would not benefit', { ...yeses, wouldBenefit: false }, 'would not benefit'],
    ['two noes', { ...yeses, suitable: false, wouldBenefit: false }, 'not suitable'],
    ['a nomination follows it already', { ...yeses, nominated: 'open' }, 'already nominated'],
    ['one was not accepted: the forum comes first', { ...yeses, nominated: 'not accepted' }, 'already decided'],
    ['one was accepted', { ...yeses, nominated: 'accepted' }, 'already decided'],
  ])('%s', (_, latest, answer) => {
    const said = nominatable(latest)
    expect(said.ok ? 'yes' : said.why).toBe(answer)
  })
})

const ages = { under: 18, principallyFrom: 10, principallyTo: 17 }

describe('age on the day of submission (R1, R3)', () => {
  test.each([
    ['2008-03-03', '2026-03-02', 17],
    ['2008-03-02', '2026-03-02', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2016-12-31', '2026-01-01', 9],
  ])('born %s, on %s: %i', (born, on, years) => {
    expect(yearsOn(born, on)).toBe(years)
  })

  test.each<[string, string | null, boolean, string]>([
    ['no date of birth, not even estimated', null, true, 'no date of birth'],
    ['the day before the 18th birthday', '2008-03-03', false, 'yes'],
    ['the 18th birthday itself: a hard limit, whatever the reason', '2008-03-02', true, 'too old'],
    ['ten today', '2016-03-02', false, 'yes'],
    ['nine, without a reason', '2016-03-03', false, 'age needs a reason'],
    ['nine, with a reason', '2016-03-03', true, 'yes'],
  ])('%s', (_, born, reason, answer) => {
    const said = ageAllows(born, '2026-03-02', ages, reason)
    expect(said.ok ? 'yes' : said.why).toBe(answer)
  })

  test('the soft limit is the area’s: one that works mainly from 12 asks why at 11', () => {
    expect(ageAllows('2014-03-03', '2026-03-02', { ...ages, principallyFrom: 12 }, false)).toEqual({
      ok: false,
      why: 'age needs a reason',
    })
  })
})

describe('sending it', () => {
  const ready = {
    nomination: draft,
    nominee: { bornOn: '2011-05-05', status: 'none' },
    today: '2026-03-02',
    ages,
    hasAgeReason: false,
    assessed: true,
    complete: true,
    introductionBy: '2026-03-02',
    latestBothYes: true,
  }
  test.each<[string, Partial<typeof ready> | { nomination: Milestones }, string]>([
    ['all is well', {}, 'yes'],
    ['missing now stops nothing', { nominee: { bornOn: '2011-05-05', status: 'missing now' } }, 'yes'],
    ['it was sent already', { nomination: of('submitted') }, 'already submitted'],
    ['it was withdrawn', { nomination: of('withdrawn') }, 'closed'],
    ['the young person has died', { nominee: { bornOn: '2011-05-05', status: 'died' } }, 'died'],
    ['they are 18', { nominee: { bornOn: '2008-03-02', status: 'none' } }, 'too old'],
    ['a later discussion said no', { latestBothYes: false }, 'a later discussion answered otherwise'],
    ['answers are missing', { complete: false }, 'answers missing'],
    ['no risk assessment is completed (R130)', { assessed: false }, 'not assessed'],
    ['the introduction was to be yesterday', { introductionBy: '2026-03-01' }, 'the introduction is in the past'],
  ])('%s', (_, change, answer) => {
    const said = submittable({ ...ready, ...change })
    expect(said.ok ? 'yes' : said.why).toBe(answer)
  })
})

describe('the forum answered differently since', () => {
  const yes = { finding: 'at risk of' as const, suitable: true, wouldBenefit: true }
  test.each([
    ['nothing changed', 'at risk of' as const, yes, false],
    ['another finding', 'at risk of' as const, { ...yes, finding: 'subject to' as const }, true],
    ['not suitable any more', 'at risk of' as const, { ...yes, suitable: false }, true],
    ['would not benefit any more', 'at risk of' as const, { ...yes, wouldBenefit: false }, true],
    ['it was not sent yet', null, { ...yes, suitable: false }, false],
  ])('%s', (_, finding, outcome, answer) => {
    expect(answeredDifferently({ finding, outcome })).toBe(answer)
  })
})

describe('what a nomination must say (R144)', () => {
  const whole: Answers = {
    'young-person-asked': 'yes',
    'young-person-words': '“Alright then.”',
    'family-asked': 'no',
    'family-not-asked': 'It was not safe to ring that day.',
    'introducer-name': 'Sam Worker',
    'introducer-agency': 'Youth justice',
    'introduction-how': 'At football',
    'introduction-by': '2026-03-20',
    'hope-safety': 'Home by ten.',
    'could-fail': 'Too many new faces.',
  }
  test('is nothing more than this', () => {
    expect(missingSections(whole)).toEqual([])
  })
  test.each<[keyof Answers, SectionKey]>([
    ['young-person-asked', 'young-person'],
    ['young-person-words', 'young-person'],
    ['family-not-asked', 'family'],
    ['introducer-name', 'introduction'],
    ['introducer-agency', 'introduction'],
    ['introduction-how', 'introduction'],
    ['introduction-by', 'introduction'],
    ['hope-safety', 'hopes'],
    ['could-fail', 'worries'],
  ])('without %s it misses %s', (question, section) => {
    expect(missingSections({ ...whole, [question]: '' })).toEqual([section])
  })
  test('words of a young person who was not asked do not stand for the reason', () => {
    expect(isComplete('young-person', { 'young-person-asked': 'no', 'young-person-words': 'old words' })).toBe(false)
  })
})

describe('how long it waits', () => {
  const holidays = { from: '2026-01-01', until: '2026-12-31', days: new Set(['2026-04-03', '2026-04-06']) }
  const ten = { length: 10, unit: 'working-days' } as const
  const later = (days: number) => new Date(at.getTime() + days * 86_400_000)

  test.each([
    ['nine days', { questionSince: null, endedAt: null, pausedSeconds: 0 }, 9],
    ['an earlier question took two of them', { questionSince: null, endedAt: null, pausedSeconds: 172_800 }, 7],
    ['waiting for an answer for four of them', { questionSince: later(5), endedAt: null, pausedSeconds: 0 }, 5],
    ['decided after three', { questionSince: null, endedAt: later(3), pausedSeconds: 0 }, 3],
  ])('%s', (_, rest, days) => {
    expect(daysWaited({ submittedAt: at, ...rest }, later(9))).toBe(days)
  })

  test('the clock of the area counts working days', () => {
    expect(decideBy(at, ten, [], holidays)).toBe('2026-03-16')
  })
  test('and leaves out the days an answer was waited for', () => {
    expect(decideBy(at, ten, [{ from: '2026-03-04', until: '2026-03-06' }], holidays)).toBe('2026-03-18')
  })
  test('an area may count calendar days instead', () => {
    expect(decideBy(at, { length: 14, unit: 'days' }, [{ from: '2026-03-04', until: '2026-03-06' }], holidays)).toBe(
      '2026-03-18',
    )
  })
})
