import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { ask } from '../../../web/route.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { clockOfAssessment } from '../assessment-clock.ts'
import { complete, whatWeDontKnowYet } from '../assessment-missing.ts'
import { assessmentSections } from '../assessment-sections.ts'
import { completeAssessment } from '../commands/complete.ts'
import { assessmentWithPrevious } from '../queries.ts'
import { suggestedLevel } from '../suggested-level.ts'
import { urls } from '../urls.ts'
import { CompletePage, type CompleteView } from './complete.page.tsx'

export const completeRoutes = ask(urls.complete, {
  may: 'assess',
  audit: { read: 'assessment checked', done: 'assessment completed' },
  form: form({}),
  shows: async ({ tx, area, key, now }): Promise<CompleteView | null> => {
    const [youngPerson, found] = await Promise.all([
      youngPersonHeader(tx, area.id, key.youngPerson),
      assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment),
    ])
    if (!youngPerson || !found) return null
    const { assessment, answers, previous } = found
    const today = dayOf(now)
    return {
      areaKey: area.key,
      today,
      youngPerson,
      assessment,
      answers,
      sections: assessmentSections(assessment.form),
      missing: complete(answers, assessment.form, today),
      unknown: whatWeDontKnowYet(answers, assessment.form),
      suggested: suggestedLevel(answers, assessment.form),
      clock: clockOfAssessment(assessment, previous?.assessment.completedAt ?? null, {
        rules: rulesOf(area),
        holidays: areas().bankHolidays,
        today,
      }),
    }
  },
  about: view => [view.youngPerson.id],
  record: view => view.assessment.id,
  version: view => view.assessment.version,
  page: CompletePage,
  act: ({ tx, area, key, version }) =>
    completeAssessment(
      tx,
      rulesOf(area),
      { areaId: area.id, youngPerson: key.youngPerson, id: key.assessment },
      version,
    ),
  constraints: { assessment_completed_stays: 'already completed' },
  refusals: {
    'already completed': 'This assessment is complete already.',
    'set aside': 'This assessment was set aside, so it cannot be completed.',
    'answers missing': 'Answers are missing. They are listed below.',
  },
  next: ({ key }) => urls.assessment(key),
})
