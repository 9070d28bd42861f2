import { dayOf } from '../../../platform/working-days.ts'
import { ask } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { moveForm, moveRefusals, urls as people, youngPersonHeader } from '../../people/index.ts'
import { moveToRightChild, type NotMoved } from '../commands/move.ts'
import { assessmentWithPrevious, copiesFiled } from '../queries.ts'
import { screeningWithAnswers } from '../screening-queries.ts'
import { urls } from '../urls.ts'
import { WrongChildPage, type WrongChildView } from './wrong-child.page.tsx'

const may = 'move an entry'
const refusals: Record<NotMoved, string | { field: 'reference'; text: string }> = {
  ...moveRefusals,
  'stands there already': {
    field: 'reference',
    text: 'An assessment is being written on the other record. Complete it or set it aside first',
  },
  answered: 'A risk assessment followed this screening. Move the assessment first.',
}

/** "Recorded against the wrong young person", for what this feature keeps. */
export const wrongChildRoutes = [
  ...ask(urls.move, {
    may,
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    form: moveForm,
    shows: async ({ tx, area, key, now }): Promise<WrongChildView | null> => {
      const [youngPerson, found, filed] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        assessmentWithPrevious(tx, area.id, key.youngPerson, key.assessment, 'judgement'),
        copiesFiled(tx, area.id, key.assessment),
      ])
      return (
        youngPerson &&
        found && {
          areaKey: area.key,
          today: dayOf(now),
          youngPerson,
          kind: 'risk assessment',
          id: found.assessment.id,
          at: found.assessment.startedAt,
          sent: found.assessment.sentToForumAt !== null,
          filed: [...new Set(filed.map(copy => copy.reference))],
          back: urls.assessment(key),
          to: urls.move(key),
        }
      )
    },
    about: view => [view.youngPerson.id],
    record: view => view.id,
    page: WrongChildPage,
    act: ({ tx, area, key, value }) =>
      moveToRightChild(
        tx,
        rulesOf(area),
        { youngPerson: key.youngPerson, kind: 'risk assessment', id: key.assessment },
        value,
      ),
    next: ({ key }) => people.wrongChild(key),
    refusals,
  }),
  ...ask(urls.moveScreening, {
    may,
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    form: moveForm,
    shows: async ({ tx, area, key, now }): Promise<WrongChildView | null> => {
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
          kind: 'screening',
          id: screening.id,
          at: screening.recordedAt,
          sent: false,
          filed: [],
          back: urls.screening(key),
          to: urls.moveScreening(key),
        }
      )
    },
    about: view => [view.youngPerson.id],
    record: view => view.id,
    page: WrongChildPage,
    act: ({ tx, area, key, value }) =>
      moveToRightChild(
        tx,
        rulesOf(area),
        { youngPerson: key.youngPerson, kind: 'screening', id: key.screening },
        value,
      ),
    next: ({ key }) => people.wrongChild(key),
    refusals,
  }),
]
