/** What is said where an answer cannot be recorded. */
export const refusals = {
  'a day that was': { field: 'askedOn', text: 'Give a day that is today or in the past' },
  'the introducer asks first': {
    field: 'askedBy',
    text: 'Somebody else makes the introduction, and asks first: say why it was not them',
  },
  'nothing to take back': { field: 'answer', text: 'They have not said yes before: record a no' },
  'until before it was asked': { field: 'until', text: 'Give a day after they were asked' },
  'on public task': {
    field: 'answer',
    text: 'One of these agencies keeps them safe by law now, and nobody is asked about it. Look again at what is ticked',
  },
} as const
