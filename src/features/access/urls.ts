import { path } from '../../web/path.ts'

export const urls = {
  signIn: path('/sign-in'),
  begin: path('/sign-in/with/:issuerKey'),
  callback: path('/sign-in/callback'),
  again: path('/sign-in/again'),
  locked: path('/locked'),
  lock: path('/lock'),
  signOut: path('/sign-out'),
  signedOut: path('/signed-out'),
  invitation: path('/invitation'),
  sessions: path('/your-sessions'),
  signOutEverywhere: path('/your-sessions/sign-out-everywhere'),
  drafts: path('/drafts'),
  draft: path('/drafts/:instance'),
  accounts: path('/:area/accounts'),
  invite: path('/:area/accounts/invite'),
  account: path('/:area/accounts/:person'),
  inviteAgain: path('/:area/accounts/:person/invite-again'),
  closeAccount: path('/:area/accounts/:person/close'),
  endRole: path('/:area/accounts/:person/roles/:membership/end'),
}
