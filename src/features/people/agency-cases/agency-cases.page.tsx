import { dayInWords } from '../../../design/formats.ts'
import { Table } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'

export interface AgencyCase {
  readonly holdingId: string
  readonly youngPersonId: string
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly reference: string
  readonly team: string
  readonly holder: string | null
  readonly from: Date
  readonly cursor: string
}
export interface AgencyCasesView {
  readonly areaKey: string
  readonly cases: readonly AgencyCase[]
  readonly more: boolean
}

export const AgencyCasesPage = ({ areaKey, cases, more }: AgencyCasesView) => {
  const last = cases.at(-1)
  return (
    <Page title="Cases of my agency" wide back={{ href: '/', text: 'Home' }}>
      <h1 class="govuk-heading-l">Cases of my agency</h1>
      {cases.length === 0 ? (
        <p class="govuk-body">Your agency holds no case.</p>
      ) : (
        <Table
          caption="Newest first"
          head={['Young person', 'Reference', 'Case-holder', 'Team', 'Since']}
          rows={cases.map(one => [
            <a
              class="govuk-link"
              href={urls.youngPerson({ area: areaKey, youngPerson: one.youngPersonId })}
              key={one.holdingId}
            >
              {one.knownAs ?? one.givenNames} {one.surname}
            </a>,
            one.reference,
            one.holder ?? 'Nobody by name',
            one.team,
            dayInWords(one.from),
          ])}
        />
      )}
      {more && last && (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={withQuery(urls.agencyCases({ area: areaKey }), { from: last.cursor, after: last.holdingId })}
          >
            Next page
          </a>
        </p>
      )}
    </Page>
  )
}
