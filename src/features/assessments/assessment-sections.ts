import type { Day } from '../../platform/working-days.ts'
import { riskKinds } from '../areas/index.ts'
import { type Answers, answersSchema } from './assessment-answers.ts'
import { complete, type Missing, whatWeDontKnowYet } from './assessment-missing.ts'
import type { Domain, RiskAssessmentForm, Section } from './form-definition.ts'

/** A risk assessment as the pages it is written on: one section a page, each saved on its own. */

export type AssessmentSection = { readonly key: string; readonly name: string; readonly about: string } & (
  | { readonly is: 'domain'; readonly domain: Domain }
  | { readonly is: 'protective' }
  | { readonly is: 'people' }
  | { readonly is: 'questions'; readonly questions: Section }
  | { readonly is: 'judgement' }
)

/** Keys of the two sections that the form does not name itself. */
export const peopleKey = 'people'
export const judgementKey = 'judgement'

/** The sections of a form, in the order in which they are asked. */
export const assessmentSections = (form: RiskAssessmentForm): readonly AssessmentSection[] => [
  ...form.domains.map(
    domain => ({ key: domain.key, name: domain.name, about: domain.about, is: 'domain', domain }) as const,
  ),
  { key: form.protective.key, name: form.protective.name, about: form.protective.about, is: 'protective' },
  { key: peopleKey, name: form.people.name, about: form.people.about, is: 'people' },
  ...[form.ownActions, form.voice, form.help].map(
    questions =>
      ({ key: questions.key, name: questions.name, about: questions.about, is: 'questions', questions }) as const,
  ),
  { key: judgementKey, name: form.judgement.name, about: form.judgement.about, is: 'judgement' },
]

/** What a page of an assessment keeps: the part of the answers that is its own. */
export type SectionAnswers = Partial<Answers>

/** The part of the answers that belongs to a section; how it is stored. */
export function answersOf(section: AssessmentSection, answers: Answers, form: RiskAssessmentForm): SectionAnswers {
  const some = <T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
    Object.fromEntries(keys.flatMap(key => (from[key] === undefined ? [] : [[key, from[key]]])))
  switch (section.is) {
    case 'domain':
      return {
        indicators: some(
          answers.indicators,
          section.domain.indicators.map(each => each.key),
        ),
      }
    case 'protective':
      return {
        factors: some(
          answers.factors,
          form.protective.factors.map(each => each.key),
        ),
      }
    case 'people':
      return { people: some(answers.people, riskKinds) }
    case 'questions':
      return {
        questions: some(
          answers.questions,
          section.questions.questions.map(each => each.key),
        ),
      }
    case 'judgement':
      return { judgement: answers.judgement }
  }
}

/** Puts stored sections together again. What is not there has its default: not known. */
export function joined(sections: readonly unknown[]): Answers {
  const parts = sections.map(section => answersSchema.parse(section))
  const judged = parts.find(part => part.judgement.level !== null || part.judgement.reason !== '')
  return answersSchema.parse({
    indicators: Object.assign({}, ...parts.map(part => part.indicators)),
    factors: Object.assign({}, ...parts.map(part => part.factors)),
    people: Object.assign({}, ...parts.map(part => part.people)),
    questions: Object.assign({}, ...parts.map(part => part.questions)),
    ...(judged ? { judgement: judged.judgement } : {}),
  })
}

/** How far a section is. */
export interface Progress {
  readonly section: AssessmentSection
  readonly begun: boolean
  readonly missing: readonly Missing[]
  /** Questions nobody knows the answer to yet. */
  readonly unknown: number
  /** Signs, factors and kinds the section asks about; 0 where it asks in other ways. */
  readonly asked: number
}

/**
 * How far each section is.
 * @param saved keys of the sections somebody has saved
 */
export function progressOf(
  answers: Answers,
  form: RiskAssessmentForm,
  saved: ReadonlySet<string>,
  today: Day,
): readonly Progress[] {
  const missing = complete(answers, form, today)
  const unknown = whatWeDontKnowYet(answers, form)
  return assessmentSections(form).map(section => ({
    section,
    begun: saved.has(section.key),
    missing: missing.filter(each => each.section === section.key),
    unknown: unknown.filter(each => each.section === section.key).length,
    asked:
      section.is === 'domain'
        ? section.domain.indicators.length
        : section.is === 'protective'
          ? form.protective.factors.length
          : section.is === 'people'
            ? form.people.kinds.length
            : 0,
  }))
}

/** The section after this one; nothing after the last. */
export function sectionAfter(form: RiskAssessmentForm, key: string): AssessmentSection | undefined {
  const all = assessmentSections(form)
  const at = all.findIndex(section => section.key === key)
  return at < 0 ? undefined : all[at + 1]
}
