import { dayOf } from '../../../platform/working-days.ts'
import { dateParts } from '../../../web/form.ts'
import { ask, show } from '../../../web/route.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { heardOf, youngPersonHeader } from '../../people/index.ts'
import { questionAnswers } from '../assessment-answers.ts'
import { clockNow } from '../assessment-clock.ts'
import { recordScreening } from '../commands/screen.ts'
import { forms } from '../forms-in-force.ts'
import { standingOf } from '../queries.ts'
import { lastAskedOn, type ScreeningOutcome, screeningsOf, screeningWithAnswers } from '../screening-queries.ts'
import { urls } from '../urls.ts'
import { screeningFormFields, screeningGiven, stillWanted } from './screening.form.ts'
import {
  NewScreeningPage,
  type NewScreeningView,
  ScreeningPage,
  ScreeningsPage,
  type ScreeningsView,
  type ScreeningView,
} from './screening.page.tsx'

const pageSize = 25

export const screeningRoutes = [
  ...show(urls.screenings, {
    may: 'read screenings',
    audit: 'screenings listed',
    shows: async ({ tx, area, key, query, acts, now }): Promise<ScreeningsView | null> => {
      const [youngPerson, found, standing] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        screeningsOf(tx, area.id, key.youngPerson, query.before, pageSize + 1),
        standingOf(tx, area.id, key.youngPerson),
      ])
      if (!youngPerson) return null
      const today = dayOf(now)
      const rules = rulesOf(area)
      // Who may not read assessments cannot tell whether one was begun, and is told nothing of a clock.
      const mayAssess = acts.has('assess')
      return {
        areaKey: area.key,
        today,
        youngPerson,
        screenings: found.slice(0, pageSize),
        more: found.length > pageSize,
        mayAssess,
        mayScreen: acts.has('screen'),
        frontDoor: `the ${rules.frontDoor.name}`,
        clock:
          mayAssess && standing.screening ? clockNow(standing, { rules, holidays: areas().bankHolidays, today }) : null,
        draft: standing.draft?.id ?? null,
      }
    },
    about: view => [view.youngPerson.id],
    page: ScreeningsPage,
  }),
  ...ask(urls.newScreening, {
    may: 'screen',
    audit: { read: 'screening form opened', done: 'screening recorded' },
    draft: 'screening',
    shows: async ({ tx, area, key, acts, now }): Promise<NewScreeningView | null> => {
      const [youngPerson, heard, [newest], askedOn] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        heardOf(tx, area.id, key.youngPerson),
        screeningsOf(tx, area.id, key.youngPerson, undefined, 1),
        acts.has('assess')
          ? standingOf(tx, area.id, key.youngPerson).then(({ screening }) => screening?.decidedOn ?? null)
          : lastAskedOn(tx, area.id, key.youngPerson),
      ])
      const { form } = forms().screening.current
      const lately = newest && now.getTime() - newest.recordedAt.getTime() < 86_400_000 ? newest : null
      return youngPerson && { areaKey: area.key, today: dayOf(now), youngPerson, form, askedOn, lately, heard }
    },
    about: view => [view.youngPerson.id],
    form: view => screeningFormFields(view.form, view.today, view.askedOn !== null),
    // What was said when the record was made is not typed again.
    start: ({ heard }) =>
      heard ? { 'received-on': dateParts(heard.startedOn), 'received-from': heard.toldBy ?? '' } : {},
    page: NewScreeningPage,
    act: ({ tx, area, key, value }) => {
      const questions = screeningGiven(forms().screening.current.form, value)
      const only = (question: string): string => questionAnswers(questions, question)[0] ?? ''
      return recordScreening(tx, rulesOf(area), key.youngPerson, {
        questions,
        receivedOn: only('received-on'),
        // The form offers these three and no others; the table holds no fourth.
        outcome: only('outcome') as ScreeningOutcome,
        decidedOn: only('decided-on'),
        takesBack: only('outcome') === 'no-assessment' && value[stillWanted] === 'no',
      })
    },
    constraints: { screening_decided_after_it_was_received: 'decided first' },
    refusals: {
      'decided first': {
        field: 'decided-on',
        text: 'The decision cannot be before the day it reached us. Check both days',
      },
    },
    next: ({ key }) => urls.screenings(key),
  }),
  ...show(urls.screening, {
    may: 'read screenings',
    audit: 'screening viewed',
    shows: async ({ tx, area, key, acts, now }): Promise<ScreeningView | null> => {
      const [youngPerson, screening] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        screeningWithAnswers(tx, area.id, key.youngPerson, key.screening),
      ])
      return (
        youngPerson &&
        screening && {
          areaKey: area.key,
          today: dayOf(now),
          youngPerson,
          screening,
          mayMove: acts.has('move an entry'),
        }
      )
    },
    about: view => [view.youngPerson.id],
    record: view => view.screening.id,
    page: ScreeningPage,
  }),
]
