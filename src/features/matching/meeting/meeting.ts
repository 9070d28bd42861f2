/** An agreed meeting as professionals read it. */
export interface PlannedMeeting {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly venue: string
  readonly agreedBy: string
  readonly calledOffAt: Date | null
  /** `yes`, or where it was only asked for, on a telephone: it was never on. */
  readonly agreed: string
}

/** What one asked for on the telephone, and the manager plans. */
export type AskedMeeting = Pick<MyMeeting, 'matchId' | 'startsAt' | 'endsAt'>

/** One of the asker's own: no place, and no surname. */
export interface MyMeeting {
  readonly id: string
  readonly matchId: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Surname and place are there on tap now (promises C). */
  readonly opens: boolean
  /** What came of it is written down. */
  readonly written: boolean
  /** Others are there too (R69). */
  readonly inGroup: boolean
}

/** The next meeting of a match, or one that goes on now. */
export const nextOf = (meetings: readonly MyMeeting[], match: string, now: Date): MyMeeting | undefined =>
  meetings.find(one => one.matchId === match && (one.endsAt > now || one.opens))

/** Meetings that are over and of which nothing is written down yet. */
export const toWriteUp = (meetings: readonly MyMeeting[], now: Date): readonly MyMeeting[] =>
  meetings.filter(one => one.endsAt <= now && !one.written)

/**
 * A time of day as people type it: 16:30, 16.30, 4:30pm, 4pm. Before seven in the morning only with am, as nobody means it
 * otherwise.
 * @returns HH:MM, or nothing where it is no time
 */
export function timeOf(text: string): string | undefined {
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text.trim()) ?? []
  const pm = half?.toLowerCase() === 'pm'
  const typed = Number(hour)
  if (hour === '' || Number(minute) > 59 || (half ? typed < 1 || typed > 12 : typed > 23)) return undefined
  if (!half && (typed < 7 || !/[:.]/.test(text))) return undefined
  const hours = half ? (typed % 12) + (pm ? 12 : 0) : typed
  return `${String(hours).padStart(2, '0')}:${minute}`
}
