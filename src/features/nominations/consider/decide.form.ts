import { choice, date, type Entered, form, text } from '../../../web/form.ts'
import { type Choosable, isClosed } from '../panel.ts'
import { answerOf, noteOf } from './panel-fields.ts'

const reason = (ask: string, hint?: string) => text({ ask, missing: 'Say why', max: 10_000, ...(hint ? { hint } : {}) })

const decidedOn = date({ ask: 'When did the panel decide?', missing: 'Say when the panel decided' })

/** The introduction is still to come on the day of the decision. */
export const afterwards = 'Give a day that is not before the panel decided'

/** Accepting: only services that can take this on safely are offered (R60, R77). The introducer is confirmed (R144). */
export const acceptForm = (choices: readonly Choosable[]) =>
  form(
    {
      service: choice({
        ask: 'Which service?',
        options: Object.fromEntries(
          choices
            .filter(one => !isClosed(one))
            .map(({ service }) => [
              service.key,
              { label: `${service.name} (Strand ${service.strand})`, hint: service.what },
            ]),
        ) as Record<string, { label: string; hint: string }>,
        missing: 'Choose a service',
      }),
      reason: reason('Why this service?', 'The young person may read this one day.'),
      differentReason: text({
        ask: 'Why another strand than the discussion found?',
        hint: 'The chair of the forum is told.',
        max: 10_000,
      }),
      introducer: choice({
        ask: 'Is this still the right person to make the introduction?',
        options: { same: 'Yes, as nominated', other: 'No, something has changed' },
        missing: 'Say who makes the introduction',
      }),
      name: text({ ask: 'Who makes the introduction?', max: 200 }),
      agency: text({ ask: 'Which agency are they from?', max: 200 }),
      how: text({ ask: 'How will they do it?', max: 10_000 }),
      by: date({ ask: 'By when?' }),
      decidedOn,
    },
    value =>
      value.introducer === 'other'
        ? {
            ...(value.name ? {} : { name: 'Say who makes the introduction' }),
            ...(value.agency ? {} : { agency: 'Say which agency they are from' }),
            ...(value.how ? {} : { how: 'Say how they will do it' }),
            ...(value.by ? {} : { by: 'Say by when' }),
            ...(value.by && value.decidedOn && value.by < value.decidedOn ? { by: afterwards } : {}),
          }
        : {},
  )
export type AcceptFields = ReturnType<typeof acceptForm>['fields']

export const declineForm = form({
  reason: reason('Why is it not accepted?', 'The case-holder reads this. The young person may read it one day.'),
  instead: text({
    ask: 'What happens instead?',
    hint: 'What others will do now, so that nobody is left without support.',
    missing: 'Say what happens instead',
    max: 10_000,
  }),
  decidedOn,
})

export const sendBackForm = form({
  reason: reason('Why does it go back to the forum?'),
  interimPlan: text({
    ask: 'What keeps them safe until then?',
    hint: 'Who does what, from today until the discussion.',
    missing: 'Say what keeps them safe until then',
    max: 10_000,
  }),
  decidedOn,
})

/** @param today a day that has passed is of no use to anybody */
export function askMoreForm(today: string) {
  const wantedBy = date({
    ask: 'By when?',
    missing: 'Say by when you would like the answer',
    check: (day: string): string | undefined => (day < today ? 'give a day that has not passed' : undefined),
  })
  return form({
    asks: text({
      ask: 'What would you like to know?',
      hint: 'The case-holder answers. The clock stands still until the answer comes.',
      missing: 'Write what you would like to know',
      max: 10_000,
    }),
    wantedBy,
  })
}
export type AskMoreFields = ReturnType<typeof askMoreForm>['fields']

const three = { here: 'Takes part', away: 'Does not take part', conflict: 'Has a conflict of interest' } as const

/** One line for each member of the panel. */
export const panelForm = (
  members: readonly { readonly person: string; readonly name: string; readonly title: string }[],
) =>
  form(
    Object.fromEntries(
      members.flatMap(({ person, name, title }) => [
        [answerOf(person), choice({ ask: `${name}, ${title}`, options: three })],
        [noteOf(person), text({ ask: 'What kind of conflict? Say only as much as you wish.', max: 4_000 })],
      ]),
    ),
    given => {
      const [first] = members
      const said = members.some(({ person }) => given[answerOf(person)])
      return first && !said ? { [answerOf(first.person)]: 'Say who takes part' } : {}
    },
  )

/** What stands in the panel's form at first. */
export const panelStart = (
  members: readonly {
    readonly person: string
    readonly here: boolean | null
    readonly conflict: boolean | null
    readonly note: string | null
  }[],
): Entered =>
  Object.fromEntries(
    members.flatMap(({ person, here, conflict, note }) => [
      [answerOf(person), here === null ? '' : conflict ? 'conflict' : here ? 'here' : 'away'],
      [noteOf(person), note ?? ''],
    ]),
  )
