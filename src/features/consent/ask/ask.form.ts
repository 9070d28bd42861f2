import { choice, choices, date, form, notAhead, text } from '../../../web/form.ts'
import { waysOfAsking } from '../consent.ts'

const answers = {
  yes: 'Yes',
  no: 'No',
  withdrawn: 'They said yes before, and take it back',
  'not approached': 'We did not ask: it would not be safe',
} as const

/** What is asked of everybody alike. */
const asked = (today: string, who: string) => ({
  answer: choice({ ask: `What did ${who} say?`, missing: 'Say what they answered', options: answers }),
  askedOn: date({ ask: 'When?', missing: 'Give the day', check: notAhead(today) }),
  askedBy: text({
    ask: 'Who asked?',
    hint: 'The person who makes the introduction asks first.',
    missing: 'Say who asked',
    max: 200,
  }),
  how: choices({ ask: 'How?', hint: 'Choose all that fit.', options: waysOfAsking }),
  language: text({ ask: 'In which language?', hint: 'If it was not English.', max: 100 }),
  explained: text({
    ask: 'What did you explain?',
    hint: 'What Trusted Relationships is, who would know what about them, and that they can say no or stop.',
    max: 10_000,
  }),
  understood: text({ ask: 'What did they understand, in their words?', max: 10_000 }),
  says: text({ ask: 'What else did they say?', max: 10_000 }),
})

const rest = {
  until: date({
    ask: 'When must somebody ask again?',
    hint: 'Leave it empty where the answer holds until they say otherwise. Where it was not safe, the day to look at that again.',
  }),
  formReference: text({ ask: 'Which consent form of the council?', hint: 'Its name or number.', max: 200 }),
  formVersion: text({ ask: 'Which version of it?', max: 100 }),
  notApproachedReason: text({ ask: 'Why would it not be safe to ask?', max: 10_000 }),
  notApproachedBy: text({ ask: 'Who decided that?', hint: 'A name and a job.', max: 200 }),
}

interface Common {
  readonly answer: string | undefined
  readonly askedOn: string | undefined
  readonly how: readonly string[]
  readonly explained: string | undefined
  readonly understood: string | undefined
  readonly until: string | undefined
  readonly notApproachedReason: string | undefined
  readonly notApproachedBy: string | undefined
}

/** What is wrong with an answer of whoever was asked. R151: a yes is informed. A not-asked says why, who decided and when it is looked at again. */
export function informed(value: Common) {
  const yes = value.answer === 'yes'
  const notSafe = value.answer === 'not approached'
  return {
    ...(yes && value.how.length === 0 ? { how: 'Choose how they were asked' } : {}),
    ...(yes && !value.explained
      ? { explained: 'Write what was explained: a yes is only a yes when they know to what' }
      : {}),
    ...(yes && !value.understood ? { understood: 'Write what they understood, in their words' } : {}),
    ...(notSafe && !value.notApproachedReason ? { notApproachedReason: 'Say why it would not be safe' } : {}),
    ...(notSafe && !value.notApproachedBy ? { notApproachedBy: 'Say who decided that' } : {}),
    ...(notSafe && !value.until ? { until: 'Say when somebody looks at it again' } : {}),
    ...(value.answer && !notSafe && value.notApproachedReason
      ? { notApproachedReason: 'You wrote why it would not be safe, and chose another answer: which is it?' }
      : {}),
    ...(value.answer && !notSafe && value.notApproachedBy
      ? { notApproachedBy: 'You wrote who decided not to ask, and chose another answer: which is it?' }
      : {}),
    ...(value.until && value.askedOn && value.until < value.askedOn
      ? { until: 'Give a day after they were asked' }
      : {}),
  }
}

interface OfYoungPerson extends Common {
  readonly askedBy: string | undefined
  readonly otherAskerReason: string | undefined
  readonly limitsTold: string | undefined
  readonly competence: string | undefined
  readonly competenceReason: string | undefined
}

/** The words of a name alone, so that commas and spaces make nobody somebody else. The same as `app.introducer_asks_first`. */
const wordsOf = (name: string): string =>
  `${
    name
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `
const begins = (typed: string, name: string): boolean => wordsOf(typed).startsWith(wordsOf(name))

/** What is wrong with the young person's own answer. @param first who asks them first, where nobody has */
export const ofYoungPerson = (value: OfYoungPerson, first: string | null) => ({
  ...informed(value),
  ...(first &&
  (value.answer === 'yes' || value.answer === 'no') &&
  value.askedBy &&
  !begins(value.askedBy, first) &&
  !value.otherAskerReason
    ? { otherAskerReason: `${first} makes the introduction, and asks first: say why it was not them` }
    : {}),
  ...(value.answer && value.answer !== 'not approached' && !value.limitsTold
    ? { limitsTold: 'Say whether you told them' }
    : {}),
  ...(value.answer && value.answer !== 'not approached' && !value.competence
    ? { competence: 'Say whether they understand it' }
    : {}),
  ...(value.answer === 'yes' && value.limitsTold === 'no'
    ? { limitsTold: 'Tell them before you record a yes: they must know it first' }
    : {}),
  ...(value.competence && value.competence !== 'not judged' && !value.competenceReason
    ? { competenceReason: 'Say what makes you say so' }
    : {}),
})

/** What is asked of the young person: also whether they understand this decision, and know what is shared whatever they say (R78). */
export const askYoungPersonForm = (today: string, first: string | null) =>
  form(
    {
      ...asked(today, 'they'),
      otherAskerReason: text({
        ask: 'If somebody else asked, why?',
        hint: 'Only where it was not the person who makes the introduction.',
        max: 2_000,
      }),
      limitsTold: choice({
        ask: 'Did you tell them that we share things to keep somebody safe, whatever they answer?',
        options: { yes: 'Yes', no: 'No' },
      }),
      competence: choice({
        ask: 'Do they understand this decision?',
        hint: 'What it means to take part or not, and what could come of it. You judge it, each time; from 16 on they do, unless something says otherwise.',
        options: { understands: 'Yes', 'does not understand': 'Not yet', 'not judged': 'I cannot say' },
      }),
      competenceReason: text({
        ask: 'What makes you say so?',
        hint: 'A few words are enough. Only if you cannot say, leave it empty.',
        max: 10_000,
      }),
      ...rest,
    },
    value => ofYoungPerson(value, first),
  )

export const askIndividualForm = (today: string) => form({ ...asked(today, 'they'), ...rest }, informed)
