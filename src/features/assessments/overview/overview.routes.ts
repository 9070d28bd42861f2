import { dayInWords } from '../../../design/formats.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { form, text } from '../../../web/form.ts'
import { ask, press, show } from '../../../web/route.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { standing } from '../assessment.ts'
import { clockOfAssessment } from '../assessment-clock.ts'
import { complete, whatWeDontKnowYet } from '../assessment-missing.ts'
import { peopleKey, progressOf } from '../assessment-sections.ts'
import { sendToForum } from '../commands/send-to-forum.ts'
import { setAside } from '../commands/set-aside.ts'
import { assessmentWithPrevious } from '../queries.ts'
import { shownSections } from '../shown.ts'
import { urls } from '../urls.ts'
import type { CompletedView } from './completed.page.tsx'
import { OverviewPage } from './overview.page.tsx'
import { SetAsidePage, type SetAsideView } from './set-aside.page.tsx'
import type { DraftView } from './task-list.page.tsx'

export const overviewRoutes = [
  ...show(urls.assessment, {
    may: 'read S4',
    audit: 'assessment viewed',
    shows: async ({ tx, area, key, acts, now }): Promise<DraftView | CompletedView | null> => {
      const [youngPerson, found] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment),
      ])
      if (!youngPerson || !found) return null
      const { assessment, answers, previous, sections, peopleRestricted } = found
      const today = dayOf(now)
      const rules = rulesOf(area)
      const clock = clockOfAssessment(assessment, previous?.assessment.completedAt ?? null, {
        rules,
        holidays: areas().bankHolidays,
        today,
      })
      const common = { areaKey: area.key, today, youngPerson, assessment, clock }
      const restricted = new Set(peopleRestricted ? [peopleKey] : [])
      const unknown = whatWeDontKnowYet(answers, assessment.form).filter(each => !restricted.has(each.section))
      if (standing(assessment) === 'draft') {
        const saved = new Set(sections.map(section => section.key))
        return {
          is: 'draft',
          ...common,
          progress: progressOf(answers, assessment.form, saved, today),
          missing: complete(answers, assessment.form, today),
          unknown,
        }
      }
      return {
        is: 'completed',
        ...common,
        sections: shownSections(answers, assessment.form, dayInWords, restricted),
        unknown,
        mayAssess: acts.has('assess'),
        forum: rules.forum.onScreen,
      }
    },
    about: view => [view.youngPerson.id],
    record: view => view.assessment.id,
    page: OverviewPage,
  }),
  ...press(urls.send, {
    may: 'assess',
    audit: 'assessment sent to the forum',
    form: form({}),
    back: key => urls.assessment(key),
    act: ({ tx, area, key }) =>
      sendToForum(tx, rulesOf(area), { areaId: area.id, youngPerson: key.youngPerson, id: key.assessment }),
    refusals: {
      'not completed': 'Complete the assessment first. The forum discusses what somebody stands by.',
      'already sent': 'This assessment is with the forum already.',
      'set aside': 'This assessment was set aside, so it cannot be sent.',
    },
    next: ({ key }) => urls.assessment(key),
  }),
  ...ask(urls.setAside, {
    may: 'assess',
    audit: { read: 'setting aside opened', done: 'assessment set aside' },
    form: form({
      reason: text({
        ask: 'Why are you setting this assessment aside?',
        hint: 'For example: nobody needs it now. If it is about another young person, move it instead.',
        missing: 'Say why you are setting it aside',
        max: 4_000,
      }),
    }),
    shows: async ({ tx, area, key, now }): Promise<SetAsideView | null> => {
      const [youngPerson, found] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment, peopleKey),
      ])
      if (!youngPerson || !found) return null
      return { areaKey: area.key, today: dayOf(now), youngPerson, assessment: found.assessment }
    },
    about: view => [view.youngPerson.id],
    record: view => view.assessment.id,
    version: view => view.assessment.version,
    draft: 'set an assessment aside',
    page: SetAsidePage,
    act: ({ tx, area, key, value, version }) =>
      setAside(
        tx,
        rulesOf(area),
        { areaId: area.id, youngPerson: key.youngPerson, id: key.assessment },
        { reason: value.reason, version },
      ),
    refusals: {
      'with the forum': 'The forum has this assessment. Tell the forum what is wrong with it.',
      'set aside': 'This assessment was set aside already.',
    },
    next: ({ key }) => urls.assessments(key),
  }),
]
