import { choices } from '../../web/form.ts'
import type { Area } from '../areas/index.ts'
import { week } from '../people/index.ts'

/** When and where somebody can meet (R45): parts of each day, and coarse places of the area. */
export const whenAndWhere = (area: Area, { where }: { readonly where: string }) => ({
  ...week,
  places: choices({
    ask: where,
    options: Object.fromEntries(area.places.map(place => [place.key, place.name])) as Record<string, string>,
  }),
})
