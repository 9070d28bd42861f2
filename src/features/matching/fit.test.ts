import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, fitOf, groupOf, type Offer, points, ranked, type Weights, type Wishes } from './fit.ts'

const weights: Weights = {
  availability: 30,
  travel: 20,
  language: 15,
  wishes: 15,
  interests: 10,
  continuity: 5,
  load: 5,
}
const nothing: Wishes = { gender: 'not asked', available: [], places: [], languages: [], interests: [] }
const offer: Offer = {
  gender: 'woman',
  available: ['fri-evening', 'sat-morning'],
  places: ['villages'],
  languages: ['eng'],
  interests: ['boxing'],
  knownBefore: false,
  youngPeople: 0,
  youngPeopleAtMost: 2,
}
const pointsOf = (wishes: Partial<Wishes>, part: string, but: Partial<Offer> = {}) =>
  fitOf({ ...nothing, ...wishes }, { ...offer, ...but }, weights).find(one => one.part === part)?.points

describe('how well two fit', () => {
  test.each<[string, Partial<Wishes>, Partial<Offer>, string, number]>([
    [
      'three times in common',
      { available: ['fri-evening', 'sat-morning', 'sun-early'] },
      { available: ['fri-evening', 'sat-morning', 'sun-early', 'mon-early'] },
      'availability',
      30,
    ],
    ['two of three', { available: ['fri-evening', 'sat-morning'] }, {}, 'availability', 20],
    ['none', { available: ['mon-early'] }, {}, 'availability', 0],
    ['a place in common', { places: ['villages', 'north'] }, {}, 'travel', 20],
    ['no place in common', { places: ['north'] }, {}, 'travel', 0],
    ['their language', { languages: ['pol', 'eng'] }, {}, 'language', 15],
    ['another language', { languages: ['pol'] }, {}, 'language', 0],
    ['no language asked for', {}, {}, 'language', 15],
    ['a woman, as they wish', { gender: 'woman' }, {}, 'wishes', 15],
    ['a man, where they wish for a woman', { gender: 'woman' }, { gender: 'man' }, 'wishes', 0],
    ['somebody who likes boxing', { interests: ['boxing'] }, {}, 'interests', 5],
    ['known from before', {}, { knownBefore: true }, 'continuity', 5],
    ['half full', {}, { youngPeople: 1 }, 'load', 3],
    ['full', {}, { youngPeople: 2 }, 'load', 0],
  ])('%s', (_, wishes, but, part, expected) => expect(pointsOf(wishes, part, but)).toBe(expected))

  const some = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
  const anyWishes = fc.record<Wishes>({
    gender: fc.constantFrom('woman', 'man', 'no matter', 'not asked'),
    available: some,
    places: some,
    languages: some,
    interests: some,
  })
  const anyOffer = fc.record<Offer>({
    gender: fc.constantFrom('woman', 'man', 'another', 'not said'),
    available: some,
    places: some,
    languages: some,
    interests: some,
    knownBefore: fc.boolean(),
    youngPeople: fc.nat({ max: 5 }),
    youngPeopleAtMost: fc.nat({ max: 5 }),
  })

  test('no part is worth less than nothing or more than its weight, and each says why', () => {
    fc.assert(
      fc.property(anyWishes, anyOffer, (wishes, given) => {
        for (const one of fitOf(wishes, given, weights)) {
          expect(one.points).toBeGreaterThanOrEqual(0)
          expect(one.points).toBeLessThanOrEqual(weights[one.part])
          expect(one.says).not.toBe('')
        }
      }),
    )
  })

  test('one more time, place, language or thing in common never makes the fit worse', () => {
    fc.assert(
      fc.property(
        anyWishes,
        anyOffer,
        fc.constantFrom('available', 'places', 'languages', 'interests'),
        (wishes, given, what) => {
          const more = { ...given, [what]: [...given[what], ...wishes[what]] }
          expect(points(fitOf(wishes, more, weights))).toBeGreaterThanOrEqual(points(fitOf(wishes, given, weights)))
        },
      ),
    )
  })
})

test('a hard reason is never outweighed, a soft one is a risk to accept', () => {
  expect(groupOf(['wall'], [])).toBe('cannot')
  expect(groupOf(['wall'], ['times'])).toBe('cannot')
  expect(groupOf([], ['times'])).toBe('can with a risk')
  expect(groupOf([], [])).toBe('can')
})

test('those who can stand by fit, then by name', () => {
  const one = (name: string, points: number): Candidate => ({
    workerId: name,
    name,
    hard: [],
    soft: [],
    apartInWords: false,
    contributions: [{ part: 'travel', points, of: 20, says: 'It' }],
  })
  const all = [one('B', 5), one('A', 5), one('C', 9), { ...one('D', 20), hard: ['wall' as const] }]
  expect(ranked(all, 'can').map(c => c.name)).toEqual(['C', 'A', 'B'])
  expect(ranked(all, 'cannot').map(c => c.name)).toEqual(['D'])
})
