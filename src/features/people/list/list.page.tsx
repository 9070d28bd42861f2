import { ageOn } from '../../../design/formats.ts'
import { Page } from '../../../design/page.tsx'
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
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">Newest first</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              Name
            </th>
            <th scope="col" class="govuk-table__header">
              Age
            </th>
            <th scope="col" class="govuk-table__header">
              Reference
            </th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {youngPeople.map(y => (
            <tr class="govuk-table__row" key={y.id}>
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: y.id })}>
                  {y.knownAs ?? y.givenNames} {y.surname}
                </a>
              </th>
              <td class="govuk-table__cell">{y.bornOn ? ageOn(y.bornOn, today) : 'Not known'}</td>
              <td class="govuk-table__cell">{y.reference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {more ? (
      <a class="govuk-link" href={withQuery(urls.list({ area: areaKey }), { after: youngPeople.at(-1)?.id })}>
        Next page
      </a>
    ) : null}
  </Page>
)
