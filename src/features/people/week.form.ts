import { partsOfDay, type Weekday, weekdays } from '../../platform/week.ts'
import { choices } from '../../web/form.ts'

const day = (one: Weekday) => choices({ ask: weekdays[one], options: partsOfDay })

/** Parts of each day of the week (R45): when somebody can meet, or be rung. */
export const week = {
  mon: day('mon'),
  tue: day('tue'),
  wed: day('wed'),
  thu: day('thu'),
  fri: day('fri'),
  sat: day('sat'),
  sun: day('sun'),
}
