/** What has to happen next for somebody who has no adult yet. */
export const stages = {
  'to ask': 'There is no yes to taking part yet',
  'to match': 'Somebody has to be found',
  'to approve': 'A match waits for a second person',
  left: 'The adult has left: a goodbye is needed, and somebody else',
  stopped: 'They were matched; it was stopped, and a goodbye is needed first',
} as const
export type Stage = keyof typeof stages

/** How long somebody waits, in the order in which it is counted. */
export const bands = ['up to 2 weeks', '2 to 4 weeks', '1 to 3 months', 'more than 3 months'] as const
