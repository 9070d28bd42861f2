import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assign, type Places, type Waiting } from './assign.ts'

// The solver against every assignment there is, on cases small enough to count them all.

const perDay = 2

interface Case {
  readonly waiting: readonly Waiting[]
  readonly places: readonly Places[]
}
type Assigned = ReadonlyMap<string, string>

/** Every way to give each at most one worker, no worker more than their places. */
function* everyWay({ waiting, places }: Case, from = 0, taken: Assigned = new Map()): Generator<Assigned> {
  const one = waiting[from]
  if (!one) {
    yield taken
    return
  }
  yield* everyWay({ waiting, places }, from + 1, taken)
  for (const { worker } of one.can) {
    const used = [...taken.values()].filter(other => other === worker).length
    if (used < (places.find(p => p.worker === worker)?.places ?? 0))
      yield* everyWay({ waiting, places }, from + 1, new Map([...taken, [one.id, worker]]))
  }
}

const fitOf = ({ waiting }: Case, given: Assigned): number =>
  [...given].reduce(
    (sum, [id, worker]) =>
      sum + (waiting.find(one => one.id === id)?.can.find(pair => pair.worker === worker)?.fit ?? Number.NaN),
    0,
  )
const daysOf = ({ waiting }: Case, given: Assigned): number =>
  waiting.reduce((sum, one) => sum + (given.has(one.id) ? one.days : 0), 0)
const worth = (of: Case, given: Assigned): number => fitOf(of, given) + perDay * daysOf(of, given)

const names = ['a', 'b', 'c', 'd'] as const
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    waiting: fc.array(
      fc.record({
        days: fc.nat({ max: 60 }),
        fits: fc.tuple(...names.map(() => fc.option(fc.nat({ max: 100 }), { freq: 2 }))),
      }),
      { maxLength: 5 },
    ),
    places: fc.tuple(...names.map(() => fc.nat({ max: 2 }))),
  })
  .map(({ waiting, places }) => ({
    waiting: waiting.map(({ days, fits }, at) => ({
      id: `child ${at}`,
      days,
      can: names.flatMap((worker, w) => {
        const fit = fits[w]
        return fit == null ? [] : [{ worker, fit }]
      }),
    })),
    places: names.map((worker, w) => ({ worker, places: places[w] ?? 0 })),
  }))

/** Fewer places than people: somebody has to wait. */
const scarce = anyCase
  .map(of => ({ ...of, places: of.places.slice(0, 2).map(one => ({ ...one, places: 1 })) }))
  .filter(of => of.waiting.length > 2)

const solved = async (of: Case): Promise<Assigned> => {
  const answer = await assign(of.waiting, of.places, perDay)
  if (!answer) throw new Error('it took too long')
  return answer
}

describe('who goes with whom', () => {
  test('is as good as the best of all ways there are: as many as can be, then fit and waiting together', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async of => {
        const given = await solved(of)
        const ways = [...everyWay(of)]
        const most = Math.max(...ways.map(way => way.size))
        expect(given.size).toBe(most)
        const best = Math.max(...ways.filter(way => way.size === most).map(way => worth(of, way)))
        expect(worth(of, given)).toBeCloseTo(best, 6)
      }),
      { numRuns: 300 },
    )
  })

  test('names only two that may be together, and fills nobody beyond their places', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async of => {
        const given = await solved(of)
        for (const [id, worker] of given)
          expect(of.waiting.find(one => one.id === id)?.can.map(pair => pair.worker)).toContain(worker)
        for (const { worker, places } of of.places)
          expect([...given.values()].filter(one => one === worker).length).toBeLessThanOrEqual(places)
      }),
    )
  })

  test('R31: leaves somebody who waited longer out only where everybody fits better by more than the days between them count', async () => {
    let left = 0
    await fc.assert(
      fc.asyncProperty(scarce, async of => {
        const given = await solved(of)
        for (const longer of of.waiting.filter(one => !given.has(one.id)))
          for (const shorter of of.waiting.filter(one => given.has(one.id) && one.days < longer.days)) {
            // The best that could be done with the one instead of the other, and everybody else as they are.
            const instead = [...everyWay(of)].filter(
              way =>
                way.size === given.size &&
                way.has(longer.id) &&
                [...way.keys()].every(id => id === longer.id || (given.has(id) && id !== shorter.id)),
            )
            for (const way of instead) {
              left += 1
              expect(fitOf(of, given) - fitOf(of, way)).toBeGreaterThanOrEqual(
                perDay * (longer.days - shorter.days) - 1e-6,
              )
            }
          }
      }),
      { numRuns: 200 },
    )
    expect(left).toBeGreaterThan(20)
  })

  test('is the same for the same people, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.integer(), async (of, seed) => {
        const shuffled = <T>(all: readonly T[]): T[] =>
          all
            .map((one, at) => ({ one, key: Math.sin(seed + at * 7919) }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one)
        const again = await assign(
          shuffled(of.waiting.map(one => ({ ...one, can: shuffled(one.can) }))),
          shuffled(of.places),
          perDay,
        )
        expect(again).toEqual(await solved(of))
      }),
    )
  })

  test('gives the one place to whoever has waited longest, where they fit alike', async () => {
    const can = [{ worker: 'a', fit: 50 }]
    const waiting = [
      { id: 'x', days: 3, can },
      { id: 'y', days: 40, can },
      { id: 'z', days: 39, can },
    ]
    expect(await assign(waiting, [{ worker: 'a', places: 1 }], perDay)).toEqual(new Map([['y', 'a']]))
  })

  test('of nobody is nobody', async () => {
    expect(await assign([], [], perDay)).toEqual(new Map())
    expect(await assign([{ id: 'x', days: 3, can: [] }], [{ worker: 'a', places: 1 }], perDay)).toEqual(new Map())
  })
})
