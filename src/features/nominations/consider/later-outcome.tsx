import { Alert } from '../../../design/index.ts'
import { findings, mayBeNominated } from '../../forum/index.ts'
import { answeredDifferently } from '../nomination.ts'
import type { Nomination } from '../queries.ts'

export interface LaterOutcomeProps {
  readonly nomination: Pick<Nomination, 'finding' | 'outcome'>
  /** What the forum of the area is called in a sentence. */
  readonly forum: string
}

/** The forum answers otherwise than when the nomination was sent: nothing is decided on what was said before. */
export const LaterOutcome = ({ nomination: n, forum }: LaterOutcomeProps) =>
  n.finding !== null && answeredDifferently(n) ? (
    <Alert
      kind="warning"
      title={
        n.outcome.corrects ? 'The outcome was put right after this was sent' : 'A later discussion answered differently'
      }
    >
      <p>
        When this nomination was sent, {forum} had found: {findings[n.finding].toLowerCase()}. Now it says:{' '}
        {findings[n.outcome.finding].toLowerCase()}. Suitable for Trusted Relationships:{' '}
        {n.outcome.suitable ? 'yes' : 'no'}. Would benefit: {n.outcome.wouldBenefit ? 'yes' : 'no'}.
      </p>
      {!mayBeNominated(n.outcome).ok && (
        <p>Both answers must be yes, so it cannot be accepted. You can send it back to {forum}, or not accept it.</p>
      )}
    </Alert>
  ) : null
