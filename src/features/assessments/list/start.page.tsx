import { dayInWords } from '../../../design/formats.ts'
import { Alert, Button, Form, Heading, Page } from '../../../design/index.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import { ClockLines } from '../clock-lines.tsx'
import type { RiskAssessmentForm } from '../form-definition.ts'
import { urls } from '../urls.ts'

export interface StartView extends OfChild {
  readonly form: RiskAssessmentForm
  readonly clock: AssessmentClock
  readonly last: { readonly id: string; readonly completedAt: Date } | null
  readonly draft: string | null
}

/** Before a risk assessment begins: how long it takes, and which clock it runs under. */
export const StartPage = (view: StartView) => {
  const { areaKey, youngPerson, form, clock, last, draft } = view
  const at = { area: areaKey, youngPerson: youngPerson.id }
  return (
    <Page title="Start a risk assessment" back={{ href: urls.assessments(at), text: 'Risk assessments' }}>
      <Child of={view} />
      <Heading>{last ? 'Look at the risk assessment again' : 'Start a risk assessment'}</Heading>
      <p class="govuk-body">{form.about}</p>
      {draft ? (
        <Alert kind="information" title="An assessment is being written">
          <p>
            Only one is written at a time. <a href={urls.assessment({ ...at, assessment: draft })}>Carry on with it</a>
          </p>
        </Alert>
      ) : (
        <>
          <ClockLines clock={clock} />
          <ul class="govuk-list govuk-list--bullet">
            <li>
              It takes about {last ? form.minutes.again : form.minutes.first} minutes. You can stop and come back.
            </li>
            <li>What you type is saved while you type it.</li>
            <li>“{form.notKnown.name}” is an honest answer. It never counts for or against anything.</li>
            {last && (
              <li>
                You will see the answers of {dayInWords(last.completedAt)} beside each question, and can take them over
                one by one.
              </li>
            )}
          </ul>
          <Form to={urls.start(at)}>
            <Button>Start</Button>
          </Form>
        </>
      )}
    </Page>
  )
}
