import { dayInWords, momentInWords } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  Details,
  Form,
  Heading,
  Page,
  Restricted,
  SummaryList,
  Tag,
  Typed,
} from '../../../design/index.ts'
import { standing } from '../assessment.ts'
import type { Unknown } from '../assessment-missing.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import type { AssessmentRecord } from '../queries.ts'
import type { ShownSection } from '../shown.ts'
import { SuggestionSteps } from '../suggestion.tsx'
import { urls } from '../urls.ts'
import { clockWords, standingWords } from '../words.ts'
import { UnknownList } from './task-list.page.tsx'

export interface CompletedView extends OfChild {
  readonly is: 'completed'
  readonly assessment: AssessmentRecord
  readonly clock: AssessmentClock
  readonly sections: readonly ShownSection[]
  readonly unknown: readonly Unknown[]
  readonly mayAssess: boolean
  /** What the forum of the area is called in a sentence. */
  readonly forum: string
}

/** A completed assessment, in the words of the form it was given under. */
export const CompletedPage = (view: CompletedView) => {
  const { areaKey, youngPerson, assessment, clock, sections, unknown, mayAssess, forum } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: assessment.id }
  const now = standing(assessment)
  const { text, colour } = standingWords[now]
  const level = assessment.form.judgement.levels.find(each => each.key === assessment.level)
  const suggested = assessment.form.levels.find(each => each.key === assessment.suggested?.level)
  return (
    <Page title="Risk assessment" wide back={{ href: urls.assessments(key), text: 'Risk assessments' }}>
      <Child of={view} />
      <Heading caption={`Version ${assessment.form.version} of the form`}>{assessment.form.title}</Heading>
      <SummaryList
        rows={[
          { key: 'Stands', value: <Tag colour={colour}>{text}</Tag> },
          assessment.completedAt && {
            key: 'Completed',
            value: `${momentInWords(assessment.completedAt)} by ${assessment.completedBy ?? ''}. ${clockWords(clock)}.`,
          },
          assessment.sentToForumAt && { key: 'Sent to the forum', value: momentInWords(assessment.sentToForumAt) },
          assessment.setAsideReason && { key: 'Set aside because', value: <Typed>{assessment.setAsideReason}</Typed> },
          level && { key: 'Level', value: <strong>{level.name}</strong> },
          assessment.levelReason && { key: 'Why', value: <Typed>{assessment.levelReason}</Typed> },
          assessment.suggested && {
            key: 'The arithmetic suggested',
            value: suggested?.name ?? 'No level: too little was known',
          },
        ]}
      />
      {assessment.suggested && (
        <Details summary="How the suggestion was worked out">
          <SuggestionSteps steps={assessment.suggested.steps} />
        </Details>
      )}
      {mayAssess && now === 'completed' && (
        <Form to={urls.send(key)}>
          <Button>Send to {forum}</Button>
        </Form>
      )}
      {now !== 'set aside' && assessment.completedAt && (
        <ButtonGroup>
          <a class="govuk-link" href={urls.recordCopy(key)}>
            Copy for the main record
          </a>
          {assessment.previousId && (
            <a class="govuk-link" href={urls.changes(key)}>
              What changed since last time
            </a>
          )}
          {mayAssess && now === 'completed' && (
            <a class="govuk-link" href={urls.setAside(key)}>
              Set this assessment aside
            </a>
          )}
          {mayAssess && (
            <a class="govuk-link" href={urls.move(key)}>
              This is about another young person
            </a>
          )}
        </ButtonGroup>
      )}
      {sections
        .filter(section => section.is !== 'judgement')
        .map(section => (
          <ShownSectionRows key={section.key} section={section} />
        ))}
      {unknown.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What we don’t know yet</h2>
          <UnknownList unknown={unknown} />
        </>
      )}
      <p class="govuk-hint">
        Begun on {dayInWords(assessment.startedAt)} by {assessment.startedBy}.
      </p>
    </Page>
  )
}

/** One section with what is known; what nobody knows stands in its own list. */
const ShownSectionRows = ({ section }: { section: ShownSection }) => {
  const known = section.items.filter(item => item.known)
  return (
    <section>
      <h2 class="govuk-heading-m">{section.name}</h2>
      {section.restricted ? (
        <p class="govuk-body">
          <Restricted />
        </p>
      ) : known.length === 0 ? (
        <p class="govuk-body">Nothing is known yet.</p>
      ) : (
        <SummaryList
          rows={known.map(item => ({
            key: item.says,
            value: (
              <>
                {item.answer && <p class="govuk-body">{[item.answer, ...item.facts].join(', ')}</p>}
                {item.words && <Typed>{item.words}</Typed>}
              </>
            ),
          }))}
        />
      )}
    </section>
  )
}
