// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { LoneVisitId } from './LoneVisit.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type LoneVisitNoteId = string & { readonly __of?: 'lone_visit_note' };

/**
 * Represents the table app.lone_visit_note
 * S2. What somebody found out about a worker who had not checked in. Only functions read it. Append-only.
 */
export default interface LoneVisitNoteTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<LoneVisitNoteId, LoneVisitNoteId | undefined, LoneVisitNoteId>;

  /** S2. Visit. */
  visit_id: ColumnType<LoneVisitId, LoneVisitId, LoneVisitId>;

  /** S2. Whether they are safe: only then nobody looks for them any more. */
  safe: ColumnType<boolean, boolean, boolean>;

  /** S2. What was found out. */
  says: ColumnType<string, string, string>;

  /** S2. When. */
  written_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  written_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type LoneVisitNote = Selectable<LoneVisitNoteTable>;
