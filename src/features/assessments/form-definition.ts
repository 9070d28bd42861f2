import { createHash } from 'node:crypto'
import { z } from 'zod'
import { slug, source, words } from '../../platform/config-fields.ts'
import { riskKinds } from '../areas/index.ts'
import { riskAssessmentChecks, sectionChecks } from './form-definition-checks.ts'

/**
 * What a form asks, as its file in `config/forms` describes it. A form has a key, a version and a hash of its content;
 * answers keep the version they were given under, and a published version is never edited.
 */

/** How strongly something is seen. 0, 1, 2, 3 in the arithmetic; a total decides nothing (no tool has a validated one). */
export const levels = ['none', 'emerging', 'moderate', 'significant'] as const
export type Level = (typeof levels)[number]

/** Signs of risk and signs of actual harm are never mixed: one says what may happen, the other what has. */
export const indicatorKinds = ['risk', 'harm'] as const
export type IndicatorKind = (typeof indicatorKinds)[number]

/** How strong a protective factor is. Never scored, and never set off against risk. */
export const strengths = ['not-yet', 'somewhat', 'strong'] as const
export type Strength = (typeof strengths)[number]

export const certainties = ['known', 'suspected'] as const
export type Certainty = (typeof certainties)[number]
export const times = ['current', 'past'] as const
export type Time = (typeof times)[number]

/** The longest answer that is kept, in characters. */
export const longestAnswer = 50_000

const option = z.strictObject({ key: slug, name: words, help: words.optional() })

const question = z.strictObject({
  key: slug.describe('Unique in the form. It never changes: answers are kept under it.'),
  ask: words,
  hint: words.optional(),
  type: z.enum(['text', 'choice', 'choices', 'day']),
  options: z.array(option).min(2).optional(),
  optionsFrom: slug.optional().describe('A code list to choose from, instead of options.'),
  required: z.boolean(),
  missing: words.optional().describe('What to say when a required answer is not there.'),
  onlyWhen: z
    .strictObject({ question: slug, is: z.array(slug).min(1) })
    .optional()
    .describe('Only asked when an earlier question has one of these answers.'),
})
export type Question = z.infer<typeof question>

const section = z.strictObject({ key: slug, name: words, about: words, questions: z.array(question).min(1) })
export type Section = z.infer<typeof section>

const indicator = z.strictObject({
  key: slug.describe('Unique in the form. It never changes: answers are kept under it.'),
  kind: z.enum(indicatorKinds),
  says: words,
})
export type Indicator = z.infer<typeof indicator>

const domain = z.strictObject({
  key: slug,
  name: words,
  about: words,
  indicators: z.array(indicator).min(3).max(8),
})
export type Domain = z.infer<typeof domain>

/** A choice for each word the code knows: its name on screen and what it means. */
const named = <const Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.array(z.strictObject({ key: z.enum(keys), name: words, means: words })).length(keys.length)

const rule = z.strictObject({
  key: slug,
  counts: z.enum(['risk', 'harm', 'either']),
  from: z.enum(['emerging', 'moderate', 'significant']),
  atLeast: z.int().min(1).describe('How many indicators of that level or above it takes.'),
  suggest: z.enum(['emerging', 'moderate', 'significant']),
  evenWhenMuchIsNotKnown: z.boolean(),
  says: words,
})
export type SuggestionRule = z.infer<typeof rule>

const suggestion = z
  .strictObject({
    about: words,
    cannotSuggestOver: z
      .int()
      .min(0)
      .max(100)
      .describe('Per cent of indicators not known, above which none is suggested.'),
    rules: z.array(rule).describe('Each rule that is met suggests its level. The highest one counts.'),
    otherwise: z.literal('highest-indicator').describe('The level is never below the highest indicator.'),
    source,
  })
  .describe('How a level is suggested. A person always decides.')
export type Suggestion = z.infer<typeof suggestion>

const head = {
  key: slug,
  version: z.int().min(1),
  title: words,
  about: words,
  source,
}

export const riskAssessmentSchema = z
  .strictObject({
    kind: z.literal('risk-assessment'),
    ...head,
    minutes: z
      .strictObject({ first: z.int(), again: z.int() })
      .describe('How long it takes: the first one, and the next.'),
    notKnown: z.strictObject({ name: words, means: words }).describe('The answer that stands until another is given.'),
    levels: z
      .array(z.strictObject({ key: z.enum(levels), points: z.int().min(0), name: words, means: words }))
      .length(levels.length),
    evidence: z.strictObject({
      requiredFrom: z.enum(['emerging', 'moderate', 'significant']),
      sources: z.array(option).min(2).describe('Where evidence comes from. "other" takes words.'),
    }),
    domains: z.array(domain).min(1),
    protective: z.strictObject({
      key: slug,
      name: words,
      about: words,
      strengths: named(strengths),
      factors: z.array(z.strictObject({ key: slug, says: words })).min(1),
    }),
    people: z.strictObject({
      name: words,
      about: words,
      kinds: named(riskKinds),
      certainties: named(certainties),
      times: named(times),
    }),
    ownActions: section,
    voice: section,
    help: section,
    judgement: z.strictObject({
      name: words,
      about: words,
      levels: named(levels),
      askLevel: words,
      askReason: words,
    }),
    suggestion,
  })
  .superRefine(riskAssessmentChecks)
export type RiskAssessmentForm = z.infer<typeof riskAssessmentSchema>

export const screeningSchema = z
  .strictObject({ kind: z.literal('screening'), ...head, sections: z.array(section).min(1) })
  .superRefine((form, context) => sectionChecks(form.sections, at => ['sections', at], context))
export type ScreeningForm = z.infer<typeof screeningSchema>

/** Any form of this feature. */
export const formSchema = z.discriminatedUnion('kind', [riskAssessmentSchema, screeningSchema], {
  error: 'must say which kind of form this is: kind: risk-assessment or kind: screening',
})
export type Form = z.infer<typeof formSchema>

/** The hash of what a form asks, as 64 hexadecimal digits. Comments and layout of its file do not count. */
export const formHash = (form: Form): string => createHash('sha256').update(canonical(form)).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** Every indicator of a form with the domain it belongs to, in the order of the form. */
export const indicatorsOf = (form: RiskAssessmentForm): { domain: Domain; indicator: Indicator }[] =>
  form.domains.flatMap(of => of.indicators.map(each => ({ domain: of, indicator: each })))

/** The sections of plain questions that a form has, in the order of the form. */
export const sectionsOf = (form: Form): readonly Section[] =>
  form.kind === 'screening' ? form.sections : [form.ownActions, form.voice, form.help]
