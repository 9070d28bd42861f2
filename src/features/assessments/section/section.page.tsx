import { dayInWords, momentInWords } from '../../../design/formats.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Form,
  Heading,
  ManyChoices,
  Page,
  Radios,
  TextArea,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { RiskKind } from '../../areas/index.ts'
import type { AssessmentSection } from '../assessment-sections.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentRecord } from '../queries.ts'
import { QuestionFields } from '../question-fields.tsx'
import { shownQuestions } from '../shown.ts'
import type { SuggestedLevel } from '../suggested-level.ts'
import { Suggestion } from '../suggestion.tsx'
import { urls } from '../urls.ts'
import { fieldOf } from './evidence-fields.tsx'
import type { SectionAsked } from './section.form.ts'
import { DomainFields, type Last, PeopleFields, ProtectiveFields } from './section-fields.tsx'

export interface SectionView extends OfChild {
  readonly assessment: AssessmentRecord
  readonly section: AssessmentSection
  readonly asked: SectionAsked
  readonly version: number
  /** When and by whom the section was last saved. */
  readonly saved: { readonly at: Date; readonly by: string } | null
  readonly last: Last | null
  readonly next: AssessmentSection | undefined
  readonly at: { readonly number: number; readonly of: number }
  readonly places: (kind: RiskKind) => number
  /** On the page of the level alone. */
  readonly suggested: SuggestedLevel | null
}

/** One section of an assessment. */
export const SectionPage = (view: SectionView, filled: Filled) => {
  const { areaKey, youngPerson, assessment, section } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: assessment.id }
  return (
    <Page title={section.name} back={{ href: urls.assessment(key), text: 'The assessment' }}>
      <Child of={view} />
      <Heading caption={`${assessment.form.title}, part ${view.at.number} of ${view.at.of}`}>{section.name}</Heading>
      <p class="govuk-body-l">{section.about}</p>
      {assessment.completedAt && (
        <Alert kind="warning" title="This assessment is complete">
          <p>
            It cannot be changed. What you learn now goes into the next one.{' '}
            <a href={urls.assessment(key)}>See the assessment</a>
          </p>
        </Alert>
      )}
      {section.is === 'domain' && <Levels view={view} />}
      {section.is === 'people' && (
        <p class="govuk-body">
          What you write here is put before the forum, which finds the facts. Fewer people can read it than the rest.
        </p>
      )}
      {view.suggested && <Suggestion suggested={view.suggested} form={assessment.form} />}
      <Form to={urls.section({ ...key, sectionKey: section.key })}>
        <ManyChoices>
          <Fields view={view} filled={filled} />
        </ManyChoices>
        <p class="govuk-hint" role="status" data-saved>
          {view.saved ? `Last saved by ${view.saved.by}, ${momentInWords(view.saved.at)}.` : ''}
        </p>
        <ButtonGroup>
          {view.next ? (
            <Button value="next">Save and go to the next</Button>
          ) : (
            <Button value="check">Save and check your answers</Button>
          )}
          {section.is === 'people' && (
            <Button secondary value="another">
              Save and add another person
            </Button>
          )}
          <Button secondary value="list">
            Save and see all sections
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

const Levels = ({ view: { assessment, section } }: { view: SectionView }) => {
  if (section.is !== 'domain') return null
  const { notKnown, levels } = assessment.form
  return (
    <dl class="app-meanings" aria-label="What the answers mean">
      {[notKnown, ...levels].map(({ name, means }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  )
}

const Fields = ({ view, filled: { fields } }: { view: SectionView; filled: Filled }) => {
  const { section, assessment, last, places } = view
  const common = { form: assessment.form, fields, last, inWords: dayInWords }
  switch (section.is) {
    case 'domain':
      return <DomainFields {...common} section={section} />
    case 'protective':
      return <ProtectiveFields {...common} />
    case 'people':
      return <PeopleFields {...common} places={places} />
    case 'questions':
      return (
        <QuestionFields
          questions={section.questions.questions}
          fields={fields}
          last={
            last
              ? {
                  on: last.on,
                  shown: question =>
                    shownQuestions([{ ...question, onlyWhen: undefined }], last.answers.questions, dayInWords),
                }
              : undefined
          }
        />
      )
    case 'judgement':
      return (
        <>
          <Radios field={fieldOf(fields, 'judgement.level')} size="m" />
          <TextArea field={fieldOf(fields, 'judgement.reason')} size="m" rows={6} />
        </>
      )
  }
}
