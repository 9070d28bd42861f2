import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { closings } from './episode.ts'

export function endForm(today: string) {
  const fields = {
    lastDay: date({
      ask: 'What was the last day?',
      missing: 'Give the last day',
      check: notAhead(today),
    }),
    kind: choice({ ask: 'Why does it end?', missing: 'Choose why it ends', options: closings }),
    reason: text({
      ask: 'Say more about why',
      hint: 'Write it so that the young person can read it one day: what was done, and what goes on without us.',
      missing: 'Say why it ends',
      max: 4_000,
    }),
  }
  return form(fields)
}
