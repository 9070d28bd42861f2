import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { urls } from '../urls.ts'
import { mergeInto, takeApart } from './merge.commands.ts'
import { mergeForm, unmergeForm } from './merge.form.ts'
import { MergePage, UnmergePage } from './merge.page.tsx'

const may = 'merge records'

export const mergeRoutes: readonly Route[] = [
  ...ask(urls.merge, {
    may,
    audit: { read: 'merging opened', done: 'records merged' },
    shows: async asked => {
      const about = await aboutThem(asked)
      return about && about.youngPerson.mergedInto === null ? about : null
    },
    about: view => [view.youngPerson.id],
    form: mergeForm,
    page: (view, filled) => MergePage({ view, filled }),
    act: ({ tx, area, key, value }) => mergeInto(tx, { areaId: area.id, youngPerson: key.youngPerson }, value),
    next: ({ key, value }) => urls.youngPerson({ area: key.area, youngPerson: value.other }),
    refusals: {
      'no such record': {
        field: 'reference',
        text: 'There is no record with this reference that you can open. If another team has it, one of you hands the case over first',
      },
      'the same record': { field: 'reference', text: 'This is the same record' },
      'not both yours': {
        field: 'reference',
        text: 'The other record is with another team. One of you hands the case over first',
      },
      'under way':
        'Something is under way on this record: a draft, the forum, a nomination, a strand, a hand-over or sharing without consent. Merge the other record into this one, or finish that first.',
      locked: {
        field: 'reference',
        text: 'One of the two is locked, because it says that they died. If that is a mistake, open it again first',
      },
      'merged already': { field: 'reference', text: 'One of the two is merged with another already' },
    },
  }),
  ...ask(urls.unmerge, {
    may,
    audit: { read: 'taking apart opened', done: 'records taken apart' },
    shows: async asked => {
      const about = await aboutThem(asked)
      return about && about.youngPerson.mergedInto !== null ? about : null
    },
    about: view => [view.youngPerson.id],
    form: unmergeForm,
    page: (view, filled) => UnmergePage({ view, filled }),
    act: ({ tx, area, key, value }) => takeApart(tx, { areaId: area.id, youngPerson: key.youngPerson }, value.reason),
    next: ({ key }) => urls.youngPerson(key),
    refusals: { 'not merged': 'It is not merged any more.' },
  }),
]
