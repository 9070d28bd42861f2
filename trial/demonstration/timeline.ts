import type { DiscussionKind } from '../../src/features/areas/index.ts'
import type { Finding } from '../../src/features/forum/index.ts'
import type { Day } from '../../src/platform/working-days.ts'
import type { Calendar } from './calendar.ts'
import type { Plot } from './plots.ts'

/** What happened to a young person, and on which days. */
export interface Timeline {
  readonly recordedOn: Day
  /** An earlier time with us, which ended. */
  readonly earlier?: { readonly from: Day; readonly until: Day }
  readonly screened?: { readonly on: Day; readonly outcome: 'assess' | 'no-assessment' }
  readonly assessed?: Assessed
  /** Begun after the one above was completed. */
  readonly again?: { readonly begunOn: Day }
  readonly discussed?: Discussed
  readonly nominated?: Nominated
}
export interface Assessed {
  readonly begunOn: Day
  readonly completedOn?: Day
  readonly sentOn?: Day
}
export interface Discussed {
  readonly kind: DiscussionKind
  readonly heldOn: Day
  readonly listedOn: Day
  readonly frozenOn?: Day
  readonly decided?: { readonly finding: Finding; readonly suitable: boolean; readonly wouldBenefit: boolean }
  readonly confirmedOn?: Day
}
export interface Nominated {
  readonly begunOn: Day
  readonly submittedOn?: Day
  readonly askedOn?: Day
  readonly withdrawnOn?: Day
  readonly decided?: {
    readonly on: Day
    readonly kind: 'accepted' | 'not accepted' | 'back to the forum'
    readonly strand?: 1 | 2
  }
}

/** Weeks from the last Wednesday in which the forum of an area meets: weekly, and every four weeks; and one long ago. */
export const meetingWeeks: Readonly<Record<Plot['area'], readonly number[]>> = {
  'north-yorkshire': [-22, -4, -3, -2, -1, 0, 1, 2],
  york: [-22, -11, -7, -3, 1, 5],
}

/** The meeting so many before the last one (0), or the next one (1). */
const meeting = (cal: Calendar, area: Plot['area'], which: number): Day => {
  const weeks = meetingWeeks[area]
  const last = weeks.filter(week => week <= 0).length - 1
  return cal.wednesday(weeks[Math.max(0, last + which)] ?? 0)
}

