import { choice, choices, type Field, type Fields, type Form, form, text } from '../../../web/form.ts'
import type { RiskKind } from '../../areas/index.ts'
import { type DueChoice, dueChoices } from '../action.ts'
import { type Finding, findings } from '../outcome.ts'
import { type FactAnswer, factAnswers, type ReviewAfter, reviewAfter } from '../risk-fact.ts'

/** How many actions fit on the page at once: two in sight, the others under "More actions". */
export const actionRows = [1, 2, 3, 4, 5, 6] as const

/** Somebody around the child about whom a fact can be found: one whom the assessment proposes, or somebody of a kind. */
export interface Findable {
  /** The proposal's id, or the kind. */
  readonly key: string
  readonly kind: RiskKind
  readonly label: string
  readonly hint?: string | undefined
}

export interface OutcomeChoices {
  readonly findable: readonly Findable[]
  /** Support options beside Trusted Relationships. */
  readonly options: Readonly<Record<string, string>>
  /** Whoever can take an action on: the case-holder, and the invited agencies. */
  readonly owners: Readonly<Record<string, string>>
  readonly agencies: Readonly<Record<string, string>>
  /** Whether the agencies of these ids are the quorum of the area. */
  readonly enough: (there: readonly string[]) => boolean
}

export const tooFew = 'Too few agencies took part. Say who was there, or why it was decided all the same'

export const decisionFields = {
  finding: choice({ ask: 'What does the discussion find?', options: findings, missing: 'Choose the finding' }),
  findingReason: text({ ask: 'Why?', missing: 'Say why', max: 20_000 }),
  suitable: choice({
    ask: 'Would Trusted Relationships be suitable?',
    options: { yes: 'Yes', no: 'No' },
    missing: 'Say whether it would be suitable',
  }),
  wouldBenefit: choice({
    ask: 'Would they benefit from it?',
    options: { yes: 'Yes', no: 'No' },
    missing: 'Say whether they would benefit',
  }),
  answersReason: text({ ask: 'If one of the two is no, why?', max: 20_000 }),
} as const

/** Everything one child's outcome needs, on one page, in the order in which a chair says it. */
export function outcomeForm(offered: OutcomeChoices): Form<Fields> {
  const fields: Record<string, Field> = {
    ...decisionFields,
    facts: choices({
      ask: 'What is found about people around them who pose a risk?',
      options: Object.fromEntries(
        offered.findable.map(f => [f.key, f.hint ? { label: f.label, hint: f.hint } : f.label]),
      ),
    }),
  }
  for (const { key, label } of offered.findable) {
    fields[`${key}-is`] = choice({ ask: `${label}: how sure, and when?`, options: factAnswers })
    fields[`${key}-evidence`] = text({
      ask: `${label}: what shows it?`,
      hint: 'Not who it is: the panel reads this.',
      max: 20_000,
    })
    fields[`${key}-review`] = choice({ ask: `${label}: look at it again`, options: reviewAfter })
  }
  fields.options = choices({ ask: 'What else is recommended?', options: offered.options })
  for (const row of actionRows) {
    fields[`action${row}`] = text({ ask: `Action ${row}: what is to be done?`, max: 4_000 })
    fields[`action${row}-who`] = choice({ ask: `Action ${row}: who?`, options: offered.owners })
    fields[`action${row}-by`] = choice({ ask: `Action ${row}: by when?`, options: dueChoices })
  }
  fields.viewAgency = choice({ ask: 'Which agency sees it differently?', options: offered.agencies })
  fields.viewBy = text({ ask: 'Or who, by name', max: 200 })
  fields.viewSays = text({ ask: 'How do they see it?', max: 10_000 })
  fields.there = choices({ ask: 'Which agencies took part?', options: offered.agencies })
  fields.noQuorumReason = text({ ask: 'If too few agencies took part: why was it decided all the same?', max: 4_000 })
  return form(fields, value => across(value, offered))
}

type Given = Readonly<Record<string, unknown>>
const textOf = (value: Given, name: string): string | undefined => {
  const given = value[name]
  return typeof given === 'string' && given !== '' ? given : undefined
}
const listOf = (value: Given, name: string): readonly string[] => {
  const given = value[name]
  return Array.isArray(given) ? given.filter(v => typeof v === 'string') : []
}

function across(value: Given, offered: OutcomeChoices): Record<string, string> {
  const errors: Record<string, string> = {}
  if ((value.suitable === 'no' || value.wouldBenefit === 'no') && !textOf(value, 'answersReason'))
    errors.answersReason = 'Say why the answer is no'
  for (const { key, label } of offered.findable.filter(f => listOf(value, 'facts').includes(f.key))) {
    if (!textOf(value, `${key}-is`)) errors[`${key}-is`] = `Say how sure and when: ${label}`
    if (!textOf(value, `${key}-evidence`)) errors[`${key}-evidence`] = `Say what shows it: ${label}`
  }
  for (const row of actionRows) {
    const says = textOf(value, `action${row}`)
    if (says && !textOf(value, `action${row}-who`)) errors[`action${row}-who`] = `Say who does action ${row}`
    if (!says && textOf(value, `action${row}-who`)) errors[`action${row}`] = `Say what is to be done: action ${row}`
  }
  if (!offered.enough(listOf(value, 'there')) && !textOf(value, 'noQuorumReason')) errors.noQuorumReason = tooFew
  const whose = textOf(value, 'viewBy') ?? textOf(value, 'viewAgency')
  if (textOf(value, 'viewSays') && !whose) errors.viewBy = 'Say who sees it differently'
  if (!textOf(value, 'viewSays') && whose) errors.viewSays = 'Say how they see it'
  return errors
}

/** The five answers that decide, of a page or of a correction; all were checked by the form. */
export const decisionOf = (value: Given) => ({
  finding: value.finding as Finding,
  findingReason: textOf(value, 'findingReason') ?? '',
  suitable: value.suitable === 'yes',
  wouldBenefit: value.wouldBenefit === 'yes',
  answersReason: textOf(value, 'answersReason'),
})

/** What the page says, as the command takes it. */
export const outcomeOf = (value: Given, findable: readonly Findable[]) => ({
  ...decisionOf(value),
  // The form let only known answers and choices through.
  facts: findable
    .filter(f => listOf(value, 'facts').includes(f.key))
    .map(({ key, kind }) => ({
      kind,
      answer: textOf(value, `${key}-is`) as FactAnswer,
      evidence: textOf(value, `${key}-evidence`) ?? '',
      review: (textOf(value, `${key}-review`) ?? '3') as ReviewAfter,
    })),
  recommended: listOf(value, 'options'),
  actions: actionRows.flatMap(row => {
    const says = textOf(value, `action${row}`)
    const owner = textOf(value, `action${row}-who`)
    return says && owner ? [{ says, owner, due: (textOf(value, `action${row}-by`) ?? 'fortnight') as DueChoice }] : []
  }),
  there: listOf(value, 'there'),
  noQuorumReason: textOf(value, 'noQuorumReason'),
  view: textOf(value, 'viewSays')
    ? { by: textOf(value, 'viewBy'), agency: textOf(value, 'viewAgency'), says: textOf(value, 'viewSays') ?? '' }
    : undefined,
})

/** Puts an outcome right. */
export const correctForm = form(
  {
    ...decisionFields,
    reason: text({ ask: 'What was wrong?', missing: 'Say what was wrong', max: 4_000 }),
  },
  value =>
    (value.suitable === 'no' || value.wouldBenefit === 'no') && !value.answersReason
      ? { answersReason: 'Say why the answer is no' }
      : {},
)
