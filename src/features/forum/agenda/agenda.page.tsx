import { weekdayInWords } from '../../../design/formats.ts'
import { Button, Checkboxes, Form, ManyChoices, Page, Radios, Table } from '../../../design/index.ts'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import type { AgendaItem, Meeting, Waiting } from '../agenda-queries.ts'
import type { agendaForm, attendanceForm } from '../meeting/meeting.form.ts'
import { urls } from '../urls.ts'

type FieldsOf<F> = F extends FormOf<infer Fields> ? Fields : never

export interface AgendaView {
  readonly areaKey: string
  readonly meeting: Meeting
  readonly waiting: readonly Waiting[]
  /** Who is on it already; named beside their brothers and sisters. */
  readonly agenda: readonly AgendaItem[]
  readonly options: Readonly<Record<string, { label: string; hint: string }>>
}

export const AgendaPage = (view: AgendaView, filled: Filled<FieldsOf<ReturnType<typeof agendaForm>>>) => {
  const at = { area: view.areaKey, meeting: view.meeting.id }
  return (
    <Page title="Put young people on the agenda" back={{ href: urls.meeting(at), text: 'The meeting' }}>
      <h1 class="govuk-heading-l">Agenda for {weekdayInWords(view.meeting.heldOn)}</h1>
      {view.waiting.length === 0 ? (
        <p class="govuk-body">Everybody who waits is on an agenda.</p>
      ) : (
        <Form to={urls.agenda(at)}>
          <Checkboxes field={filled.fields.who} size="m" />
          <Checkboxes field={filled.fields.together} />
          <p class="govuk-body">
            Core agencies and the agency that holds the case are invited to each. You can change that for each young
            person.
          </p>
          <Button>Put them on the agenda</Button>
        </Form>
      )}
    </Page>
  )
}

type Invitees = readonly { readonly id: string; readonly name: string; readonly attendance: string | null }[]
export interface AttendanceView {
  readonly areaKey: string
  readonly meeting: Meeting
  readonly agencies: Invitees
}

export const AttendancePage = (view: AttendanceView, filled: Filled<FieldsOf<ReturnType<typeof attendanceForm>>>) => {
  const at = { area: view.areaKey, meeting: view.meeting.id }
  return (
    <Page title="Who came" back={{ href: urls.meeting(at), text: 'The meeting' }}>
      <h1 class="govuk-heading-l">Who came on {weekdayInWords(view.meeting.heldOn)}?</h1>
      {view.agencies.length === 0 ? (
        <p class="govuk-body">No agency is invited yet. Put young people on the agenda first.</p>
      ) : (
        <WhoCame to={urls.attendance(at)} agencies={view.agencies} filled={filled} />
      )}
    </Page>
  )
}

/** One question for each agency that is invited. */
export const WhoCame = ({
  to,
  agencies,
  filled,
}: {
  to: string
  agencies: Invitees
  filled: Filled<FieldsOf<ReturnType<typeof attendanceForm>>>
}) => (
  <Form to={to}>
    <ManyChoices>
      {agencies.map(a => {
        const field = filled.fields[`a-${a.id}`]
        return field ? <Radios key={a.id} field={field} inline /> : null
      })}
    </ManyChoices>
    <Button>Save who came</Button>
  </Form>
)

/** What agencies have not done in time, for the managers of the agency (R141): by reference, not by name. */
export const LateActionsPage = ({
  actions,
}: {
  actions: readonly {
    readonly id: string
    readonly reference: string
    readonly dueOn: string
    readonly climbedAt: Date | null
    readonly agency: string
  }[]
}) => (
  <Page title="Late actions of your agency" back={{ href: '/', text: 'Home' }} wide>
    <h1 class="govuk-heading-l">Late actions of your agency</h1>
    <p class="govuk-body">
      Speak with whoever in your agency goes to the forum, and give them the reference. The action is on their home
      page: there they say what was done, and it leaves this list.
    </p>
    {actions.length === 0 ? (
      <p class="govuk-body">Nothing is late.</p>
    ) : (
      <Table
        caption="Actions that are late"
        captionUnseen
        head={['Young person', 'Agency', 'Was due', 'With you since']}
        rows={actions.map(a => [
          a.reference,
          a.agency,
          weekdayInWords(a.dueOn),
          a.climbedAt ? weekdayInWords(a.climbedAt) : 'Not yet',
        ])}
      />
    )}
  </Page>
)
