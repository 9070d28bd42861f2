import { dayInWords } from '../../design/formats.ts'
import { InsetText } from '../../design/index.ts'
import type { AssessmentClock } from './clock.ts'
import { clockWords } from './words.ts'

/** The clock of an assessment, with the event that started it. */
export const ClockLines = ({ clock }: { clock: AssessmentClock }) => (
  <InsetText>
    <p class="govuk-body">
      <strong>{clock.dueOn ? `The risk assessment is due on ${dayInWords(clock.dueOn)}. ` : ''}</strong>
      {clockWords(clock)}.
    </p>
    <p class="govuk-body">
      The clock counts from {dayInWords(clock.startedOn)}: {clock.startedBy}.
    </p>
  </InsetText>
)
