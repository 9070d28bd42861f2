import { choice, form, text } from '../../../web/form.ts'

const reason = {
  ask: 'Why?',
  hint: 'The other side reads this before they can open the record, so say only what they need.',
  missing: 'Say why',
  max: 4_000,
} as const

export function handOverForm(holders: Readonly<Record<string, string>>) {
  const fields = {
    to: choice({ ask: 'Who should hold the case?', missing: 'Choose a team or a person', options: holders }),
    reason: text(reason),
  }
  return form(fields)
}

export function answerForm(holders: Readonly<Record<string, string>>) {
  const mayAccept = Object.keys(holders).length > 0
  const fields = {
    answer: choice({
      ask: 'Will you take over?',
      missing: 'Say whether you take over',
      options: (mayAccept ? { accepted: 'Yes', declined: 'No' } : { declined: 'No' }) as Record<string, string>,
    }),
    holder: choice({ ask: 'Who holds the case from now on?', options: holders }),
    reason: text({ ask: 'Why not?', hint: 'Whoever asked reads this.', max: 4_000 }),
  }
  return form(fields, value => ({
    ...(value.answer === 'accepted' && !value.holder ? { holder: 'Say who holds the case from now on' } : {}),
    ...(value.answer === 'declined' && !value.reason ? { reason: 'Say why not' } : {}),
  }))
}
