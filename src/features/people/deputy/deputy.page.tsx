import { dayInWords } from '../../../design/formats.ts'
import { Button, Form, Select, SummaryList } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { deputyForm } from './deputy.form.ts'

export interface DeputyView {
  readonly areaKey: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly title: string }[]
  readonly forWhom: readonly { readonly id: string; readonly name: string }[]
  readonly standing: readonly { readonly forName: string; readonly deputy: string; readonly from: Date }[]
}

export const DeputyPage = ({
  view,
  filled: { fields },
}: {
  view: DeputyView
  filled: Filled<ReturnType<typeof deputyForm>['fields']>
}) => (
  <Page title="Who stands in" back={{ href: urls.list({ area: view.areaKey }), text: 'Young people' }}>
    <h1 class="govuk-heading-l">Who stands in for a case-holder</h1>
    <p class="govuk-body">
      A deputy opens the same young people’s records and can do the same, until you end it. Name one before you are
      away.
    </p>
    {view.standing.length > 0 && (
      <SummaryList
        rows={view.standing.map(one => ({ key: one.forName, value: `${one.deputy}, since ${dayInWords(one.from)}` }))}
      />
    )}
    <Form to={urls.deputy({ area: view.areaKey })}>
      <Select field={fields.forPerson} />
      <Select field={fields.deputy} />
      <Button>Save</Button>
    </Form>
  </Page>
)
