// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonSearchId = string & { readonly __of?: 'young_person_search' };

/**
 * Represents the table app.young_person_search
 * S1. A search before recording: a record can only be made from one, with the same details.
 */
export default interface YoungPersonSearchTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<YoungPersonSearchId, YoungPersonSearchId | undefined, YoungPersonSearchId>;

  /** S1. Who searched. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. When. */
  at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. Given names searched for. */
  given_names: ColumnType<string, string, string>;

  /** S1. Surname searched for. */
  surname: ColumnType<string, string, string>;

  /** S1. Name they go by. */
  known_as: ColumnType<string | null, string | null, string | null>;

  /** S1. Date of birth. */
  born_on: ColumnType<string | null, string | null, string | null>;

  /** S1. Postcode in capitals without spaces. */
  postcode: ColumnType<string | null, string | null, string | null>;

  /** S1. The words of the names and how they sound. */
  words: ColumnType<unknown, unknown, unknown>;

  /** S1. True where it was one too many that day: nothing was searched. */
  stopped: ColumnType<boolean, boolean | undefined, boolean>;

  /** S1. When a record was made from it. */
  used_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. That record. */
  young_person_id: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S1. When it was looked for who is like them, after the search itself stood; empty where it was not yet. */
  matched_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type YoungPersonSearch = Selectable<YoungPersonSearchTable>;
