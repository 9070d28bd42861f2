import { choice, date, form } from '../../../web/form.ts'

/** What an area's audit is searched by: somebody who belongs to it, and days. */
export const searchForm = (people: readonly { id: string; name: string; title: string }[]) =>
  form(
    {
      person: choice({
        ask: 'Who',
        options: Object.fromEntries(people.map(p => [p.id, `${p.name}, ${p.title}`])),
      }),
      from: date({ ask: 'From', hint: 'For example, 27 3 2026', missing: 'Give the first day' }),
      to: date({ ask: 'To', hint: 'That day is counted too', missing: 'Give the last day' }),
    },
    value =>
      value.from && value.to && value.from > value.to ? { to: 'The last day must not be before the first' } : {},
  )
