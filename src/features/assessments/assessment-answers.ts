import { z } from 'zod'
import { isDay } from '../../platform/working-days.ts'
import { type RiskKind, riskKinds } from '../areas/index.ts'
import { certainties, levels, strengths, times } from './form-definition.ts'

/** The answers of a risk assessment, as they are kept: by key, so that they outlive the order and the words of a form. */

const text = z.string().default('')
const evidence = {
  evidence: text,
  /** When it was seen or said. */
  evidenceOn: z.string().refine(isDay).nullable().default(null),
  /** A key of the form's list of sources. */
  source: z.string().nullable().default(null),
  /** What "somebody or something else" is. */
  sourceOther: text,
}

const indicator = z.object({ level: z.enum(['not-known', ...levels]).default('not-known'), ...evidence })
export type IndicatorAnswer = z.infer<typeof indicator>

const factor = z.object({ strength: z.enum(['not-known', ...strengths]).default('not-known'), words: text })
export type FactorAnswer = z.infer<typeof factor>

const person = z.object({
  who: text,
  certainty: z.enum(certainties).nullable().default(null),
  time: z.enum(times).nullable().default(null),
  ...evidence,
})
/** Somebody around the young person who poses one kind of risk. Two kinds are two entries: each has its own certainty. */
export type PersonWhoPosesARisk = z.infer<typeof person>

const people = z.object({
  answer: z.enum(['not-known', 'nobody-known-of', 'yes']).default('not-known'),
  entries: z.array(person).default([]),
})
export type PeopleAnswer = z.infer<typeof people>

/** Reads stored answers. What a draft does not hold yet gets its default, so {} is a fresh draft. */
export const answersSchema = z.object({
  indicators: z.record(z.string(), indicator).default({}),
  factors: z.record(z.string(), factor).default({}),
  people: z.partialRecord(z.enum(riskKinds), people).default({}),
  questions: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  judgement: z
    .object({ level: z.enum(levels).nullable().default(null), reason: text })
    .default({ level: null, reason: '' }),
})
export type Answers = z.infer<typeof answersSchema>

const indicatorNotKnown: IndicatorAnswer = indicator.parse({})
const factorNotKnown: FactorAnswer = factor.parse({})
const peopleNotKnown: PeopleAnswer = people.parse({})

/** A draft in which nothing is known yet. */
export const noAnswers = (): Answers => answersSchema.parse({})

/** The answer to an indicator: not known until somebody gives one. */
export const indicatorAnswer = (answers: Pick<Answers, 'indicators'>, key: string): IndicatorAnswer =>
  answers.indicators[key] ?? indicatorNotKnown

export const factorAnswer = (answers: Answers, key: string): FactorAnswer => answers.factors[key] ?? factorNotKnown

export const peopleAnswer = (answers: Answers, kind: RiskKind): PeopleAnswer => answers.people[kind] ?? peopleNotKnown

/** The answers to a plain question: none, one, or several. Spaces alone are no answer. */
export function questionAnswers(questions: Answers['questions'], key: string): string[] {
  const answer = questions[key] ?? []
  return (typeof answer === 'string' ? [answer] : answer).filter(each => each.trim() !== '')
}

/** What the answer "the same as last time" is called in a list of options; never a key of a form. */
export const same = 'same'
/** The field of "the same as last time" beside a question that has no list to choose from. */
export const sameField = (name: string): string => `${name}.same`

/**
 * Takes one answer over from the last assessment, with its evidence and its dates.
 * @param key of an indicator, a factor or a plain question, or "people." and a kind of risk. The level and its reason are never copied:
 * they are somebody's view of today.
 */
export function copyAnswer(from: Answers, to: Answers, key: string): Answers {
  const copied = structuredClone(to)
  const kind = riskKinds.find(each => `people.${each}` === key)
  const indicatorGiven = from.indicators[key]
  const factorGiven = from.factors[key]
  const questionGiven = from.questions[key]
  const peopleGiven = kind && from.people[kind]
  if (indicatorGiven) copied.indicators[key] = structuredClone(indicatorGiven)
  if (factorGiven) copied.factors[key] = structuredClone(factorGiven)
  if (questionGiven) copied.questions[key] = structuredClone(questionGiven)
  if (kind && peopleGiven) copied.people[kind] = structuredClone(peopleGiven)
  return copied
}
