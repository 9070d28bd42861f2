import { Button, Checkboxes, DateInput, Form, Radios, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { WhenAndWhere } from '../../workforce/index.ts'
import { urls } from '../urls.ts'
import type { wishesForm } from './wishes.form.ts'

/** What the young person wishes of the adult at their side. */
export const WishesPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly version: number }
  filled: Filled<ReturnType<typeof wishesForm>['fields']>
}) => (
  <AboutPage view={view} title="What they wish for">
    <Form to={urls.wishes({ area: view.areaKey, youngPerson: view.youngPerson.id })} version={view.version}>
      <Radios field={fields.asked} small />
      <DateInput field={fields.askedOn} />
      <TextArea field={fields.notAskedReason} rows={2} />
      <TextArea field={fields.words} rows={4} />
      <Radios field={fields.gender} small />
      <TextInput field={fields.languages} />
      <Checkboxes field={fields.interests} small />
      <h2 class="govuk-heading-m">When can they meet somebody?</h2>
      <WhenAndWhere fields={fields} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)
