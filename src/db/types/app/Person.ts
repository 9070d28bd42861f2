// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type PersonId = string & { readonly __of?: 'person' };

/**
 * Represents the table app.person
 * S0. A person who works with the system. Global: people work across areas.
 */
export default interface PersonTable {
  /** S0. Identity. */
  id: ColumnType<PersonId, PersonId | undefined, PersonId>;

  /** S0. Name on screen. */
  name: ColumnType<string, string, string>;

  /** S0. Their own title, such as Social worker; never a role name of ours. */
  title: ColumnType<string, string, string>;

  /** S0. professional, or trusted-relationships: those can never be case-holders (R142). */
  kind: ColumnType<"professional" | "trusted-relationships", "professional" | "trusted-relationships", "professional" | "trusted-relationships">;

  /** S0. Where neutral notices go. */
  work_email: ColumnType<string | null, string | null, string | null>;

  /** S0. Work number shown to other professionals of the child. */
  work_phone: ColumnType<string | null, string | null, string | null>;

  /** S0. Closed accounts are out at their next request. */
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. When the account was made. */
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type Person = Selectable<PersonTable>;
