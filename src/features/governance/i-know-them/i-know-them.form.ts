import { choice, form } from '../../../web/form.ts'

export const iKnowThemForm = form({
  kind: choice({
    ask: 'How do you know this young person or their family?',
    hint: 'Being their teacher, social worker or carer does not count here.',
    options: {
      household: 'We live in the same home',
      relative: 'We are related',
      friend: 'We are friends',
      neighbour: 'We are neighbours',
      'knows the family': 'I know them in another way',
    },
    missing: 'Say how you know them',
  }),
})
