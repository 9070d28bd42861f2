import fc from 'fast-check'

// A small world in few words, which fast-check makes and makes smaller: two areas, some people, some young people and what
// happened to them. world-of.ts makes rows of it. Places and people are numbers that are taken modulo what there is.

const index = fc.nat({ max: 11 })
const rarely = (one: number): fc.Arbitrary<boolean> => fc.nat({ max: one - 1 }).map(n => n === one - 1)
const weighted = <T>(...choices: readonly (readonly [number, T])[]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

export type Window = 'now' | 'ends later' | 'past' | 'future'
const window = weighted<Window>([7, 'now'], [2, 'ends later'], [2, 'past'], [1, 'future'])

export const professionalRoles = [
  'case-holder',
  'team-manager',
  'agency-manager',
  'duty',
  'forum-coordinator',
  'forum-chair',
  'forum-member',
  'panel-member',
  'information-governance',
  'area-administrator',
  'partner-professional',
  // Twice, as there are more of them, or as they rarely meet what they look after.
  'case-holder',
  'forum-member',
  'information-governance',
  'case-holder',
  'partner-professional',
] as const
export const serviceRoles = [
  'coordinator',
  'operational-manager',
  'service-manager',
  'panel-member',
  'relief-worker',
  'mentor-coordinator',
  'family-network-coordinator',
  // Twice: two of one service, and whoever matches for it, are seldom met otherwise.
  'family-network-coordinator',
  'operational-manager',
  'service-manager',
] as const

/** Mostly the first of two, so that people and young people meet. */
const mostlyFirst = weighted([3, 0], [1, 1])

const membership = fc.record({
  role: fc.nat({ max: professionalRoles.length - 1 }),
  area: mostlyFirst,
  agency: mostlyFirst,
  team: mostlyFirst,
  window,
  /** A young person whose area, agency, team and service it shares, so that every role meets somebody. */
  near: fc.option(index, { freq: 2 }),
})

const person = fc.record({
  professional: rarely(3).map(no => !no),
  closed: rarely(16),
  session: weighted([14, 'open'], [1, 'expired'], [1, 'locked'], [1, 'ended'], [2, 'in a meeting']),
  memberships: fc.array(membership, { minLength: 1, maxLength: 3 }),
})

const discussion = fc.record({
  scheduled: fc.boolean(),
  frozen: rarely(4).map(no => !no),
  outcome: weighted([3, 'none'], [2, 'window open'], [3, 'window closed']),
  takenOff: rarely(3),
  core: weighted([3, 'invited'], [1, 'uninvited'], [1, 'not']),
  other: weighted([3, 'invited'], [1, 'uninvited'], [1, 'not']),
  action: weighted([2, 'none'], [2, 'open, core'], [2, 'open, other'], [2, 'done']),
  late: fc.boolean(),
  marked: fc.boolean(),
})

const nomination = fc.record({
  submitted: rarely(4).map(no => !no),
  closed: rarely(3),
  question: fc.boolean(),
  /** Who sent it in: somebody else than decides on it. */
  sender: index,
  strand: weighted([2, 0], [2, 1], [2, 2]),
  ended: rarely(3),
})

/** An answer to sharing: what, until when, and with which of the two agencies what. */
const answer = fc.record({
  says: weighted<'yes' | 'no' | 'withdrawn' | 'not approached'>(
    [7, 'yes'],
    [1, 'no'],
    [1, 'withdrawn'],
    [1, 'not approached'],
  ),
  until: weighted<'never' | 'passed' | 'to come'>([3, 'never'], [1, 'passed'], [2, 'to come']),
  competence: weighted<'understands' | 'does not understand' | 'not judged'>(
    [3, 'understands'],
    [3, 'does not understand'],
    [1, 'not judged'],
  ),
  names: fc.uniqueArray(
    fc.record({ agency: fc.nat({ max: 1 }), category: weighted([2, 'contact'], [2, 'assessment'], [1, 'plan']) }),
    { selector: one => `${one.agency} ${one.category}`, maxLength: 4 },
  ),
})
const sharing = fc.record({
  own: fc.option(answer, { freq: 5 }),
  /** What they answered before. */
  before: fc.option(answer, { freq: 2 }),
  parent: fc.option(answer, { freq: 3 }),
  responsibility: weighted<'yes' | 'no'>([4, 'yes'], [1, 'no']),
  age: weighted([3, 14], [2, 16], [1, 18]),
  law: fc.option(
    fc.record({ agency: fc.nat({ max: 1 }), category: weighted([1, 'contact'], [1, 'assessment']), ended: rarely(3) }),
    { freq: 2 },
  ),
})

const child = fc.record({
  area: mostlyFirst,
  status: weighted([10, 'none'], [2, 'died'], [1, 'missing now']),
  /** In the other area. */
  livesAway: rarely(3),
  merged: rarely(10),
  sent: fc.boolean(),
  by: index,
  holder: fc.option(index, { freq: 4 }),
  agency: mostlyFirst,
  team: mostlyFirst,
  before: fc.option(index, { freq: 3 }),
  handOver: fc.option(
    fc.record({ to: fc.option(index), agency: mostlyFirst, team: mostlyFirst, answered: rarely(3) }),
    { freq: 2 },
  ),
  walls: fc.array(
    fc.record({
      who: index,
      kind: weighted([2, 'neighbour'], [1, 'poses a risk'], [1, 'keep apart']),
      over: rarely(4),
    }),
    { maxLength: 2 },
  ),
  assessment: weighted([1, 'draft'], [2, 'completed'], [1, 'set aside']),
  discussions: fc.array(discussion, { maxLength: 2 }),
  nomination: fc.option(nomination, { freq: 3 }),
  emergencies: fc.array(
    fc.record({ who: index, window: weighted([3, 'now'], [1, 'past'], [1, 'ended']), reviewedByPartner: rarely(4) }),
    { maxLength: 2 },
  ),
  /** What somebody on duty opened, picked to be asked about. */
  look: fc.option(fc.record({ who: index, byPartner: rarely(3), answered: rarely(4) }), { freq: 2 }),
  moved: rarely(5),
  changed: fc.integer({ min: 1, max: 5 }),
  sharing,
})

export const sketch = fc.record({
  people: fc.array(person, { minLength: 3, maxLength: 4 }),
  children: fc.array(child, { minLength: 2, maxLength: 3 }),
  /** `of` is the young person whose case-holder they stand in for; without one, for anybody. */
  deputies: fc.array(
    fc.record({ who: index, by: index, of: fc.option(index, { freq: 4 }), area: mostlyFirst, window }),
    {
      maxLength: 3,
    },
  ),
  links: fc.array(fc.record({ a: index, b: fc.option(index), moved: rarely(5) }), { maxLength: 2 }),
  merges: fc.array(fc.record({ a: index, b: index }), { maxLength: 1 }),
  tasks: fc.array(
    fc.record({
      at: weighted([2, 'person'], [1, 'team'], [2, 'role']),
      who: index,
      child: fc.option(index, { freq: 4 }),
    }),
    { maxLength: 3 },
  ),
  news: fc.array(fc.record({ who: index, child: fc.option(index, { freq: 4 }) }), { maxLength: 2 }),
  drafts: fc.array(fc.record({ who: index, child: fc.option(index, { freq: 4 }) }), { maxLength: 2 }),
})

type Made<A> = A extends fc.Arbitrary<infer T> ? T : never
export type Sketch = Made<typeof sketch>
export type ChildSketch = Made<typeof child>
export type SharingSketch = Made<typeof sharing>
export type DiscussionSketch = Made<typeof discussion>
