// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type SupervisionId = string & { readonly __of?: 'supervision' };

/**
 * Represents the table app.supervision
 * S2. That a supervision took place (R19, R38); what was said stands in supervision_note. Append-only.
 */
export default interface SupervisionTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<SupervisionId, SupervisionId | undefined, SupervisionId>;

  /** S2. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S2. On what day. */
  held_on: ColumnType<string, string, string>;

  /** S2. Who supervised; never the worker. */
  held_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. in person, by video, by telephone or in a group. */
  how: ColumnType<"in person" | "by video" | "by telephone" | "in a group", "in person" | "by video" | "by telephone" | "in a group", "in person" | "by video" | "by telephone" | "in a group">;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type Supervision = Selectable<SupervisionTable>;
