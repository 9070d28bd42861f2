/**
 * Signing in and out, sessions, the lock, drafts of what is typed.
 * Used by everybody, before and after they are signed in.
 * Owns: session, sign_in, identity, passkey, invitation, draft.
 */
export { mayInviteInPerson } from './passkeys/queries.ts'
export { urls } from './urls.ts'
