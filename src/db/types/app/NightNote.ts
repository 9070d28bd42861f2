// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NightNoteId = string & { readonly __of?: 'night_note' };

/**
 * Represents the table app.night_note
 * S4. What the duty team writes down for the morning: a note, or a concern that the case-holder is asked to look at. Append-only: a wrong one is moved by a function.
 */
export default interface NightNoteTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<NightNoteId, NightNoteId | undefined, NightNoteId>;

  /** S4. About whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. note or concern. */
  kind: ColumnType<"note" | "concern", "note" | "concern", "note" | "concern">;

  /** S4. What was seen, heard or done. */
  says: ColumnType<string, string, string>;

  /** S4. When. */
  written_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  written_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When it turned out to be about somebody else. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type NightNote = Selectable<NightNoteTable>;
