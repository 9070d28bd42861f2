import type { Day } from '../../platform/working-days.ts'
import {
  type Answers,
  factorAnswer,
  indicatorAnswer,
  type PersonWhoPosesARisk,
  peopleAnswer,
  questionAnswers,
} from './assessment-answers.ts'
import {
  indicatorsOf,
  type Level,
  levels,
  type Question,
  type RiskAssessmentForm,
  type ScreeningForm,
  type Section,
  sectionsOf,
} from './form-definition.ts'

/** Something that must be answered before it can be completed. */
export type Missing = {
  /** The key of the domain or section it stands in. */
  readonly section: string
  /** The field it is about, such as "missing-overnight.evidence", "people.serious-assault.0.certainty" or "voice-words". */
  readonly field: string
  /** What to do, in words for the error summary. */
  readonly says: string
}

/** Something nobody has been able to find out yet: the forum sees the whole list. */
export type Unknown = {
  readonly section: string
  readonly sectionName: string
  readonly key: string
  readonly says: string
}

const weight = (level: Level): number => levels.indexOf(level)
const blank = (text: string): boolean => text.trim() === ''

/**
 * What is still missing from a risk assessment: evidence, its date and its source from the level the form says
 * (emerging), what is known of each person, the required questions, and always a level and a reason (R130).
 * Not knowing is never missing. Answers to keys the form does not have are ignored.
 * @param today evidence cannot be from a later day.
 */
export function complete(answers: Answers, form: RiskAssessmentForm, today: Day): Missing[] {
  const { level, reason } = answers.judgement
  return [
    ...indicatorsOf(form).flatMap(({ domain, indicator }) => {
      const answer = indicatorAnswer(answers, indicator.key)
      if (answer.level === 'not-known' || weight(answer.level) < weight(form.evidence.requiredFrom)) return []
      return evidenceMissing(answer, domain.key, indicator.key, indicator.says, form, today)
    }),
    ...form.people.kinds.flatMap(({ key, name }) => {
      const { answer, entries } = peopleAnswer(answers, key)
      if (answer !== 'yes') return []
      if (entries.length === 0) return [{ section: 'people', field: `people.${key}`, says: `${name}: add who it is` }]
      return entries.flatMap((entry, at) =>
        personMissing(entry, `people.${key}.${at}`, `${name}, ${at + 1}`, form, today),
      )
    }),
    ...questionsMissing(sectionsOf(form), answers.questions, today),
    ...(level ? [] : [{ section: 'judgement', field: 'judgement.level', says: 'Choose the level you see' }]),
    ...(blank(reason) ? [{ section: 'judgement', field: 'judgement.reason', says: 'Give your reason' }] : []),
  ]
}

/** What is still missing from a screening (R30). */
export function completeScreening(questions: Answers['questions'], form: ScreeningForm, today: Day): Missing[] {
  const missing = questionsMissing(form.sections, questions, today)
  const [received = '', decided = ''] = ['received-on', 'decided-on'].map(key => questionAnswers(questions, key)[0])
  if (missing.some(each => each.field === 'received-on') || decided === '' || decided >= received) return missing
  const section = form.sections.find(each => each.questions.some(question => question.key === 'decided-on'))?.key ?? ''
  return [
    ...missing,
    { section, field: 'decided-on', says: 'The decision cannot be before the day it reached us. Check both days' },
  ]
}

/** Whether a question is asked at all, given what was answered before it. */
export function isAsked(question: Question, questions: Answers['questions']): boolean {
  const { onlyWhen } = question
  return !onlyWhen || questionAnswers(questions, onlyWhen.question).some(answer => onlyWhen.is.includes(answer))
}

function questionsMissing(sections: readonly Section[], given: Answers['questions'], today: Day): Missing[] {
  return sections.flatMap(section =>
    section.questions.flatMap(question => {
      if (!isAsked(question, given)) return []
      const answers = questionAnswers(given, question.key)
      const at = { section: section.key, field: question.key }
      if (answers.length === 0) return question.required ? [{ ...at, says: question.missing ?? question.ask }] : []
      if (question.type === 'day' && answers.some(answer => answer > today)) {
        return [{ ...at, says: `${question.ask} Give a day that is today or in the past` }]
      }
      return []
    }),
  )
}

type Evidence = Pick<PersonWhoPosesARisk, 'evidence' | 'evidenceOn' | 'source' | 'sourceOther'>

function evidenceMissing(
  given: Evidence,
  section: string,
  field: string,
  about: string,
  form: RiskAssessmentForm,
  today: Day,
): Missing[] {
  const missing = (part: string, says: string): Missing => ({
    section,
    field: `${field}.${part}`,
    says: `${about}: ${says}`,
  })
  const known = form.evidence.sources.some(source => source.key === given.source)
  return [
    ...(blank(given.evidence) ? [missing('evidence', 'say what was seen or heard')] : []),
    ...(given.evidenceOn === null ? [missing('evidenceOn', 'say when')] : []),
    ...(given.evidenceOn !== null && given.evidenceOn > today
      ? [missing('evidenceOn', 'give a day that is today or in the past')]
      : []),
    ...(known ? [] : [missing('source', 'say where this comes from')]),
    ...(given.source === 'other' && blank(given.sourceOther) ? [missing('sourceOther', 'say who or what')] : []),
  ]
}

function personMissing(
  entry: PersonWhoPosesARisk,
  field: string,
  about: string,
  form: RiskAssessmentForm,
  today: Day,
): Missing[] {
  const missing = (part: string, says: string): Missing => ({
    section: 'people',
    field: `${field}.${part}`,
    says: `${about}: ${says}`,
  })
  return [
    ...(blank(entry.who) ? [missing('who', 'say who, or what is known of them')] : []),
    ...(entry.certainty ? [] : [missing('certainty', 'say whether it is known or suspected')]),
    ...(entry.time ? [] : [missing('time', 'say whether it is now or in the past')]),
    ...evidenceMissing(entry, 'people', field, about, form, today),
  ]
}

/** Everything the form asks that nobody knows yet, in the order of the form. */
export function whatWeDontKnowYet(answers: Answers, form: RiskAssessmentForm): Unknown[] {
  return [
    ...indicatorsOf(form).flatMap(({ domain, indicator }) =>
      indicatorAnswer(answers, indicator.key).level === 'not-known'
        ? [{ section: domain.key, sectionName: domain.name, key: indicator.key, says: indicator.says }]
        : [],
    ),
    ...form.protective.factors.flatMap(({ key, says }) =>
      factorAnswer(answers, key).strength === 'not-known'
        ? [{ section: form.protective.key, sectionName: form.protective.name, key, says }]
        : [],
    ),
    ...form.people.kinds.flatMap(({ key, name }) =>
      peopleAnswer(answers, key).answer === 'not-known'
        ? [{ section: 'people', sectionName: form.people.name, key: `people.${key}`, says: name }]
        : [],
    ),
    ...sectionsOf(form).flatMap(section =>
      section.questions.flatMap(question =>
        isAsked(question, answers.questions) && questionAnswers(answers.questions, question.key).includes('not-known')
          ? [{ section: section.key, sectionName: section.name, key: question.key, says: question.ask }]
          : [],
      ),
    ),
  ]
}
