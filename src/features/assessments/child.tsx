import { WhoThisIs } from '../../design/index.ts'
import { shown, type YoungPersonHeader } from '../people/index.ts'

/** What every page of this feature knows. */
export interface OfChild {
  /** The word of the area in the address. */
  readonly areaKey: string
  /** A day of England. */
  readonly today: string
  readonly youngPerson: YoungPersonHeader
}

/** Who the page is about, and why the reader can see it. */
export const Child = ({ of: { areaKey, today, youngPerson: y } }: { of: OfChild }) => (
  <WhoThisIs youngPerson={shown(y, areaKey, today)} />
)
