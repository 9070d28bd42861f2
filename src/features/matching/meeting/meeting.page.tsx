import { timeInWords, weekdayInWords } from '../../../design/formats.ts'
import { Button, DateInput, Form, Page, SummaryList, Tag, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { Match } from '../match.ts'
import type { MyYoungPerson } from '../queries.ts'
import { urls } from '../urls.ts'
import type { meetingForm } from './meeting.form.ts'
import type { OpenMeeting } from './meeting.queries.ts'
import type { MyMeeting, PlannedMeeting } from './meeting.ts'

/** "Tuesday 1 December 2026, 4pm to 5:30pm". */
export const whenInWords = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string =>
  `${weekdayInWords(startsAt)}, ${timeInWords(startsAt)} to ${timeInWords(endsAt)}`

interface OfMatch extends AboutView {
  readonly match: Match
}
const at = (view: OfMatch) => ({ area: view.areaKey, youngPerson: view.youngPerson.id, match: view.match.id })
type Fields = Filled<ReturnType<typeof meetingForm>['fields']>['fields']

/** What was agreed in a match, newest first. */
export const MeetingsPage = (
  view: OfMatch & { readonly meetings: readonly PlannedMeeting[]; readonly mayPlan: boolean; readonly now: Date },
) => (
  <AboutPage view={view} title="When they meet">
    <p class="govuk-body">With {view.match.worker}.</p>
    {view.mayPlan && view.match.counts && !view.match.workerLeft && (
      <Button href={urls.planMeeting(at(view))}>Plan the next meeting</Button>
    )}
    {view.meetings.length === 0 && <p class="govuk-body">Nothing is planned yet.</p>}
    {view.meetings.map(one => (
      <section key={one.id}>
        <SummaryList
          card={{ title: whenInWords(one), level: 2 }}
          rows={[
            { key: 'How it stands', value: howItStands(one, view) },
            { key: 'Where', value: one.venue },
            { key: 'Written down by', value: one.agreedBy },
          ]}
        />
        {view.mayPlan && one.calledOffAt === null && one.endsAt > view.now && (
          <Form to={urls.callOffMeeting({ ...at(view), planned: one.id })}>
            <Button secondary>Call it off</Button>
          </Form>
        )}
      </section>
    ))}
  </AboutPage>
)

/** Nothing where it is as it was planned. */
function howItStands(one: PlannedMeeting, { match, now }: { readonly match: Match; readonly now: Date }) {
  if (one.calledOffAt !== null)
    return <Tag colour="grey">{one.agreed === 'yes' ? 'Called off' : 'Asked for, not planned'}</Tag>
  if (one.endsAt <= now || (match.counts && !match.workerLeft)) return null
  const why = match.workerLeft ? `${match.worker} has left` : 'they do not meet any more'
  return <Tag colour="red">{`Nobody comes: ${why}. Tell the young person`}</Tag>
}

/** When and where, as they are typed. */
export const MeetingFields = ({ fields }: { fields: Fields }) => (
  <>
    <DateInput field={fields.onDay} />
    <TextInput field={fields.from} width={5} />
    <TextInput field={fields.to} width={5} />
    <TextInput field={fields.venue} />
  </>
)

export const PlanMeetingPage = ({ view, filled }: { view: OfMatch; filled: { readonly fields: Fields } }) => (
  <AboutPage view={view} title="Plan the next meeting">
    <p class="govuk-body">With {view.match.worker}.</p>
    <Form to={urls.planMeeting(at(view))}>
      <MeetingFields fields={filled.fields} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

interface OfMine {
  readonly areaKey: string
  readonly one: MyYoungPerson
  /** What is planned already, and can still be called off. */
  readonly coming: readonly MyMeeting[]
}

/** The same on the adult's telephone. */
export const PlanMinePage = ({ view, filled }: { view: OfMine; filled: { readonly fields: Fields } }) => (
  <Page title="Plan the next meeting" back={{ href: urls.mine({ area: view.areaKey }), text: 'My people' }}>
    <h1 class="govuk-heading-l">When do you meet {view.one.goesBy} next?</h1>
    <Form to={urls.planMine({ area: view.areaKey, mine: view.one.id })}>
      <MeetingFields fields={filled.fields} />
      <Button>Save</Button>
    </Form>
    {view.coming.length > 0 && <h2 class="govuk-heading-m">Already planned</h2>}
    {view.coming.map(one => (
      <Form key={one.id} to={urls.callOffMine({ area: view.areaKey, mine: view.one.id, agreed: one.id })}>
        <p class="govuk-body">{whenInWords(one)}</p>
        <Button secondary>Call it off</Button>
      </Form>
    ))}
  </Page>
)

/** Surname and place of one, around the meeting: nothing else is on this page. */
export const OpenMeetingPage = ({ areaKey, meeting }: { readonly areaKey: string; readonly meeting: OpenMeeting }) => (
  <Page title="This meeting" back={{ href: urls.mine({ area: areaKey }), text: 'My people' }}>
    <h1 class="govuk-heading-l">
      {meeting.goesBy} {meeting.surname}
    </h1>
    <p class="govuk-body-l">{meeting.venue}</p>
    <p class="govuk-body">{whenInWords(meeting)}</p>
    <p class="govuk-hint">That you looked is written down. An hour after the meeting this closes.</p>
  </Page>
)
