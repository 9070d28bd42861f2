import { happened, momentInWords } from '../../../design/formats.ts'
import { Button, DateInput, Page, SearchForm, Select, Table } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as access } from '../../access/index.ts'
import type { AuditedEvent } from '../queries.ts'
import { urls } from '../urls.ts'
import type { searchForm } from './search.form.ts'

export interface SearchView {
  readonly areaKey: string
  readonly areaName: string
  readonly filled: ReturnType<ReturnType<typeof searchForm>['fill']>
  /** Nothing where what was asked for is not complete. */
  readonly events: readonly AuditedEvent[] | undefined
  /** What was asked for, for the next page; without words. */
  readonly query: Readonly<Record<string, string>>
  readonly more: boolean
  readonly person: string | undefined
}

export const SearchPage = ({ areaKey, areaName, filled, events, query, more }: SearchView) => {
  const here = urls.search({ area: areaKey })
  return (
    <Page
      title="Who did what"
      back={{ href: access.governance({ area: areaKey }), text: 'Information governance' }}
      errors={filled.errors}
      wide
    >
      <h1 class="govuk-heading-l">Who did what in {areaName}</h1>
      <p class="govuk-body">
        This says who did what and when. It does not show what a record says. That you looked here is written down too.
      </p>
      <SearchForm to={here} label="Search who did what">
        <Select field={filled.fields.person} blank="Everybody" />
        <DateInput field={filled.fields.from} />
        <DateInput field={filled.fields.to} />
        <Button secondary>Search</Button>
      </SearchForm>
      {events === undefined ? null : events.length === 0 ? (
        <p class="govuk-body">Nothing was written down in these days.</p>
      ) : (
        <Table
          caption="Newest first"
          head={['When', 'Who', 'What', 'Why they could', 'Young person, and record']}
          rows={events.map(e => [
            momentInWords(e.at),
            e.name === null ? 'Nobody signed in' : `${e.name}, ${e.title}`,
            happened(e),
            e.because.join(', ') || '–',
            [e.youngPersonId, e.recordId].map(
              id => id && <code class="govuk-!-display-block govuk-!-font-size-16">{id}</code>,
            ),
          ])}
        />
      )}
      {more ? (
        <p class="govuk-body">
          <a class="govuk-link" href={withQuery(here, { ...query, before: events?.at(-1)?.seq })}>
            Next page
          </a>
        </p>
      ) : null}
    </Page>
  )
}
