import { Checkboxes, ManyChoices } from '../../design/index.ts'
import { type Weekday, weekdays } from '../../platform/week.ts'
import type { Filled } from '../../web/form.ts'
import type { week } from './week.form.ts'

/** Parts of each day of the week, to be ticked. */
export const Week = ({ fields }: { fields: Pick<Filled<typeof week>['fields'], Weekday> }) => (
  <ManyChoices>
    {(Object.keys(weekdays) as Weekday[]).map(day => (
      <Checkboxes key={day} field={fields[day]} />
    ))}
  </ManyChoices>
)
