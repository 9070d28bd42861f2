import { plural } from '../../../design/formats.ts'
import { Alert, Button, Form, Heading, InsetText, Page, SummaryList, Typed } from '../../../design/index.ts'
import type { Answers } from '../assessment-answers.ts'
import type { Missing, Unknown } from '../assessment-missing.ts'
import { type AssessmentSection, judgementKey } from '../assessment-sections.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import { ClockLines } from '../clock-lines.tsx'
import { UnknownList } from '../overview/task-list.page.tsx'
import type { AssessmentRecord } from '../queries.ts'
import type { SuggestedLevel } from '../suggested-level.ts'
import { Suggestion } from '../suggestion.tsx'
import { urls } from '../urls.ts'

export interface CompleteView extends OfChild {
  readonly assessment: AssessmentRecord
  readonly clock: AssessmentClock
  readonly answers: Answers
  readonly sections: readonly AssessmentSection[]
  /** Names of the fields that are answered in the three boxes of a date. */
  readonly missing: readonly Missing[]
  readonly unknown: readonly Unknown[]
  readonly suggested: SuggestedLevel
}

/** Where a field is answered. A date is three boxes, of which the first carries the name with "-day". */
const hrefOf = (address: string, field: string): string =>
  `${address}#${field.endsWith('.evidenceOn') ? `${field}-day` : field}`

/** The last look before an assessment is completed: what is missing, what is not known, the level and why. */
export const CompletePage = (view: CompleteView) => {
  const { areaKey, youngPerson, assessment, clock, answers, sections, missing, unknown, suggested } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: assessment.id }
  const address = (section: string): string => urls.section({ ...key, sectionKey: section })
  const level = assessment.form.judgement.levels.find(each => each.key === answers.judgement.level)
  const withMissing = sections.filter(section => missing.some(each => each.section === section.key))
  return (
    <Page title="Check and complete" back={{ href: urls.assessment(key), text: 'The assessment' }}>
      <Child of={view} />
      <Heading>Check and complete</Heading>
      <ClockLines clock={clock} />
      {missing.length > 0 ? (
        <Alert kind="warning" title={`${plural(missing.length, 'answer')} missing`}>
          {withMissing.map(section => (
            <div key={section.key}>
              <h3 class="govuk-heading-s">{section.name}</h3>
              <ul class="govuk-list govuk-list--bullet">
                {missing
                  .filter(each => each.section === section.key)
                  .map(each => (
                    <li key={each.field}>
                      <a href={hrefOf(address(section.key), each.field)}>{each.says}</a>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </Alert>
      ) : (
        <p class="govuk-body">Every answer that is needed is there.</p>
      )}
      <h2 class="govuk-heading-m">Your view</h2>
      <SummaryList
        rows={[
          {
            key: 'Level',
            value: level?.name ?? 'Not chosen yet',
            actions: [{ href: address(judgementKey), text: 'Change', about: 'the level' }],
          },
          { key: 'Why', value: answers.judgement.reason ? <Typed>{answers.judgement.reason}</Typed> : 'No reason yet' },
        ]}
      />
      <h2 class="govuk-heading-m">The arithmetic</h2>
      <Suggestion suggested={suggested} form={assessment.form} />
      <h2 class="govuk-heading-m">What we don’t know yet</h2>
      {unknown.length === 0 ? <p class="govuk-body">Nothing that the form asks.</p> : <UnknownList unknown={unknown} />}
      {missing.length === 0 && (
        <>
          <InsetText>
            When it is complete it cannot be changed. It is what you stand by today. What you learn later goes into the
            next one.
          </InsetText>
          <Form to={urls.complete(key)}>
            <Button>Complete the assessment</Button>
          </Form>
        </>
      )}
    </Page>
  )
}
