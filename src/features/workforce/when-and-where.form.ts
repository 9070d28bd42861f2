import { choices } from '../../web/form.ts'
import type { Area } from '../areas/index.ts'
import { partsOfDay, weekdays } from './worker.ts'

/** When and where somebody can meet (R45): parts of each day, and coarse places of the area. */
export const whenAndWhere = (area: Area, { where }: { readonly where: string }) => ({
  mon: day('mon'),
  tue: day('tue'),
  wed: day('wed'),
  thu: day('thu'),
  fri: day('fri'),
  sat: day('sat'),
  sun: day('sun'),
  places: choices({
    ask: where,
    options: Object.fromEntries(area.places.map(place => [place.key, place.name])) as Record<string, string>,
  }),
})

const day = (one: keyof typeof weekdays) => choices({ ask: weekdays[one], options: partsOfDay })
