import { relativeDay } from '../../../design/formats.ts'
import { Button, Form, Page } from '../../../design/index.ts'
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
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-visually-hidden">Devices you are signed in on</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Device
          </th>
          <th scope="col" class="govuk-table__header">
            Last used
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {sessions.map(s => (
          <tr class="govuk-table__row" key={s.id}>
            <td class="govuk-table__cell">
              {s.device}
              {s.thisOne ? ' (this one)' : ''}
            </td>
            <td class="govuk-table__cell">{relativeDay(s.lastSeenAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <Form to={urls.signOutEverywhere()}>
      <Button danger>Sign out everywhere</Button>
    </Form>
  </Page>
)
