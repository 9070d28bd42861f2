import { date, form, notAhead, text } from '../../../web/form.ts'

export function endForm(today: string) {
  const fields = {
    lastDay: date({
      ask: 'What was the last day?',
      missing: 'Give the last day',
      check: notAhead(today),
    }),
    reason: text({
      ask: 'Why does it end?',
      hint: 'Write it so that the young person can read it one day: what was done, and what goes on without us.',
      missing: 'Say why it ends',
      max: 4_000,
    }),
  }
  return form(fields)
}
