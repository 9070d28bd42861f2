import { Button, ButtonGroup, Form, Heading, InsetText, Page } from '../../../design/index.ts'
import { Child, nameOf } from '../child.tsx'
import type { Answers } from '../questions.ts'
import { urls } from '../urls.ts'
import { WhatItSays } from './answers.tsx'
import { FromTheRecord, type Known } from './from-the-record.tsx'

export interface CheckView extends Known {
  readonly nominationId: string
  /** Counts changes of the nomination and its answers. */
  readonly version: number
  readonly answers: Answers
}

/** Check your answers, then send once. */
export const CheckPage = (view: CheckView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nominationId }
  return (
    <Page title="Check the nomination" back={{ href: urls.nomination(to), text: 'The nomination' }}>
      <Child {...view} />
      <Heading>Check before you send it</Heading>
      <FromTheRecord {...view} title="From the record" />
      <WhatItSays answers={view.answers} change={section => urls.section({ ...to, sectionKey: section })} />
      <h2 class="govuk-heading-m">Send it to the panel</h2>
      <InsetText>
        When you send it, the coordinator and the panel can open {nameOf(view.youngPerson)}’s record. You stay their
        case-holder.
      </InsetText>
      <Form to={urls.check(to)}>
        <ButtonGroup>
          <Button>Send the nomination</Button>
          <a class="govuk-link" href={urls.nomination(to)}>
            Not yet
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
