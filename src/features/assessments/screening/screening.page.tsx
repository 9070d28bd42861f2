import { dayInWords, momentInWords } from '../../../design/formats.ts'
import {
  Button,
  Form,
  Heading,
  ManyChoices,
  Page,
  Radios,
  SummaryList,
  Table,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import type { Answers } from '../assessment-answers.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import { ClockLines } from '../clock-lines.tsx'
import type { ScreeningForm } from '../form-definition.ts'
import { QuestionFields } from '../question-fields.tsx'
import type { ScreeningRecord } from '../screening-queries.ts'
import { fieldOf } from '../section/evidence-fields.tsx'
import { shownQuestions } from '../shown.ts'
import { urls } from '../urls.ts'

export interface ScreeningsView extends OfChild {
  readonly screenings: readonly ScreeningRecord[]
  readonly more: boolean
  /** The clock of the assessment that a screening asks for. */
  readonly clock: AssessmentClock | null
  readonly mayAssess: boolean
  readonly mayScreen: boolean
  /** The assessment that is being written. */
  readonly draft: string | null
  readonly frontDoor: string
}

/** What an outcome is called in the form it was recorded with. */
const outcomeName = ({ form, outcome }: ScreeningRecord): string =>
  form.sections
    .flatMap(section => section.questions)
    .find(question => question.key === 'outcome')
    ?.options?.find(option => option.key === outcome)?.name ?? outcome

/** The screenings of a young person, newest first. */
export const ScreeningsPage = (view: ScreeningsView) => {
  const { areaKey, youngPerson, screenings, more, clock, mayAssess, mayScreen, draft, frontDoor } = view
  const at = { area: areaKey, youngPerson: youngPerson.id }
  return (
    <Page title="Screening" wide>
      <Child of={view} />
      <Heading>Screening</Heading>
      <p class="govuk-body">What reached {frontDoor}, and what was decided.</p>
      {clock && <ClockLines clock={clock} />}
      {clock && mayAssess && !draft && <Button href={urls.start(at)}>Start the risk assessment</Button>}
      {clock && mayAssess && draft && (
        <Button href={urls.assessment({ ...at, assessment: draft })}>Carry on with the assessment</Button>
      )}
      {mayScreen && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.newScreening(at)}>
            Record a screening
          </a>
        </p>
      )}
      {screenings.length === 0 ? (
        <p class="govuk-body">There is none yet.</p>
      ) : (
        <Table
          caption="Screenings, newest first"
          captionUnseen
          head={['Reached us', 'What happens', 'Decided', 'Recorded']}
          rows={screenings.map(each => [
            <a class="govuk-link" href={urls.screening({ ...at, screening: each.id })}>
              {dayInWords(each.receivedOn)}
            </a>,
            each.takesBack ? `${outcomeName(each)}. What was asked for before is not needed` : outcomeName(each),
            dayInWords(each.decidedOn),
            `${momentInWords(each.recordedAt)}, ${each.recordedBy}`,
          ])}
        />
      )}
      {more && (
        <p class="govuk-body">
          <a class="govuk-link" href={withQuery(urls.screenings(at), { before: screenings.at(-1)?.id })}>
            Older screenings
          </a>
        </p>
      )}
    </Page>
  )
}

export interface NewScreeningView extends OfChild {
  readonly form: ScreeningForm
  /** The day of an earlier decision that asks for an assessment. */
  readonly askedOn: string | null
  /** One that was recorded in the last day: going back in a browser shows the form again, filled in, as if unsent. */
  readonly lately: ScreeningRecord | null
  /** What was said of it when the record was made; nothing once there is a screening. */
  readonly heard: { readonly startedOn: string; readonly toldBy: string | null } | null
}

/** A screening, recorded at the front door. */
export const NewScreeningPage = (view: NewScreeningView, filled: Filled) => {
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <Page title="Record a screening" back={{ href: urls.screenings(at), text: 'Screening' }}>
      <Child of={view} />
      <Heading>Record a screening</Heading>
      {view.lately && (
        <WarningText>
          {view.lately.recordedBy} recorded a screening at {momentInWords(view.lately.recordedAt)}. Record another one
          only if something else has reached us.
        </WarningText>
      )}
      <p class="govuk-body">{view.form.about}</p>
      <Form to={urls.newScreening(at)}>
        <ManyChoices>
          {view.form.sections.map(section => (
            <section key={section.key}>
              <h2 class="govuk-heading-m">{section.name}</h2>
              <p class="govuk-body">{section.about}</p>
              <QuestionFields questions={section.questions} fields={filled.fields} />
            </section>
          ))}
          {view.askedOn && (
            <Radios
              field={fieldOf(filled.fields, 'still-wanted')}
              hint={`That was on ${dayInWords(view.askedOn)}. Answer this if this screening asks for none.`}
            />
          )}
        </ManyChoices>
        <p class="govuk-hint" role="status" data-saved />
        <Button>Record the screening</Button>
      </Form>
    </Page>
  )
}

export interface ScreeningView extends OfChild {
  readonly mayMove: boolean
  readonly screening: ScreeningRecord & { readonly questions: Answers['questions'] }
}

/** One screening, in the words of the form it was recorded with. */
export const ScreeningPage = (view: ScreeningView) => {
  const { areaKey, youngPerson, screening } = view
  const at = { area: areaKey, youngPerson: youngPerson.id }
  return (
    <Page title="A screening" back={{ href: urls.screenings(at), text: 'Screening' }}>
      <Child of={view} />
      <Heading caption={`Version ${screening.form.version} of the form`}>{screening.form.title}</Heading>
      {screening.form.sections.map(section => (
        <section key={section.key}>
          <h2 class="govuk-heading-m">{section.name}</h2>
          <SummaryList
            rows={shownQuestions(section.questions, screening.questions, dayInWords).map(each => ({
              key: each.says,
              value: each.words ? <Typed>{each.words}</Typed> : each.answer || 'Left empty',
            }))}
          />
        </section>
      ))}
      <p class="govuk-hint">
        Recorded {momentInWords(screening.recordedAt)} by {screening.recordedBy}.
        {screening.takesBack && ' The risk assessment that was asked for before is not needed any more.'}
      </p>
      {view.mayMove && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.moveScreening({ ...at, screening: screening.id })}>
            This is about another young person
          </a>
        </p>
      )}
    </Page>
  )
}
