import { Button, Form, Select } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { nameAgencyForm } from './sharing.form.ts'

/** Which school, charity or other council can be asked about, of those that the area has by name. */
export const NameAgencyPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly toName: Readonly<Record<string, string>> }
  filled: Filled<ReturnType<typeof nameAgencyForm>['fields']>
}) => (
  <AboutPage view={view} title="Add a school, charity or council">
    <p class="govuk-body">
      Nothing is shared with them by this. You can ask about them from then on, and they stand on the form to print.
    </p>
    {Object.keys(view.toName).length > 0 && (
      <Form to={urls.nameAgency({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
        <Select field={fields.agency} />
        <Button>Add it</Button>
      </Form>
    )}
    <p class="govuk-body">It is not there? Ask an administrator of your area to add it by name.</p>
  </AboutPage>
)

/** Leads there from a form that lists with whom something can be shared. */
export const NotBelow = ({ view }: { view: AboutView }) => (
  <p class="govuk-body">
    Their school or a charity is not below?{' '}
    <a class="govuk-link" href={urls.nameAgency({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      Add it first
    </a>
    .
  </p>
)
