import { dayOf } from '../../../platform/working-days.ts'
import { show } from '../../../web/route.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { whatChanged } from '../assessment-changes.ts'
import { peopleKey } from '../assessment-sections.ts'
import { assessmentWithPrevious } from '../queries.ts'
import { urls } from '../urls.ts'
import { ChangesPage, type ChangesView } from './changes.page.tsx'

export const changesRoutes = show(urls.changes, {
  may: 'read S4',
  audit: 'changes of an assessment viewed',
  shows: async ({ tx, area, key, now }): Promise<ChangesView | null> => {
    const [youngPerson, found] = await Promise.all([
      youngPersonHeader(tx, area.id, key.youngPerson),
      assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment),
    ])
    if (!youngPerson || !found?.previous) return null
    const { assessment, answers, previous } = found
    // Where one of the two may not be read, "no longer known" would be untrue.
    const peopleHidden = found.peopleRestricted || previous.peopleRestricted
    const changes = whatChanged(
      { answers: previous.answers, form: previous.assessment.form },
      { answers, form: assessment.form },
    )
    return {
      areaKey: area.key,
      today: dayOf(now),
      youngPerson,
      assessment,
      previous: previous.assessment,
      changes: changes.filter(each => !(peopleHidden && each.section === peopleKey)),
    }
  },
  about: view => [view.youngPerson.id],
  record: view => view.assessment.id,
  page: ChangesPage,
})
