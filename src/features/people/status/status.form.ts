import { choice, choices, date, form, notAhead, text } from '../../../web/form.ts'
import { locks, type Status, statuses, statusWords } from '../status.ts'

const options = Object.fromEntries(
  statuses.map(status => [status, { label: statusWords[status].choose, hint: statusWords[status].hint }]),
) as Record<Status, { label: string; hint: string }>

export function statusForm(today: string) {
  const fields = {
    status: choice({ ask: 'What is true now?', missing: 'Choose what is true now', options }),
    sinceOn: date({
      ask: 'Since when?',
      missing: 'Say since when',
      check: notAhead(today),
    }),
    note: text({ ask: 'Who told us, and what else must be known?', max: 4_000 }),
    sure: choices({ ask: 'If they died', options: { sure: 'I have checked it, and know that this locks the record' } }),
  }
  return form(fields, value =>
    value.status && locks(value.status) && value.sure.length === 0 ? { sure: 'Say that you have checked it' } : {},
  )
}

export const unlockForm = (() => {
  const fields = { note: text({ ask: 'What happened?', missing: 'Say what happened', max: 4_000 }) }
  return form(fields)
})()

export const toldForm = (() => {
  const fields = {
    note: text({
      ask: 'Who was told, by whom and when?',
      hint: 'For example: the parents, the child death overview panel, the safeguarding partnership, the school.',
      missing: 'Say who was told',
      max: 4_000,
    }),
  }
  return form(fields)
})()
