import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadAreas, type RiskKind, riskKinds } from '../areas/index.ts'
import type { Finding } from '../forum/index.ts'
import {
  acceptable,
  allocatable,
  choosable,
  decidable,
  declarableNow,
  differs,
  type Fact,
  introducible,
  isClosed,
  mayChangeStrand,
  mayDecide,
  questionable,
  shownOnly,
  strandOf,
  waysForward,
} from './panel.ts'

const areas = loadAreas(join(import.meta.dirname, '../../../config'))
const servicesOf = (area: string) => areas.byKey.get(area)?.services ?? []
const fact = (kind: RiskKind, certainty: Fact['certainty'] = 'known', timing: Fact['timing'] = 'current'): Fact => ({
  kind,
  certainty,
  timing,
  evidence: 'Seen twice.',
  foundAt: new Date(0),
  reviewOn: '2026-06-01',
  liftedAt: null,
})
const closedIn = (area: string, facts: readonly Fact[]) =>
  choosable(servicesOf(area), facts)
    .filter(isClosed)
    .map(c => c.service.key)

describe('which service can take this on safely (R60, R77, R94)', () => {
  test.each<[string, RiskKind, readonly string[]]>([
    ['north-yorkshire', 'sexual-exploitation', ['rp-relief-worker']],
    ['north-yorkshire', 'serious-assault', ['rp-relief-worker']],
    ['north-yorkshire', 'organised-crime-gang-violence', ['rp-relief-worker']],
    ['york', 'sexual-exploitation', []],
    ['york', 'serious-assault', ['volunteer-mentor']],
    ['york', 'organised-crime-gang-violence', ['volunteer-mentor']],
  ])('in %s a known, current risk of %s closes %j', (area, kind, closed) => {
    expect(closedIn(area, [fact(kind)])).toEqual(closed)
  })

  test.each([
    ['known', 'past'],
    ['suspected', 'current'],
    ['suspected', 'past'],
  ] as const)('%s and %s closes nothing anywhere, and is shown', (certainty, timing) => {
    for (const area of ['north-yorkshire', 'york']) {
      const facts = riskKinds.map(kind => fact(kind, certainty, timing))
      expect(closedIn(area, facts)).toEqual([])
      expect(shownOnly(choosable(servicesOf(area), facts), facts)).toEqual(facts)
    }
  })

  test('no kind closes a service of Strand 2 (R94)', () => {
    for (const area of areas.all) {
      const two = choosable(
        area.services,
        riskKinds.map(kind => fact(kind)),
      ).filter(c => c.service.strand === 2)
      expect(two.length).toBeGreaterThan(0)
      expect(two.some(isClosed)).toBe(false)
    }
  })

  test('the reason stands with its evidence and the words of the area', () => {
    const [relief] = choosable(servicesOf('north-yorkshire'), [fact('sexual-exploitation'), fact('serious-assault')])
    expect(relief?.reasons.map(r => r.limb.key)).toEqual(['sexual-exploitation', 'serious-assault'])
    expect(relief?.reasons[0]?.limb.says).toContain('sexual exploitation')
    expect(relief?.reasons[0]?.facts[0]?.evidence).toBe('Seen twice.')
  })

  test('in York a known risk of sexual exploitation closes nothing, and is still shown', () => {
    const facts = [fact('sexual-exploitation')]
    expect(shownOnly(choosable(servicesOf('york'), facts), facts)).toEqual(facts)
  })
})

describe('strand and finding (R33, R34)', () => {
  test.each<[Finding, number | null, boolean, boolean]>([
    ['at risk of', 1, false, true],
    ['subject to', 2, true, false],
    ['neither', null, true, true],
  ])('%s points to %s; Strand 1 differs: %s, Strand 2 differs: %s', (finding, strand, one, two) => {
    expect(strandOf(finding)).toBe(strand)
    expect(differs(finding, 1)).toBe(one)
    expect(differs(finding, 2)).toBe(two)
  })
})

describe('ways forward where a service cannot take this on safely', () => {
  const closed = choosable(servicesOf('north-yorkshire'), [fact('sexual-exploitation')])
  test.each<[Finding, readonly string[]]>([
    ['at risk of', ['back to the forum']],
    ['subject to', ['Strand 2', 'back to the forum']],
    ['neither', ['back to the forum']],
  ])('%s: %j', (finding, ways) => {
    expect(waysForward(finding, closed)).toEqual(ways)
  })
  test('none are needed where every service is open', () => {
    expect(waysForward('subject to', choosable(servicesOf('york'), [fact('sexual-exploitation')]))).toEqual([])
  })
})

