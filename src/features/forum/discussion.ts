import { type Answer, no, yes } from '../../platform/outcome.ts'
import { addDays, type Day } from '../../platform/working-days.ts'

/** What happened to one child's discussion so far. */
export interface Milestones {
  readonly papersFrozenAt: Date | null
  readonly outcomeAt: Date | null
  readonly minutesConfirmedAt: Date | null
  readonly takenOffAt: Date | null
}

export type Standing = 'to prepare' | 'papers ready' | 'minutes to confirm' | 'done' | 'taken off'

/** Where a discussion stands; derived, never stored. */
export function standing(d: Milestones): Standing {
  if (d.takenOffAt) return 'taken off'
  if (d.minutesConfirmedAt) return 'done'
  if (d.outcomeAt) return 'minutes to confirm'
  return d.papersFrozenAt ? 'papers ready' : 'to prepare'
}

export const standingWords: Readonly<Record<Standing, string>> = {
  'to prepare': 'To prepare',
  'papers ready': 'Papers ready',
  'minutes to confirm': 'Decided, minutes to confirm',
  done: 'Done',
  'taken off': 'Taken off the agenda',
}

/** Papers are frozen once; what is new afterwards is added as later, as long as the minutes are open. */
export function freezable(d: Milestones): Answer<'already decided' | 'taken off'> {
  if (d.takenOffAt) return no('taken off')
  return d.outcomeAt ? no('already decided') : yes
}

/** Agencies may add to a discussion until the chair has confirmed its minutes. */
export function open(d: Milestones): Answer<'minutes confirmed' | 'taken off'> {
  if (d.takenOffAt) return no('taken off')
  return d.minutesConfirmedAt ? no('minutes confirmed') : yes
}

/**
 * Who is invited can be set until it is decided. Afterwards an agency that should not have been there can still be taken
 * out, and loses the child at once; nobody new comes in.
 */
export function invitable(d: Milestones, someNew: boolean): Answer<'already decided' | 'taken off'> {
  if (d.takenOffAt) return no('taken off')
  return d.outcomeAt && someNew ? no('already decided') : yes
}

/**
 * The day of a discussion outside a meeting: what was discussed lately may be put in late, and nothing urgent waits for
 * longer than the next meeting would be away.
 */
export function outsideMeetingDay(day: Day, today: Day, everyDays: number): Answer<'too long ago' | 'too far ahead'> {
  if (day < addDays(today, -everyDays)) return no('too long ago')
  return day > addDays(today, everyDays) ? no('too far ahead') : yes
}

/** A child nobody decided about yet can come off an agenda. */
export function removable(d: Milestones): Answer<'already decided' | 'taken off'> {
  return freezable(d)
}

/** Nothing is decided before the day: what an outcome says happened, happened. */
export const dayHasCome = (heldOn: Day, today: Day): boolean => heldOn <= today

/** One outcome for a discussion; what was wrong is put right by a correction that names it. */
export function decidable(
  d: Milestones & { readonly heldOn: Day },
  today: Day,
  quorum: { readonly reached: boolean },
  noQuorumReason: string | undefined,
): Answer<'already decided' | 'taken off' | 'not held yet' | 'no quorum'> {
  if (d.takenOffAt) return no('taken off')
  if (d.outcomeAt) return no('already decided')
  if (!dayHasCome(d.heldOn, today)) return no('not held yet')
  return quorum.reached || noQuorumReason ? yes : no('no quorum')
}

/** How late a contribution came: what was frozen is what was decided on, the rest is marked. */
export type Lateness = 'in time' | 'after the papers were frozen' | 'after the outcome'

export function lateness(givenAt: Date, d: Pick<Milestones, 'papersFrozenAt' | 'outcomeAt'>): Lateness {
  if (d.outcomeAt && givenAt > d.outcomeAt) return 'after the outcome'
  return d.papersFrozenAt && givenAt > d.papersFrozenAt ? 'after the papers were frozen' : 'in time'
}
