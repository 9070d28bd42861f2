/** What stops or changes everything else about a young person. */
export const statuses = ['none', 'missing now', 'custody', 'hospital', 'secure', 'died'] as const
export type Status = (typeof statuses)[number]

/** What reaches a young person or their family without anybody deciding it that day. */
export const automatic = ['letters', 'surveys', 'birthday tasks', 'gap alerts', 'texts'] as const
export type Automatic = (typeof automatic)[number]

/** Every status but none stops all of it: nobody gets a birthday card for a child who is missing (design: settled questions). */
export const stops = (status: Status, what: Automatic): boolean => status !== 'none' && automatic.includes(what)

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

/** What stops while a status lasts, as a sentence. Nothing where nothing does. */
export function whatStops(status: Status): string | undefined {
  if (status === 'none') return undefined
  const stopped = 'Letters, surveys, birthday tasks, gap alerts and texts have stopped.'
  return locks(status) ? `${stopped} The record is locked.` : stopped
}
