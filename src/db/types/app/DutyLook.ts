// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DutyLookId = string & { readonly __of?: 'duty_look' };

/**
 * Represents the table app.duty_look
 * S4. A child that somebody on duty opened on a day, picked to be asked about: was there a reason? Reached through functions alone.
 */
export default interface DutyLookTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<DutyLookId, DutyLookId | undefined, DutyLookId>;

  /** S4. Whose record was opened. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Who opened it. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. On which day in London. */
  on_day: ColumnType<string, string, string>;

  /** S4. The area whose information governance asks. */
  reviewed_in: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Whether there was a reason. */
  answer: ColumnType<"yes" | "no" | null, "yes" | "no" | null, "yes" | "no" | null>;

  /** S4. Which, or what was done about it. */
  note: ColumnType<string | null, string | null, string | null>;

  /** S4. When. */
  answered_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom; never whoever looked. */
  answered_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type DutyLook = Selectable<DutyLookTable>;
