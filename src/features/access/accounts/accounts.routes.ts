import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { newToken } from '../../../web/session.ts'
import { urls } from '../urls.ts'
import { closeAccount, endRole, giveRole, invite, inviteAgain } from './accounts.commands.ts'
import { codeForm, inviteForm, roleForm } from './accounts.form.ts'
import { AccountPage, AccountsPage, InviteAgainPage, InvitePage } from './accounts.page.tsx'
import { accountOf, accountsOf, choicesOf } from './accounts.queries.ts'
import { administers } from './accounts.ts'

const may = 'manage accounts'
const fresh = 5
const pageSize = 25
const code = (): string => newToken().slice(0, 32)
/** The database keeps no code twice. */
const codeConstraint = { invitation_code_is_unique: 'code given before' } as const
/** The area's file was changed while the page was open. */
const roleConstraints = {
  membership_team_in_use: 'choose a team',
  membership_service_in_use: 'choose a service',
  membership_agency_serves: 'team of trusted relationships',
  membership_one_way_in: 'signs in another way',
  membership_is_of_its_service: 'of another service',
  membership_of_one: 'of which one',
} as const
const codeRefusal = {
  'code given before': 'This code was given out before. Open this page again to get a new one.',
} as const
const refusals = {
  'choose a team': { field: 'team', text: 'Choose the team they are in' },
  'choose a service': { field: 'service', text: 'Choose the service' },
  'team of trusted relationships': {
    field: 'team',
    text: 'A team of Trusted Relationships holds no cases: choose another team',
  },
  'of another service': {
    field: 'service',
    text: 'This service has workers of another kind: choose the service that goes with what they will do',
  },
  'of which one': {
    field: 'team',
    text: 'Nothing is shared with all of them: choose one school or charity by name. If it is not there, add it first',
  },
  'signs in another way': {
    field: 'role',
    text: 'Volunteers and relief workers sign in with a phone, and nobody else does: give this role in an account of its own',
  },
  'not for a Trusted Relationships worker': {
    field: 'role',
    text: 'Somebody who works for Trusted Relationships cannot have this role',
  },
  'only for a Trusted Relationships worker': {
    field: 'role',
    text: 'Only somebody who works for Trusted Relationships can have this role',
  },
} as const

export const accountRoutes: readonly Route[] = [
  ...show(urls.accounts, {
    may,
    audit: 'accounts listed',
    shows: async ({ tx, area, query, who }) => {
      if (!administers(who, area.id)) return null
      const found = await accountsOf(tx, area.id, query.after, pageSize + 1)
      return {
        areaKey: area.key,
        areaName: area.name,
        accounts: found.slice(0, pageSize),
        more: found.length > pageSize,
      }
    },
    about: () => [],
    page: AccountsPage,
  }),
  ...ask(urls.invite, {
    may,
    fresh,
    audit: { read: 'invitation form viewed', done: 'account made' },
    shows: async ({ tx, area, who }) =>
      administers(who, area.id) ? { areaKey: area.key, choices: await choicesOf(tx, area.id), code: code() } : null,
    start: view => ({ code: view.code }),
    form: view => inviteForm(view.choices),
    about: () => [],
    page: (view, filled) => InvitePage({ areaKey: view.areaKey, filled }),
    act: ({ tx, area, value }) => invite(tx, area.id, value),
    next: ({ key, value }) => urls.account({ area: key.area, person: value }),
    refusals: { ...refusals, ...codeRefusal },
    constraints: { ...codeConstraint, ...roleConstraints },
  }),
  ...ask(urls.account, {
    may,
    fresh,
    audit: { read: 'account viewed', done: 'role given' },
    shows: async ({ tx, area, key, who }) => {
      if (!administers(who, area.id)) return null
      const [account, choices] = await Promise.all([accountOf(tx, area.id, key.person), choicesOf(tx, area.id)])
      return account ? { areaKey: area.key, self: account.id === who.person.id, account, choices } : null
    },
    form: view => roleForm(view.choices),
    about: () => [],
    record: view => view.account.id,
    page: (view, filled) => AccountPage({ ...view, filled }),
    act: async ({ tx, area, key, value }) => {
      const account = await accountOf(tx, area.id, key.person)
      return account ? giveRole(tx, area.id, account, value) : { is: 'not found' }
    },
    next: ({ key }) => urls.account(key),
    refusals: { ...refusals, 'has it already': { field: 'role', text: 'They have this role already' } },
    constraints: { membership_once: 'has it already', ...roleConstraints },
  }),
  ...ask(urls.inviteAgain, {
    may,
    fresh,
    audit: { read: 'invitation form viewed', done: 'invited again' },
    form: codeForm,
    shows: async ({ tx, area, key, who }) => {
      const account = administers(who, area.id) ? await accountOf(tx, area.id, key.person) : null
      return account ? { areaKey: area.key, account, code: code() } : null
    },
    start: view => ({ code: view.code }),
    about: () => [],
    page: (view, filled) => InviteAgainPage({ ...view, filled }),
    act: ({ tx, area, key, value }) => inviteAgain(tx, area.id, key.person, value.code),
    next: ({ key }) => urls.account(key),
    refusals: codeRefusal,
    constraints: codeConstraint,
  }),
  ...press(urls.endRole, {
    may,
    fresh,
    audit: 'role ended',
    form: form({}),
    act: ({ tx, area, key }) => endRole(tx, area.id, key.membership),
    next: ({ key }) => urls.account({ area: key.area, person: key.person }),
    back: key => urls.account({ area: key.area, person: key.person }),
    refusals: {},
  }),
  ...press(urls.closeAccount, {
    may,
    fresh,
    audit: 'account closed',
    form: form({}),
    act: ({ tx, area, key }) => closeAccount(tx, area.id, key.person),
    next: ({ key }) => urls.accounts({ area: key.area }),
    back: key => urls.account({ area: key.area, person: key.person }),
    refusals: {},
  }),
]
