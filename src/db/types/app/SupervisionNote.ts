// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { SupervisionId } from './Supervision.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type SupervisionNoteId = string & { readonly __of?: 'supervision_note' };

/**
 * Represents the table app.supervision_note
 * S3. What was said in a supervision, and how the worker is: for the worker and whoever supervised, nobody else. Append-only.
 */
export default interface SupervisionNoteTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<SupervisionNoteId, SupervisionNoteId | undefined, SupervisionNoteId>;

  /** S3. Supervision. */
  supervision_id: ColumnType<SupervisionId, SupervisionId, SupervisionId>;

  /** S3. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S3. Who supervised. */
  held_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. How the worker is. */
  wellbeing: ColumnType<"well" | "some strain" | "needs support" | "not asked", "well" | "some strain" | "needs support" | "not asked", "well" | "some strain" | "needs support" | "not asked">;

  /** S3. What is done about it. */
  support: ColumnType<string | null, string | null, string | null>;

  /** S3. What was said. */
  says: ColumnType<string, string, string>;

  /** S3. What was agreed until next time. */
  agreed: ColumnType<string | null, string | null, string | null>;

  /** S3. When. */
  written_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type SupervisionNote = Selectable<SupervisionNoteTable>;
