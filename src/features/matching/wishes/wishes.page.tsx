import { Button, Checkboxes, DateInput, Form, Radios, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, urls as people } from '../../people/index.ts'
import { WhenAndWhere } from '../../workforce/index.ts'
import { urls } from '../urls.ts'
import type { wishesForm } from './wishes.form.ts'

/** What the young person wishes of the adult at their side. */
export const WishesPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & {
    readonly version: number
    readonly wishes: { readonly id: string } | null
    readonly mayMove: boolean
  }
  filled: Filled<ReturnType<typeof wishesForm>['fields']>
}) => (
  <AboutPage view={view} title="What they wish for">
    {view.version > 0 && (
      <p class="govuk-body">
        <a class="govuk-link" href={people.history({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
          What stood here before
        </a>{' '}
        is kept in the history of the record.
      </p>
    )}
    {view.wishes && view.mayMove && (
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={urls.moveWishes({ area: view.areaKey, youngPerson: view.youngPerson.id, wishes: view.wishes.id })}
        >
          This is about another young person
        </a>
      </p>
    )}
    <Form to={urls.wishes({ area: view.areaKey, youngPerson: view.youngPerson.id })} version={view.version}>
      <Radios field={fields.asked} />
      <DateInput field={fields.askedOn} />
      <TextArea field={fields.notAskedReason} rows={2} />
      <TextArea field={fields.words} rows={4} />
      <Radios field={fields.gender} />
      <TextInput field={fields.languages} />
      <Checkboxes field={fields.interests} />
      <h2 class="govuk-heading-m">When can they meet somebody?</h2>
      <WhenAndWhere fields={fields} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)
