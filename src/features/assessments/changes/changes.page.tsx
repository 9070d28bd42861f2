import { dayInWords } from '../../../design/formats.ts'
import { Heading, Page, Table, Typed } from '../../../design/index.ts'
import type { Change } from '../assessment-changes.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentRecord } from '../queries.ts'
import { urls } from '../urls.ts'
import { directionWords } from '../words.ts'

export interface ChangesView extends OfChild {
  readonly assessment: AssessmentRecord
  readonly previous: AssessmentRecord
  readonly changes: readonly Change[]
}

/** What is not as it was last time. */
export const ChangesPage = (view: ChangesView) => {
  const { areaKey, youngPerson, assessment, previous, changes } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: assessment.id }
  const names = [...new Set(changes.map(each => each.sectionName))]
  const then = previous.completedAt ? dayInWords(previous.completedAt) : ''
  const now = assessment.completedAt ? dayInWords(assessment.completedAt) : 'Now'
  return (
    <Page title="What changed" wide back={{ href: urls.assessment(key), text: 'The assessment' }}>
      <Child of={view} />
      <Heading>What changed</Heading>
      <p class="govuk-body">
        Compared with{' '}
        <a class="govuk-link" href={urls.assessment({ ...key, assessment: previous.id })}>
          the assessment of {then}
        </a>
        .
      </p>
      {changes.length === 0 && <p class="govuk-body">Nothing has changed.</p>}
      {names.map(name => (
        <Table
          key={name}
          caption={name}
          captionSize="m"
          head={['What', then, now, 'Change']}
          rows={changes
            .filter(each => each.sectionName === name)
            .map(each => [
              each.says,
              <Typed>{each.from || '–'}</Typed>,
              <Typed>{each.to || '–'}</Typed>,
              directionWords[each.direction],
            ])}
        />
      ))}
    </Page>
  )
}
