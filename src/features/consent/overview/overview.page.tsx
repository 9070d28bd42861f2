import { Button, Form, InsetText, Tag, WarningText } from '../../../design/index.ts'
import { AboutPage } from '../../people/index.ts'
import { newestOfEach } from '../consent.ts'
import type { AroundTheQuestion } from '../queries.ts'
import { urls } from '../urls.ts'
import { becauseInWords, type Decided } from '../who-decides.ts'
import { AlsoOn, type AnswersView, Earliest, EveryAnswer, Papers, WhoSaidWhat } from './answers.tsx'

export interface ConsentView extends AnswersView, AroundTheQuestion {
  readonly decided: Decided
}

/** Whether they take part, who was asked and what each said, each apart (R149 to R152). */
export const ConsentPage = (view: ConsentView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const newest = newestOfEach(view.answers)
  return (
    <AboutPage view={view} title="Taking part" wide>
      <p class="govuk-body-l">
        <Tag colour={view.decided.yes ? 'green' : 'grey'}>
          {view.decided.yes ? 'Takes part' : 'Does not take part yet'}
        </Tag>{' '}
        {becauseInWords[view.decided.because]}.
      </p>
      {view.decided.differs && <InsetText>Somebody sees it differently. It is kept, and talked about.</InsetText>}
      <AlsoOn view={view} to={urls.consent} />
      {view.takenBack && view.mayAsk && (
        <>
          <WarningText>
            They said yes before, and it does not hold any more. Think today: what must still be shared to keep them
            safe, with whom and why? Could somebody be pressing them?
          </WarningText>
          <Form to={urls.decided(key)}>
            <Button secondary>We have thought it through</Button>
          </Form>
        </>
      )}
      {!view.decided.yes && (
        <p class="govuk-body">Until it is yes, no worker is told who they are, and nobody is introduced.</p>
      )}
      {view.introducer && !newest.has(null) && (
        <p class="govuk-body">{view.introducer} makes the introduction, and asks them first.</p>
      )}
      <WhoSaidWhat
        view={view}
        askThem={urls.askYoungPerson(key)}
        askIndividual={individual => urls.askIndividual({ ...key, individual })}
      />
      <Papers view={view} />
      {view.mayAsk && (
        <Button href={urls.addIndividual(key)} secondary>
          Add somebody who is to be asked
        </Button>
      )}
      <Earliest answers={view.answers} outcomeOn={view.outcomeOn} today={view.today} />
      <EveryAnswer view={view} />
    </AboutPage>
  )
}
