// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonStatusId = string & { readonly __of?: 'young_person_status' };

/**
 * Represents the table app.young_person_status
 * S2. Missing now, custody, hospital, secure, died: since when, and who said so. Append-only.
 */
export default interface YoungPersonStatusTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<YoungPersonStatusId, YoungPersonStatusId | undefined, YoungPersonStatusId>;

  /** S2. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S2. The status. */
  status: ColumnType<"none" | "missing now" | "custody" | "hospital" | "secure" | "died", "none" | "missing now" | "custody" | "hospital" | "secure" | "died", "none" | "missing now" | "custody" | "hospital" | "secure" | "died">;

  /** S2. Since when it was so. */
  since_on: ColumnType<string, string, string>;

  /** S2. Who told us, and what else must be known. */
  note: ColumnType<string | null, string | null, string | null>;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type YoungPersonStatus = Selectable<YoungPersonStatusTable>;
