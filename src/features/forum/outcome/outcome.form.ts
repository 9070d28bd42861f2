import { choice, choices, type Field, type Fields, type Form, form, text } from '../../../web/form.ts'
import { type DueChoice, dueChoices } from '../action.ts'
import { type Finding, findings } from '../outcome.ts'
import { type FactAnswer, factAnswers, type ReviewAfter, reviewAfter } from '../risk-fact.ts'

/** How many actions fit on the page at once: two in sight, the others under "More actions". */
export const actionRows = [1, 2, 3, 4, 5, 6] as const

export interface OutcomeChoices {
  readonly kinds: Readonly<Record<string, string>>
  /** Support options beside Trusted Relationships. */
  readonly options: Readonly<Record<string, string>>
  /** Whoever can take an action on: the case-holder, and the invited agencies. */
  readonly owners: Readonly<Record<string, string>>
  readonly agencies: Readonly<Record<string, string>>
}

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
    facts: choices({ ask: 'What is found about people around them who pose a risk?', options: offered.kinds }),
  }
  for (const [kind, name] of Object.entries(offered.kinds)) {
    fields[`${kind}-is`] = choice({ ask: `${name}: how sure, and when?`, options: factAnswers })
    fields[`${kind}-evidence`] = text({ ask: `${name}: what shows it?`, max: 20_000 })
    fields[`${kind}-review`] = choice({ ask: `${name}: look at it again`, options: reviewAfter })
  }
  fields.options = choices({ ask: 'What else is recommended?', options: offered.options })
  for (const row of actionRows) {
    fields[`action${row}`] = text({ ask: `Action ${row}: what is to be done?`, max: 4_000 })
    fields[`action${row}-who`] = choice({ ask: `Action ${row}: who?`, options: offered.owners })
    fields[`action${row}-by`] = choice({ ask: `Action ${row}: by when?`, options: dueChoices })
  }
  fields.viewBy = text({ ask: 'Who sees it differently? A name or an agency', max: 200 })
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
  for (const kind of listOf(value, 'facts')) {
    const name = offered.kinds[kind] ?? kind
    if (!textOf(value, `${kind}-is`)) errors[`${kind}-is`] = `Say how sure and when: ${name}`
    if (!textOf(value, `${kind}-evidence`)) errors[`${kind}-evidence`] = `Say what shows it: ${name}`
  }
  for (const row of actionRows) {
    const says = textOf(value, `action${row}`)
    if (says && !textOf(value, `action${row}-who`)) errors[`action${row}-who`] = `Say who does action ${row}`
    if (!says && textOf(value, `action${row}-who`)) errors[`action${row}`] = `Say what is to be done: action ${row}`
  }
  if (textOf(value, 'viewSays') && !textOf(value, 'viewBy')) errors.viewBy = 'Say who sees it differently'
  if (!textOf(value, 'viewSays') && textOf(value, 'viewBy')) errors.viewSays = 'Say how they see it'
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
export const outcomeOf = (value: Given) => ({
  ...decisionOf(value),
  // The form let only known kinds, answers and choices through.
  facts: listOf(value, 'facts').map(kind => ({
    kind: kind as 'sexual-exploitation',
    answer: textOf(value, `${kind}-is`) as FactAnswer,
    evidence: textOf(value, `${kind}-evidence`) ?? '',
    review: (textOf(value, `${kind}-review`) ?? '3') as ReviewAfter,
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
    ? { by: textOf(value, 'viewBy') ?? '', says: textOf(value, 'viewSays') ?? '' }
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
