import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { type Kept, neutral } from '../../people/index.ts'
import { endings } from '../match.ts'

/** How they are to meet: it can be changed until they have. The adult reads who introduces them, and how, on their telephone. */
const plan = (kept: Kept) => ({
  plannedOn: date({ ask: 'When is it to start?', missing: 'Give the day it is to start' }),
  introducedBy: text({
    ask: 'Who introduces them?',
    missing: 'Say who introduces them',
    max: 200,
    check: neutral(kept),
  }),
  introductionHow: text({
    ask: 'How?',
    hint: 'The adult reads this on their telephone: no surname, no address, no school, nothing about what happened.',
    missing: 'Say how',
    max: 4_000,
    check: neutral(kept),
  }),
})
export const planForm = (kept: Kept) => form(plan(kept))

/**
 * What a match is made with.
 * @param view whether something soft is accepted, whether another one stood first, whether somebody is there already, and what
 *   a telephone must not show
 */
export const makeForm = (view: {
  readonly soft: boolean
  readonly another: boolean
  readonly follows: boolean
  readonly kept: Kept
}) =>
  form(
    {
      reason: text({ ask: 'Why this adult?', missing: 'Say why this adult', max: 4_000 }),
      otherReason: text({
        ask: 'Why not the one who fits best?',
        hint: 'Only if you choose somebody else than the first of those who can.',
        max: 4_000,
      }),
      acceptsReason: text({
        ask: 'Why do you accept what is not in order?',
        hint: 'A second person, perhaps elsewhere, reads this and approves it before anything opens: do not name the young person.',
        max: 4_000,
      }),
      seen: text({ ask: 'What stood on the page', max: 200 }),
      proposed: text({ ask: 'Whom the proposal had', max: 60 }),
      passedOn: text({
        ask: 'What does the young person want the new adult to know, in their words?',
        hint: 'If they do not want to say anything, write that. The adult reads it on their telephone.',
        max: 4_000,
        check: neutral(view.kept),
      }),
      ...plan(view.kept),
    },
    value => ({
      ...(view.follows && !value.passedOn
        ? { passedOn: 'Write what they want passed on, or that they want nothing passed on' }
        : {}),
      ...(!view.follows && value.passedOn ? { passedOn: 'Nobody is there before: leave it empty' } : {}),
      ...(view.another && !value.otherReason ? { otherReason: 'Say why not the one who fits best' } : {}),
      ...(!view.another && value.otherReason ? { otherReason: 'This one fits best: leave it empty' } : {}),
      ...(view.soft && !value.acceptsReason ? { acceptsReason: 'Say why you accept it' } : {}),
      ...(!view.soft && value.acceptsReason ? { acceptsReason: 'Everything is in order: leave it empty' } : {}),
    }),
  )

export const beginForm = (today: string) =>
  form(
    {
      introducedOn: date({ ask: 'When were they introduced?', missing: 'Give the day', check: notAhead(today) }),
      startedOn: date({
        ask: 'When did they meet for the first time on their own?',
        hint: 'Leave it empty until they have.',
        check: notAhead(today),
      }),
    },
    value =>
      value.introducedOn && value.startedOn && value.startedOn < value.introducedOn
        ? { startedOn: 'Give a day that is not before the introduction' }
        : {},
  )

/** What whoever ends it can say: that it was not approved is the second person’s. */
const saidAtTheEnd = Object.fromEntries(
  Object.entries(endings).filter(([key]) => key !== 'it was not approved'),
) as Omit<typeof endings, 'it was not approved'>

export const endForm = (today: string, kept: Kept) =>
  form({
    endedOn: date({ ask: 'Last day', missing: 'Give the last day', check: notAhead(today) }),
    why: choice({ ask: 'Why does it end?', missing: 'Say why it ends', options: saidAtTheEnd }),
    goodbye: text({
      ask: 'How did they say goodbye, or how will they?',
      hint: 'If there can be none, say why.',
      missing: 'Write how they say goodbye',
      max: 4_000,
    }),
    passedOn: text({
      ask: 'What does the young person want passed on to whoever comes next?',
      hint: 'That adult reads it on their telephone.',
      max: 4_000,
      check: neutral(kept),
    }),
  })
