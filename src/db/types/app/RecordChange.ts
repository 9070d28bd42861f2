// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RecordChangeId = string & { readonly __of?: 'record_change' };

/**
 * Represents the table app.record_change
 * S5. What a record said before and after each change, by whom and why. Append-only. Each row is as sensitive as its field: class.
 */
export default interface RecordChangeTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<RecordChangeId, RecordChangeId | undefined, RecordChangeId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. Sensitivity of the field, 1 to 5: who may read the field may read how it changed. */
  'class': ColumnType<number, number, number>;

  /** S5. What changed. */
  field: ColumnType<string, string, string>;

  /** S5. What it said before: codes as they are kept, several on a line each. */
  was: ColumnType<string | null, string | null, string | null>;

  /** S5. What it says since, in the same way. */
  became: ColumnType<string | null, string | null, string | null>;

  /** S5. Why, in words. */
  why: ColumnType<string | null, string | null, string | null>;

  /** S5. When. */
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  changed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. The entry that was recorded or ended, where it was one that can turn out to be about somebody else. */
  entry_id: ColumnType<string | null, string | null, string | null>;

  /** S5. When that entry turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type RecordChange = Selectable<RecordChangeTable>;
