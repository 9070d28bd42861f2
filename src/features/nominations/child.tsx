import { WhoThisIs } from '../../design/index.ts'
import { shown, type YoungPersonHeader } from '../people/index.ts'

/** What every page here about a young person knows of them. */
export interface OfYoungPerson {
  readonly areaKey: string
  /** Today in England, yyyy-mm-dd. */
  readonly today: string
  readonly youngPerson: YoungPersonHeader
}

export const nameOf = (y: YoungPersonHeader): string => y.knownAs ?? y.givenNames

/** On top of the page: who it is about, and why you can see this. */
export const Child = ({ areaKey, today, youngPerson: y }: OfYoungPerson) => (
  <WhoThisIs youngPerson={shown(y, areaKey, today)} />
)
