import type { z } from 'zod'
import { repeats } from '../../platform/config-fields.ts'
import type { RiskAssessmentForm, Section } from './form-definition.ts'

type Context = z.core.$RefinementCtx<unknown>
type At = (section: number) => PropertyKey[]

/** What must hold within a form beyond the shape of its fields: keys are unique, questions lean on earlier ones only. */
export function riskAssessmentChecks(form: RiskAssessmentForm, context: Context): void {
  const fault = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: form })

  const indicators = form.domains.flatMap((domain, d) =>
    domain.indicators.map((indicator, i) => ({ key: indicator.key, path: ['domains', d, 'indicators', i, 'key'] })),
  )
  const factors = form.protective.factors.map((factor, f) => ({
    key: factor.key,
    path: ['protective', 'factors', f, 'key'],
  }))
  const asked = [...indicators, ...factors]
  for (const { at, value } of repeats(asked, item => item.key)) fault(asked[at]?.path ?? [], `"${value}" is used twice`)
  for (const { at, value } of repeats(form.domains, item => item.key)) {
    fault(['domains', at, 'key'], `"${value}" is used twice`)
  }

  for (const [path, list] of choices(form)) {
    for (const { at, value } of repeats(list, item => item.key)) fault([...path, at, 'key'], `"${value}" is used twice`)
  }
  if (!form.evidence.sources.some(each => each.key === 'other')) {
    fault(['evidence', 'sources'], 'must have one with key: other')
  }
  form.levels.forEach((level, at) => {
    const below = form.levels[at - 1]
    if (at === 0 && (level.key !== 'none' || level.points !== 0)) {
      fault(['levels', at], 'must come first as "none" with 0 points')
    }
    if (below && level.points <= below.points) fault(['levels', at, 'points'], 'must be more than of the level before')
  })
  for (const rule of repeats(form.suggestion.rules, item => item.key)) {
    fault(['suggestion', 'rules', rule.at, 'key'], `"${rule.value}" is used twice`)
  }

  const names = ['ownActions', 'voice', 'help'] as const
  // Each is a page with its key in the address, beside two the form does not name.
  const taken = new Set(['people', 'judgement', ...form.domains.map(domain => domain.key)])
  for (const name of ['protective', ...names] as const) {
    if (taken.has(form[name].key)) fault([name, 'key'], `"${form[name].key}" is used twice`)
    taken.add(form[name].key)
  }
  form.domains.forEach(({ key }, d) => {
    if (key === 'people' || key === 'judgement') fault(['domains', d, 'key'], `"${key}" is used twice`)
  })
  sectionChecks(
    names.map(name => form[name]),
    at => [names[at] ?? ''],
    context,
    new Set(asked.map(item => item.key)),
  )
}

const choices = (form: RiskAssessmentForm): [PropertyKey[], readonly { key: string }[]][] => [
  [['levels'], form.levels],
  [['evidence', 'sources'], form.evidence.sources],
  [['protective', 'strengths'], form.protective.strengths],
  [['people', 'kinds'], form.people.kinds],
  [['people', 'certainties'], form.people.certainties],
  [['people', 'times'], form.people.times],
  [['judgement', 'levels'], form.judgement.levels],
]

/** The same for sections of plain questions; `at` is where a section stands in the form, `taken` are keys used elsewhere. */
export function sectionChecks(
  sections: readonly Section[],
  at: At,
  context: Context,
  taken: ReadonlySet<string> = new Set(),
): void {
  const earlier = new Map<string, readonly string[] | null>()
  sections.forEach((section, s) => {
    section.questions.forEach((question, q) => {
      const fault = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [...at(s), 'questions', q, field], message, input: sections })

      if (earlier.has(question.key) || taken.has(question.key)) fault('key', `"${question.key}" is used twice`)
      const chooses = question.type === 'choice' || question.type === 'choices'
      const ways = (question.options ? 1 : 0) + (question.optionsFrom ? 1 : 0)
      if (chooses && ways !== 1) fault('type', 'needs either options or optionsFrom to choose from')
      if (!chooses && ways > 0) fault('type', 'has nothing to choose from; take options and optionsFrom away')
      if (question.required && !question.missing)
        fault('missing', 'must say what to answer when the answer is not there')
      if (question.options?.some(option => option.key === 'same')) {
        fault('options', '"same" stands for the answer of last time; take another key')
      }
      if (question.onlyWhen) {
        const known = earlier.get(question.onlyWhen.question)
        if (known === undefined) fault('onlyWhen', `there is no earlier question "${question.onlyWhen.question}"`)
        const unknown = question.onlyWhen.is.find(key => known && !known.includes(key))
        if (unknown) fault('onlyWhen', `"${unknown}" is no answer of "${question.onlyWhen.question}"`)
      }
      earlier.set(question.key, question.options?.map(option => option.key) ?? null)
    })
  })
}
