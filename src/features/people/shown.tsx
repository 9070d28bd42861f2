import { ageOn } from '../../design/formats.ts'
import type { YoungPersonShown } from '../../design/index.ts'
import type { YoungPersonHeader } from './queries.ts'
import { statusTag } from './status.ts'
import { urls } from './urls.ts'

/** A young person as every page about them shows who it is. */
export const shown = (youngPerson: YoungPersonHeader, areaKey: string, today: string): YoungPersonShown => ({
  knownAs: youngPerson.knownAs ?? youngPerson.givenNames,
  surname: youngPerson.surname,
  reference: youngPerson.reference,
  ...(youngPerson.bornOn ? { age: ageOn(youngPerson.bornOn, today) } : {}),
  ...(statusTag(youngPerson.status) ? { status: statusTag(youngPerson.status) } : {}),
  href: urls.youngPerson({ area: areaKey, youngPerson: youngPerson.id }),
})

/** The name they go by, for headings and sentences. */
export const called = (youngPerson: { knownAs: string | null; givenNames: string }): string =>
  youngPerson.knownAs ?? youngPerson.givenNames
