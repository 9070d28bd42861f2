import { Button, Form, Page, Radios, Table, TextInput, Unseen } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { addOneForm } from './one-of-many.form.ts'
import type { Many } from './one-of-many.queries.ts'

/** Which schools, charities and others something can be shared with, each by name; adding one, closing one. */
export const OneOfManyPage = ({
  areaKey,
  many,
  filled: { fields },
}: {
  readonly areaKey: string
  readonly many: readonly Many[]
  readonly filled: Filled<ReturnType<typeof addOneForm>['fields']>
}) => (
  <Page
    title="Schools, charities and others by name"
    back={{ href: urls.accounts({ area: areaKey }), text: 'Accounts' }}
  >
    <h1 class="govuk-heading-l">Schools, charities and others by name</h1>
    <p class="govuk-body">
      What a family agrees to share is shared with one school or one charity, never with all of them. Add it here first.
      Then somebody there can have an account, and whoever asks a family can choose it.
    </p>
    <p class="govuk-body">
      Close one when nobody there is to be told anything any more: it is not offered from then on. End the roles of
      whoever has an account there first. If you add it again, it is open again.
    </p>
    {many
      .filter(all => all.ones.length > 0)
      .map(all => (
        <Table
          key={all.id}
          caption={all.name}
          captionSize="m"
          head={['Name', { text: 'Close', unseen: true }]}
          rows={all.ones.map(one => [
            one.name,
            <Form key={one.id} to={urls.closeOne({ area: areaKey, agency: one.id })}>
              <Button secondary>
                Close<Unseen> {one.name}</Unseen>
              </Button>
            </Form>,
          ])}
        />
      ))}
    <h2 class="govuk-heading-m">Add one</h2>
    <Form to={urls.oneOfMany({ area: areaKey })}>
      <Radios field={fields.many} />
      <TextInput field={fields.name} />
      <Button>Add it</Button>
    </Form>
  </Page>
)