/** The days of a story, from how far it has come. */
export function timeline(cal: Calendar, plot: Plot): Timeline {
  const { area, stage, nth } = plot
  const ago = (days: number): Day => cal.workday(-days)
  const before = (day: Day, days: number): Day => cal.after(day, -days)
  const yesterday = ago(1)
  const earliest = (...days: Day[]): Day => days.sort()[0] ?? cal.today

  /** Begun so many days ago; the screening came before it. */
  const assessing = (begun: number, screened = begun + 2) => ({
    recordedOn: ago(screened + 1),
    screened: { on: ago(screened), outcome: 'assess' as const },
    assessed: { begunOn: ago(begun) },
  })
  /** All that leads to a discussion on a day. */
  const towards = (day: Day) => ({
    recordedOn: before(day, 20 + nth * 9),
    screened: { on: before(day, 15), outcome: 'assess' as const },
    assessed: { begunOn: before(day, 13), completedOn: before(day, 8), sentOn: before(day, 7) },
  })
  const listed = (day: Day, kind: DiscussionKind = 'scheduled') => ({
    kind,
    heldOn: day,
    listedOn: earliest(before(day, 5), yesterday),
  })
  const decided = (
    which: number,
    finding: Finding,
    yes: readonly [boolean, boolean] = [true, true],
  ): Timeline & { discussed: Discussed } => {
    const day = meeting(cal, area, which)
    // Of the last meeting some minutes are still to be confirmed.
    const open = which === 0 && (area === 'north-yorkshire' || stage === 'asked for a nomination')
    const confirmed = open ? {} : { confirmedOn: cal.after(day, 3) }
    return {
      ...towards(day),
      discussed: {
        ...listed(day),
        frozenOn: before(day, 2),
        decided: { finding, suitable: yes[0], wouldBenefit: yes[1] },
        ...confirmed,
      },
    }
  }
  const nominated = (which: number, finding: Finding, more: Omit<Nominated, 'begunOn'> = {}): Timeline => {
    const story = decided(which, finding)
    return { ...story, nominated: { begunOn: cal.after(story.discussed.heldOn, 1), ...more } }
  }
  // York meets every four weeks: what its panel has before it comes from the last meeting.
  const lately = area === 'york' ? 0 : -1
  const since = (which: number, days: number): Day => cal.after(meeting(cal, area, which), days)

  switch (stage) {
    case 'only just recorded':
      return { recordedOn: ago(nth) }
    case 'screened':
      return { recordedOn: ago(3 + nth), screened: { on: ago(2 + nth), outcome: 'assess' } }
    case 'screened, no assessment':
      return { recordedOn: ago(12), screened: { on: ago(11), outcome: 'no-assessment' } }
    case 'assessment begun':
      return assessing(3 + nth)
    case 'assessment overdue':
      return assessing(17 + 2 * nth, 22 + 2 * nth)
    case 'assessment completed':
      return { ...assessing(9), assessed: { begunOn: ago(9), completedOn: ago(1 + nth) } }
    case 'assessment due again':
      return { ...assessing(112), assessed: { begunOn: ago(112), completedOn: ago(105) } }
    case 'assessment begun again':
      return {
        ...assessing(103),
        assessed: { begunOn: ago(103), completedOn: ago(97) },
        again: { begunOn: ago(2) },
      }
    case 'sent to the forum':
      return {
        ...assessing(16 + 4 * nth),
        assessed: { begunOn: ago(16 + 4 * nth), completedOn: ago(9 + 4 * nth), sentOn: ago(8 + 4 * nth) },
      }
    case 'on an agenda': {
      const next = meeting(cal, area, 1)
      return { ...towards(next), discussed: listed(next) }
    }
    case 'papers frozen': {
      const next = meeting(cal, area, 1)
      return { ...towards(next), discussed: { ...listed(next), frozenOn: yesterday } }
    }
    case 'urgent discussion': {
      // Of today, so that the trial has a discussion whose outcome can be recorded.
      return {
        ...assessing(8),
        assessed: { begunOn: ago(8), completedOn: ago(4), sentOn: ago(3) },
        discussed: { ...listed(cal.today, 'urgent'), listedOn: yesterday, frozenOn: yesterday },
      }
    }
    case 'strategy meeting held': {
      const day = ago(4)
      return {
        ...towards(day),
        discussed: {
          ...listed(day, 'strategy'),
          frozenOn: before(day, 1),
          decided: { finding: 'subject to', suitable: true, wouldBenefit: true },
        },
      }
    }
    case 'found neither':
      return decided(-nth, 'neither', [false, false])
    case 'would not benefit':
      return decided(-1, 'at risk of', [true, false])
    case 'asked for a nomination':
      return decided(0, nth === 0 ? 'at risk of' : 'subject to')
    case 'nomination begun':
      return nominated(lately, 'at risk of')
    case 'nomination submitted':
      return nominated(lately, nth === 1 ? 'subject to' : 'at risk of', { submittedOn: since(lately, 3 + nth) })
    case 'waiting for information':
      return nominated(lately, 'at risk of', { submittedOn: since(lately, 2), askedOn: since(lately, 5) })
    case 'accepted to Strand 1': {
      const which =
        plot.traits.since === 'found long ago' ? -meetingWeeks[area].length : area === 'york' || nth === 3 ? -2 : -3
      return nominated(which, 'at risk of', {
        submittedOn: since(which, 3),
        decided: { on: since(which, 7 + (nth % 3)), kind: 'accepted', strand: 1 },
      })
    }
    case 'accepted to Strand 2':
      return nominated(-2, nth === 1 ? 'at risk of' : 'subject to', {
        submittedOn: since(-2, 3),
        decided: { on: since(-2, 8), kind: 'accepted', strand: 2 },
      })
    case 'not accepted':
      return nominated(-2, 'at risk of', {
        submittedOn: since(-2, 3),
        decided: { on: since(-2, 8), kind: 'not accepted' },
      })
    case 'back with the forum':
      return nominated(-2, 'at risk of', {
        submittedOn: since(-2, 3),
        decided: { on: since(-2, 9), kind: 'back to the forum' },
      })
    case 'nomination withdrawn':
      return nominated(-2, 'at risk of', { submittedOn: since(-2, 2), withdrawnOn: since(-2, 6) })
    case 'come back':
      return {
        ...assessing(5),
        recordedOn: ago(420),
        earlier: { from: ago(420), until: ago(210) },
      }
  }
}
