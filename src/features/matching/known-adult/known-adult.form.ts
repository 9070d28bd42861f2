import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { endings, kinds } from './known-adult.ts'

const ahead = (today: string) => (day: string) => (day <= today ? 'must be still to come' : undefined)

export const nameForm = (today: string) =>
  form({
    name: text({ ask: 'Who is it?', missing: 'Say who it is', max: 200 }),
    relation: text({
      ask: 'What are they to the young person?',
      hint: 'Such as: aunt, form teacher, boxing coach.',
      missing: 'Say what they are to them',
      max: 200,
    }),
    knownSince: text({
      ask: 'Since when do they know each other?',
      hint: 'Such as: since they were six, since last summer.',
      missing: 'Say since when',
      max: 200,
    }),
    phone: text({ ask: 'Their number', hint: 'For the service alone.', max: 50 }),
    words: text({
      ask: 'Why them? In the young person’s own words',
      missing: 'Write down what the young person said',
      max: 10_000,
    }),
    agreedOn: date({
      ask: 'When did the young person agree?',
      missing: 'Give the day they agreed',
      check: notAhead(today),
    }),
    knowledge: text({
      ask: 'Who else knows, and what do they say?',
      hint: 'Such as a parent or carer, and the adult themself.',
      missing: 'Say who else knows',
      max: 4_000,
    }),
  })

export const stepForm = (today: string) =>
  form(
    {
      kind: choice({ ask: 'What was it?', missing: 'Say what it was', options: kinds }),
      doneOn: date({ ask: 'When?', missing: 'Give the day', check: notAhead(today) }),
      doneBy: text({ ask: 'Who did it?', missing: 'Say who did it', max: 200 }),
      says: text({
        ask: 'What was checked, or said?',
        hint: 'Of a check, what was looked at and not what it says.',
        missing: 'Write what was checked or said',
        max: 10_000,
      }),
      outcome: choice({
        ask: 'If it was a check: is it in order?',
        options: { 'in order': 'In order', 'not in order': 'Not in order' },
      }),
      nextOn: date({ ask: 'If it was a talk or a review: when is the next one?', check: ahead(today) }),
    },
    value => ({
      ...(value.kind === 'check' && !value.outcome ? { outcome: 'Say whether it is in order' } : {}),
      ...(value.kind && value.kind !== 'check' && value.outcome
        ? { outcome: 'This is for a check: leave it empty, or say it was a check' }
        : {}),
      ...(value.kind && value.kind !== 'check' && !value.nextOn ? { nextOn: 'Give the day of the next one' } : {}),
      ...(value.kind === 'check' && value.nextOn ? { nextOn: 'A check has no next one: leave it empty' } : {}),
    }),
  )

const wholeDays = (value: string) =>
  /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 365
    ? undefined
    : 'Give a number of days from 1 to 365'

export const approveForm = (today: string, people: readonly { readonly id: string; readonly label: string }[]) =>
  form({
    approvalSays: text({ ask: 'Why do you approve them?', missing: 'Say why you approve them', max: 4_000 }),
    supportedBy: choice({
      ask: 'Who of the service supports them?',
      missing: 'Say who supports them',
      options: Object.fromEntries(people.map(one => [one.id, one.label])),
    }),
    everyDays: text({
      ask: 'How often do they talk, in days?',
      missing: 'Say how often they talk',
      max: 3,
      check: wholeDays,
    }),
    nextContactOn: date({
      ask: 'When do they talk first?',
      missing: 'Give the day they talk first',
      check: ahead(today),
    }),
    reviewOn: date({
      ask: 'When is it looked at again?',
      missing: 'Give the day it is looked at again',
      check: ahead(today),
    }),
  })

export const endForm = (today: string) =>
  form({
    endedOn: date({ ask: 'Last day', missing: 'Give the last day', check: notAhead(today) }),
    why: choice({ ask: 'Why does it end?', missing: 'Say why it ends', options: endings }),
    endSays: text({
      ask: 'What do the young person and the adult know and say about it?',
      missing: 'Write what they know and say',
      max: 4_000,
    }),
  })
