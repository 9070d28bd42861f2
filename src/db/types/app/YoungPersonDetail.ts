// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

/**
 * Represents the table app.young_person_detail
 * S2. Contact and circumstances.
 */
export default interface YoungPersonDetailTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S2. Where they live, if not in the responsible area. */
  living_area: ColumnType<string | null, string | null, string | null>;

  /** S2. Address. */
  address: ColumnType<string | null, string | null, string | null>;

  /** S2. Postcode in capitals without spaces. */
  postcode: ColumnType<string | null, string | null, string | null>;

  /** S2. Whom they live with. */
  living_with: ColumnType<string | null, string | null, string | null>;

  /** S2. School, college or work. */
  school: ColumnType<string | null, string | null, string | null>;

  /** S2. How things stand there. */
  school_status: ColumnType<string | null, string | null, string | null>;

  /** S2. config/code-lists sen-provision, or not known, not asked, prefers not to say. */
  sen_provision: ColumnType<string, string | undefined, string>;

  /** S2. config/code-lists sen-type; several at once. */
  sen_type: ColumnType<string[], string[] | undefined, string[]>;

  /** S2. config/code-lists case-status. */
  case_status: ColumnType<string, string | undefined, string>;

  /** S2. config/code-lists care-status. */
  care_status: ColumnType<string, string | undefined, string>;

  /** S2. Their number. */
  phone: ColumnType<string | null, string | null, string | null>;

  /** S2. Which number is safe to ring. */
  safe_number: ColumnType<string | null, string | null, string | null>;

  /** S2. What else there is to know about when, in words. */
  safe_when: ColumnType<string | null, string | null, string | null>;

  /** S2. Never send a text; the default. */
  never_text: ColumnType<boolean, boolean | undefined, boolean>;

  /** S2. A word agreed with them. */
  safe_word: ColumnType<string | null, string | null, string | null>;

  /** S2. Anything else about safe contact. */
  safe_contact_note: ColumnType<string | null, string | null, string | null>;

  /** S2. Reserved for the identifier of the 2026 Act; may stay empty. */
  consistent_identifier: ColumnType<string | null, string | null, string | null>;

  /** S2. Last change. */
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  changed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S2. When they may be rung: any time, at these times, never, or not asked, which is as never. */
  safe_ringing: ColumnType<"any time" | "at these times" | "never" | "not asked", "any time" | "at these times" | "never" | "not asked" | undefined, "any time" | "at these times" | "never" | "not asked">;

  /** S2. Those times: day and part of day, such as sat-evening (R45). */
  safe_times: ColumnType<string[], string[] | undefined, string[]>;
}

export type YoungPersonDetail = Selectable<YoungPersonDetailTable>;
