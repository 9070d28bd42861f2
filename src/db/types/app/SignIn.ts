// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type SignInStateHash = Buffer;

/**
 * Represents the table app.sign_in
 * S0. A sign-in under way; taken out once when the answer comes.
 */
export default interface SignInTable {
  /** S0. Hash of the state sent to the issuer. */
  state_hash: ColumnType<SignInStateHash, SignInStateHash, SignInStateHash>;

  /** S0. Which issuer. */
  issuer_key: ColumnType<string, string, string>;

  /** S0. Nonce, code verifier, state and when it began. */
  pending: ColumnType<unknown, unknown, unknown>;

  /** S0. Path to return to. */
  return_to: ColumnType<string, string, string>;

  /** S0. Hash of the locked session that this sign-in opens again. */
  resumes: ColumnType<Buffer | null, Buffer | null, Buffer | null>;

  /** S0. Hash of the invitation code being used. */
  invitation_hash: ColumnType<Buffer | null, Buffer | null, Buffer | null>;

  /** S0. When. */
  started_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type SignIn = Selectable<SignInTable>;
