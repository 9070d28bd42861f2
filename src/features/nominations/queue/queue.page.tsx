import { plural } from '../../../design/formats.ts'
import { Button, Heading, Page, SearchForm, Select, Table, Tag } from '../../../design/index.ts'
import type { FilledField } from '../../../web/field.ts'
import { withQuery } from '../../../web/path.ts'
import { KnowThem } from '../../people/index.ts'
import { standingColours } from '../nominate/status.page.tsx'
import { isOpen, standing, standings } from '../nomination.ts'
import { urls } from '../urls.ts'
import { daysWaited } from '../waiting.ts'
import { asQuery, type Filter, type MissingKey, missing, shown } from './queue.ts'
import type { Counts, Queued } from './queue-queries.ts'

export interface QueueView {
  readonly areaKey: string
  readonly areaName: string
  readonly now: Date
  readonly filter: Filter
  readonly queued: readonly Queued[]
  /** Whether there are more behind the last one. */
  readonly more: boolean
  readonly counts: Counts
  readonly services: readonly { readonly key: string; readonly name: string; readonly strand: number }[]
}

/** The coordinator's queue: who waits, how long, and what is missing. */
export const QueuePage = (view: QueueView) => (
  <Page title="Nominations" wide>
    <Heading caption={view.areaName}>Nominations</Heading>
    <CountsOf {...view} />
    <Filters {...view} />
    {view.queued.length > 0 ? (
      <Table
        caption={`${shown[view.filter.standing]}${view.filter.missing ? ', with something missing' : ''}`}
        captionSize="m"
        head={[
          'Young person',
          { text: 'Days waiting', numeric: true },
          'How it stands',
          'What is missing',
          'Strand',
          { text: 'Before you open', unseen: true },
        ]}
        rows={view.queued.map(one => rowOf(view, one))}
      />
    ) : (
      <p class="govuk-body">{view.filter.after ? 'There are no more.' : 'Nobody is waiting here.'}</p>
    )}
    <Further {...view} />
  </Page>
)

const rowOf = ({ areaKey, now }: QueueView, one: Queued) => {
  const to = { area: areaKey, youngPerson: one.youngPerson, nomination: one.id }
  const where = standing(one)
  return [
    <>
      <a class="govuk-link" href={isOpen(one) && one.status !== 'died' ? urls.consideration(to) : urls.nomination(to)}>
        {one.name}
      </a>
      <br />
      {one.reference}
      {one.status !== 'none' && (
        <>
          {' '}
          <Tag colour="red">{one.status}</Tag>
        </>
      )}
    </>,
    String(daysWaited({ ...one, endedAt: one.decidedAt ?? one.withdrawnAt }, now)),
    <Tag colour={standingColours[where]}>{standings[where]}</Tag>,
    one.missing.length === 0 ? 'Nothing' : one.missing.map((key: MissingKey) => missing[key]).join('; '),
    one.strands.map(s => `${s.strand}: ${s.service}`).join('; ') || '–',
    <KnowThem area={areaKey} youngPerson={one.youngPerson} called={one.reference} />,
  ]
}

const CountsOf = ({ counts: { standings: of, services: by }, services }: QueueView) => (
  <>
    <p class="govuk-body">
      <strong>Before the panel:</strong> {plural(of.submitted, 'nomination')} with the panel, {of.waiting} waiting for
      an answer. <strong>In the last 12 months:</strong> {of.accepted} accepted, {of['not-accepted']} not accepted,{' '}
      {of.back} back with the forum, {of.withdrawn} withdrawn.
    </p>
    <p class="govuk-body">
      <strong>With a service now:</strong> {services.map(s => `${s.name} ${by[s.key] ?? 0}`).join(', ')}.
    </p>
  </>
)

const select = (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) =>
  ({
    name,
    id: name,
    label,
    value,
    options: options.map(([key, says]) => ({ value: key, label: says })),
  }) satisfies FilledField

const Filters = ({ areaKey, filter, services }: QueueView) => (
  <SearchForm to={urls.queue({ area: areaKey })} label="Nominations">
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-third">
        <Select field={select('standing', 'How it stands', filter.standing, Object.entries(shown))} />
      </div>
      <div class="govuk-grid-column-one-third">
        <Select
          field={select('service', 'Service', filter.service ?? '', [
            ['', 'All'],
            ...services.map(s => [s.key, `${s.name} (Strand ${s.strand})`] as const),
          ])}
        />
      </div>
      <div class="govuk-grid-column-one-third">
        <Select
          field={select('missing', 'Missing', filter.missing ?? '', [
            ['', 'Does not matter'],
            ['anything', 'Anything'],
            ...Object.entries(missing),
          ])}
        />
      </div>
    </div>
    <Button secondary>Show</Button>
  </SearchForm>
)

const Further = ({ areaKey, filter, queued, more }: QueueView) => {
  const last = queued.at(-1)
  const at = urls.queue({ area: areaKey })
  return (
    <p class="govuk-body">
      {filter.after && (
        <a class="govuk-link" href={withQuery(at, asQuery(filter))}>
          Back to the first
        </a>
      )}{' '}
      {more && last && (
        <a class="govuk-link" href={withQuery(at, { ...asQuery(filter), after: last.id })}>
          Show the next ones
        </a>
      )}
    </p>
  )
}
