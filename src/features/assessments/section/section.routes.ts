import { dayInWords } from '../../../design/formats.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { ask } from '../../../web/route.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { assessmentSections, judgementKey, sectionAfter } from '../assessment-sections.ts'
import { saveSection } from '../commands/save-section.ts'
import { assessmentWithPrevious } from '../queries.ts'
import { suggestedLevel } from '../suggested-level.ts'
import { urls } from '../urls.ts'
import { placesFor, sectionForm, sectionGiven, sectionTyped } from './section.form.ts'
import { SectionPage, type SectionView } from './section.page.tsx'

export const sectionRoutes = ask(urls.section, {
  may: 'assess',
  audit: { read: 'assessment section opened', done: 'assessment section saved' },
  draft: 'assessment section',
  shows: async ({ tx, area, key, now }): Promise<SectionView | null> => {
    // The page of the level shows what all the others add up to.
    const whole = key.sectionKey === judgementKey
    const [youngPerson, found] = await Promise.all([
      youngPersonHeader(tx, area.id, key.youngPerson),
      assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment, whole ? undefined : key.sectionKey),
    ])
    if (!youngPerson || !found) return null
    const { assessment, answers, previous } = found
    const all = assessmentSections(assessment.form)
    const section = all.find(each => each.key === key.sectionKey)
    if (!section) return null
    const saved = found.sections.find(each => each.key === section.key)
    const today = dayOf(now)
    const last = previous && !whole ? { answers: previous.answers, form: previous.assessment.form } : null
    const lastOn = previous?.assessment.completedAt
    return {
      areaKey: area.key,
      today,
      youngPerson,
      assessment,
      section,
      asked: { form: assessment.form, section, answers, last, today },
      version: saved?.version ?? 0,
      saved: saved ? { at: saved.savedAt, by: saved.savedBy } : null,
      last: last && lastOn ? { ...last, on: dayInWords(lastOn) } : null,
      next: sectionAfter(assessment.form, section.key),
      at: { number: all.indexOf(section) + 1, of: all.length },
      places: kind => placesFor(answers, kind),
      suggested: whole ? suggestedLevel(answers, assessment.form) : null,
    }
  },
  about: view => [view.youngPerson.id],
  record: view => view.assessment.id,
  form: view => sectionForm(view.asked),
  start: view => sectionTyped(view.asked),
  version: view => view.version,
  page: SectionPage,
  act: async ({ tx, area, key, value, version, now }) => {
    const found = await assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment, key.sectionKey)
    const section = found && assessmentSections(found.assessment.form).find(each => each.key === key.sectionKey)
    if (!found || !section) return { is: 'not found' }
    const { previous, answers, assessment } = found
    const last = previous ? { answers: previous.answers, form: previous.assessment.form } : null
    const given = sectionGiven({ form: assessment.form, section, answers, last, today: dayOf(now) }, value)
    const at = { areaId: area.id, youngPerson: key.youngPerson, id: key.assessment }
    const outcome = await saveSection(tx, at, { key: section.key, answers: given, version })
    return outcome.is === 'done' ? { is: 'done', value: sectionAfter(assessment.form, section.key)?.key } : outcome
  },
  refusals: {
    'already completed':
      'This assessment is complete and cannot be changed. What you wrote was not saved: copy it into the next one.',
    'set aside': 'This assessment was set aside and cannot be changed. What you wrote was not saved.',
  },
  next: ({ key, value: next, button }) => {
    if (button === 'another') return urls.section(key)
    if (button === 'list') return urls.assessment(key)
    return next ? urls.section({ ...key, sectionKey: next }) : urls.complete(key)
  },
})
