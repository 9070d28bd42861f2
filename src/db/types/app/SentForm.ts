// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type SentFormToken = string;

/**
 * Represents the table app.sent_form
 * S0. Form tokens already used, in the transaction of the act: a double post is one act.
 */
export default interface SentFormTable {
  /** S0. Token in the form. */
  token: ColumnType<SentFormToken, SentFormToken, SentFormToken>;

  /** S0. Who sent it. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Where the first one led. */
  location: ColumnType<string, string | undefined, string>;

  /** S0. When. */
  at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type SentForm = Selectable<SentFormTable>;
