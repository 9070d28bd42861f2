// How well a worker and a young person fit: every part of it in words and in points. It ranks those who can; it never makes
// anybody possible, and a person chooses.

/** Most points of each part; data of the area, with its source. */
export interface Weights {
  readonly availability: number
  readonly travel: number
  readonly language: number
  readonly wishes: number
  readonly interests: number
  readonly continuity: number
  readonly load: number
}
export type Part = keyof Weights

/** What a young person wishes, and can; asked of them, or known from the record. */
export interface Wishes {
  readonly gender: 'woman' | 'man' | 'no matter' | 'not asked'
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
}

export interface Offer {
  readonly gender: string
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  /** They were matched before. */
  readonly knownBefore: boolean
  readonly youngPeople: number
  readonly youngPeopleAtMost: number
}

export interface Contribution {
  readonly part: Part
  readonly points: number
  readonly of: number
  readonly says: string
}

/** Times in common that are as good as any more. */
const enoughTimes = 3
/** Things both like that are as good as any more. */
const enoughInterests = 2

const shared = (a: readonly string[], b: readonly string[]): number => a.filter(one => b.includes(one)).length
const part = (of: number, share: number): number => Math.round(of * Math.max(0, Math.min(1, share)))

/**
 * Every part of the fit, in the order of the weights.
 * @returns points from 0 to the weight of each part, whole numbers
 */
export function fitOf(wishes: Wishes, offer: Offer, weights: Weights): readonly Contribution[] {
  const times = shared(wishes.available, offer.available)
  const places = shared(wishes.places, offer.places)
  const languages = shared(wishes.languages, offer.languages)
  const interests = shared(wishes.interests, offer.interests)
  const wished = wishes.gender === 'woman' || wishes.gender === 'man'
  const free = Math.max(0, offer.youngPeopleAtMost - offer.youngPeople)
  const contribution = (key: Part, share: number, says: string): Contribution => ({
    part: key,
    points: part(weights[key], share),
    of: weights[key],
    says,
  })
  return [
    contribution(
      'availability',
      wishes.available.length === 0 ? 1 : times / enoughTimes,
      wishes.available.length === 0 ? 'No time asked for' : `${count(times, 'time')} of the week in common`,
    ),
    contribution(
      'travel',
      wishes.places.length === 0 || places > 0 ? 1 : 0,
      wishes.places.length === 0
        ? 'No place asked for'
        : places > 0
          ? 'Can get to where they can meet'
          : 'No place in common',
    ),
    contribution(
      'language',
      wishes.languages.length === 0 || languages > 0 ? 1 : 0,
      wishes.languages.length === 0
        ? 'No language asked for'
        : languages > 0
          ? 'Speaks their language'
          : 'No language in common',
    ),
    contribution(
      'wishes',
      !wished || offer.gender === wishes.gender ? 1 : 0,
      wished
        ? offer.gender === wishes.gender
          ? `Is a ${wishes.gender}, as they wish`
          : `They wish for a ${wishes.gender}`
        : 'No wish for a woman or a man',
    ),
    contribution(
      'interests',
      interests / enoughInterests,
      interests === 0 ? 'Nothing that both like' : `${count(interests, 'thing')} that both like`,
    ),
    contribution(
      'continuity',
      offer.knownBefore ? 1 : 0,
      offer.knownBefore ? 'They know each other from before' : 'They do not know each other',
    ),
    contribution(
      'load',
      offer.youngPeopleAtMost === 0 ? 0 : free / offer.youngPeopleAtMost,
      `Has ${offer.youngPeople} of at most ${count(offer.youngPeopleAtMost, 'young person', 'young people')}`,
    ),
  ]
}

const count = (n: number, one: string, many = `${one}s`): string =>
  n === 1 ? `1 ${one}` : `${n === 0 ? 'No' : n} ${many}`

/** All points together. */
export const points = (contributions: readonly Contribution[]): number =>
  contributions.reduce((sum, one) => sum + one.points, 0)

/** Why somebody cannot be matched. Only the class of the reason: what stands behind it is somebody else's to read. */
export const hardReasons = {
  limb: 'This service can’t take this on safely',
  elsewhere: 'This service can’t take this on safely – ask the duty worker of the partner area',
  'keep apart': 'They must be kept apart',
  'own past': 'Not suitable for each other – ask the safeguarding lead',
  'hand-over': 'Must have no contact with the adult who is there now',
  wall: 'Cannot work with this young person',
  check: 'A check or a training is not in date',
  age: 'Not of the age this service works with',
  capacity: 'Has as many young people as they can',
  away: 'Is away',
} as const
export type HardReason = keyof typeof hardReasons

/** What somebody may accept, with a reason and a second person who approves it. */
export const softReasons = {
  supervision: 'Their supervision is late',
  training: 'A training that should be there is not',
  times: 'No time of the week in common',
  places: 'No place in common',
  wish: 'Not what the young person wishes for',
} as const
export type SoftReason = keyof typeof softReasons

export type Group = 'can' | 'can with a risk' | 'cannot'

export const groupOf = (hard: readonly HardReason[], soft: readonly SoftReason[]): Group =>
  hard.length > 0 ? 'cannot' : soft.length > 0 ? 'can with a risk' : 'can'

export interface Candidate {
  readonly workerId: string
  readonly name: string
  readonly hard: readonly HardReason[]
  readonly soft: readonly SoftReason[]
  readonly contributions: readonly Contribution[]
  /** They must be kept apart from somebody who is in words alone, so that no rule can hold it: whoever matches looks first. */
  readonly apartInWords: boolean
}

/** Candidates of one group, the best fit first; who fits alike, or cannot, stands by name. */
export const ranked = <C extends Candidate>(all: readonly C[], group: Group): readonly C[] =>
  all
    .filter(one => groupOf(one.hard, one.soft) === group)
    .sort(
      (a, b) =>
        (group === 'cannot' ? 0 : points(b.contributions) - points(a.contributions)) ||
        a.name.localeCompare(b.name, 'en-GB'),
    )
