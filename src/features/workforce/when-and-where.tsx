import { Checkboxes, ManyChoices } from '../../design/index.ts'
import type { Filled } from '../../web/form.ts'
import { Week } from '../people/index.ts'
import type { whenAndWhere } from './when-and-where.form.ts'

export type WhenAndWhereFields = ReturnType<typeof whenAndWhere>

/** Parts of each day, and places. */
export const WhenAndWhere = ({
  fields,
}: {
  fields: Pick<Filled<WhenAndWhereFields>['fields'], keyof WhenAndWhereFields>
}) => (
  <ManyChoices>
    <Week fields={fields} />
    <Checkboxes field={fields.places} />
  </ManyChoices>
)
