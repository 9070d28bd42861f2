import { form } from '../../../web/form.ts'
import { ask, press, type Route } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { joinOpen } from '../codes.ts'
import { urls } from '../urls.ts'
import { linkedTo } from '../young-person/young-person-queries.ts'
import { endLink, link } from './link.commands.ts'
import { linkForm } from './linked.form.ts'
import { LinkedPage } from './linked.page.tsx'

const may = 'link young people'

export const linkedRoutes: readonly Route[] = [
  ...ask(urls.linked, {
    may,
    audit: { read: 'linked young people viewed', done: 'young people linked' },
    shows: async asked => {
      const [about, linked] = await Promise.all([aboutThem(asked), linkedTo(asked.tx, asked.key.youngPerson)])
      return about && { ...about, linked }
    },
    about: view => [view.youngPerson.id, ...view.linked.map(one => one.otherId)],
    form: view => linkForm(view.today),
    page: (view, filled) => LinkedPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      link(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { ...value, kind: joinOpen(value.kind, value.kindWords) ?? value.kind },
      ),
    next: ({ key }) => urls.linked(key),
    refusals: {
      'no such record': { field: 'reference', text: 'There is no record with this reference that you can open' },
      'the same': { field: 'reference', text: 'This is the same young person' },
      'linked already': { field: 'reference', text: 'They are linked in this way already' },
    },
    constraints: { young_person_link_once: 'linked already' },
  }),
  ...press(urls.endLink, {
    may,
    audit: 'link ended',
    form: form({}),
    act: ({ tx, area, key }) => endLink(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.link),
    next: ({ key }) => urls.linked({ area: key.area, youngPerson: key.youngPerson }),
    back: key => urls.linked(key),
    refusals: {},
  }),
]
