import { Button, Form, Radios, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { RelevantIndividual } from '../consent.ts'
import { urls } from '../urls.ts'
import type { addIndividualForm, changeIndividualForm } from './individual.form.ts'

type Fields = Filled<ReturnType<typeof changeIndividualForm>['fields']>['fields']

const About = ({ fields }: { fields: Fields }) => (
  <>
    <TextInput field={fields.name} />
    <TextInput field={fields.relation} />
    <Radios field={fields.responsibility} />
  </>
)

export const AddIndividualPage = ({
  view,
  filled,
}: {
  view: AboutView
  filled: Filled<(typeof addIndividualForm)['fields']>
}) => (
  <AboutPage view={view} title="Who else is to be asked">
    <Form to={urls.addIndividual({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <Radios field={filled.fields.kind} />
      <About fields={filled.fields} />
      <Button>Add them</Button>
    </Form>
  </AboutPage>
)

export const ChangeIndividualPage = ({
  view,
  filled,
}: {
  view: AboutView & { readonly individual: RelevantIndividual }
  filled: { readonly fields: Fields }
}) => (
  <AboutPage view={view} title="Change who is to be asked">
    <Form
      to={urls.changeIndividual({
        area: view.areaKey,
        youngPerson: view.youngPerson.id,
        individual: view.individual.id,
      })}
      version={view.individual.version}
    >
      <About fields={filled.fields} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)
