import { list, shortDay } from '../../../design/formats.ts'
import type { Happening } from './chronology.ts'

/** Looks up what a code of a list is called. */
export interface Words {
  readonly exploitation: (code: string) => string
  readonly risk: (code: string) => string
  readonly discussion: (kind: string) => string
  /** How sure, and when: "Suspected, in the past". */
  readonly sure: (certainty: string, timing: string) => string
}

const statuses: Readonly<Record<string, string>> = {
  none: 'Back where they are expected to be',
  'missing now': 'Went missing',
  custody: 'Taken into custody',
  hospital: 'Taken into hospital',
  secure: 'Moved to a secure home',
  died: 'Died',
}
const screened: Readonly<Record<string, string>> = {
  assess: 'Screening: a risk assessment is wanted',
  'strategy-discussion': 'Screening: a strategy discussion is wanted',
  'no-assessment': 'Screening: no risk assessment now',
}
const levels: Readonly<Record<string, string>> = {
  none: 'no risk seen',
  emerging: 'emerging risk',
  moderate: 'moderate risk',
  significant: 'significant risk',
}
const decisions: Readonly<Record<string, string>> = {
  accepted: 'The panel accepted the nomination',
  'not accepted': 'The panel did not accept the nomination',
  'back to the forum': 'The panel asked the forum to look again',
}

const answered: Readonly<Record<string, string>> = {
  yes: 'said yes',
  no: 'said no',
  withdrawn: 'took a yes back',
  'not approached': 'was not asked, as it would not be safe',
}

/** What happened, in one sentence without a full stop. A kind of row this program does not know says only that something did. */
export function says({ what, a, b, c }: Happening, words: Words): string {
  switch (what) {
    case 'recorded':
      return 'Their record was made'
    case 'held':
      return a ? `${a} of ${b} became case-holder` : `${b} held the case, nobody by name`
    case 'hand-over asked':
      return `A hand-over to ${a} was asked for`
    case 'hand-over answered':
      return `The hand-over to ${a} was ${b === 'withdrawn' ? 'taken back' : 'not accepted'}`
    case 'status':
      return statuses[a ?? ''] ?? 'Their status changed'
    case 'night':
      return a === 'concern' ? `The duty team was worried: ${b}` : `The duty team wrote down: ${b}`
    case 'episode started':
      return 'A time with Trusted Relationships began'
    case 'episode ended':
      return `A time with Trusted Relationships ended${a ? `: ${a}` : ''}`
    case 'worry':
      return `A worry was recorded: ${words.exploitation(a ?? '').toLowerCase()}`
    case 'worry ended':
      return `No longer a worry: ${words.exploitation(a ?? '').toLowerCase()}`
    case 'screened':
      return `${screened[a ?? ''] ?? 'Screening at the front door'}${b ? '; the one asked for before is not needed' : ''}`
    case 'assessment started':
      return 'A risk assessment was begun'
    case 'assessment completed':
      return `Risk assessment completed: ${levels[a ?? ''] ?? a}`
    case 'assessment sent':
      return 'The risk assessment was sent to the forum'
    case 'assessment set aside':
      return 'A risk assessment was set aside'
    case 'listed':
      return `${words.discussion(a ?? '')} arranged for ${shortDay(b ?? '')}`
    case 'taken off':
      return `${words.discussion(a ?? '')} on ${shortDay(b ?? '')} called off`
    case 'outcome':
      return `${words.discussion(a ?? '')}: ${found(b)}; ${answers(c)}`
    case 'outcome corrected':
      return `Outcome corrected: ${found(b)}; ${answers(c)}`
    case 'minutes confirmed':
      return 'The chair confirmed the minutes'
    case 'fact found':
      return `Found around them: ${words.risk(a ?? '').toLowerCase()}. ${words.sure(b ?? '', c ?? '')}`
    case 'fact lifted':
      return `No longer so around them: ${words.risk(a ?? '').toLowerCase()}`
    case 'action given':
      return `${a} agreed to: ${b} (by ${shortDay(c ?? '')})`
    case 'action done':
      return `${a} did what was agreed: ${b}`
    case 'nomination started':
      return 'A nomination was begun'
    case 'nomination submitted':
      return 'Nominated for Trusted Relationships'
    case 'nomination withdrawn':
      return 'The nomination was taken back'
    case 'decided':
      return decisions[a ?? ''] ?? 'The panel decided'
    case 'question asked':
      return 'The panel asked for more information'
    case 'question answered':
      return 'The panel’s question was answered'
    case 'strand started':
      return `Allocated to ${a} (Strand ${b})`
    case 'strand ended':
      return `${a} ended (Strand ${b})`
    case 'taking part answered':
      return `Asked about taking part: ${b ?? 'somebody who answers for them'} ${answered[a ?? ''] ?? 'answered'}`
    case 'matched':
      return `Matched with an adult (${a})`
    case 'match stopped':
      return `A match was stopped (${a})`
    case 'match ended':
      return `The time with an adult ended (${a})`
    default:
      return 'Something was recorded'
  }
}

const found = (finding: string | null): string =>
  finding === 'neither' ? 'neither at risk of nor subject to exploitation' : `${finding} exploitation`

/** "suitable" and "would benefit", each with its answer: "yes,no". */
function answers(both: string | null): string {
  const [suitable, benefit] = (both ?? '').split(',')
  return list([
    suitable === 'yes' ? 'suitable for Trusted Relationships' : 'not suitable for Trusted Relationships',
    benefit === 'yes' ? 'would benefit' : 'would not benefit',
  ])
}
