import { choices, form } from '../../../web/form.ts'
import { meetingFields, untilLater } from '../meeting/meeting.form.ts'

/**
 * When and where several meet, and who is there (R69).
 * @param today day from which it can be planned
 * @param who those who can be there, by match
 */
export const groupForm = (today: string, who: Readonly<Record<string, string>>) =>
  form(
    {
      ...meetingFields(today),
      who: choices({
        ask: 'Who is there?',
        hint: 'Each with the adult at their side.',
        missing: 'Choose who is there',
        options: who as Record<string, string>,
      }),
    },
    value => ({ ...untilLater(value), ...(value.who.length === 1 ? { who: 'Choose at least two' } : {}) }),
  )
