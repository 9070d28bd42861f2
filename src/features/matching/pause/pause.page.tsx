import { dayInWords, momentInWords, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  InsetText,
  Radios,
  SummaryList,
  TextArea,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { type ClosedService, urls as forum } from '../../forum/index.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { Match } from '../match.ts'
import { urls } from '../urls.ts'
import type { decideForm, pauseForm } from './pause.form.ts'
import { decisions, type Pause, whyPaused } from './pause.ts'

export interface PauseView extends AboutView {
  readonly match: Match
  /** What stands now. */
  readonly pauses: readonly Pause[]
  /** The services that are or were closed to them for this match, of this record. */
  readonly closed: readonly ClosedService[]
  readonly acts: ReadonlySet<string>
}
const at = (view: PauseView) => ({ area: view.areaKey, youngPerson: view.youngPerson.id, match: view.match.id })

export const PauseMatchPage = ({
  view,
  filled: { fields },
}: {
  view: PauseView
  filled: Filled<ReturnType<typeof pauseForm>['fields']>
}) => (
  <AboutPage view={view} title="They do not meet for now">
    <p class="govuk-body">
      With {view.match.worker}. Nothing ends by this. There are no new meetings, and the number is gone from the adult’s
      telephone, until it is decided that they meet again.
    </p>
    <Form to={urls.pause(at(view))}>
      <TextArea field={fields.says} rows={4} />
      <DateInput field={fields.lookAgainOn} />
      <Button>Pause it</Button>
    </Form>
  </AboutPage>
)

/** What the manager of the service and whoever holds the case decide about a match without meetings. */
export const DecideAboutMatchPage = ({
  view,
  filled: { fields },
}: {
  view: PauseView
  filled: Filled<ReturnType<typeof decideForm>['fields']>
}) => (
  <AboutPage view={view} title="Do they meet again?">
    <p class="govuk-body">With {view.match.worker}. Nothing ends by itself.</p>
    <Pauses pauses={view.pauses} />
    <TheServiceFirst view={view} />
    <Form to={urls.decide({ ...at(view), paused: view.match.id })}>
      <Radios field={fields.decides} />
      <TextArea field={fields.says} rows={4} />
      <DateInput field={fields.lookAgainOn} />
      <Button>Write it down</Button>
    </Form>
  </AboutPage>
)

/** Nothing is decided about the match before what happens instead of the service. */
const TheServiceFirst = ({ view }: { view: PauseView }) => {
  const first = view.closed.find(one => one.decidedAt === null && one.overAt === null)
  if (!first) return null
  const { areaKey: area, youngPerson } = view
  return (
    <InsetText>
      {view.acts.has('decide about a closed service') ? (
        <>
          First decide{' '}
          <a class="govuk-link" href={forum.closedService({ area, youngPerson: youngPerson.id, closed: first.id })}>
            what happens instead of the service that is closed
          </a>
          .
        </>
      ) : (
        'First the manager of the service and whoever holds the case decide what happens instead of it.'
      )}
    </InsetText>
  )
}

/** Why a match has no meetings now, and what was decided. */
export const Pauses = ({ pauses }: { readonly pauses: readonly Pause[] }) => (
  <>
    {pauses.some(one => one.overAt === null) && <WarningText>No new meetings for now</WarningText>}
    {pauses.map(one => (
      <SummaryList
        key={one.id}
        rows={[
          { key: 'Why', value: whyPaused(one) },
          {
            key: 'From',
            value: one.overAt ? `${shortDay(one.fromAt)} to ${shortDay(one.overAt)}` : momentInWords(one.fromAt),
          },
          one.says !== null && one.decidedAs === null && { key: 'What was said', value: <Typed>{one.says}</Typed> },
          one.decidedAt === null && one.overAt === null && { key: 'Decide by', value: dayInWords(one.decideBy) },
          one.decidedAs !== null && {
            key: 'Decided',
            value: (
              <>
                {decisions[one.decidedAs]}
                {one.lookAgainOn && `, to be looked at again on ${shortDay(one.lookAgainOn)}`}
                <Typed>{one.decidedSays ?? ''}</Typed>
                {one.decidedBy}, {one.decidedAt && shortDay(one.decidedAt)}
              </>
            ),
          },
          one.overSays !== null && { key: 'They meet again', value: <Typed>{one.overSays}</Typed> },
        ]}
      />
    ))}
  </>
)
