// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WorkerLeaveId = string & { readonly __of?: 'worker_leave' };

/**
 * Represents the table app.worker_leave
 * S2. When a worker is away, and from when they are back. No reason is held.
 */
export default interface WorkerLeaveTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<WorkerLeaveId, WorkerLeaveId | undefined, WorkerLeaveId>;

  /** S2. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S2. First day away. */
  from_on: ColumnType<string, string, string>;

  /** S2. First day back; empty while it is not known. */
  back_on: ColumnType<string | null, string | null, string | null>;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. When it was called off. */
  taken_back_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. By whom. */
  taken_back_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type WorkerLeave = Selectable<WorkerLeaveTable>;
