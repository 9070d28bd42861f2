import { ask, type Route } from '../../../web/route.ts'
import { moveConsented, notMoved } from '../../consent/index.ts'
import { aboutThem, MoveEntryPage, moveForm, urls as people } from '../../people/index.ts'
import { keepApartRecorded, wishesRecorded } from '../queries.ts'
import { urls } from '../urls.ts'

const may = 'move an entry'

/** "Recorded against the wrong young person", for wishes and for those who are kept apart. */
export const wrongChildRoutes: readonly Route[] = [
  ...ask(urls.moveWishes, {
    may,
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    form: moveForm,
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
    about: view => [view.youngPerson.id],
    record: view => view.id,
    page: (view, filled) => MoveEntryPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      moveConsented(tx, { areaId: area.id, youngPerson: key.youngPerson }, { kind: 'wishes', id: key.wishes }, value),
    next: ({ key }) => people.wrongChild({ area: key.area, youngPerson: key.youngPerson }),
    refusals: notMoved,
  }),
  ...ask(urls.moveKeepApart, {
    may,
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    form: moveForm,
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
    about: view => [view.youngPerson.id],
    record: view => view.id,
    page: (view, filled) => MoveEntryPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      moveConsented(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { kind: 'keep apart', id: key.keepApart },
        value,
      ),
    next: ({ key }) => people.wrongChild({ area: key.area, youngPerson: key.youngPerson }),
    refusals: notMoved,
  }),
]
