import { ageOn } from '../../../design/formats.ts'
import { Page, Table } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import type { YoungPersonHeader } from '../queries.ts'
import { urls } from '../urls.ts'

export interface ListView {
  readonly areaKey: string
  readonly areaName: string
  readonly today: string
  readonly youngPeople: readonly YoungPersonHeader[]
  readonly more: boolean
}

export const ListPage = ({ areaKey, areaName, today, youngPeople, more }: ListView) => (
  <Page title="Young people" wide>
    <h1 class="govuk-heading-l">Young people in {areaName}</h1>
    {youngPeople.length === 0 ? (
      <p class="govuk-body">There is nobody here that you can see.</p>
    ) : (
      <Table
        caption="Young people, newest first"
        captionUnseen
        head={['Name', { text: 'Age', numeric: true }, 'Reference']}
        rows={youngPeople.map(y => [
          <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: y.id })}>
            {y.knownAs ?? y.givenNames} {y.surname}
          </a>,
          y.bornOn ? ageOn(y.bornOn, today) : 'Not known',
          y.reference,
        ])}
      />
    )}
    {more ? (
      <a class="govuk-link" href={withQuery(urls.list({ area: areaKey }), { after: youngPeople.at(-1)?.id })}>
        Next page
      </a>
    ) : null}
  </Page>
)
