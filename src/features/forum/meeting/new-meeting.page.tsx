import { Button, DateInput, Form, Page, Select, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { meetingForm } from './meeting.form.ts'

export interface NewMeetingView {
  readonly areaKey: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[]
}

export const NewMeetingPage = (
  { areaKey }: NewMeetingView,
  filled: Filled<ReturnType<typeof meetingForm>['fields']>,
) => (
  <Page title="Put a meeting in" back={{ href: urls.forum({ area: areaKey }), text: 'The forum' }}>
    <h1 class="govuk-heading-l">Put a meeting in</h1>
    <Form to={urls.newMeeting({ area: areaKey })}>
      <DateInput field={filled.fields.heldOn} />
      <TextInput field={filled.fields.startsAt} width={5} />
      <TextInput field={filled.fields.place} />
      <Select field={filled.fields.chair} blank="Not set yet" />
      <Select field={filled.fields.coordinator} blank="Not set yet" />
      <Button>Put the meeting in</Button>
    </Form>
  </Page>
)
