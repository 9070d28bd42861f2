import { ageOn } from '../../../design/formats.ts'
import { Button, ButtonGroup, SearchForm, Table } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { withQuery } from '../../../web/path.ts'
import type { NameCursor, YoungPersonHeader } from '../queries.ts'
import { isStatus, statusWords } from '../status.ts'
import { urls } from '../urls.ts'

export interface ListView {
  readonly areaKey: string
  readonly areaName: string
  readonly today: string
  readonly name: string
  readonly youngPeople: readonly YoungPersonHeader[]
  readonly more: boolean
  readonly next: NameCursor | undefined
  readonly mayRecord: boolean
}

export const ListPage = (view: ListView) => {
  const { areaKey, areaName, today, youngPeople, name } = view
  const here = urls.list({ area: areaKey })
  return (
    <Page title="Young people" wide>
      <h1 class="govuk-heading-l">Young people in {areaName}</h1>
      <SearchForm to={here} label="Search by name">
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="name">
            Name
          </label>
          <div class="govuk-hint" id="name-hint">
            The beginning is enough, of one name or of two.
          </div>
          <input
            class="govuk-input govuk-input--width-20"
            id="name"
            name="name"
            type="search"
            value={name}
            aria-describedby="name-hint"
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
          />
        </div>
        <ButtonGroup>
          <Button secondary>Search</Button>
          {name ? (
            <a class="govuk-link" href={here}>
              Show all
            </a>
          ) : null}
          {view.mayRecord ? (
            <a class="govuk-link" href={urls.find({ area: areaKey })}>
              Record a young person
            </a>
          ) : null}
        </ButtonGroup>
      </SearchForm>
      {youngPeople.length === 0 ? (
        <p class="govuk-body">
          {name ? 'Nobody you can see has a name like this.' : 'There is nobody here that you can see.'}
        </p>
      ) : (
        <Table
          caption={name ? 'Found by name' : 'Newest first'}
          head={['Name', 'Age', 'Reference', 'Now']}
          rows={youngPeople.map(y => [
            <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: y.id })} key={y.id}>
              {y.knownAs ?? y.givenNames} {y.surname}
            </a>,
            y.bornOn ? ageOn(y.bornOn, today) : 'Not known',
            y.reference,
            isStatus(y.status) ? statusWords[y.status].tag : '',
          ])}
        />
      )}
      <NextPage view={view} />
    </Page>
  )
}

const NextPage = ({ view }: { view: ListView }) => {
  const here = urls.list({ area: view.areaKey })
  const to = view.next
    ? withQuery(here, { name: view.name, word: view.next.word, after: view.next.id })
    : view.more
      ? withQuery(here, { after: view.youngPeople.at(-1)?.id })
      : undefined
  return to ? (
    <p class="govuk-body">
      <a class="govuk-link" href={to}>
        Next page
      </a>
    </p>
  ) : null
}
