import { idOf } from '../../../platform/id.ts'
import type { Day } from '../../../platform/working-days.ts'
import { type Contribution, fitOf, type HardReason, type Offer, points, type Weights, type Wishes } from '../fit.ts'

/** A worker of the service, as far as a proposal goes. */
export interface Adult extends Omit<Offer, 'knownBefore'> {
  readonly id: string
  readonly name: string
}

/** Somebody who waits for an adult in a service. */
export interface Child {
  readonly allocation: string
  readonly youngPerson: string
  readonly name: string
  readonly since: Day
  readonly days: number
  /** There is a yes to taking part (R151): without one nobody is proposed. */
  readonly takesPart: boolean
  /** Workers they can have with nothing to accept, by their place in the list of workers. */
  readonly can: readonly number[]
  /** Workers they know from before. */
  readonly known: readonly number[]
  /** How many workers they could have if somebody accepted a risk. */
  readonly withARisk: number
  /** How many workers each hard reason keeps from them. */
  readonly cannot: Readonly<Partial<Record<HardReason, number>>>
  readonly wishes: Wishes | null
}

export interface World {
  readonly workers: readonly Adult[]
  readonly waiting: readonly Child[]
}

/** What whoever matches changed in the proposal: a young person and whom they are to have, or that they wait for now. */
export type Changes = ReadonlyMap<string, string | 'nobody'>

/** The changes an address names; what is none is passed over. */
export const changesIn = (query: Readonly<Record<string, string>>): Changes =>
  new Map(
    Object.entries(query).flatMap(([key, value]) => {
      const allocation = key.startsWith('with-') ? idOf(key.slice('with-'.length)) : undefined
      return allocation && (value === 'nobody' || idOf(value)) ? [[allocation, value] as const] : []
    }),
  )

/** Changes as an address names them. */
export const changesTo = (changes: Changes): Record<string, string> =>
  Object.fromEntries([...changes].map(([allocation, worker]) => [`with-${allocation}`, worker]))

export const nothingWished: Wishes = { gender: 'not asked', available: [], places: [], languages: [], interests: [] }

/** How a worker fits somebody who waits, part by part. */
export const fitOfPair = (child: Child, at: number, worker: Adult, weights: Weights): readonly Contribution[] =>
  fitOf(child.wishes ?? nothingWished, { ...worker, knownBefore: child.known.includes(at) }, weights)

/**
 * What is left to be worked out once what was changed is set: who has a yes, is not kept waiting and is not given somebody; and
 * places that are not given. A change that cannot be (any more) is none.
 */
export function problemOf(world: World, changes: Changes, weights: Weights) {
  const ordinal = new Map(world.workers.map((worker, at) => [worker.id, at]))
  const places = world.workers.map(one => Math.max(0, one.youngPeopleAtMost - one.youngPeople))
  const given = new Map<string, string>()
  for (const child of world.waiting) {
    const wanted = changes.get(child.allocation)
    const at = wanted === undefined ? undefined : ordinal.get(wanted)
    if (wanted === undefined || at === undefined || !child.takesPart || !child.can.includes(at) || !places[at]) continue
    given.set(child.allocation, wanted)
    places[at] -= 1
  }
  return {
    given,
    places: world.workers.map(({ id }, at) => ({ worker: id, places: places[at] ?? 0 })),
    waiting: world.waiting
      .filter(child => child.takesPart && !given.has(child.allocation) && changes.get(child.allocation) !== 'nobody')
      .map(child => ({
        id: child.allocation,
        days: child.days,
        can: child.can.flatMap(at => {
          const worker = world.workers[at]
          return worker ? [{ worker: worker.id, fit: points(fitOfPair(child, at, worker, weights)) }] : []
        }),
      })),
  }
}

/** Why somebody who waits has nobody in a proposal. */
export type Without = 'no yes' | 'kept waiting' | 'nobody can' | 'only with a risk' | 'all taken'

export const withoutInWords = {
  'no yes': 'There is no yes to taking part yet',
  'kept waiting': 'You left them out for now',
  'nobody can': 'Nobody of the service can',
  'only with a risk': 'Somebody could, if you accept a risk',
  'all taken': 'Everybody who can is proposed for somebody else',
} as const satisfies Record<Without, string>

/** @param changes what was changed: who was left out says so */
export function whyWithout(child: Child, changes: Changes): Without {
  if (!child.takesPart) return 'no yes'
  if (changes.get(child.allocation) === 'nobody') return 'kept waiting'
  if (child.can.length > 0) return 'all taken'
  return child.withARisk > 0 ? 'only with a risk' : 'nobody can'
}
