import { Button, Checkboxes, Fieldset, Form, InsetText, ManyChoices, Radios, TextArea } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { Asked, Rest } from '../ask/ask.page.tsx'
import type { RelevantIndividual } from '../consent.ts'
import type { AgencyToShareWith } from '../sharing.ts'
import { urls } from '../urls.ts'
import { NotBelow } from './name.page.tsx'
import type { shareIndividualForm, shareYoungPersonForm } from './sharing.form.ts'

type OfIndividual = Filled<ReturnType<typeof shareIndividualForm>['fields']>['fields']
type OfYoungPerson = Filled<ReturnType<typeof shareYoungPersonForm>['fields']>['fields']
interface View extends AboutView {
  readonly agencies: readonly AgencyToShareWith[]
}

const WhatAndWho = ({ view, fields }: { view: View; fields: OfIndividual }) => {
  const task = view.agencies.filter(one => one.onPublicTask).map(one => one.name)
  return (
    <Fieldset legend="What may be shared" size="m">
      {task.length > 0 && (
        <p class="govuk-body">
          Nobody is asked about these, as it is their job by law: {task.join(', ')}. They are told what they need to
          keep somebody safe.
        </p>
      )}
      <ManyChoices>
        {view.agencies
          .filter(one => !one.onPublicTask)
          .flatMap(one => {
            const field = (fields as Readonly<Record<string, OfIndividual['how']>>)[`share-${one.key}`]
            return field ? [<Checkboxes key={one.key} field={field} />] : []
          })}
        <Checkboxes field={fields.purposes} />
      </ManyChoices>
    </Fieldset>
  )
}

const AskOnItsOwn = ({ view }: { view: View }) => (
  <>
    <InsetText>
      Ask “Is there anyone you’d rather we didn’t tell?” on its own, apart from taking part. A no is an answer too, and
      they can take part all the same.
    </InsetText>
    <NotBelow view={view} />
  </>
)

export const ShareYoungPersonPage = ({
  view,
  filled: { fields },
}: {
  view: View & { readonly first: string | null }
  filled: { readonly fields: OfYoungPerson }
}) => (
  <AboutPage view={view} title="Sharing: the young person’s answer">
    <AskOnItsOwn view={view} />
    <Form to={urls.shareYoungPerson({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <Asked fields={fields} otherAsker={view.first ? fields.otherAskerReason : undefined} />
      <WhatAndWho view={view} fields={fields} />
      <Radios field={fields.limitsTold} />
      <Radios field={fields.competence} />
      <TextArea field={fields.competenceReason} rows={3} />
      <Rest fields={fields} />
      <Button>Record the answer</Button>
    </Form>
  </AboutPage>
)

export const ShareIndividualPage = ({
  view,
  filled: { fields },
}: {
  view: View & { readonly individual: RelevantIndividual }
  filled: { readonly fields: OfIndividual }
}) => (
  <AboutPage view={view} title="Sharing: somebody else’s answer">
    <p class="govuk-body">
      {view.individual.name}
      {view.individual.relation ? `, ${view.individual.relation}` : ''}
    </p>
    <AskOnItsOwn view={view} />
    <Form
      to={urls.shareIndividual({
        area: view.areaKey,
        youngPerson: view.youngPerson.id,
        individual: view.individual.id,
      })}
    >
      <Asked fields={fields} />
      <WhatAndWho view={view} fields={fields} />
      <Rest fields={fields} />
      <Button>Record the answer</Button>
    </Form>
  </AboutPage>
)
