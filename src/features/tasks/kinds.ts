/** Everything that can be asked of somebody, in the words of their list. Names are added by the page, under the reader's rights. */
export const taskKinds = {
  'accept a hand over': 'Accept this young person’s case, or say why not',
  'name a case holder': 'Name a case-holder: nobody holds this case',
  'complete an assessment': 'Complete the risk assessment',
  'review an assessment': 'Look at the risk assessment again',
  'put on the agenda': 'Put this young person on an agenda',
  'contribute to a discussion': 'Add what your agency knows',
  'confirm minutes': 'Confirm the minutes',
  'do an action': 'Do what was agreed in the discussion',
  'complete a nomination': 'Complete the nomination',
  'consider a nomination': 'Consider this nomination',
  'answer a question': 'Answer what the panel asked',
  'review emergency access': 'Review an emergency access',
  'tell of a death': 'Tell those who must know that this young person has died',
  'decide about a closed service': 'Decide what happens instead',
} as const
export type TaskKind = keyof typeof taskKinds

/** Everything somebody can be told. */
export const newsKinds = {
  'hand over asked': 'A case was handed to you. Please accept it or say why not',
  'hand over accepted': 'A case you handed over was accepted',
  'hand over declined': 'A case you handed over was not accepted',
  'case given': 'You now hold a young person’s case',
  'records merged': 'Two records turned out to be of one young person',
  'status changed': 'Where a young person is now was changed',
  'episode ended': 'A young person’s time with Trusted Relationships has ended',
  'assessment moved': 'A risk assessment was about another young person: look at what the forum has of it',
  'case holder lost': 'A young person has no case-holder by name',
  'searches used up': 'Somebody in your team has searched for many young people today',
  'discussion outcome': 'The discussion about this young person has an outcome',
  'different strand': 'The panel chose another strand than the discussion found',
  'invited to a discussion': 'Your agency is invited to a discussion',
  'action given': 'An action was given to your agency',
  'action climbs': 'An action of an agency you manage is late',
  'nomination submitted': 'A nomination was submitted',
  'nomination withdrawn': 'A nomination was withdrawn',
  'nomination changed': 'A nomination was changed after it was submitted',
  'nomination decided': 'The panel decided about a nomination',
  'information asked': 'The panel asks for more information',
  'information given': 'The information you asked for has come',
  'back to the forum': 'A young person is back with the forum',
  'service closed': 'A service cannot take this young person on safely',
  'emergency access used': 'Somebody used emergency access',
} as const
export type NewsKind = keyof typeof newsKinds
