import { dayInWords, momentInWords } from '../../../design/formats.ts'
import { Button, Heading, Page, Table, Tag } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { standing } from '../assessment.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import { ClockLines } from '../clock-lines.tsx'
import type { AssessmentRecord } from '../queries.ts'
import { urls } from '../urls.ts'
import { standingWords } from '../words.ts'

export interface ListView extends OfChild {
  readonly assessments: readonly AssessmentRecord[]
  readonly more: boolean
  /** Whether the reader's roles may write assessments; the policy asks again. */
  readonly mayAssess: boolean
  readonly draft: string | null
  /** The clock that runs now; null where none does. */
  readonly clock: AssessmentClock | null
}

/** The risk assessments of a young person, newest first. */
export const ListPage = (view: ListView) => {
  const { areaKey, youngPerson, assessments, more, mayAssess, draft, clock } = view
  const at = { area: areaKey, youngPerson: youngPerson.id }
  return (
    <Page title="Risk assessments" wide>
      <Child of={view} />
      <Heading>Risk assessments</Heading>
      {clock && <ClockLines clock={clock} />}
      {mayAssess && draft && (
        <Button href={urls.assessment({ ...at, assessment: draft })}>Carry on with the assessment</Button>
      )}
      {mayAssess && !draft && <Button href={urls.start(at)}>Start an assessment</Button>}
      {assessments.length === 0 ? (
        <p class="govuk-body">There is none yet.</p>
      ) : (
        <Table
          caption="Risk assessments, newest first"
          captionUnseen
          head={['Begun', 'Stands', 'Level', 'Completed']}
          rows={assessments.map(each => {
            const { text, colour } = standingWords[standing(each)]
            return [
              <a class="govuk-link" href={urls.assessment({ ...at, assessment: each.id })}>
                {momentInWords(each.startedAt)}
              </a>,
              <Tag colour={colour}>{text}</Tag>,
              each.form.judgement.levels.find(level => level.key === each.level)?.name ?? '',
              each.completedAt ? `${dayInWords(each.completedAt)}, ${each.completedBy ?? ''}` : '',
            ]
          })}
        />
      )}
      {more && (
        <p class="govuk-body">
          <a class="govuk-link" href={withQuery(urls.assessments(at), { before: assessments.at(-1)?.id })}>
            Older assessments
          </a>
        </p>
      )}
    </Page>
  )
}
