import { dayInWords, list } from '../../../design/formats.ts'
import { Button, InsetText, SummaryList, Telephone, WarningText } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { withQuery } from '../../../web/path.ts'
import { postcodeInWords } from '../postcode.ts'
import type { YoungPersonHeader } from '../queries.ts'
import { urls } from '../urls.ts'
import type { Found, Search } from './search-queries.ts'

export interface FoundView {
  readonly areaKey: string
  readonly search: Search
  /** Sent twice: the second of two equal clicks comes here before the first has found anybody. */
  readonly underWay: boolean
  readonly found: readonly (Found & {
    readonly youngPerson: YoungPersonHeader | null
    readonly foundAreaKey: string
    /** Where no team is known, or none with a telephone: the area's duty worker and who answers when they are closed. */
    readonly ring: readonly { readonly name: string; readonly phone: string; readonly hours: string }[]
  })[]
}

/** The form with what was searched for in it. */
const again = (area: string, search: Search) => withQuery(urls.find({ area }), { again: search.id })

export const FoundPage = ({ areaKey, search, underWay, found }: FoundView) =>
  search.stopped ? (
    <StoppedPage areaKey={areaKey} />
  ) : underWay ? (
    <UnderWayPage areaKey={areaKey} search={search} />
  ) : search.matchedAt === null ? (
    <UnfinishedPage areaKey={areaKey} search={search} />
  ) : (
    <Page title="What the search found" back={{ href: again(areaKey, search), text: 'Search again' }}>
      <h1 class="govuk-heading-l">
        {found.length === 0 ? 'Nobody like this was found' : 'Somebody like this may have a record'}
      </h1>
      <SummaryList
        card={{
          title: 'You searched for',
          level: 2,
          actions: [{ href: again(areaKey, search), text: 'Search again', about: 'with other details' }],
        }}
        rows={[
          { key: 'Name', value: `${search.givenNames} ${search.surname}` },
          search.knownAs !== null && { key: 'Goes by', value: search.knownAs },
          { key: 'Born', value: search.bornOn ? dayInWords(search.bornOn) : 'Not given' },
          { key: 'Postcode', value: search.postcode ? postcodeInWords(search.postcode) : 'Not given' },
        ]}
      />
      {found.length > 0 && (
        <ul class="govuk-list">
          {found.map((one, at) => (
            <li key={`${one.youngPersonId ?? at}`}>
              <One one={one} />
            </li>
          ))}
        </ul>
      )}
      {search.usedAt ? (
        <InsetText>A record was made from this search. Search again to make another.</InsetText>
      ) : (
        <>
          {found.length > 0 && (
            <WarningText>If it is the same young person, do not make a second record. Ask first.</WarningText>
          )}
          <Button href={urls.record({ area: areaKey, search: search.id })} secondary={found.length > 0}>
            {found.length > 0 ? 'It is another young person: make a record' : 'Make a record'}
          </Button>
        </>
      )}
    </Page>
  )

const One = ({ one }: { one: FoundView['found'][number] }) => {
  if (one.youngPerson) {
    const y = one.youngPerson
    return (
      <InsetText>
        <p class="govuk-body">
          <a class="govuk-link" href={urls.youngPerson({ area: one.foundAreaKey, youngPerson: y.id })}>
            {y.knownAs ?? y.givenNames} {y.surname}, {y.reference}
          </a>
        </p>
        <p class="govuk-body">You can open this record. Alike: {list(one.alike)}.</p>
      </InsetText>
    )
  }
  if (one.elsewhere) {
    return (
      <InsetText>
        <p class="govuk-body">Ask the other area’s duty worker: they may know somebody like this.</p>
        <Ring ring={one.ring} />
      </InsetText>
    )
  }
  return (
    <InsetText>
      <p class="govuk-body">
        A similar record exists. Contact {one.team}, {one.agency}
        {one.phone ? `, on ${one.phone}` : ''}.
      </p>
      {one.ring.length > 0 && (
        <p class="govuk-body">We have no telephone number of theirs. The duty worker can reach them:</p>
      )}
      <Ring ring={one.ring} />
      <p class="govuk-body">Alike: {list(one.alike)}.</p>
    </InsetText>
  )
}

const Ring = ({ ring }: Pick<FoundView['found'][number], 'ring'>) =>
  ring.map(({ name, phone, hours }) => (
    <p class="govuk-body" key={name}>
      {name}, <Telephone>{phone}</Telephone> ({hours})
    </p>
  ))

const UnderWayPage = ({ areaKey, search }: { areaKey: string; search: Search }) => (
  <Page title="We are still looking" back={{ href: again(areaKey, search), text: 'Search again' }}>
    <h1 class="govuk-heading-l">We are still looking</h1>
    <p class="govuk-body">This takes a moment.</p>
    <Button href={urls.found({ area: areaKey, search: search.id })}>See what we found</Button>
  </Page>
)

const UnfinishedPage = ({ areaKey, search }: { areaKey: string; search: Search }) => (
  <Page title="The search was not finished" back={{ href: urls.list({ area: areaKey }), text: 'Young people' }}>
    <h1 class="govuk-heading-l">The search was not finished</h1>
    <p class="govuk-body">Something went wrong on our side, so nobody was looked for. What you typed is still there.</p>
    <Button href={again(areaKey, search)}>Search again</Button>
  </Page>
)

const StoppedPage = ({ areaKey }: { areaKey: string }) => (
  <Page title="You have searched enough for today" back={{ href: urls.list({ area: areaKey }), text: 'Young people' }}>
    <h1 class="govuk-heading-l">You have searched enough for today</h1>
    <p class="govuk-body">
      There is a limit to how often one person searches in a day, because each search touches somebody’s life. This last
      search was not made. Your manager has been told; please speak with them.
    </p>
  </Page>
)
