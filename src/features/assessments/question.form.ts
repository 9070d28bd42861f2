import type { Day } from '../../platform/working-days.ts'
import { choice, choices, date, type Field, notAhead, text, type Values } from '../../web/form.ts'
import { type CodeListKey, codeLists, codeOptions } from '../areas/index.ts'
import { type Answers, questionAnswers, same, sameField } from './assessment-answers.ts'
import { isAsked } from './assessment-missing.ts'
import { longestAnswer, type Question } from './form-definition.ts'
import { nameOfOption } from './shown.ts'

/** Plain questions of a form as fields. A question that was answered last time can be answered the same again. */

/** Options of a question: its own, or those of its code list on a day. */
function optionsOf(question: Question, today: Day): Record<string, string | { label: string; hint: string }> {
  const options = question.optionsFrom
    ? codeOptions(codeLists(), question.optionsFrom as CodeListKey, today).map(each => ({ key: each.code, ...each }))
    : (question.options ?? [])
  return Object.fromEntries(options.map(({ key, name, help }) => [key, help ? { label: name, hint: help } : name]))
}

/**
 * The fields of these questions. Nothing is required: a draft may be saved at any moment.
 * @param lastTime how a question was answered last time, in words; nothing where it was not
 */
export function questionFields(
  questions: readonly Question[],
  today: Day,
  lastTime: (question: Question) => string | undefined = () => undefined,
): Record<string, Field> {
  return Object.fromEntries(
    questions.flatMap((question): [string, Field][] => {
      const common = { ask: question.ask, ...(question.hint ? { hint: question.hint } : {}) }
      const last = lastTime(question)
      const again: [string, Field][] = last
        ? [
            [
              sameField(question.key),
              choices({ ask: `${question.ask} As last time`, options: { yes: 'Use the answer of last time' } }),
            ],
          ]
        : []
      if (question.type === 'text') return [[question.key, text({ ...common, max: longestAnswer })], ...again]
      if (question.type === 'day') return [[question.key, date({ ...common, check: notAhead(today) })], ...again]
      const options = optionsOf(question, today)
      if (question.type === 'choices') return [[question.key, choices({ ...common, options })], ...again]
      const sameAgain = last ? { [same]: `The same as last time: ${last}` } : {}
      return [[question.key, choice({ ...common, options: { ...options, ...sameAgain } })]]
    }),
  )
}

/** What stands in the fields for answers that were given before. */
export const questionsTyped = (
  questions: readonly Question[],
  given: Answers['questions'],
): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    questions.map(question => {
      const answers = questionAnswers(given, question.key)
      return [question.key, question.type === 'choices' ? answers : (answers[0] ?? '')]
    }),
  )

/**
 * The answers in a checked form.
 * @param last answers of last time, for whoever chose "the same"
 */
export function questionsGiven(
  questions: readonly Question[],
  values: Values<Record<string, Field>>,
  last: Answers['questions'] = {},
): Answers['questions'] {
  return Object.fromEntries(
    questions.flatMap(question => {
      const value = values[question.key]
      // Only a list to choose from offers "the same"; where people write, it is a word like any other.
      const again = (question.type === 'choice' && value === same) || isTicked(values[sameField(question.key)])
      const answer = again ? last[question.key] : value
      return answer === undefined || answer.length === 0
        ? []
        : [[question.key, typeof answer === 'string' ? answer : [...answer]]]
    }),
  )
}

/** "The same" beside an answer that is not: nobody may have to guess which of the two was meant. */
export const bothAnswered = (
  questions: readonly Question[],
  values: Values<Record<string, Field>>,
): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap(({ key }) => {
      const value = values[key]
      return value !== undefined && value.length > 0 && isTicked(values[sameField(key)])
        ? [[sameField(key), 'Use the answer of last time, or give a new one: not both']]
        : []
    }),
  )

/**
 * What was written where another answer asks for nothing. Nobody would read it, a young person's own words among them, so it
 * is not dropped: whoever wrote it says what they meant.
 */
export const notAsked = (questions: readonly Question[], given: Answers['questions']): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap(question => {
      const above = questions.find(({ key }) => key === question.onlyWhen?.question)
      if (!above || isAsked(question, given) || questionAnswers(given, question.key).length === 0) return []
      const chosen = questionAnswers(given, above.key).map(code => `“${nameOfOption(above, code)}”`)
      // Still to come: nothing is complete without it.
      if (chosen.length === 0 && above.required) return []
      const says =
        chosen.length > 0
          ? `You chose ${chosen.join(' and ')} above: choose another answer there, or take this out`
          : `Answer “${above.ask}” first, or take this out`
      return [[question.key, says]]
    }),
  )

export const isTicked = (value: unknown): boolean => Array.isArray(value) && value.length > 0
