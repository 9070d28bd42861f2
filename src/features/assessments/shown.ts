import type { Day } from '../../platform/working-days.ts'
import { type CodeListKey, codeLists, codeName } from '../areas/index.ts'
import {
  type Answers,
  factorAnswer,
  indicatorAnswer,
  type PersonWhoPosesARisk,
  peopleAnswer,
  questionAnswers,
} from './assessment-answers.ts'
import { isAsked } from './assessment-missing.ts'
import { type AssessmentSection, assessmentSections } from './assessment-sections.ts'
import type { Question, RiskAssessmentForm } from './form-definition.ts'

/** An assessment in words: what pages, papers and copies show. Always under the form the answers were given under. */

/** One question with its answer in words. */
export interface Shown {
  readonly key: string
  readonly says: string
  /** In a word or two; empty where there are only `words`. */
  readonly answer: string
  /** What somebody wrote, line breaks kept. */
  readonly words: string
  /** When and from whom, such as "3 May 2026" and "School or college". */
  readonly facts: readonly string[]
  readonly known: boolean
}

export interface ShownSection {
  readonly key: string
  readonly name: string
  readonly is: AssessmentSection['is']
  /** It is there and whoever asks may not read it. */
  readonly restricted: boolean
  readonly items: readonly Shown[]
}

/** How a day is written: formats belong to whoever draws. */
export type DayInWords = (day: Day) => string

/** What a chosen code is called, of a list of the form's own or of a code list. */
export const nameOfOption = (question: Question, code: string): string =>
  question.optionsFrom
    ? codeName(codeLists(), question.optionsFrom as CodeListKey, code)
    : (question.options?.find(option => option.key === code)?.name ?? code)

/**
 * Every section of an assessment in words, in the order of its form.
 * @param restricted keys of sections that may not be shown
 */
export const shownSections = (
  answers: Answers,
  form: RiskAssessmentForm,
  inWords: DayInWords,
  restricted: ReadonlySet<string> = new Set(),
): readonly ShownSection[] =>
  assessmentSections(form).map(section => ({
    key: section.key,
    name: section.name,
    is: section.is,
    restricted: restricted.has(section.key),
    items: restricted.has(section.key) ? [] : itemsOf(section, answers, form, inWords),
  }))

/** One section in words. */
export function itemsOf(
  section: AssessmentSection,
  answers: Answers,
  form: RiskAssessmentForm,
  inWords: DayInWords,
): readonly Shown[] {
  switch (section.is) {
    case 'domain':
      return section.domain.indicators.map(({ key, says }) => shownIndicator(answers, form, key, says, inWords))
    case 'protective':
      return form.protective.factors.map(({ key, says }) => shownFactor(answers, form, key, says))
    case 'people':
      return form.people.kinds.flatMap(({ key }) => shownPeople(answers, form, key, inWords))
    case 'questions':
      return shownQuestions(section.questions.questions, answers.questions, inWords)
    case 'judgement':
      return shownJudgement(answers, form)
  }
}

/** An indicator with its answer. */
export function shownIndicator(
  answers: Pick<Answers, 'indicators'>,
  form: RiskAssessmentForm,
  key: string,
  says: string,
  inWords: DayInWords,
): Shown {
  const given = indicatorAnswer(answers, key)
  const level = form.levels.find(each => each.key === given.level)
  return {
    key,
    says,
    answer: level?.name ?? form.notKnown.name,
    words: given.evidence,
    facts: evidenceFacts(given, form, inWords),
    known: given.level !== 'not-known',
  }
}

export function shownFactor(answers: Answers, form: RiskAssessmentForm, key: string, says: string): Shown {
  const given = factorAnswer(answers, key)
  const strength = form.protective.strengths.find(each => each.key === given.strength)
  return {
    key,
    says,
    answer: strength?.name ?? form.notKnown.name,
    words: given.words,
    facts: [],
    known: given.strength !== 'not-known',
  }
}

/** What is said of people who pose one kind of risk: a line of its own for each of them. */
export function shownPeople(
  answers: Answers,
  form: RiskAssessmentForm,
  kind: RiskAssessmentForm['people']['kinds'][number]['key'],
  inWords: DayInWords,
): readonly Shown[] {
  const name = form.people.kinds.find(each => each.key === kind)?.name ?? kind
  const { answer, entries } = peopleAnswer(answers, kind)
  const key = `people.${kind}`
  if (answer !== 'yes' || entries.length === 0) {
    const says = answer === 'not-known' ? form.notKnown.name : answer === 'yes' ? 'Yes' : 'Nobody known of'
    return [{ key, says: name, answer: says, words: '', facts: [], known: answer !== 'not-known' }]
  }
  return entries.map((entry, at) => ({
    key: `${key}.${at}`,
    says: name,
    answer: [
      form.people.certainties.find(each => each.key === entry.certainty)?.name,
      form.people.times.find(each => each.key === entry.time)?.name,
    ]
      .filter(Boolean)
      .join(', '),
    words: [entry.who, entry.evidence].filter(each => each !== '').join('\n\n'),
    facts: evidenceFacts(entry, form, inWords),
    known: true,
  }))
}

/** Plain questions with their answers; those that were not asked are left out. */
export const shownQuestions = (
  questions: readonly Question[],
  given: Answers['questions'],
  inWords: DayInWords,
): readonly Shown[] =>
  questions.flatMap(question => {
    if (!isAsked(question, given)) return []
    const answers = questionAnswers(given, question.key)
    const written = question.type === 'text'
    return [
      {
        key: question.key,
        says: question.ask,
        answer: written
          ? ''
          : answers.map(each => (question.type === 'day' ? inWords(each) : nameOfOption(question, each))).join(', '),
        words: written ? answers.join('\n') : '',
        facts: [],
        known: answers.length > 0 && !answers.includes('not-known'),
      },
    ]
  })

function shownJudgement({ judgement }: Answers, form: RiskAssessmentForm): readonly Shown[] {
  const level = form.judgement.levels.find(each => each.key === judgement.level)
  return [
    {
      key: 'judgement.level',
      says: form.judgement.askLevel,
      answer: level?.name ?? '',
      words: '',
      facts: [],
      known: level !== undefined,
    },
    {
      key: 'judgement.reason',
      says: form.judgement.askReason,
      answer: '',
      words: judgement.reason,
      facts: [],
      known: judgement.reason !== '',
    },
  ]
}

function evidenceFacts(
  given: Pick<PersonWhoPosesARisk, 'evidenceOn' | 'source' | 'sourceOther'>,
  form: RiskAssessmentForm,
  inWords: DayInWords,
): readonly string[] {
  const source =
    given.source === 'other' ? given.sourceOther : form.evidence.sources.find(each => each.key === given.source)?.name
  return [given.evidenceOn ? inWords(given.evidenceOn) : '', source ?? ''].filter(each => each !== '')
}
