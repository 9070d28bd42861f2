import { ask, type Route } from '../../../web/route.ts'
import { moveConsented, moving } from '../../consent/index.ts'
import { aboutThem } from '../../people/index.ts'
import { keepApartRecorded, wishesRecorded } from '../queries.ts'
import { urls } from '../urls.ts'

/** "Recorded against the wrong young person", for wishes and for those who are kept apart. */
export const wrongChildRoutes: readonly Route[] = [
  ...ask(urls.moveWishes, {
    ...moving,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, one] = await Promise.all([
        aboutThem(asked),
        wishesRecorded(tx, area.id, key.youngPerson, key.wishes),
      ])
      return (
        about &&
        one && {
          ...about,
          id: one.id,
          says: 'What they wish for',
          on: one.changedAt,
          to: urls.moveWishes(key),
          means: 'Its history goes out of this record with it.',
        }
      )
    },
    act: ({ tx, area, key, value }) =>
      moveConsented(tx, { areaId: area.id, youngPerson: key.youngPerson }, { kind: 'wishes', id: key.wishes }, value),
  }),
  ...ask(urls.moveKeepApart, {
    ...moving,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, one] = await Promise.all([
        aboutThem(asked),
        keepApartRecorded(tx, area.id, key.youngPerson, key.keepApart),
      ])
      return (
        about &&
        one && {
          ...about,
          id: one.id,
          says: `Kept apart: ${one.howFar}`,
          on: one.recordedAt,
          to: urls.moveKeepApart(key),
          means: 'It stops a match there that it forbids. A match that it stopped here stays stopped: match them anew.',
        }
      )
    },
    act: ({ tx, area, key, value }) =>
      moveConsented(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { kind: 'keep apart', id: key.keepApart },
        value,
      ),
  }),
]
