import { text } from '../../web/form.ts'

/** Why a record is changed; stands in its history. */
export const whyField = () =>
  text({ ask: 'Why are you changing this? (optional)', hint: 'It stands in the history of the record.', max: 4_000 })

/** Today in three boxes, as a field starts. */
export const dayInBoxes = (day: string) => ({
  day: String(Number(day.slice(8, 10))),
  month: String(Number(day.slice(5, 7))),
  year: day.slice(0, 4),
})
