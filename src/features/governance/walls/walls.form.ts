import { choice, form, text } from '../../../web/form.ts'
import { wallKinds } from './walls.ts'

/** Whom a manager can keep away: anybody with a part in the area. */
export const keepAwayForm = (
  people: readonly { readonly id: string; readonly name: string; readonly title: string }[],
) =>
  form({
    person: choice({
      ask: 'Who must not open this record?',
      options: Object.fromEntries(people.map(p => [p.id, `${p.name}, ${p.title}`])),
      missing: 'Choose who must not open this record',
    }),
    kind: choice({ ask: 'Why?', options: wallKinds, missing: 'Say why' }),
    reason: text({
      ask: 'What makes you say so?',
      hint: 'The person you keep away never reads this.',
      missing: 'Say what makes you say so',
      max: 2_000,
    }),
  })

export const endWallForm = form({
  reason: text({
    ask: 'Why may they open this record again?',
    hint: 'For example, it was a wrong click, or the person was mixed up with somebody else.',
    missing: 'Say why they may open this record again',
    max: 2_000,
  }),
})
