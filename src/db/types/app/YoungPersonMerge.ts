// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonMergeId = string & { readonly __of?: 'young_person_merge' };

/**
 * Represents the table app.young_person_merge
 * S1. Two records of one young person. Nothing is moved, so it can be undone.
 */
export default interface YoungPersonMergeTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<YoungPersonMergeId, YoungPersonMergeId | undefined, YoungPersonMergeId>;

  /** S1. The record that closed. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S1. The record that goes on. */
  into_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S1. Why they are one person. */
  reason: ColumnType<string, string, string>;

  /** S1. When. */
  merged_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. By whom. */
  merged_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. When it was undone. */
  undone_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. By whom. */
  undone_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Why. */
  undone_reason: ColumnType<string | null, string | null, string | null>;
}

export type YoungPersonMerge = Selectable<YoungPersonMergeTable>;
