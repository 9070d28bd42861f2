import { choice, choices, date, form, text } from '../../../web/form.ts'

type People = readonly { readonly id: string; readonly name: string; readonly role: string }[]
const named = (people: People, role: string): Record<string, string> =>
  Object.fromEntries(people.filter(p => p.role === role).map(p => [p.id, p.name]))

/** A new meeting; who can chair and prepare it comes from the area's memberships. */
export const meetingForm = (people: People) =>
  form({
    heldOn: date({ ask: 'Day', missing: 'Give the day of the meeting' }),
    startsAt: text({
      ask: 'Time it starts',
      hint: 'For example 9:30 or 14:00. You can leave it out.',
      max: 5,
      check: value => (/^([01]?\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'Write the time like 9:30 or 14:00'),
    }),
    place: text({ ask: 'Place, or how to join', max: 500 }),
    chair: choice({ ask: 'Chair', options: named(people, 'forum-chair') }),
    coordinator: choice({ ask: 'Co-ordinator', options: named(people, 'forum-coordinator') }),
  })

/** Who goes on the agenda. */
export const agendaForm = (waiting: Readonly<Record<string, { label: string; hint: string }>>) =>
  form({
    who: choices({ ask: 'Who goes on the agenda?', options: waiting, missing: 'Choose at least one young person' }),
    together: choices({
      ask: 'Do they belong together?',
      options: {
        yes: {
          label: 'Discuss those I chose together',
          hint: 'For brothers and sisters, or young people with the same worry. Each still gets minutes of their own.',
        },
      },
    }),
  })

export const attendanceOptions = { there: 'There', apologies: 'Sent apologies', 'not there': 'Not there' } as const

/** Who came, one question for each agency that is invited. */
export const attendanceForm = (agencies: readonly { readonly id: string; readonly name: string }[]) =>
  form(Object.fromEntries(agencies.map(a => [`a-${a.id}`, choice({ ask: a.name, options: attendanceOptions })])))

export const nothing = form({})
