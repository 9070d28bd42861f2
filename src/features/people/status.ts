/** What stops or changes everything else about a young person. */
export const statuses = ['none', 'missing now', 'custody', 'hospital', 'secure', 'died'] as const
export type Status = (typeof statuses)[number]

/**
 * Every status but none stops whatever would reach a young person or their family without anybody deciding it that day:
 * nobody gets a birthday card for a child who is missing (design: settled questions). Nothing does so yet; what is built to
 * asks this first (docs/adr: Nothing goes out by itself).
 */
export const stopsWhatGoesOutByItself = (status: Status): boolean => status !== 'none'

/** Death locks the record: it can be read, nothing more is written. A manager opens it again if it was a mistake. */
export const locks = (status: Status): boolean => status === 'died'

/** A status that came out of the database, which checks it. */
export const isStatus = (text: string): text is Status => (statuses as readonly string[]).includes(text)

/** On the tag beside the name, and as what is chosen. */
export const statusWords: Readonly<
  Record<Status, { readonly tag: string; readonly choose: string; readonly hint: string }>
> = {
  none: { tag: '', choose: 'None of these', hint: 'They are where they are expected to be.' },
  'missing now': {
    tag: 'Missing now',
    choose: 'Missing now',
    hint: 'Nobody knows where they are. Ring the police on 101, or 999 in danger.',
  },
  custody: {
    tag: 'In custody',
    choose: 'In custody',
    hint: 'At a police station, in a young offender institution or a training centre.',
  },
  hospital: { tag: 'In hospital', choose: 'In hospital', hint: 'Staying there, not for a visit.' },
  secure: {
    tag: 'In a secure home',
    choose: 'In a secure home',
    hint: 'A secure children’s home or another locked place.',
  },
  died: { tag: 'Died', choose: 'They died', hint: 'The record is locked. It can be read; nothing more can be added.' },
}

/** What a page shows beside a name, such as "In a secure home"; nothing where there is nothing. */
export const statusTag = (status: string): string => (isStatus(status) ? statusWords[status].tag : '')

/** What to keep in mind while a status lasts, as a sentence. Nothing where there is nothing. */
export function whatStops(status: Status): string | undefined {
  if (!stopsWhatGoesOutByItself(status)) return undefined
  const stopped = 'Nothing goes to them or the family by itself. Think before you ring or write.'
  return locks(status) ? `${stopped} The record is locked.` : stopped
}
