import type { Day } from '../../../platform/working-days.ts'
import { choice, choices, date, form, text } from '../../../web/form.ts'
import { closedServiceDecisions } from '../closed-service.ts'
import { outsideMeetingDay } from '../discussion.ts'
import { factAnswers, reviewAfter } from '../risk-fact.ts'

/** Who is invited to one child's discussion. */
export const agenciesForm = (agencies: Readonly<Record<string, string>>) =>
  form({
    invited: choices({ ask: 'Which agencies are invited?', options: agencies, missing: 'Choose at least one agency' }),
  })

export const takeOffForm = form({
  reason: text({ ask: 'Why does it come off the agenda?', missing: 'Say why', max: 4_000 }),
})

/** A discussion for a child who cannot wait for a meeting, or a place on one. */
export const newDiscussionForm = (
  kinds: Readonly<Record<string, string>>,
  agencies: Readonly<Record<string, string>>,
  // How far from today a discussion outside a meeting can be.
  { today, everyDays }: { readonly today: Day; readonly everyDays: number },
) =>
  form({
    where: choice({ ask: 'Where is this young person discussed?', options: kinds, missing: 'Choose where' }),
    heldOn: date({
      ask: 'Day, if it is not on the agenda of a meeting',
      hint: 'Leave it empty for today.',
      check: (day: Day) => {
        const answer = outsideMeetingDay(day, today, everyDays)
        if (answer.ok) return undefined
        return answer.why === 'too long ago'
          ? `give a day in the last ${everyDays} days`
          : `give a day in the next ${everyDays} days: nothing urgent waits longer`
      },
    }),
    invited: choices({ ask: 'Which agencies are invited?', options: agencies, missing: 'Choose at least one agency' }),
  })

/** An agency sees it differently. */
export const differentViewForm = (agencies: Readonly<Record<string, string>>) =>
  form({
    agency: choice({ ask: 'Which agency sees it differently?', options: agencies, missing: 'Choose the agency' }),
    name: text({ ask: 'Who, by name?', hint: 'You can leave it out.', max: 200 }),
    says: text({ ask: 'How do they see it?', missing: 'Write how they see it', max: 10_000 }),
  })

/** What was decided about a service that is closed. */
export const closedServiceForm = form(
  {
    as: choice({
      ask: 'What happens instead?',
      options: closedServiceDecisions,
      missing: 'Choose what happens instead',
    }),
    says: text({
      ask: 'What did you decide, and who decided it with you?',
      missing: 'Write what you decided and with whom',
      max: 10_000,
    }),
    interimPlan: text({
      ask: 'What keeps them safe until the forum looks again?',
      hint: 'Only if it goes back to the forum. Who does what, from today.',
      max: 10_000,
    }),
  },
  value => ({
    ...(value.as === 'back to the forum' && !value.interimPlan
      ? { interimPlan: 'Say what keeps them safe until then' }
      : {}),
    ...(value.as !== 'back to the forum' && value.interimPlan
      ? { interimPlan: 'It does not go back to the forum: leave it empty, or write it above' }
      : {}),
  }),
)

/** What speaks for and against an option. */
export const optionForm = (options: Readonly<Record<string, string>>) =>
  form({
    option: choice({ ask: 'Which option?', options, missing: 'Choose an option' }),
    reasonsFor: text({ ask: 'What speaks for it?', max: 10_000 }),
    reasonsAgainst: text({ ask: 'What speaks against it?', max: 10_000 }),
    recommended: choice({
      ask: 'Is it recommended?',
      options: { yes: 'Yes', no: 'No' },
      missing: 'Say whether it is recommended',
    }),
  })

export const actionForm = form({ note: text({ ask: 'What came of it?', hint: 'You can leave it out.', max: 4_000 }) })

export const factForm = form(
  {
    is: choice({
      ask: 'What is it now?',
      options: { holds: 'It still holds', lifted: 'It has ended' },
      missing: 'Say whether it still holds',
    }),
    answer: choice({ ask: 'If it still holds: how sure, and when?', options: factAnswers }),
    evidence: text({ ask: 'If it still holds: what shows it?', max: 20_000 }),
    review: choice({ ask: 'If it still holds: look at it again', options: reviewAfter }),
    reason: text({ ask: 'Why do you say so?', missing: 'Say why', max: 4_000 }),
  },
  value =>
    value.is === 'holds'
      ? {
          ...(value.answer ? {} : { answer: 'Say how sure and when' }),
          ...(value.evidence ? {} : { evidence: 'Say what shows it' }),
        }
      : {},
)
