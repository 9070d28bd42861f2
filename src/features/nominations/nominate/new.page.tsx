import { Button, Form, Heading, InsetText, Page } from '../../../design/index.ts'
import { Child, nameOf } from '../child.tsx'
import { urls } from '../urls.ts'
import { FromTheRecord, type Known } from './from-the-record.tsx'

export interface NewView extends Omit<Known, 'outcome'> {
  readonly outcome: Known['outcome'] | null
  /** Why there is nothing to begin, in words; empty where there is. */
  readonly notNow: string | undefined
  /** The nomination that is under way or was decided. */
  readonly existing: string | null
}

/** Before a nomination: what the forum said, and what will be asked. */
export const NewPage = (view: NewView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <Page title="Nominate a young person" back={{ href: urls.ofYoungPerson(to), text: 'Nominations' }}>
      <Child {...view} />
      <Heading>Nominate {nameOf(view.youngPerson)} for Trusted Relationships</Heading>
      {view.outcome && <FromTheRecord {...view} outcome={view.outcome} title="What we know already" />}
      {view.notNow ? (
        <>
          <InsetText>{view.notNow}</InsetText>
          {view.existing && (
            <Button href={urls.nomination({ ...to, nomination: view.existing })}>See the nomination</Button>
          )}
        </>
      ) : (
        <>
          <p class="govuk-body">We will ask you:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>what {nameOf(view.youngPerson)} and their family say about it</li>
            <li>who will make the introduction, how and by when</li>
            <li>what you hope for, and what would make it fail</li>
          </ul>
          <p class="govuk-body">It takes about 10 minutes. What you write is saved as you go.</p>
          <Form to={urls.start(to)}>
            <Button>Begin the nomination</Button>
          </Form>
        </>
      )}
    </Page>
  )
}
