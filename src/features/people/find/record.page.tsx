import { dayInWords } from '../../../design/formats.ts'
import { Button, DateInput, Form, Radios, Select, SummaryList, TextArea, TextInput } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import type { HolderChoice } from '../case-holder/holder-choices.ts'
import { urls } from '../urls.ts'
import type { recordForm } from './find.form.ts'
import type { Search } from './search-queries.ts'

export type RecordFields = ReturnType<typeof recordForm> extends FormOf<infer F> ? F : never

export interface RecordView {
  readonly areaKey: string
  readonly today: string
  readonly search: Search
  readonly alike: boolean
  readonly choices: readonly HolderChoice[]
  readonly mine: string
}

export const RecordPage = ({ view, filled }: { view: RecordView; filled: Filled<RecordFields> }) => {
  const { areaKey, search } = view
  const estimate = (
    <>
      {!search.bornOn && <DateInput field={filled.fields.estimate} />}
      <TextInput field={filled.fields.estimateSource} />
    </>
  )
  return (
    <Page
      title="Make a record"
      back={{ href: urls.found({ area: areaKey, search: search.id }), text: 'What the search found' }}
    >
      <h1 class="govuk-heading-l">Make a record</h1>
      <SummaryList
        rows={[
          { key: 'Name', value: `${search.givenNames} ${search.surname}` },
          search.knownAs !== null && { key: 'Goes by', value: search.knownAs },
          { key: 'Born', value: search.bornOn ? dayInWords(search.bornOn) : 'Not given' },
        ]}
      />
      <Form to={urls.record({ area: areaKey, search: search.id })}>
        {view.alike && <TextArea field={filled.fields.reason} rows={4} />}
        <Select field={filled.fields.holder} />
        <DateInput field={filled.fields.startedOn} />
        <Select field={filled.fields.toldBy} />
        <Radios field={filled.fields.age} conditional={{ estimated: estimate }} />
        <Button>Make the record</Button>
      </Form>
    </Page>
  )
}
