import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { ask, show } from '../../../web/route.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { clockNow } from '../assessment-clock.ts'
import { startAssessment } from '../commands/start.ts'
import { forms } from '../forms-in-force.ts'
import { assessmentsOf, standingOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { ListPage, type ListView } from './list.page.tsx'
import { StartPage, type StartView } from './start.page.tsx'

const pageSize = 25

export const listRoutes = [
  ...show(urls.assessments, {
    may: 'read S4',
    audit: 'assessments listed',
    shows: async ({ tx, area, key, query, acts, now }): Promise<ListView | null> => {
      const [youngPerson, found, standing] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        assessmentsOf(tx, area.id, key.youngPerson, query.before, pageSize + 1),
        standingOf(tx, area.id, key.youngPerson),
      ])
      if (!youngPerson) return null
      const today = dayOf(now)
      const { draft, last, screening } = standing
      // A clock runs while somebody is asked for an assessment: by a screening, a draft, or the review of the last one.
      const runs = draft ?? screening ?? last
      return {
        areaKey: area.key,
        today,
        youngPerson,
        assessments: found.slice(0, pageSize),
        more: found.length > pageSize,
        mayAssess: acts.has('assess'),
        draft: draft?.id ?? null,
        clock: runs ? clockNow(standing, { rules: rulesOf(area), holidays: areas().bankHolidays, today }) : null,
      }
    },
    about: view => [view.youngPerson.id],
    page: ListPage,
  }),
  ...ask(urls.start, {
    may: 'assess',
    audit: { read: 'start of an assessment opened', done: 'assessment begun' },
    form: form({}),
    shows: async ({ tx, area, key, now }): Promise<StartView | null> => {
      const [youngPerson, standing] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        standingOf(tx, area.id, key.youngPerson),
      ])
      if (!youngPerson) return null
      const today = dayOf(now)
      return {
        areaKey: area.key,
        today,
        youngPerson,
        form: forms().riskAssessment.current.form,
        clock: clockNow(standing, { rules: rulesOf(area), holidays: areas().bankHolidays, today }),
        last: standing.last,
        draft: standing.draft?.id ?? null,
      }
    },
    about: view => [view.youngPerson.id],
    page: StartPage,
    act: ({ tx, area, key }) => startAssessment(tx, rulesOf(area), key.youngPerson),
    constraints: { assessment_one_draft: 'a draft exists' },
    refusals: { 'a draft exists': 'An assessment is being written already. Only one is written at a time.' },
    next: ({ key, value }) => urls.assessment({ ...key, assessment: value.id }),
  }),
]
