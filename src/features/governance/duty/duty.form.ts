import { choice, form, text } from '../../../web/form.ts'
import { noteKinds } from './duty.ts'

export const nightNoteForm = form({
  kind: choice({ ask: 'What is it?', options: noteKinds, missing: 'Say what it is' }),
  says: text({
    ask: 'What happened, and what did you do?',
    hint: 'Write it as if the young person will read it.',
    missing: 'Write what happened',
    max: 4_000,
  }),
})

export const dutyLookForm = form({
  answer: choice({
    ask: 'Was there a reason to open this record?',
    options: { yes: 'Yes', no: 'No' },
    missing: 'Say whether there was a reason',
  }),
  note: text({
    ask: 'Which reason, or what happens now?',
    missing: 'Say which reason, or what happens now',
    max: 4_000,
  }),
})
