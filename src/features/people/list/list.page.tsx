import { ageOn } from '../../../design/formats.ts'
import { Button, ButtonGroup, Form, Table, TextInput } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { KnowThem } from '../know-them.tsx'
import type { NameCursor, YoungPersonHeader } from '../queries.ts'
import { statusTag } from '../status.ts'
import { urls } from '../urls.ts'
import type { nameForm } from './list.form.ts'

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

export const ListPage = (view: ListView & { readonly filled: Filled<(typeof nameForm)['fields']> }) => {
  const { areaKey, areaName, today, youngPeople, name, filled } = view
  const here = urls.list({ area: areaKey })
  return (
    <Page title="Young people" wide>
      <h1 class="govuk-heading-l">Young people in {areaName}</h1>
      <Form to={urls.byName({ area: areaKey })}>
        <TextInput field={filled.fields.name} width={20} spellcheck={false} />
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
      </Form>
      {youngPeople.length === 0 ? (
        <p class="govuk-body">
          {name ? 'Nobody you can see has a name like this.' : 'There is nobody here that you can see.'}
        </p>
      ) : (
        <Table
          caption={name ? 'Found by name' : 'Newest first'}
          head={['Name', 'Age', 'Reference', 'Now', { text: 'Before you open', unseen: true }]}
          rows={youngPeople.map(y => [
            <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: y.id })} key={y.id}>
              {y.knownAs ?? y.givenNames} {y.surname}
            </a>,
            y.bornOn ? ageOn(y.bornOn, today) : 'Not known',
            y.reference,
            statusTag(y.status),
            <KnowThem area={areaKey} youngPerson={y.id} called={y.reference} />,
          ])}
        />
      )}
      <NextPage view={view} />
    </Page>
  )
}

const NextPage = ({ view }: { view: ListView }) => {
  if (view.next)
    return (
      <Form to={urls.byName({ area: view.areaKey })}>
        <input type="hidden" name="name" value={view.name} />
        <input type="hidden" name="word" value={view.next.word} />
        <input type="hidden" name="after" value={view.next.id} />
        <Button secondary>Next page</Button>
      </Form>
    )
  if (!view.more) return null
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={withQuery(urls.list({ area: view.areaKey }), { after: view.youngPeople.at(-1)?.id })}>
        Next page
      </a>
    </p>
  )
}
