import { Checkboxes, ManyChoices } from '../../design/index.ts'
import type { Filled } from '../../web/form.ts'
import type { whenAndWhere } from './when-and-where.form.ts'
import { type Weekday, weekdays } from './worker.ts'

export type WhenAndWhereFields = ReturnType<typeof whenAndWhere>

/** Parts of each day, and places. */
export const WhenAndWhere = ({
  fields,
}: {
  fields: Pick<Filled<WhenAndWhereFields>['fields'], keyof WhenAndWhereFields>
}) => (
  <ManyChoices>
    {(Object.keys(weekdays) as Weekday[]).map(day => (
      <Checkboxes key={day} field={fields[day]} />
    ))}
    <Checkboxes field={fields.places} />
  </ManyChoices>
)
