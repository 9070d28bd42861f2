import { relativeDay, shortDay } from '../../../design/formats.ts'
import { Button, Form, Page, Table } from '../../../design/index.ts'
import { UsePasskey } from '../passkeys/ways-in.tsx'
import { urls } from '../urls.ts'

export interface SessionsView {
  readonly now: Date
  readonly sessions: readonly { id: string; device: string; startedAt: Date; lastSeenAt: Date; thisOne: boolean }[]
  readonly passkeys: readonly { device: string; madeAt: Date; usedAt: Date | null }[]
  /** Only whoever signed in with one adds another. */
  readonly mayAdd: boolean
}

export const SessionsPage = ({ now, sessions, passkeys, mayAdd }: SessionsView) => (
  <Page title="Where you are signed in">
    <h1 class="govuk-heading-l">Where you are signed in</h1>
    <p class="govuk-body">If you do not know one of these, sign out everywhere. It works at once.</p>
    <Table
      caption="Devices you are signed in on"
      captionUnseen
      head={['Device', 'Last used']}
      rows={sessions.map(s => [`${s.device}${s.thisOne ? ' (this one)' : ''}`, relativeDay(s.lastSeenAt, now)])}
    />
    <Form to={urls.signOutEverywhere()}>
      <Button danger>Sign out everywhere</Button>
    </Form>
    {passkeys.length > 0 && (
      <>
        <h2 class="govuk-heading-m">What you sign in with</h2>
        <Table
          caption="Phones and keys you sign in with"
          captionUnseen
          head={['Phone or key', 'Set up', 'Last used']}
          rows={passkeys.map(one => [
            `Set up with ${one.device}`,
            shortDay(one.madeAt),
            one.usedAt ? relativeDay(one.usedAt, now) : 'Not yet',
          ])}
        />
        {mayAdd && passkeys.length < 5 && (
          <>
            <p class="govuk-body">
              Add another phone or key, so that you can sign in when you do not have this one. You show first that it is
              you.
            </p>
            <UsePasskey why="add another" returnTo={urls.sessions()} secondary>
              Add another
            </UsePasskey>
          </>
        )}
      </>
    )}
  </Page>
)
