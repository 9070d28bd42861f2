import { choice, form, text } from '../../../web/form.ts'
import { formatsWanted } from './formats.ts'

/** @param individuals who is asked beside the young person, by id */
export const askForFormatForm = (individuals: Readonly<Record<string, string>>) =>
  form(
    {
      who: choice({
        ask: 'Who wants it?',
        missing: 'Say who wants it',
        options: { 'young-person': 'The young person', ...individuals } as Record<string, string>,
      }),
      wanted: choice({ ask: 'How do they want it?', missing: 'Say how they want it', options: formatsWanted }),
      says: text({
        ask: 'Which language or way, and what helps?',
        hint: 'Such as: Polish; not an interpreter from their own village.',
        max: 1_000,
      }),
    },
    value => ({
      ...(!value.says && ['another language', 'an interpreter', 'another way'].includes(value.wanted ?? '')
        ? { says: 'Say which language or way' }
        : {}),
    }),
  )

export const arrangeFormatForm = form({
  says: text({ ask: 'What was arranged?', missing: 'Say what was arranged', max: 4_000 }),
})
