import { choice, form, text } from '../../../web/form.ts'
import { roleRules } from './accounts.ts'

/** What an administrator can choose from in this area: teams as agency/team ids, services by key. */
export interface Choices {
  readonly teams: Readonly<Record<string, string>>
  readonly services: Readonly<Record<string, string>>
}

/** Made with the page and shown on it, so that it stands in no address and is kept nowhere. */
const code = text({
  ask: 'Code',
  missing: 'Open the page again for a new code',
  max: 40,
  check: value => (/^[A-Za-z0-9_-]{32}$/.test(value) ? undefined : 'Open the page again for a new code'),
})

const roles = Object.fromEntries(Object.entries(roleRules).map(([key, rule]) => [key, rule.says]))
const roleFields = (choices: Choices) => ({
  role: choice({ ask: 'What will they do?', options: roles, missing: 'Choose what they will do' }),
  team: choice({
    ask: 'Which team are they in?',
    hint: 'Leave it empty if they belong to Trusted Relationships',
    options: choices.teams,
  }),
  service: choice({
    ask: 'Which service is it?',
    hint: 'For managers and workers of a service',
    options: choices.services,
  }),
})

export const inviteForm = (choices: Choices) =>
  form({
    code,
    name: text({ ask: 'Name', missing: 'Write their name', max: 200, autocomplete: 'off' }),
    title: text({
      ask: 'Their own title',
      hint: 'As they call it, such as Social worker',
      missing: 'Write their title',
      max: 200,
    }),
    email: text({
      ask: 'Work e-mail',
      hint: 'For notes that only say to sign in',
      max: 200,
      check: v => (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(v) ? undefined : 'Write a whole e-mail address'),
    }),
    phone: text({ ask: 'Work telephone', max: 40 }),
    kind: choice({
      ask: 'Who do they work for?',
      options: {
        professional: 'An agency: council, police, health, school or another',
        'trusted-relationships': 'Trusted Relationships',
      },
      missing: 'Say who they work for',
    }),
    ...roleFields(choices),
  })

export const roleForm = (choices: Choices) => form(roleFields(choices))

export const codeForm = form({ code })
