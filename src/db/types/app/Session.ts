// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { PasskeyId } from './Passkey.ts';
import type { ColumnType, Selectable } from 'kysely';

export type SessionId = string & { readonly __of?: 'session' };

/**
 * Represents the table app.session
 * S0. Somebody signed in on a device. Only the hash of the token is kept.
 */
export default interface SessionTable {
  /** S0. Identity. */
  id: ColumnType<SessionId, SessionId | undefined, SessionId>;

  /** S0. SHA-256 of the 256-bit token in the cookie. */
  token_hash: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. Account. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Browser and system in plain words, for the list of own sessions. */
  device: ColumnType<string, string | undefined, string>;

  /** S0. Start. */
  started_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. When the person last proved who they are. */
  authenticated_at: ColumnType<Date, Date | string, Date | string>;

  /** S0. Last request. */
  last_seen_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. Locks after this long without a request. */
  idle_for: ColumnType<unknown, unknown, unknown>;

  /** S0. Ends then, whatever happens. */
  expires_at: ColumnType<Date, Date | string, Date | string>;

  /** S0. Meeting mode: no idle lock until then, agenda pages only. */
  meeting_until: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. End. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. Why it ended. */
  ended_because: ColumnType<"signed out" | "signed out everywhere" | "account closed" | "replaced" | "opened with a new code" | "ended by a manager" | "a new code was made" | "its passkey ended" | null, "signed out" | "signed out everywhere" | "account closed" | "replaced" | "opened with a new code" | "ended by a manager" | "a new code was made" | "its passkey ended" | null, "signed out" | "signed out everywhere" | "account closed" | "replaced" | "opened with a new code" | "ended by a manager" | "a new code was made" | "its passkey ended" | null>;

  /** S0. Area of the meeting whose agenda this screen stays open for. */
  meeting_area: ColumnType<string | null, string | null, string | null>;

  /** S0. The meeting whose agenda this screen stays open for. */
  meeting_id: ColumnType<string | null, string | null, string | null>;

  /** S0. The passkey that opened it; empty where an issuer did. */
  passkey_id: ColumnType<PasskeyId | null, PasskeyId | null, PasskeyId | null>;

  /** S0. Filling in together: the match whose young person this screen stays open for. */
  together_match_id: ColumnType<string | null, string | null, string | null>;

  /** S0. That young person. */
  together_young_person_id: ColumnType<string | null, string | null, string | null>;

  /** S0. Filling in together: locks then, whatever happens. */
  together_until: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type Session = Selectable<SessionTable>;
