// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type InvitationId = string & { readonly __of?: 'invitation' };

/**
 * Represents the table app.invitation
 * S0. Binds one sign-in to one account, once.
 */
export default interface InvitationTable {
  /** S0. Identity. */
  id: ColumnType<InvitationId, InvitationId | undefined, InvitationId>;

  /** S0. Only the hash of the code is kept. */
  code_hash: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. Account it opens. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Administrator; empty for the first administrator, made by a command. */
  made_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S0. When. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. Until when it works. */
  expires_at: ColumnType<Date, Date | string, Date | string>;

  /** S0. When it was used. */
  used_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. The first letters of a code given in person; no secret. Empty for a code of a work account. */
  locator: ColumnType<string | null, string | null, string | null>;

  /** S0. How often a code given in person can still be tried. */
  tries_left: ColumnType<number | null, number | null, number | null>;
}

export type Invitation = Selectable<InvitationTable>;
