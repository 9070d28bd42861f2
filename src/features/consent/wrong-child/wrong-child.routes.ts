import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { answerInWords } from '../consent.ts'
import { individualsOf, oneAnswer } from '../queries.ts'
import { urls } from '../urls.ts'
import { moveConsented, moveConstraints } from './move.commands.ts'
import { moving } from './moving.routes.ts'

/** "Recorded against the wrong young person", for answers and for those who gave them. */
export const wrongChildRoutes: readonly Route[] = [
  ...ask(urls.moveAnswer, {
    ...moving,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, one] = await Promise.all([aboutThem(asked), oneAnswer(tx, area.id, key.youngPerson, key.answer)])
      return (
        about &&
        one && {
          ...about,
          id: key.answer,
          says: `${one.who ?? 'The young person'}: ${answerInWords({ answer: one.answer, until: null }, about.today)}`,
          on: one.askedOn,
          to: urls.moveAnswer(key),
          means:
            'Whether each of them takes part is worked out again at once: a match that rests on this answer stops here.',
        }
      )
    },
    act: ({ tx, area, key, value }) =>
      moveConsented(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { kind: 'answer about consent', id: key.answer },
        value,
      ),
    constraints: moveConstraints,
  }),
  ...ask(urls.moveIndividual, {
    ...moving,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, all] = await Promise.all([aboutThem(asked), individualsOf(tx, area.id, key.youngPerson)])
      const one = all.find(each => each.id === key.individual)
      return about && one
        ? {
            ...about,
            id: one.id,
            says: `${one.name}${one.relation ? `, ${one.relation}` : ''}`,
            to: urls.moveIndividual(key),
            means: 'All that they answered goes with them, and what it means for both is worked out again at once.',
          }
        : null
    },
    act: ({ tx, area, key, value }) =>
      moveConsented(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { kind: 'relevant individual', id: key.individual },
        value,
      ),
    constraints: moveConstraints,
  }),
]
