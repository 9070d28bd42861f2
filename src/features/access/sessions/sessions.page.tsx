import { relativeDay } from '../../../design/formats.ts'
import { Button, Form, Page, Table } from '../../../design/index.ts'
import { urls } from '../urls.ts'

export interface SessionsView {
  readonly now: Date
  readonly sessions: readonly { id: string; device: string; startedAt: Date; lastSeenAt: Date; thisOne: boolean }[]
}

export const SessionsPage = ({ now, sessions }: SessionsView) => (
  <Page title="Where you are signed in">
    <h1 class="govuk-heading-l">Where you are signed in</h1>
    <p class="govuk-body">
      If you do not know one of these, or a device is lost, sign out everywhere. It works at once.
    </p>
    <Table
      caption="Devices you are signed in on"
      captionUnseen
      head={['Device', 'Last used']}
      rows={sessions.map(s => [`${s.device}${s.thisOne ? ' (this one)' : ''}`, relativeDay(s.lastSeenAt, now)])}
    />
    <Form to={urls.signOutEverywhere()}>
      <Button danger>Sign out everywhere</Button>
    </Form>
  </Page>
)