describe('choosing a service', () => {
  const of = (serviceKey: string, rest: Partial<Parameters<typeof allocatable>[0]> = {}) => {
    const answer = allocatable({
      serviceKey,
      choices: choosable(servicesOf('north-yorkshire'), []),
      finding: 'at risk of',
      differentReason: undefined,
      open: [],
      ...rest,
    })
    return answer.ok ? 'yes' : answer.why
  }
  const withFact = { choices: choosable(servicesOf('north-yorkshire'), [fact('serious-assault')]) }
  test.each<[string, string, string]>([
    ['the strand the finding points to', of('rp-relief-worker'), 'yes'],
    ['another strand without a reason', of('family-network-coordinator'), 'say why another strand'],
    ['another strand with one', of('family-network-coordinator', { differentReason: 'They asked for it.' }), 'yes'],
    ['a service of the other area', of('volunteer-mentor'), 'no such service'],
    ['one that cannot take this on safely', of('rp-relief-worker', withFact), 'cannot take this on safely'],
    [
      'the same with any reason: it is not a question of reasons',
      of('rp-relief-worker', { ...withFact, finding: 'subject to', differentReason: 'Please.' }),
      'cannot take this on safely',
    ],
    ['a strand they are in already', of('rp-relief-worker', { open: [1] }), 'already in this strand'],
    ['a second strand beside the first', of('rp-relief-worker', { open: [2] }), 'yes'],
  ])('%s', (_, answer, wanted) => {
    expect(answer).toBe(wanted)
  })
})

describe('what an acceptance stands on', () => {
  test('is what the forum says now, and an introduction that is still to come', () => {
    expect(acceptable(true).ok).toBe(true)
    expect(acceptable(false)).toEqual({ ok: false, why: 'a later discussion answered otherwise' })
    expect(introducible('2026-03-02', '2026-03-02').ok).toBe(true)
    for (const none of ['', '2026-03-02 or so']) expect(introducible(none, '2026-03-02').ok).toBe(false)
    expect(introducible('1999-03-02', '2026-03-02')).toEqual({ ok: false, why: 'the introduction is in the past' })
  })

  test('a conflict of interest is said of what is before the panel and of what it accepted, and of nothing else', () => {
    const n = { submittedAt: new Date(0), withdrawnAt: null, decidedAs: null, questionSince: null }
    expect(declarableNow(n).ok).toBe(true)
    expect(declarableNow({ ...n, decidedAs: 'accepted' }).ok).toBe(true)
    expect(declarableNow({ ...n, decidedAs: 'not accepted' })).toEqual({ ok: false, why: 'already decided' })
    expect(declarableNow({ ...n, withdrawnAt: new Date(0) })).toEqual({ ok: false, why: 'not before the panel' })
  })
})

describe('who decides', () => {
  const involved = { submittedBy: 'submitter', holder: { person: 'holder' }, writers: ['writer', 'submitter'] }
  test.each([
    ['somebody who takes part and declared no conflict', 'panel', { here: true, conflict: false }, 'yes'],
    ['whoever holds the case today', 'holder', { here: true, conflict: false }, 'you hold the case'],
    ['whoever wrote part of it', 'writer', { here: true, conflict: false }, 'you wrote part of it'],
    ['whoever submitted it', 'submitter', { here: true, conflict: false }, 'you submitted it'],
    [
      'somebody with a conflict of interest',
      'panel',
      { here: true, conflict: true },
      'you have a conflict of interest',
    ],
    ['somebody who is not there', 'panel', { here: false, conflict: false }, 'say first that you take part'],
    ['somebody who said nothing', 'panel', undefined, 'say first that you take part'],
  ])('%s', (_, person, declared, answer) => {
    const said = mayDecide(person, involved, declared)
    expect(said.ok ? 'yes' : said.why).toBe(answer)
    if (declared?.here) expect(mayChangeStrand(person, involved, declared.conflict)).toEqual(said)
  })

  const at = new Date(0)
  const open = { submittedAt: at, withdrawnAt: null, decidedAs: null, questionSince: null }
  test.each([
    ['with the panel', open, 'yes', 'yes'],
    ['waiting for an answer', { ...open, questionSince: at }, 'yes', 'already asked'],
    ['decided', { ...open, decidedAs: 'accepted' as const }, 'already decided', 'already decided'],
    ['withdrawn', { ...open, withdrawnAt: at }, 'not before the panel', 'not before the panel'],
    ['a draft', { ...open, submittedAt: null }, 'not before the panel', 'not before the panel'],
  ])('%s: deciding %s, asking %s', (_, n, decides, asks) => {
    const [one, two] = [decidable(n), questionable(n)]
    expect(one.ok ? 'yes' : one.why).toBe(decides)
    expect(two.ok ? 'yes' : two.why).toBe(asks)
  })
})
