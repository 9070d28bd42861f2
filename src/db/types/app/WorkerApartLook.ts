// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerApartId } from './WorkerApart.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WorkerApartLookId = string & { readonly __of?: 'worker_apart_look' };

/**
 * Represents the table app.worker_apart_look
 * S5. Somebody looked at it again that two are kept apart, and it goes on. Only functions read it. Append-only.
 */
export default interface WorkerApartLookTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<WorkerApartLookId, WorkerApartLookId | undefined, WorkerApartLookId>;

  /** S5. Those who are kept apart. */
  worker_apart_id: ColumnType<WorkerApartId, WorkerApartId, WorkerApartId>;

  /** S5. Why it goes on. */
  says: ColumnType<string, string, string>;

  /** S5. When it is looked at again. */
  next_on: ColumnType<string, string, string>;

  /** S5. When. */
  looked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  looked_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type WorkerApartLook = Selectable<WorkerApartLookTable>;
