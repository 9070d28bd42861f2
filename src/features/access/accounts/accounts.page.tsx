import { dayInWords } from '../../../design/formats.ts'
import {
  Button,
  Form,
  Hidden,
  InsetText,
  Page,
  Radios,
  Select,
  SummaryList,
  Table,
  TextInput,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'
import type { codeForm, inviteForm, roleForm } from './accounts.form.ts'
import type { AccountRow } from './accounts.queries.ts'

export interface AccountsView {
  readonly areaKey: string
  readonly areaName: string
  readonly accounts: readonly AccountRow[]
  readonly more: boolean
}

export const AccountsPage = ({ areaKey, areaName, accounts, more }: AccountsView) => (
  <Page title="Accounts" wide>
    <h1 class="govuk-heading-l">Accounts in {areaName}</h1>
    <Button href={urls.invite({ area: areaKey })}>Invite somebody</Button>
    <p class="govuk-body">
      <a class="govuk-link" href={urls.oneOfMany({ area: areaKey })}>
        Schools, charities and others by name
      </a>
    </p>
    <Table
      caption="People with a role here, by name"
      head={['Name', 'Title', { text: 'Roles', numeric: true }]}
      rows={accounts.map(a => [
        <a class="govuk-link" href={urls.account({ area: areaKey, person: a.id })}>
          {a.name}
        </a>,
        a.title,
        String(a.roles),
      ])}
    />
    {more ? (
      <a class="govuk-link" href={withQuery(urls.accounts({ area: areaKey }), { after: accounts.at(-1)?.name })}>
        Next page
      </a>
    ) : null}
  </Page>
)

const Code = ({ field }: { field: Filled<(typeof codeForm)['fields']>['fields']['code'] }) => (
  <>
    <InsetText>
      Their code is <strong class="app-code">{String(field.value)}</strong>. Write it down or print this page now: it is
      shown only here. It works once, for seven days. Give it to them yourself, never by e-mail.
    </InsetText>
    <Hidden field={field} />
  </>
)

const RoleFields = ({ filled }: { filled: Filled<ReturnType<typeof roleForm>['fields']> }) => (
  <>
    <Select field={filled.fields.role} />
    <Select field={filled.fields.team} />
    <Select field={filled.fields.service} />
  </>
)

export const InvitePage = ({
  areaKey,
  filled,
}: {
  areaKey: string
  filled: Filled<ReturnType<typeof inviteForm>['fields']>
}) => (
  <Page title="Invite somebody" back={{ href: urls.accounts({ area: areaKey }), text: 'Accounts' }}>
    <h1 class="govuk-heading-l">Invite somebody</h1>
    <Form to={urls.invite({ area: areaKey })}>
      <TextInput field={filled.fields.name} />
      <TextInput field={filled.fields.title} />
      <TextInput field={filled.fields.email} />
      <TextInput field={filled.fields.phone} />
      <Radios field={filled.fields.kind} />
      <RoleFields filled={filled} />
      <Code field={filled.fields.code} />
      <p class="govuk-body">
        RP Relief Workers and Volunteer Mentors do not use this code: they sign in with their phone. Make the account
        now, and give them a code when you meet.
      </p>
      <Button>Make the account</Button>
    </Form>
  </Page>
)

export interface AccountView {
  readonly areaKey: string
  readonly self: boolean
  readonly account: {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly kind: 'professional' | 'trusted-relationships'
    readonly email: string | null
    /** They sign in with a phone, and get their code in person. */
    readonly byPasskey: boolean
    readonly roles: readonly { id: string; says: string; team: string | null; service: string | null; from: Date }[]
  }
}

export const AccountPage = ({
  areaKey,
  self,
  account,
  filled,
}: AccountView & { filled: Filled<ReturnType<typeof roleForm>['fields']> }) => (
  <Page title="An account" back={{ href: urls.accounts({ area: areaKey }), text: 'Accounts' }}>
    <h1 class="govuk-heading-l">{account.name}</h1>
    <SummaryList
      rows={[
        { key: 'Title', value: account.title },
        { key: 'Works for', value: account.kind === 'professional' ? 'An agency' : 'Trusted Relationships' },
        { key: 'Work e-mail', value: account.email ?? 'Not recorded' },
      ]}
    />
    <Table
      caption="Roles in this area"
      captionSize="m"
      head={['Role', 'Where', 'Since', { text: 'End', unseen: true }]}
      rows={account.roles.map(r => [
        r.says,
        r.team ?? r.service ?? 'The whole area',
        dayInWords(r.from),
        self ? (
          ''
        ) : (
          <Form to={urls.endRole({ area: areaKey, person: account.id, membership: r.id })}>
            <Button secondary>End this role</Button>
          </Form>
        ),
      ])}
    />
    {self ? (
      <p class="govuk-body">This is you. Another administrator changes your roles.</p>
    ) : (
      <>
        <h2 class="govuk-heading-m">Give another role</h2>
        <Form to={urls.account({ area: areaKey, person: account.id })}>
          <RoleFields filled={filled} />
          <Button>Give this role</Button>
        </Form>
        <h2 class="govuk-heading-m">Sign-in</h2>
        <p class="govuk-body">
          {account.byPasskey ? (
            <a class="govuk-link" href={urls.codeInPerson({ area: areaKey, person: account.id })}>
              Give a code for their phone
            </a>
          ) : (
            <a class="govuk-link" href={urls.inviteAgain({ area: areaKey, person: account.id })}>
              Give a new code
            </a>
          )}
        </p>
        <Form to={urls.closeAccount({ area: areaKey, person: account.id })}>
          <WarningText>
            Closing signs them out everywhere at once. Young people they held are held by their team.
          </WarningText>
          <Button danger>Close this account</Button>
        </Form>
      </>
    )}
  </Page>
)

export const InviteAgainPage = ({
  areaKey,
  account,
  filled,
}: Pick<AccountView, 'areaKey' | 'account'> & { filled: Filled<(typeof codeForm)['fields']> }) => (
  <Page
    title="Give a new code"
    back={{ href: urls.account({ area: areaKey, person: account.id }), text: 'The account' }}
  >
    <h1 class="govuk-heading-l">A new code for {account.name}</h1>
    <p class="govuk-body">
      Use this when they lost their code, or sign in at another place of work now. Older codes stop working.
    </p>
    <p class="govuk-body">
      When they use it, the way they signed in before stops working, and they are signed out everywhere. They are told
      that you made it, and so is information governance.
    </p>
    <Form to={urls.inviteAgain({ area: areaKey, person: account.id })}>
      <Code field={filled.fields.code} />
      <Button>Use this code</Button>
    </Form>
  </Page>
)
