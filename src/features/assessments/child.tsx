import { ageOn, knownAs, sentence } from '../../design/formats.ts'
import { WhoThisIs } from '../../design/index.ts'
import { urls as people, type YoungPersonHeader } from '../people/index.ts'

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
  <WhoThisIs
    youngPerson={{
      knownAs: knownAs(y),
      surname: y.surname,
      reference: y.reference,
      ...(y.bornOn ? { age: ageOn(y.bornOn, today) } : {}),
      ...(y.status === 'none' ? {} : { status: sentence(y.status) }),
      href: people.youngPerson({ area: areaKey, youngPerson: y.id }),
    }}
  />
)
