import { Button, Form, Page, Radios } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { iKnowThemForm } from './i-know-them.form.ts'

/** Said before opening: the page names nobody, so that whoever should not read the record has not begun to. */
export const IKnowThemPage = ({
  areaKey,
  youngPerson,
  filled,
}: {
  areaKey: string
  youngPerson: string
  filled: Filled<(typeof iKnowThemForm)['fields']>
}) => (
  <Page title="I know this child or family">
    <h1 class="govuk-heading-l">I know this child or family</h1>
    <p class="govuk-body">
      Thank you for saying so. The record closes for you at once. If you hold this young person’s case, your team holds
      it until somebody else is named, and your manager is told today.
    </p>
    <Form to={urls.iKnowThem({ area: areaKey, youngPerson })}>
      <Radios field={filled.fields.kind} />
      <Button danger>Close this record for me</Button>
    </Form>
  </Page>
)
