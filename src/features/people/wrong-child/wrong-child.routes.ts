import { notFound } from '../../../platform/outcome.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { urls } from '../urls.ts'
import { isEntryKind } from './entry.ts'
import { moveEntry } from './wrong-child.commands.ts'
import { moveForm, moveRefusals } from './wrong-child.form.ts'
import { MovePage, WrongChildPage } from './wrong-child.page.tsx'
import { entriesOf, movedAway } from './wrong-child-queries.ts'

const may = 'move an entry'

export const wrongChildRoutes: readonly Route[] = [
  ...show(urls.wrongChild, {
    may,
    audit: 'wrong entries viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, entries, moved] = await Promise.all([
        aboutThem(asked),
        entriesOf(tx, area.id, key.youngPerson),
        movedAway(tx, area.id, key.youngPerson),
      ])
      return about && { ...about, entries, moved }
    },
    about: view => [view.youngPerson.id],
    page: WrongChildPage,
  }),
  ...ask(urls.move, {
    may,
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, entries] = await Promise.all([aboutThem(asked), entriesOf(tx, area.id, key.youngPerson)])
      const entry = entries.find(one => one.kind === key.kindKey && one.id === key.entry)
      return about && entry ? { ...about, entry } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.entry.id,
    form: moveForm,
    page: (view, filled) => MovePage({ view, filled }),
    act: async ({ tx, area, key, value }) =>
      isEntryKind(key.kindKey)
        ? moveEntry(tx, { areaId: area.id, youngPerson: key.youngPerson }, { kind: key.kindKey, id: key.entry }, value)
        : notFound(),
    next: ({ key }) => urls.wrongChild({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {
      ...moveRefusals,
      gone: 'It was moved already, or it cannot be moved: it may be what opened a locked record again.',
      'stands there already': { field: 'reference', text: 'The same stands on the other record already' },
    },
  }),
]
