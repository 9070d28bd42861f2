import { dayInWords, momentInWords } from '../../../design/formats.ts'
import { type Match, type Steps, stands } from '../match.ts'
import type { Pause } from '../pause/pause.ts'
import { urls } from '../urls.ts'

/** The one thing that comes next: who does what, and the page on which the reader does it, where it is theirs. */
export interface NextStep {
  readonly says: string
  readonly link?: { readonly to: string; readonly text: string } | undefined
}

/** What of a match is the reader's to do. */
export interface Theirs {
  readonly changes: boolean
  readonly decides: boolean
  readonly approves: boolean
}

/** Who decides about a match without meetings, or until when it was decided that they wait. */
function whatIsDecided(pauses: readonly Pause[]): string {
  const [first] = pauses.flatMap(one => one.lookAgainOn ?? []).sort()
  return first && pauses.every(one => one.decidedAs === 'wait')
    ? `They wait. It is looked at again on ${dayInWords(first)}.`
    : 'Whoever manages the service and whoever holds the case decide whether they meet again.'
}

/**
 * What comes next in a match that is not over (R144), from what was written down of it.
 * @param pauses those that stand, as far as the reader may know
 */
export function nextStep(
  match: Match,
  steps: Steps | undefined,
  pauses: readonly Pause[],
  key: { readonly area: string; readonly youngPerson: string },
  theirs: Theirs,
): NextStep | undefined {
  const at = { ...key, match: match.id }
  const next = (says: string, may: boolean, to: string, text: string): NextStep => ({
    says,
    link: may ? { to, text } : undefined,
  })
  const { changes } = theirs
  switch (stands(match, pauses.length > 0)) {
    case 'ended':
      return undefined
    case 'stopped':
      return next('They do not meet any more, and say goodbye.', changes, urls.end(at), 'End it, with a goodbye')
    case 'the adult left':
      return next(
        `${match.worker} has left.${steps?.meetsAt ? ` They were to meet on ${momentInWords(steps.meetsAt)}: tell the young person today.` : ''} Somebody says goodbye in their place, and somebody else is found.`,
        changes,
        urls.end(at),
        'End it, with a goodbye',
      )
    case 'waits for approval':
      return next(
        'A second person looks at what was accepted, and approves it or not.',
        theirs.approves,
        urls.toApprove({ area: key.area }),
        'Matches to approve',
      )
    case 'no meetings for now':
      if (pauses.some(one => one.decidedAs === 'goodbye'))
        return next('It was decided that they say goodbye.', changes, urls.end(at), 'End it, with a goodbye')
      return next(
        whatIsDecided(pauses),
        theirs.decides,
        urls.decide({ ...key, paused: match.id }),
        'Decide whether they meet again',
      )
    case 'handing over':
      return next(
        'Once whoever takes over is there, they say goodbye.',
        changes,
        urls.end(at),
        'End it, with a goodbye',
      )
  }
  if (!steps?.written)
    return next(
      `Whoever manages the service writes what ${match.worker} reads before they meet.`,
      changes,
      urls.issueBrief(at),
      'Write it',
    )
  if (!steps.read)
    return next(
      `${match.worker} reads on their telephone what was written for them.`,
      true,
      urls.briefs(at),
      'What they read before they meet',
    )
  if (match.introducedOn === null)
    return next(
      `${match.introducedBy} introduces them. It is planned for ${dayInWords(match.plannedOn)}.`,
      changes,
      urls.begin(at),
      'Record the introduction',
    )
  if (steps.meetsAt === null)
    return next(
      match.startedOn === null
        ? `${match.worker}, or whoever manages the service, agrees with them when they meet for the first time on their own.`
        : `${match.worker}, or whoever manages the service, agrees with them when they meet next.`,
      changes,
      urls.planMeeting(at),
      'Plan the next meeting',
    )
  if (match.startedOn === null)
    return next(
      `They meet for the first time on their own, ${momentInWords(steps.meetsAt)}. It is written down afterwards.`,
      changes,
      urls.begin(at),
      'Record the first meeting',
    )
  return next(`They meet next: ${momentInWords(steps.meetsAt)}.`, true, urls.meetings(at), 'When they meet')
}
