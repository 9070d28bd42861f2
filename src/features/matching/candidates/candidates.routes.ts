import type { ReadTx } from '../../../db/scope.ts'
import { type Asked, type Route, show } from '../../../web/route.ts'
import { rulesOf, serviceName } from '../../areas/index.ts'
import { takingPartNow } from '../../consent/index.ts'
import { aboutThem } from '../../people/index.ts'
import { fitOf, ranked, type Wishes } from '../fit.ts'
import { candidatesFor, openStrand, type WishesRow, wishesOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { CandidatesPage } from './candidates.page.tsx'

/** What is wished, or known: nothing where nobody wrote it down. */
const wishesOrNone = (row: WishesRow | null): Wishes =>
  row ?? { gender: 'not asked', available: [], places: [], languages: [], interests: [] }

/** Who could be the adult of a young person in a strand whose service the asker manages; null for anybody else. */
export async function candidatesOf(asked: Asked<'/:area/:youngPerson/:strand', ReadTx>) {
  const { tx, area, key } = asked
  const [about, strand, wishes, taking, rows] = await Promise.all([
    aboutThem(asked),
    openStrand(tx, area.id, key.youngPerson, key.strand),
    wishesOf(tx, area.id, key.youngPerson),
    takingPartNow(tx, key.youngPerson),
    candidatesFor(tx, area.id, key.strand),
  ])
  if (!about || !strand) return null
  const rules = rulesOf(area)
  const { weights } = rules.matching
  const wished = wishesOrNone(wishes)
  // Who is at their side now does not take over from themself.
  const candidates = rows
    .filter(row => row.workerId !== strand.workerId)
    .map(row => ({ ...row, contributions: fitOf(wished, row, weights) }))
  const [first] = [...ranked(candidates, 'can'), ...ranked(candidates, 'can with a risk')]
  return {
    ...about,
    strandId: strand.id,
    follows: strand.matchId,
    passedOn: strand.passedOn,
    serviceKey: strand.serviceKey,
    serviceName: serviceName(rules, strand.serviceKey),
    takesPart: taking?.yes === true,
    wishes: wishes && { words: wishes.words },
    most: Object.values(weights).reduce((sum, one) => sum + one, 0),
    candidates,
    first,
  }
}

export const candidatesRoutes: readonly Route[] = [
  ...show(urls.candidates, {
    may: 'match a worker',
    audit: 'candidates viewed',
    shows: async asked => {
      const found = await candidatesOf(asked)
      return found && { ...found, proposed: asked.query.proposed }
    },
    about: view => [view.youngPerson.id],
    page: CandidatesPage,
  }),
]
