import { WhoThisIs } from '../../design/index.ts'
import { shown, type YoungPersonHeader } from '../people/index.ts'

/** What every page of the forum about one child knows. */
export interface AboutChild {
  readonly areaKey: string
  readonly today: string
  readonly youngPerson: YoungPersonHeader
}

export const Child = ({ about: { areaKey, today, youngPerson: y } }: { about: AboutChild }) => (
  <WhoThisIs youngPerson={shown(y, areaKey, today)} />
)

/** "Jay Okoro" of a list. */
export const nameOf = (y: {
  readonly knownAs: string | null
  readonly givenNames: string
  readonly surname: string
}): string => `${y.knownAs ?? y.givenNames} ${y.surname}`

/** The case-holder of a list: a person, or the team while nobody does. */
export const holderOf = (y: { readonly holder: string | null; readonly team: string | null }): string =>
  y.holder ?? (y.team ? `Nobody by name: ${y.team}` : 'Nobody recorded')
