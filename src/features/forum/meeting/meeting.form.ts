import { choice, choices, date, type Fields, type Form, form, text } from '../../../web/form.ts'

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
      max: 40,
      check: value => (/^([01]?\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'Write the time like 9:30 or 14:00'),
    }),
    place: text({ ask: 'Place, or how to join', max: 500 }),
    chair: choice({ ask: 'Chair', options: named(people, 'forum-chair') }),
    coordinator: choice({ ask: 'Co-ordinator', options: named(people, 'forum-coordinator') }),
  })

/** A meeting that is changed, with a number for each on its agenda. */
export const changeMeetingForm = (
  people: People,
  agenda: readonly { readonly discussion: string; readonly name: string }[],
): Form<Fields> =>
  form({
    ...meetingForm(people).fields,
    ...Object.fromEntries(
      agenda.map(item => [
        `place-${item.discussion}`,
        text({
          ask: item.name,
          max: 40,
          check: value => (/^\d{1,3}$/.test(value) ? undefined : 'Write a number, such as 1'),
        }),
      ]),
    ),
  })

/** What the page says, as the command takes it; all was checked by the form. */
export const changedMeeting = (value: Readonly<Record<string, unknown>>) => {
  const textOf = (name: string): string | undefined => {
    const given = value[name]
    return typeof given === 'string' && given !== '' ? given : undefined
  }
  return {
    heldOn: textOf('heldOn') ?? '',
    startsAt: textOf('startsAt'),
    place: textOf('place'),
    chair: textOf('chair'),
    coordinator: textOf('coordinator'),
    places: Object.fromEntries(
      Object.keys(value).flatMap(name => {
        const given = name.startsWith('place-') ? textOf(name) : undefined
        return given ? [[name.slice('place-'.length), Number(given)]] : []
      }),
    ),
  }
}

/** Who goes on the agenda. */
export const agendaForm = (waiting: Readonly<Record<string, { label: string; hint: string }>>) =>
  form({
    who: choices({ ask: 'Who goes on the agenda?', options: waiting, missing: 'Choose at least one young person' }),
    together: choices({
      ask: 'Do they belong together?',
      options: {
        yes: {
          label: 'Discuss those I chose together',
          hint: 'For young people with the same worry. Each still gets minutes of their own.',
        },
        apart: {
          label: 'Discuss brothers and sisters apart',
          hint: 'Otherwise they stand together, also behind those who are on the agenda already.',
        },
      },
    }),
  })

export const attendanceOptions = { there: 'There', apologies: 'Sent apologies', 'not there': 'Not there' } as const

/** Who came, one question for each agency that is invited. */
export const attendanceForm = (agencies: readonly { readonly id: string; readonly name: string }[]) =>
  form(Object.fromEntries(agencies.map(a => [`a-${a.id}`, choice({ ask: a.name, options: attendanceOptions })])))

/** What is known of who came, for the page. */
export const cameAtFirst = (
  agencies: readonly { readonly id: string; readonly attendance: string | null }[],
): Record<string, string> => Object.fromEntries(agencies.map(a => [`a-${a.id}`, a.attendance ?? '']))

/** What the page says of who came; the form let only known answers through. */
export const cameOf = (value: Readonly<Record<string, unknown>>) =>
  Object.entries(value).flatMap(([name, answer]) =>
    typeof answer === 'string' ? [{ agency: name.slice(2), attendance: answer as keyof typeof attendanceOptions }] : [],
  )

export const nothing = form({})
