import { type Answers, indicatorAnswer } from './assessment-answers.ts'
import {
  type IndicatorKind,
  indicatorsOf,
  type Level,
  levels,
  type RiskAssessmentForm,
  type SuggestionRule,
} from './form-definition.ts'

/** How many indicators stand at each level; those not known are counted apart and never score. */
export type Counts = {
  readonly counts: Readonly<Record<Level, number>>
  readonly notKnown: number
  readonly sum: number
  readonly highest: Level | null
}
export type DomainTally = Counts & { readonly key: string; readonly name: string }
export type Tally = Counts & { readonly domains: readonly DomainTally[] }

/** A suggestion that a page can print as it is. `level` is null where nothing can be suggested. */
export type SuggestedLevel = {
  readonly level: Level | null
  /** The arithmetic in plain English, step by step; the last step is the result. */
  readonly steps: readonly string[]
  readonly risk: Tally
  readonly harm: Tally
  /** What is not known yet, each with its domain. */
  readonly notKnown: readonly string[]
}

type Item = { domain: string; name: string; kind: IndicatorKind; says: string; level: Level | 'not-known' }

const rank = (level: Level | null): number => (level === null ? -1 : levels.indexOf(level))
const higher = (a: Level | null, b: Level | null): Level | null => (rank(b) > rank(a) ? b : a)

/**
 * Suggests a level by the rule that the form states. No total decides: no tool has a validated threshold
 * (Brown and others 2017), so sums are only shown. A person always decides, and says why (R33, R34).
 *
 * Whatever the form's rule: not knowing never raises the level, a stronger sign never lowers it, and neither the order
 * of the answers nor any protective factor changes it.
 */
export function suggestedLevel(answers: Pick<Answers, 'indicators'>, form: RiskAssessmentForm): SuggestedLevel {
  const items = indicatorsOf(form).map(({ domain, indicator }): Item => {
    const { level } = indicatorAnswer(answers, indicator.key)
    return { domain: domain.key, name: domain.name, kind: indicator.kind, says: indicator.says, level }
  })
  const risk = tally(
    items.filter(item => item.kind === 'risk'),
    form,
  )
  const harm = tally(
    items.filter(item => item.kind === 'harm'),
    form,
  )
  const unknown = items.filter(item => item.level === 'not-known')

  const { cannotSuggestOver, rules } = form.suggestion
  const percent = items.length === 0 ? 100 : (unknown.length / items.length) * 100
  const tooLittle = percent > cannotSuggestOver || unknown.length === items.length
  const met = rules.filter(rule => meeting(rule, items) >= rule.atLeast)
  const standing = tooLittle ? met.filter(rule => rule.evenWhenMuchIsNotKnown) : met
  const highest = higher(risk.highest, harm.highest)
  const level = standing.reduce<Level | null>((best, rule) => higher(best, rule.suggest), tooLittle ? null : highest)

  const name = (of: Level | null): string => form.levels.find(each => each.key === of)?.name ?? ''
  const steps = [
    `The form asks about ${signs(items.length)}: ${total(risk)} of risk and ${total(harm)} of actual harm. They are counted apart.`,
    `Risk: ${shown(risk, form)}`,
    `Actual harm: ${shown(harm, form)}`,
    'The sums are shown so that you can check them. They decide nothing: no number of signs makes a level by itself.',
    `Not known yet: ${unknown.length} of ${items.length}. What is not known adds nothing to the sums.`,
    ...rules.map(rule => ruleStep(rule, meeting(rule, items), name(rule.suggest))),
    tooLittle
      ? `${tooLittleStep(unknown.length === items.length, cannotSuggestOver)} ${standing.length > 0 ? 'A rule that holds even so has been met.' : 'That is too little to suggest a level.'}`
      : `The highest sign is: ${name(highest)}${where(items, highest)}. The level is never below it.`,
    level === null
      ? 'No level can be suggested yet. Whoever completes the assessment decides.'
      : `Suggested level: ${name(level)}. It is arithmetic, not a finding. Whoever completes the assessment decides.`,
  ]
  return { level, steps, risk, harm, notKnown: unknown.map(item => `${item.name}: ${item.says}`) }
}

function tally(items: readonly Item[], form: RiskAssessmentForm): Tally {
  const domains = form.domains.flatMap(({ key, name }) => {
    const own = items.filter(item => item.domain === key)
    return own.length === 0 ? [] : [{ key, name, ...count(own, form) }]
  })
  return { ...count(items, form), domains }
}

function count(items: readonly Item[], form: RiskAssessmentForm): Counts {
  const counts: Record<Level, number> = { none: 0, emerging: 0, moderate: 0, significant: 0 }
  let notKnown = 0
  let highest: Level | null = null
  for (const { level } of items) {
    if (level === 'not-known') {
      notKnown += 1
      continue
    }
    counts[level] += 1
    highest = higher(highest, level)
  }
  const sum = form.levels.reduce((total, { key, points }) => total + counts[key] * points, 0)
  return { counts, notKnown, sum, highest }
}

/** How many indicators a rule counts. */
const meeting = (rule: SuggestionRule, items: readonly Item[]): number =>
  items.filter(
    ({ kind, level }) =>
      (rule.counts === 'either' || rule.counts === kind) && level !== 'not-known' && rank(level) >= rank(rule.from),
  ).length

const signs = (number: number): string => `${number} ${number === 1 ? 'sign' : 'signs'}`
const total = ({ counts, notKnown }: Counts): number => levels.reduce((sum, level) => sum + counts[level], notKnown)
const tooLittleStep = (nothing: boolean, over: number): string =>
  nothing ? 'Nothing is known yet.' : `More than ${over} in every 100 answers are not known yet.`

function shown({ counts, notKnown, sum }: Counts, form: RiskAssessmentForm): string {
  const parts = form.levels.map(({ key, name, points }) => `${counts[key]} × ${name} (${points})`)
  return `${parts.join(' + ')} = ${sum}; ${notKnown} not known yet.`
}

const ruleStep = (rule: SuggestionRule, found: number, suggests: string): string =>
  found >= rule.atLeast
    ? `Rule met: ${rule.says} (${found} found). It suggests ${suggests}.`
    : `Rule not met: ${rule.says} (${found} found, ${rule.atLeast} needed).`

function where(items: readonly Item[], highest: Level | null): string {
  if (highest === null || highest === 'none') return ''
  const names = [...new Set(items.filter(item => item.level === highest).map(item => item.name))]
  return ` (${names.join('; ')})`
}
