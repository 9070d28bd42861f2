import { choice, choices, form, text } from '../../../web/form.ts'
import { askIndividualForm, askYoungPersonForm, informed, ofYoungPerson } from '../ask/ask.form.ts'
import { type AgencyToShareWith, type Category, categories, purposes, type Share } from '../sharing.ts'

const answer = choice({
  ask: 'What did they say?',
  hint: 'A new answer takes the place of the one before: to share less than before, answer again and tick less.',
  missing: 'Say what they answered',
  options: {
    yes: 'Yes, to what is ticked below',
    no: 'No, nothing',
    withdrawn: 'They said yes before, and take all of it back',
    'not approached': 'We did not ask: it would not be safe',
  },
})
const explained = text({
  ask: 'What did you explain?',
  hint: 'Why others need to know, who would know what, and that they can say no or stop.',
  max: 10_000,
})
const says = text({
  ask: 'Is there anyone they’d rather we didn’t tell? What else did they say?',
  hint: 'In their words.',
  max: 10_000,
})

type Offered = Readonly<Record<`share-${string}`, ReturnType<typeof offer>>>
const offer = (agency: AgencyToShareWith) =>
  choices({
    ask: `What may ${agency.name} know?`,
    hint: 'Who they are goes with anything else. Tick nothing, and they are told nothing.',
    options: categories,
  })

const offered = (agencies: readonly AgencyToShareWith[]) =>
  ({
    purposes: choices({ ask: 'For what?', hint: 'Choose all that fit.', options: purposes }),
    ...(Object.fromEntries(
      agencies.filter(one => !one.onPublicTask).map(one => [`share-${one.key}`, offer(one)]),
    ) as Offered),
  }) as const

/** @param toName those that can be named, by id */
export const nameAgencyForm = (toName: Readonly<Record<string, string>>) =>
  form({
    agency: choice({ ask: 'Which one?', missing: 'Choose which one', options: toName as Record<string, string> }),
  })

interface Ticked {
  readonly answer: string | undefined
  readonly purposes: readonly string[]
  readonly [share: `share-${string}`]: readonly string[]
}

/**
 * A yes says to what, with whom and for what (R147). Any other answer names nobody, whatever is still ticked from the answer
 * before: taking it back is one press.
 */
function names(agencies: readonly AgencyToShareWith[], value: Ticked) {
  if (value.answer !== 'yes') return {}
  const first = agencies.find(one => !one.onPublicTask)
  const nothing = agencies.every(one => (value[`share-${one.key}`] ?? []).length === 0)
  return {
    ...(value.purposes.length === 0 ? { purposes: 'Choose for what it is shared' } : {}),
    ...(nothing && first
      ? { [`share-${first.key}`]: 'Tick what may be known and by whom. If it is nothing, the answer is no' }
      : {}),
  }
}

const competence = choice({
  ask: 'Do they understand this decision?',
  hint: 'Who would know what about them, and what could come of it. You judge it, each time; from 16 on they do, unless something says otherwise.',
  options: { understands: 'Yes', 'does not understand': 'Not yet', 'not judged': 'I cannot say' },
})

export const shareYoungPersonForm = (today: string, agencies: readonly AgencyToShareWith[], first: string | null) =>
  form(
    { ...askYoungPersonForm(today, first).fields, answer, explained, says, competence, ...offered(agencies) },
    value => ({
      ...ofYoungPerson(value, first),
      ...names(agencies, value as unknown as Ticked),
    }),
  )

export const shareIndividualForm = (today: string, agencies: readonly AgencyToShareWith[]) =>
  form({ ...askIndividualForm(today).fields, answer, explained, says, ...offered(agencies) }, value => ({
    ...informed(value),
    ...names(agencies, value as unknown as Ticked),
  }))

/**
 * What was ticked, as it is recorded: who they are goes with anything else.
 * @param value what a sharing form gave
 */
export const sharesOf = (
  agencies: readonly AgencyToShareWith[],
  value: { readonly answer: string; readonly [share: `share-${string}`]: readonly string[] | undefined },
): readonly Share[] =>
  value.answer === 'yes'
    ? agencies.flatMap(({ id, key }) => {
        const ticked = (value[`share-${key}`] ?? []) as readonly Category[]
        return ticked.length === 0
          ? []
          : [...new Set<Category>(['identity', ...ticked])].map(category => ({ agencyId: id, category }))
      })
    : []

/** What an answer named, as it would be typed. */
export const typedShares = (
  agencies: readonly AgencyToShareWith[],
  shares: readonly Share[],
): Readonly<Record<`share-${string}`, readonly string[]>> =>
  Object.fromEntries(
    agencies.map(({ id, key }) => [`share-${key}`, shares.filter(one => one.agencyId === id).map(one => one.category)]),
  )
