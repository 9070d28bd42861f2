// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PasskeyId = string & { readonly __of?: 'passkey' };

/**
 * Represents the table app.passkey
 * S0. A passkey that opens an account; only its public half. Only functions read it.
 */
export default interface PasskeyTable {
  /** S0. Identity. */
  id: ColumnType<PasskeyId, PasskeyId | undefined, PasskeyId>;

  /** S0. Account. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. What the telephone calls it. */
  credential_id: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. With it an answer is checked. */
  public_key: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. What the telephone knows the account by: chance, the same for all passkeys of one account. */
  user_handle: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. How often it was used, where it counts; lower than before means that there are two of it. */
  counter: ColumnType<number, number, number>;

  /** S0. Browser and system in plain words, for the list of own passkeys. */
  device: ColumnType<string, string | undefined, string>;

  /** S0. When it was made. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. When it was used last. */
  used_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. Since when it opens nothing any more. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. Why. */
  ended_because: ColumnType<"a new code was made" | "stopped by a manager" | "it was copied" | "no role" | "account closed" | null, "a new code was made" | "stopped by a manager" | "it was copied" | "no role" | "account closed" | null, "a new code was made" | "stopped by a manager" | "it was copied" | "no role" | "account closed" | null>;
}

export type Passkey = Selectable<PasskeyTable>;
