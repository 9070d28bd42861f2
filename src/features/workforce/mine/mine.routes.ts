import type { ReadTx } from '../../../db/scope.ts'
import { byDay, timesOf } from '../../../platform/week.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { type AreaRef, ask, press, type Route, show } from '../../../web/route.ts'
import { codeLists, codesOfNames, namesOfCodes, rulesOf, serviceName } from '../../areas/index.ts'
import { codeChoices } from '../../people/index.ts'
import { checkIn, goAlone, sayOfMyself } from '../commands.ts'
import { whereTheyStand } from '../list/list.ts'
import { meAsWorker, supervisionsOf, visitNow } from '../queries.ts'
import { urls } from '../urls.ts'
import { aboutMeForm, aloneForm } from './mine.form.ts'
import { AboutMePage, AlonePage, MyWorkPage } from './mine.page.tsx'

const may = 'see own work'

/** What was chosen from a list, and what was written beside it, as one list. */
const chosenAndWritten = (chosen: readonly string[], written: string | undefined): readonly string[] => [
  ...new Set([...chosen, ...(written ?? '').split(',').flatMap(word => word.trim() || [])]),
]

async function me(asked: { tx: ReadTx; area: AreaRef; key: { worker: string }; now: Date }) {
  const today = dayOf(asked.now)
  const one = (await meAsWorker(asked.tx, asked.area.id)).find(w => w.id === asked.key.worker)
  return one
    ? {
        areaKey: asked.area.key,
        me: one,
        rules: rulesOf(asked.area),
        interests: codeChoices('interest', today, one.interests),
      }
    : null
}

export const mineRoutes: readonly Route[] = [
  ...show(urls.myWork, {
    may,
    audit: 'own work viewed',
    shows: async ({ tx, area, now }) => {
      const rules = rulesOf(area)
      const works = await meAsWorker(tx, area.id)
      return {
        areaKey: area.key,
        now,
        works: await Promise.all(
          works.map(async one => {
            const [supervisions, visit] = await Promise.all([
              supervisionsOf(tx, area.id, one.id),
              visitNow(tx, area.id, one.id),
            ])
            return {
              me: one,
              serviceName: serviceName(rules, one.serviceKey),
              stands: whereTheyStand(rules, one, dayOf(now)),
              supervisions,
              visit,
            }
          }),
        ),
      }
    },
    about: () => [],
    page: MyWorkPage,
  }),

  ...ask(urls.aboutMe, {
    may,
    audit: { read: 'own work viewed', done: 'own availability changed' },
    draft: 'about me',
    shows: me,
    form: view => aboutMeForm(view.rules, view.interests),
    start: view => {
      const { interests } = view
      const written = view.me.interests.filter(one => !Object.hasOwn(interests, one)).join(', ')
      return aboutMeForm(view.rules, view.interests).typed({
        ...byDay(view.me.available),
        places: view.me.places,
        languages: namesOfCodes(codeLists(), 'language', view.me.languages),
        interests: view.me.interests,
        otherInterests: written,
        pronouns: view.me.pronouns,
        livedExperience: view.me.livedExperience,
        emergencyContact: view.me.emergencyContact,
      })
    },
    version: view => view.me.version,
    about: () => [],
    record: view => view.me.id,
    page: (view, filled) => AboutMePage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      sayOfMyself(tx, area.id, key.worker, version, {
        available: timesOf(value),
        places: value.places,
        languages: codesOfNames(codeLists(), 'language', value.languages ?? ''),
        interests: chosenAndWritten(value.interests, value.otherInterests),
        pronouns: value.pronouns,
        livedExperience: value.livedExperience,
        emergencyContact: value.emergencyContact,
      }),
    next: ({ key }) => urls.myWork({ area: key.area }),
    refusals: {
      'nobody to turn to': { field: 'emergencyContact', text: 'While you are under 18 we need somebody to ring' },
    },
    constraints: { worker_under_18_has_a_lead: 'nobody to turn to' },
  }),

  ...ask(urls.alone, {
    may,
    audit: { read: 'own work viewed', done: 'lone visit begun' },
    shows: me,
    form: aloneForm,
    about: () => [],
    record: view => view.me.id,
    page: (view, filled) => AlonePage({ view, filled }),
    act: ({ tx, area, key, value, now }) =>
      goAlone(tx, area.id, key.worker, {
        backBy: new Date(now.getTime() + Number(value.hours) * 3_600_000),
        going: value.going,
      }),
    next: ({ key }) => urls.myWork({ area: key.area }),
    refusals: { 'on one already': 'You said already that you are going somewhere. Check in first.' },
    constraints: { lone_visit_one_at_a_time: 'on one already' },
  }),
  ...press(urls.checkIn, {
    may,
    audit: 'checked in',
    form: form({}),
    act: ({ tx, area, key }) => checkIn(tx, area.id, key.worker),
    next: ({ key }) => urls.myWork({ area: key.area }),
    back: key => urls.myWork({ area: key.area }),
    refusals: {},
  }),
]
