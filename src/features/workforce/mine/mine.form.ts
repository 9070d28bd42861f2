import { choice, choices, form, text } from '../../../web/form.ts'
import type { Area } from '../../areas/index.ts'
import { whenAndWhere } from '../when-and-where.form.ts'

/** What a worker says of themself. */
export const aboutMeForm = (area: Area, interests: Readonly<Record<string, string>>) =>
  form({
    ...whenAndWhere(area, { where: 'Where can you get to?' }),
    languages: text({
      ask: 'Which languages do you speak well?',
      hint: 'With commas between them, such as: English, Polish.',
      max: 200,
    }),
    interests: choices({ ask: 'What do you like to do?', options: interests }),
    otherInterests: text({ ask: 'Other things you like', hint: 'With commas between them.', max: 200 }),
    pronouns: text({ ask: 'Your pronouns', max: 100 }),
    livedExperience: text({
      ask: 'Is there something of your own life that you are happy for a young person to know?',
      hint: 'Only if you want to. Whoever finds a match for a young person reads it.',
      max: 4_000,
    }),
    emergencyContact: text({
      ask: 'Whom do we ring about you in an emergency?',
      hint: 'A name and a number.',
      max: 300,
    }),
  })

/** Hours until somebody checks in. */
export const hoursAlone = {
  '1': '1 hour',
  '2': '2 hours',
  '3': '3 hours',
  '4': '4 hours',
  '6': '6 hours',
  '8': '8 hours',
} as const

export const aloneForm = form({
  hours: choice({ ask: 'When will you check in?', missing: 'Say when you will check in', options: hoursAlone }),
  going: text({
    ask: 'Where are you going?',
    hint: 'For whoever has to look for you. Do not write a young person’s name or address.',
    max: 300,
  }),
})
