import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { individualsOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { arrangeFormat, askForFormat } from './formats.commands.ts'
import { arrangeFormatForm, askForFormatForm } from './formats.form.ts'
import { ArrangeFormatPage, FormatsPage } from './formats.page.tsx'
import { formatRequests } from './formats.queries.ts'

const may = 'ask for consent'

/** Another language or format for whoever is asked: written down, and arranged (R161). */
export const formatRoutes: readonly Route[] = [
  ...ask(urls.formats, {
    may,
    audit: { read: 'formats viewed', done: 'format asked for' },
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, requests, individuals] = await Promise.all([
        aboutThem(asked),
        formatRequests(tx, area.id, key.youngPerson),
        individualsOf(tx, area.id, key.youngPerson),
      ])
      return (
        about && { ...about, requests, individuals: Object.fromEntries(individuals.map(one => [one.id, one.name])) }
      )
    },
    form: view => askForFormatForm(view.individuals),
    about: view => [view.youngPerson.id],
    page: (view, filled) => FormatsPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      askForFormat(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { ...value, individual: value.who === 'young-person' ? undefined : value.who },
      ),
    next: ({ key }) => urls.formats(key),
    refusals: {},
  }),

  ...ask(urls.arrangeFormat, {
    may,
    audit: { read: 'formats viewed', done: 'format arranged' },
    form: arrangeFormatForm,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, requests] = await Promise.all([aboutThem(asked), formatRequests(tx, area.id, key.youngPerson)])
      const request = requests.find(one => one.id === key.format && one.arrangedAt === null)
      return about && request ? { ...about, request } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.request.id,
    page: (view, filled) => ArrangeFormatPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      arrangeFormat(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.format, value.says),
    next: ({ key }) => urls.formats({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {},
  }),
]
