import { choice, date, type Fields, type Form, form, text } from '../../../web/form.ts'
import { type Answers, hopes, type QuestionKey, type SectionKey, sections } from '../questions.ts'

/** Most characters of an answer in somebody's own words. */
const words = 20_000

const asked = (who: string, missing: string) =>
  choice({
    ask: `Have you talked with ${who} about being nominated?`,
    options: { yes: 'Yes', no: 'No, or not yet' },
    missing,
  })

const fields = {
  'young-person': {
    'young-person-asked': asked('the young person', 'Say whether you have talked with the young person'),
    'young-person-words': text({
      ask: 'What do they say about it, in their words?',
      hint: 'Write it as they said it. If they are not sure yet, write that.',
      max: words,
    }),
    'young-person-not-asked': text({ ask: 'Why have they not been asked?', max: words }),
  },
  family: {
    'family-asked': asked('their family', 'Say whether you have talked with the family'),
    'family-words': text({
      ask: 'What does the family say about it, in their words?',
      hint: 'Say who said it.',
      max: words,
    }),
    'family-not-asked': text({
      ask: 'Why has the family not been asked?',
      hint: 'For example because it would not be safe, or because the young person asked you not to.',
      max: words,
    }),
  },
  introduction: {
    'works-with': text({
      ask: 'Who else works with them now?',
      hint: 'Name, agency, and how well they know each other. Leave it empty if the list above is complete.',
      max: words,
    }),
    'introducer-name': text({
      ask: 'Who will introduce Trusted Relationships to them?',
      hint: 'Somebody the young person already knows and gets on with.',
      missing: 'Say who will make the introduction',
      max: 200,
    }),
    'introducer-agency': text({
      ask: 'Which agency are they from?',
      missing: 'Say which agency they are from',
      max: 200,
    }),
    'introduction-how': text({
      ask: 'How will they do it?',
      hint: 'For example: at football on Thursday, with a drink afterwards.',
      missing: 'Say how they will make the introduction',
      max: words,
    }),
    'introduction-by': date({ ask: 'By when?', missing: 'Say by when' }),
  },
  hopes: Object.fromEntries(
    Object.entries(hopes).map(([key, name]) => [key, text({ ask: name, max: words })]),
  ) as Record<keyof typeof hopes, ReturnType<typeof text>>,
  worries: {
    'could-fail': text({
      ask: 'What would make this fail for them?',
      hint: 'For example: too many new faces, meetings in a place where they are not safe, promises that are not kept.',
      missing: 'Say what would make it fail',
      max: words,
    }),
    'anything-else': text({ ask: 'Is there anything else the panel should know?', max: words }),
  },
  age: {
    'age-reason': text({
      ask: 'Why nominate them at this age?',
      hint: 'Trusted Relationships is mainly for young people aged 10 to 17. Others can be nominated with a reason.',
      missing: 'Say why you nominate them at this age',
      max: words,
    }),
  },
} as const satisfies Record<SectionKey, Fields>

const reason = {
  reason: text({
    ask: 'Why do you change this?',
    hint: 'You and the panel will see both texts and this reason.',
    missing: 'Say why you change it',
    max: 4_000,
  }),
}

type Entered = Readonly<Record<string, unknown>>
const filled = (value: Entered, key: QuestionKey): boolean => typeof value[key] === 'string'

/** What hangs together across the questions of a section. */
function across(section: SectionKey, value: Entered, today: string): Record<string, string> {
  if (section === 'introduction')
    return String(value['introduction-by']) < today
      ? { 'introduction-by': 'By when? Give a day that has not passed' }
      : {}
  if (section === 'hopes')
    return sections.hopes.questions.some(key => filled(value, key) || !(key in value))
      ? {}
      : { 'hope-relationships': 'Write what you hope for in at least one of these' }
  if (section !== 'young-person' && section !== 'family') return {}
  const asked = value[`${section}-asked`]
  if (asked === 'yes' && !filled(value, `${section}-words`))
    return { [`${section}-words`]: 'Write what they say about it' }
  if (asked === 'no' && !filled(value, `${section}-not-asked`))
    return { [`${section}-not-asked`]: 'Say why they have not been asked' }
  return {}
}

/**
 * One page of questions.
 * @param today a day of an introduction that has passed helps nobody
 */
export const sectionForm = (section: SectionKey, today: string): Form =>
  form<Fields>(fields[section], value => across(section, value, today))

/** The same after the nomination was sent: a change has a reason (R134). */
export const amendForm = (section: SectionKey, today: string): Form =>
  form<Fields>({ ...fields[section], ...reason }, value => across(section, value, today))

/** What was typed, as answers. Words of somebody who was not asked are not kept, nor the reason beside words. */
export function toAnswers(section: SectionKey, value: Entered): Answers {
  const answers: Partial<Record<QuestionKey, string>> = {}
  for (const key of sections[section].questions) {
    const says = value[key]
    if (typeof says === 'string') answers[key] = says
  }
  if (section === 'young-person' || section === 'family')
    delete answers[`${section}-${answers[`${section}-asked`] === 'yes' ? 'not-asked' : 'words'}`]
  return answers
}
