import { Button, DateInput, Fieldset, Form, Page, Select, TextInput } from '../../../design/index.ts'
import type { FilledField } from '../../../web/field.ts'
import type { Filled } from '../../../web/form.ts'
import type { Meeting } from '../agenda-queries.ts'
import { urls } from '../urls.ts'

export interface EditMeetingView {
  readonly areaKey: string
  readonly meeting: Meeting
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[]
  /** Whoever is on the agenda, in its order. */
  readonly agenda: readonly {
    readonly id: string
    readonly discussion: string
    readonly name: string
    readonly at: number
  }[]
}

const empty = (name: string): FilledField => ({ name, id: name, label: name, value: '' })

/** Day, place and people of a meeting, and the order of its agenda. */
export const EditMeetingPage = ({ areaKey, meeting, agenda }: EditMeetingView, filled: Filled) => {
  const at = { area: areaKey, meeting: meeting.id }
  const field = (name: string): FilledField => filled.fields[name] ?? empty(name)
  return (
    <Page title="Change a meeting" back={{ href: urls.meeting(at), text: 'The meeting' }}>
      <h1 class="govuk-heading-l">Change a meeting</h1>
      <Form to={urls.editMeeting(at)}>
        <DateInput field={field('heldOn')} />
        <TextInput field={field('startsAt')} width={5} />
        <TextInput field={field('place')} />
        <Select field={field('chair')} blank="Not set yet" />
        <Select field={field('coordinator')} blank="Not set yet" />
        {agenda.length > 1 && (
          <Fieldset legend="Who comes first?">
            {agenda.map(item => (
              <TextInput key={item.discussion} field={field(`place-${item.discussion}`)} width={3} />
            ))}
          </Fieldset>
        )}
        <Button>Save the meeting</Button>
      </Form>
    </Page>
  )
}
