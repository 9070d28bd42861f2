// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ColumnType, Selectable } from 'kysely';

export type EmergencyAccessId = string & { readonly __of?: 'emergency_access' };

/**
 * Represents the table app.emergency_access
 * S4. Somebody opened one child in an emergency: why, until when, and what the review said.
 */
export default interface EmergencyAccessTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<EmergencyAccessId, EmergencyAccessId | undefined, EmergencyAccessId>;

  /** S4. Who asked. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. The child, where there is one by that name and date; never shown to whoever asked. */
  young_person_id: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S4. Which emergency. */
  kind: ColumnType<"missing now" | "immediate danger" | "court or police request" | "cover", "missing now" | "immediate danger" | "court or police request" | "cover", "missing now" | "immediate danger" | "court or police request" | "cover">;

  /** S4. What is going on, in their words. */
  line: ColumnType<string, string, string>;

  /** S4. When. */
  asked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Ends by itself then; at most twelve hours after it was asked. */
  until_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. When they ended it themselves. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. When somebody else looked at it. */
  reviewed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Who looked; never whoever asked. */
  reviewed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. Whether it was right. */
  review_outcome: ColumnType<"right" | "not right" | null, "right" | "not right" | null, "right" | "not right" | null>;

  /** S4. In their words. */
  review_note: ColumnType<string | null, string | null, string | null>;

  /** S4. The partner area whose information governance reviews it, where nobody else of the own can; empty for the own. */
  reviewed_in: ColumnType<AreaId | null, AreaId | null, AreaId | null>;

  /** S4. Fingerprint of the name and date asked for; gone once it was looked up, or was left. */
  asked_for: ColumnType<Buffer | null, Buffer | null, Buffer | null>;

  /** S4. When the record was looked for, after the request itself stood; from then on it opens. Empty where it was not. */
  looked_up_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type EmergencyAccess = Selectable<EmergencyAccessTable>;
