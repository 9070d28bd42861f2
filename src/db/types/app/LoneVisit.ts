// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type LoneVisitId = string & { readonly __of?: 'lone_visit' };

/**
 * Represents the table app.lone_visit
 * S2. A worker goes somewhere alone and says by when they check in. When that time passes, those who manage and supervise are asked to ring them.
 */
export default interface LoneVisitTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<LoneVisitId, LoneVisitId | undefined, LoneVisitId>;

  /** S2. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S2. When it began. */
  started_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By when they check in. */
  back_by: ColumnType<Date, Date | string, Date | string>;

  /** S2. Where to, in their words; for whoever has to look for them. */
  going: ColumnType<string | null, string | null, string | null>;

  /** S2. When they checked in. */
  checked_in_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. When it was noticed that they had not. */
  overdue_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. When somebody found out that they are safe. */
  seen_to_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. Who. */
  seen_to_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type LoneVisit = Selectable<LoneVisitTable>;
