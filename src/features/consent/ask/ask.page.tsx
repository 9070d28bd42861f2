import {
  Button,
  Checkboxes,
  DateInput,
  Fieldset,
  Form,
  InsetText,
  Radios,
  TextArea,
  TextInput,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { RelevantIndividual } from '../consent.ts'
import { urls } from '../urls.ts'
import type { askIndividualForm, askYoungPersonForm } from './ask.form.ts'

type OfIndividual = Filled<ReturnType<typeof askIndividualForm>['fields']>['fields']
type OfYoungPerson = Filled<ReturnType<typeof askYoungPersonForm>['fields']>['fields']

/** What is asked of everybody alike. */
export const Asked = ({
  fields,
  otherAsker,
}: {
  fields: OfIndividual
  otherAsker?: OfYoungPerson['otherAskerReason'] | undefined
}) => (
  <>
    <Radios field={fields.answer} />
    <DateInput field={fields.askedOn} />
    <TextInput field={fields.askedBy} />
    {otherAsker && <TextArea field={otherAsker} rows={2} />}
    <Checkboxes field={fields.how} />
    <TextInput field={fields.language} width={20} />
    <TextArea field={fields.explained} rows={4} />
    <TextArea field={fields.understood} rows={4} />
    <TextArea field={fields.says} rows={3} />
  </>
)

export const Rest = ({ fields }: { fields: OfIndividual }) => (
  <>
    <DateInput field={fields.until} />
    <Fieldset legend="The council’s own form">
      <TextInput field={fields.formReference} width={20} />
      <TextInput field={fields.formVersion} width={10} />
    </Fieldset>
    <Fieldset legend="If nobody asked, because it would not be safe">
      <TextArea field={fields.notApproachedReason} rows={3} />
      <TextInput field={fields.notApproachedBy} />
    </Fieldset>
  </>
)

export const AskYoungPersonPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly first: string | null }
  filled: { readonly fields: OfYoungPerson }
}) => (
  <AboutPage view={view} title="Taking part: the young person’s answer">
    <InsetText>
      Ask “Are you happy to take part?” on its own, apart from what may be shared. A no is an answer too.
    </InsetText>
    <Form to={urls.askYoungPerson({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <Asked fields={fields} otherAsker={view.first ? fields.otherAskerReason : undefined} />
      <Radios field={fields.limitsTold} />
      <Radios field={fields.competence} />
      <TextArea field={fields.competenceReason} rows={3} />
      <Rest fields={fields} />
      <Button>Record the answer</Button>
    </Form>
  </AboutPage>
)

export const AskIndividualPage = ({
  view,
  filled,
}: {
  view: AboutView & { readonly individual: RelevantIndividual }
  filled: { readonly fields: OfIndividual }
}) => (
  <AboutPage view={view} title="Taking part: somebody else’s answer">
    <p class="govuk-body">
      {view.individual.name}
      {view.individual.relation ? `, ${view.individual.relation}` : ''}
    </p>
    <Form
      to={urls.askIndividual({
        area: view.areaKey,
        youngPerson: view.youngPerson.id,
        individual: view.individual.id,
      })}
    >
      <Asked fields={filled.fields} />
      <Rest fields={filled.fields} />
      <Button>Record the answer</Button>
    </Form>
  </AboutPage>
)
