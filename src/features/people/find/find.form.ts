import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { nameWords } from '../name-words.ts'
import { postcodeOf } from '../postcode.ts'

const aName = (value: string) => (nameWords(value).length > 0 ? undefined : 'Write the name with letters')

/** What is asked before anything is recorded. The full name is needed: nobody fishes with half of one. */
export const findForm = (today: string) =>
  form({
    givenNames: text({
      ask: 'Given names',
      hint: 'All you know, such as Jay Michael.',
      missing: 'Write their given names',
      max: 200,
      check: aName,
    }),
    surname: text({ ask: 'Surname', missing: 'Write their surname', max: 200, check: aName }),
    knownAs: text({
      ask: 'The name they go by, if it is another (optional)',
      max: 200,
      check: aName,
    }),
    bornOn: date({
      ask: 'Date of birth (optional)',
      hint: 'With it we find more. For example, 27 3 2011.',
      check: notAhead(today),
    }),
    postcode: text({
      ask: 'Postcode where they live (optional)',
      max: 10,
      check: (value: string) => (postcodeOf(value) ? undefined : 'Write a whole postcode, such as YO1 6GA'),
    }),
  })

/** What recording still needs once the search is done: nothing is typed twice. */
export const recordForm = (view: {
  readonly today: string
  readonly holders: Readonly<Record<string, string>>
  readonly sources: Readonly<Record<string, string>>
  readonly bornOn: string | null
  readonly alike: boolean
}) => {
  // Apart from `form(…)`, so that the type of each field is its own.
  const fields = {
    holder: choice({
      ask: 'Who holds their case?',
      hint: 'There is always somebody. A team holds the case until a person in it does.',
      missing: 'Say who holds their case',
      options: view.holders,
    }),
    startedOn: date({
      ask: 'When did we first hear of them?',
      missing: 'Say when we first heard of them',
      check: notAhead(view.today),
    }),
    toldBy: choice({ ask: 'Who told us?', missing: 'Say who told us', options: view.sources }),
    age: choice({
      ask: view.bornOn ? 'Is the date of birth certain?' : 'Do you know about how old they are?',
      missing: view.bornOn ? 'Say whether the date of birth is certain' : 'Say whether you know about how old they are',
      options: view.bornOn
        ? { certain: 'Yes', estimated: 'No, it is an estimate' }
        : { estimated: 'Yes, I can give an estimate', unknown: 'No, not yet' },
    }),
    estimate: date({
      ask: 'Estimated date of birth',
      hint: 'If you know only the year, write 1 1 and the year.',
      check: notAhead(view.today),
    }),
    estimateSource: text({
      ask: 'Where does the estimate come from?',
      hint: 'Such as: their school, or what they said.',
      max: 500,
    }),
    reason: text({
      ask: 'Why is this another young person?',
      hint: 'The search found somebody like this. Say how you know that it is not the same person.',
      max: 4_000,
    }),
  }
  return form(fields, value => ({
    ...(value.age === 'estimated' && !view.bornOn && !value.estimate
      ? { estimate: 'Give the estimated date of birth' }
      : {}),
    ...(value.age === 'estimated' && !value.estimateSource
      ? { estimateSource: 'Say where the estimate comes from' }
      : {}),
    ...(view.alike && !value.reason ? { reason: 'Say how you know that it is another young person' } : {}),
  }))
}
