import { choice, choices, date, form, notAhead, text } from '../../../web/form.ts'
import { type AgencyToShareWith, bases, categories, purposes, toldOrNot } from '../sharing.ts'

/** Sharing without consent: with whom, what, by what law, for what, why it has to be, and who decided (R147, R153). */
export const byLawForm = (today: string, agencies: readonly AgencyToShareWith[]) =>
  form(
    {
      agencies: choices({
        ask: 'With whom?',
        missing: 'Choose with whom it is shared',
        options: Object.fromEntries(
          agencies.filter(one => !one.standsForMany).map(one => [one.id, one.name]),
        ) as Record<string, string>,
      }),
      categories: choices({
        ask: 'What may they see here?',
        hint: 'No more than they need. Who they are goes with anything else.',
        missing: 'Choose what they may see',
        options: categories,
      }),
      items: text({ ask: 'What exactly is shared?', missing: 'Write what exactly is shared', max: 10_000 }),
      basis: choice({ ask: 'By what law?', missing: 'Choose by what law', options: bases }),
      purpose: choice({ ask: 'For what?', missing: 'Choose for what it is shared', options: purposes }),
      necessity: text({
        ask: 'Why must it be shared, and why would less not do?',
        missing: 'Write why it must be shared, and why less would not do',
        max: 10_000,
      }),
      told: choice({
        ask: 'Were they told that it is shared?',
        hint: 'The young person, and whoever answers for them.',
        missing: 'Say whether they were told',
        options: toldOrNot,
      }),
      toldReason: text({ ask: 'If not, why not?', max: 10_000 }),
      decidedBy: text({ ask: 'Who decided?', hint: 'A name and a job.', missing: 'Say who decided', max: 200 }),
      decidedOn: date({ ask: 'When?', missing: 'Give the day', check: notAhead(today) }),
      reviewOn: date({
        ask: 'When does somebody look at it again?',
        hint: 'Within a year.',
        missing: 'Give a day to look at it again',
      }),
    },
    value => ({
      ...(value.told && value.told !== 'told' && !value.toldReason ? { toldReason: 'Say why they were not told' } : {}),
      ...(value.told === 'told' && value.toldReason
        ? { toldReason: 'You wrote why they were not told, and chose that they were: which is it?' }
        : {}),
    }),
  )

/** Looked at again: it goes on until another day, or ends now. */
export const reviewForm = form(
  {
    decision: choice({
      ask: 'What was decided?',
      missing: 'Say what was decided',
      options: { 'goes on': 'It goes on', ends: 'It ends now' },
    }),
    reason: text({ ask: 'Why?', missing: 'Say why', max: 10_000 }),
    reviewOn: date({ ask: 'If it goes on, when does somebody look at it again?', hint: 'Within a year.' }),
  },
  value => ({
    ...(value.decision === 'goes on' && !value.reviewOn ? { reviewOn: 'Give a day to look at it again' } : {}),
    ...(value.decision === 'ends' && value.reviewOn
      ? { reviewOn: 'You chose that it ends, and gave a day to look at it again: which is it?' }
      : {}),
  }),
)
