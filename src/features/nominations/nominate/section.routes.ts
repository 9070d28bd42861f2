import type { ReadTx } from '../../../db/scope.ts'
import { notFound } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type AreaRef, ask, type Route } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { amendSection, saveSection } from '../commands/answer.ts'
import { answerQuestion } from '../commands/question.ts'
import { standing } from '../nomination.ts'
import { answersGiven, type NominationKey, nomination } from '../queries.ts'
import {
  type Answers,
  currentAnswers,
  isSection,
  type QuestionKey,
  type SectionKey,
  sections,
  timesAnswered,
} from '../questions.ts'
import { recordedAround } from '../recorded-queries.ts'
import { urls } from '../urls.ts'
import { answerForm } from './question.form.ts'
import { QuestionPage } from './question.page.tsx'
import { SectionPage, type SectionView } from './section.page.tsx'
import { amendForm, sectionForm, toAnswers } from './sections.form.ts'

interface View extends SectionView {
  readonly answers: Answers
  readonly version: number
}

type Key = { readonly youngPerson: string; readonly nomination: string }
const keyIn = (areaId: string, key: Key): NominationKey => ({
  areaId,
  youngPerson: key.youngPerson,
  nomination: key.nomination,
})

/** The section in the address; `shows` has made sure that it is one. */
const sectionIn = (key: { readonly sectionKey: string }): SectionKey => {
  if (!isSection(key.sectionKey)) throw new Error('a section that is none')
  return key.sectionKey
}

/** What a page of questions shows; null where the asker cannot write here. */
async function shows({
  tx,
  area,
  key,
  now,
}: {
  readonly tx: ReadTx
  readonly area: AreaRef
  readonly key: Key & { readonly sectionKey: string }
  readonly now: Date
}): Promise<View | null> {
  if (!isSection(key.sectionKey)) return null
  const at = keyIn(area.id, key)
  const [youngPerson, found, { given, before }, recorded] = await Promise.all([
    youngPersonHeader(tx, area.id, key.youngPerson),
    nomination(tx, at),
    answersGiven(tx, at),
    recordedAround(tx, area.id, key.youngPerson),
  ])
  if (!youngPerson || !found) return null
  const section = key.sectionKey
  const questions: readonly QuestionKey[] = sections[section].questions
  const untouched = timesAnswered(given, questions) === 0
  const earlier = before.filter(one => questions.includes(one.question))
  const takenOver = untouched && standing(found) === 'draft' ? earlier.at(-1) : undefined
  const { holder } = found
  const introducer: Answers =
    section === 'introduction' && untouched && holder?.name
      ? { 'introducer-name': holder.name, 'introducer-agency': holder.agency }
      : {}
  return {
    areaKey: area.key,
    today: dayOf(now),
    youngPerson,
    nominationId: found.id,
    section,
    takenOverFrom: takenOver ? dayOf(takenOver.givenAt) : undefined,
    holder,
    agencies: found.outcome.agencies,
    recorded,
    answers: { ...introducer, ...currentAnswers(takenOver ? earlier : given) },
    version: timesAnswered(given, questions),
  }
}

const closedWords = 'This nomination is closed, so it cannot be changed.'
const common = {
  may: 'nominate',
  shows,
  about: (view: View) => [view.youngPerson.id],
  record: (view: View) => view.nominationId,
  version: (view: View) => view.version,
} as const

export const sectionRoutes: readonly Route[] = [
  ...ask(urls.section, {
    ...common,
    audit: { read: 'nomination question shown', done: 'nomination answered' },
    form: view => sectionForm(view.section, view.today),
    draft: 'part of a nomination',
    start: view => sectionForm(view.section, view.today).typed(view.answers),
    page: (view, filled) => SectionPage({ is: 'answer', view, filled }),
    act: ({ tx, area, key, value, version }) => {
      const section = sectionIn(key)
      return saveSection(tx, keyIn(area.id, key), { section, answers: toAnswers(section, value), version })
    },
    next: ({ key }) => urls.nomination(key),
    refusals: {
      'already submitted': 'It has been sent. You can still change it, with a reason, from the page of the nomination.',
      closed: closedWords,
    },
    constraints: {
      nomination_answer_while_open: 'closed',
      nomination_answer_changed_with_a_reason: 'already submitted',
    },
  }),

  ...ask(urls.amend, {
    ...common,
    audit: { read: 'nomination question shown', done: 'nomination amended' },
    form: view => amendForm(view.section, view.today),
    draft: 'change a nomination',
    start: view => amendForm(view.section, view.today).typed(view.answers),
    page: (view, filled) => SectionPage({ is: 'amend', view, filled }),
    act: ({ tx, area, key, value, version }) => {
      const section = sectionIn(key)
      const reason = typeof value.reason === 'string' ? value.reason : ''
      const answers = toAnswers(section, value)
      return amendSection(tx, rulesOf(area), keyIn(area.id, key), { section, answers, reason, version })
    },
    next: ({ key }) => urls.nomination(key),
    refusals: {
      'not submitted': 'It has not been sent yet: change it on the page of the nomination.',
      closed: closedWords,
      'nothing changed': 'Nothing is different from what was sent.',
    },
    constraints: { nomination_answer_while_open: 'closed', nomination_answer_changed_with_a_reason: 'not submitted' },
  }),

  ...ask(urls.question, {
    may: 'read S4',
    audit: { read: 'panel question shown', done: 'information given' },
    form: answerForm,
    draft: 'answer the panel',
    shows: async ({ tx, area, key, acts, now }) => {
      const [youngPerson, found] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nomination(tx, keyIn(area.id, key)),
      ])
      const question = found?.questions.find(q => q.id === key.question)
      if (!youngPerson || !found || !question) return null
      const open = acts.has('nominate') && question.answer === null && standing(found) === 'waiting for information'
      return { areaKey: area.key, today: dayOf(now), youngPerson, nominationId: found.id, question, open }
    },
    about: view => [view.youngPerson.id],
    record: view => view.question.id,
    page: (view, filled) => QuestionPage({ view, filled }),
    // Read by more than may answer it.
    act: async ({ tx, area, key, acts, value }) =>
      acts.has('nominate')
        ? answerQuestion(tx, rulesOf(area), keyIn(area.id, key), { question: key.question, answer: value.answer })
        : notFound(),
    next: ({ key }) => urls.nomination(key),
    refusals: {
      'already answered': 'Somebody has answered this already.',
      closed: 'The panel does not wait for this answer any more.',
    },
    constraints: { panel_question_while_considered: 'closed' },
  }),
]
