import { dayInWords } from '../../../design/formats.ts'
import { SummaryList, Typed } from '../../../design/index.ts'
import { findings } from '../../forum/index.ts'
import type { OfYoungPerson } from '../child.tsx'
import type { ForumOutcome, Holder } from '../queries.ts'

export interface Known extends OfYoungPerson {
  readonly outcome: ForumOutcome
  readonly holder: Holder | null
  /** Names of the support options that were recommended, Trusted Relationships among them. */
  readonly recommended: readonly string[]
  /** What the forum of the area is called in a sentence. */
  readonly forum: string
}

/** What a nomination carries on from the record: nobody types it again. */
export const FromTheRecord = ({
  youngPerson: y,
  outcome,
  holder,
  recommended,
  forum,
  title,
}: Known & { title: string }) => (
  <SummaryList
    card={{ title }}
    rows={[
      { key: 'Name', value: `${y.givenNames} ${y.surname}${y.knownAs ? `, known as ${y.knownAs}` : ''}` },
      { key: 'Born', value: born(y) },
      { key: 'Pronouns', value: y.pronouns ?? 'Not recorded' },
      {
        key: `What ${forum} found`,
        value: (
          <>
            {findings[outcome.finding]}, on {dayInWords(outcome.discussedOn)}
            <Typed>{outcome.findingReason}</Typed>
          </>
        ),
      },
      {
        key: 'What it recommended',
        value: recommended.length > 0 ? recommended.join(', ') : 'No other support was written down',
      },
      { key: 'Case-holder', value: holder ? holderInWords(holder) : 'Nobody is recorded' },
      {
        key: 'Agencies in the discussion',
        value: outcome.agencies.length > 0 ? outcome.agencies.join(', ') : 'None were written down',
      },
    ]}
  />
)

const born = (y: Known['youngPerson']): string =>
  y.bornOn
    ? `${dayInWords(y.bornOn)}${y.bornOnEstimated ? ` (an estimate: ${y.bornOnSource ?? ''})` : ''}`
    : 'Not known'

export const holderInWords = (holder: Holder): string =>
  [
    holder.name ? `${holder.name}, ${holder.title ?? ''}` : `Nobody by name: ${holder.teamName} holds the case`,
    holder.agency,
    holder.phone,
  ]
    .filter(Boolean)
    .join(', ')
