import { form, text } from '../../../web/form.ts'

export const waitingCheckForm = form({
  keepsInTouch: text({ ask: 'Who keeps in touch with them?', missing: 'Say who keeps in touch', max: 200 }),
  howOften: text({ ask: 'How often?', missing: 'Say how often', max: 200 }),
  told: text({ ask: 'What were they told?', missing: 'Write what they were told', max: 4_000 }),
  howTheyAre: text({
    ask: 'How are they?',
    hint: 'In their own words, where there are some.',
    missing: 'Write how they are',
    max: 4_000,
  }),
})
