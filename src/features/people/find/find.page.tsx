import { Button, DateInput, Form, TextInput } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { findForm } from './find.form.ts'

export type FindFields = ReturnType<typeof findForm> extends FormOf<infer F> ? F : never

export const FindPage = ({ areaKey, filled }: { areaKey: string; filled: Filled<FindFields> }) => (
  <Page title="Search before you record" back={{ href: urls.list({ area: areaKey }), text: 'Young people' }}>
    <h1 class="govuk-heading-l">Search before you record</h1>
    <p class="govuk-body">
      A young person should have one record. Tell us what you know, and we look for one, here and in the areas beside
      us. Each search is written down.
    </p>
    <Form to={urls.find({ area: areaKey })}>
      <TextInput field={filled.fields.givenNames} spellcheck={false} />
      <TextInput field={filled.fields.surname} spellcheck={false} />
      <TextInput field={filled.fields.knownAs} spellcheck={false} />
      <DateInput field={filled.fields.bornOn} />
      <TextInput field={filled.fields.postcode} width={10} spellcheck={false} />
      <Button>Search</Button>
    </Form>
  </Page>
)
