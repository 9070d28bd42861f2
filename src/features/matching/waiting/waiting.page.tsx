import { plural, shortDay } from '../../../design/formats.ts'
import {
  Bars,
  Button,
  Form,
  Heading,
  Page,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextInput,
  Typed,
} from '../../../design/index.ts'
import type { Day } from '../../../platform/working-days.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as consent } from '../../consent/index.ts'
import { AboutPage, type AboutView, KnowThem } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { waitingCheckForm } from './waiting.form.ts'
import type { WaitingCheck, WhoWaits } from './waiting.queries.ts'
import { bands, stages } from './waiting.ts'

type Row = WhoWaits & {
  readonly serviceName: string
  readonly days: number
  readonly checkBy: Day
  readonly freshUntil: Day | null
}

export interface WaitingView {
  readonly areaKey: string
  /** Whether the reader matches: they see those of their own services alone. */
  readonly mayMatch: boolean
  readonly today: Day
  readonly after: string | undefined
  readonly more: boolean
  readonly services: readonly { readonly key: string; readonly name: string }[]
  readonly counts: readonly { readonly serviceKey: string; readonly band: number; readonly many: number }[]
  /** Young people who have nobody in any strand. */
  readonly nobody: number
  readonly waiting: readonly Row[]
}

/** On the programme without a Trusted Relationship, and for how long. */
export const WaitingPage = (view: WaitingView) => {
  const last = view.waiting.at(-1)
  const at = urls.waiting({ area: view.areaKey })
  return (
    <Page title="Waiting for an adult" wide>
      <Heading>Waiting for an adult</Heading>
      <p class="govuk-body">
        They were accepted, and nobody is at their side yet. Somebody keeps in touch with each of them, and looks how
        they are.
      </p>
      <HowLong {...view} />
      {view.waiting.length === 0 ? (
        <p class="govuk-body">{view.after ? 'There are no more.' : 'Nobody is waiting.'}</p>
      ) : (
        <Table
          caption="Who waits, the longest first"
          captionSize="m"
          head={[
            'Young person',
            { text: 'Days', numeric: true },
            'Service',
            'What comes next',
            'Who keeps in touch',
            'How they are',
            { text: 'Before you open', unseen: true },
          ]}
          rows={view.waiting.map(one => rowOf(view, one))}
        />
      )}
      <p class="govuk-body">
        {view.after && (
          <a class="govuk-link" href={at}>
            Back to the first
          </a>
        )}{' '}
        {view.more && last && (
          <a class="govuk-link" href={withQuery(at, { after: last.strandId })}>
            Show the next ones
          </a>
        )}
      </p>
    </Page>
  )
}

const rowOf = ({ areaKey, mayMatch, today }: WaitingView, one: Row) => {
  const key = { area: areaKey, youngPerson: one.youngPerson }
  return [
    <>
      <a class="govuk-link" href={urls.matches(key)}>
        {one.name}
      </a>
      <br />
      {one.reference}
    </>,
    String(one.days),
    one.serviceName,
    <>
      {mayMatch && (one.stage === 'to match' || one.stage === 'to ask') ? (
        <a
          class="govuk-link"
          href={one.stage === 'to ask' ? consent.consent(key) : urls.candidates({ ...key, strand: one.strandId })}
        >
          {stages[one.stage]}
          <span class="govuk-visually-hidden">: {one.name}</span>
        </a>
      ) : (
        stages[one.stage]
      )}
      {one.freshUntil !== null && one.freshUntil < today && (
        <>
          <br />
          <Tag colour="orange">The forum’s finding is old</Tag>
        </>
      )}
    </>,
    one.keepsInTouch === null ? 'Nobody yet' : `${one.keepsInTouch}, ${one.howOften}`,
    <>
      {one.checkedOn === null ? 'Not looked at yet' : `Looked at on ${shortDay(one.checkedOn)}`}
      <br />
      <a class="govuk-link" href={urls.waitingCheck({ ...key, strand: one.strandId })}>
        Look how they are<span class="govuk-visually-hidden">: {one.name}</span>
      </a>{' '}
      {one.checkBy < today && <Tag colour="red">Due {shortDay(one.checkBy)}</Tag>}
    </>,
    <KnowThem area={areaKey} youngPerson={one.youngPerson} called={one.reference} />,
  ]
}

/** A bar for each length of waiting, with a table beside it. */
const HowLong = ({ counts, services, nobody }: WaitingView) => {
  const many = (band: number, service?: string) =>
    counts
      .filter(one => one.band === band && (service === undefined || one.serviceKey === service))
      .reduce((sum, one) => sum + one.many, 0)
  const total = counts.reduce((sum, one) => sum + one.many, 0)
  return (
    <>
      <p class="govuk-body">
        <strong>{plural(nobody, 'young person', 'young people')}</strong> on the programme without an adult at their
        side.
        {nobody !== total &&
          ' Somebody who has an adult in one strand and waits in another is in the list, and not in this number; somebody who waits in two is there twice.'}
      </p>
      {total > 0 && (
        <>
          <Bars label="How long they have waited" rows={bands.map((name, band) => ({ name, many: many(band) }))} />
          <Table
            caption="How long they have waited"
            captionUnseen
            head={['Service', ...bands.map(text => ({ text, numeric: true as const }))]}
            rows={services.map(one => [one.name, ...bands.map((_, band) => String(many(band, one.key)))])}
          />
        </>
      )}
    </>
  )
}

export interface WaitingCheckView extends AboutView {
  readonly strandId: string
  readonly serviceName: string
  readonly checks: readonly WaitingCheck[]
}

/** How somebody is who waits: looked at each week. */
export const WaitingCheckPage = ({
  view,
  filled: { fields },
}: {
  view: WaitingCheckView
  filled: Filled<(typeof waitingCheckForm)['fields']>
}) => (
  <AboutPage view={view} title="How they are while they wait">
    <p class="govuk-body">{view.serviceName}. Nobody is at their side yet.</p>
    <Form to={urls.waitingCheck({ area: view.areaKey, youngPerson: view.youngPerson.id, strand: view.strandId })}>
      <TextInput field={fields.keepsInTouch} />
      <TextInput field={fields.howOften} />
      <TextArea field={fields.told} rows={3} />
      <TextArea field={fields.howTheyAre} rows={3} />
      <Button>Write it down</Button>
    </Form>
    {view.checks.map(one => (
      <SummaryList
        key={one.id}
        card={{ title: shortDay(one.checkedOn), level: 2 }}
        rows={[
          { key: 'How they are', value: <Typed>{one.howTheyAre}</Typed> },
          { key: 'What they were told', value: <Typed>{one.told}</Typed> },
          { key: 'Who keeps in touch', value: `${one.keepsInTouch}, ${one.howOften}` },
          { key: 'Looked at by', value: one.checkedBy },
        ]}
      />
    ))}
  </AboutPage>
)
