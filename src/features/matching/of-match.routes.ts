import type { ReadTx } from '../../db/scope.ts'
import type { AreaRef, Asked } from '../../web/route.ts'
import { aboutThem } from '../people/index.ts'
import { matchesOf, myYoungPeople } from './queries.ts'

/** What a page about one match of a young person starts from, also once it is over; null where it is not there. */
export async function ofMatch(
  asked: Pick<Asked<'/:area/:youngPerson', ReadTx>, 'tx' | 'area' | 'acts' | 'now' | 'who' | 'query'> & {
    key: { area: string; youngPerson: string; match: string }
  },
) {
  const [about, all] = await Promise.all([aboutThem(asked), matchesOf(asked.tx, asked.area.id, asked.key.youngPerson)])
  const match = all.find(one => one.id === asked.key.match)
  return about && match ? { ...about, match } : null
}

/** The same where the asker manages its service (R36, R39) and it runs. */
export async function ofRunningMatch(asked: Parameters<typeof ofMatch>[0]) {
  const found = await ofMatch(asked)
  return found?.match.mayChange && found.match.endedOn === null ? found : null
}

/** One whom the asker is matched with, as their telephone shows them; null for any other match. */
export async function ofMine(asked: { tx: ReadTx; area: AreaRef; key: { mine: string }; now: Date }) {
  const one = (await myYoungPeople(asked.tx, asked.area.id)).find(mine => mine.id === asked.key.mine)
  return one ? { areaKey: asked.area.key, one, now: asked.now } : null
}
