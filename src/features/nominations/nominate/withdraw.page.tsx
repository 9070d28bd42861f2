import { Button, ButtonGroup, Form, Heading, Page, Radios, TextArea } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { Child, type OfYoungPerson } from '../child.tsx'
import { urls } from '../urls.ts'
import type { withdrawForm } from './withdraw.form.ts'

export interface WithdrawView extends OfYoungPerson {
  readonly nominationId: string
  readonly version: number
}

/** Take a nomination back. */
export const WithdrawPage = ({ view, filled }: { view: WithdrawView; filled: Filled<typeof withdrawForm.fields> }) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nominationId }
  return (
    <Page title="Withdraw a nomination" back={{ href: urls.nomination(to), text: 'The nomination' }}>
      <Child {...view} />
      <Heading>Withdraw the nomination</Heading>
      <Form to={urls.withdraw(to)}>
        <TextArea field={filled.fields.reason} />
        <Radios field={filled.fields.told} />
        <ButtonGroup>
          <Button danger>Withdraw the nomination</Button>
          <a class="govuk-link" href={urls.nomination(to)}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
