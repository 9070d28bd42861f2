// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WorkerApartId = string & { readonly __of?: 'worker_apart' };

/**
 * Represents the table app.worker_apart
 * S5. A worker and somebody else who must be kept apart, neither of them a young person: another worker, or a person in words. Neither of the two reads it.
 */
export default interface WorkerApartTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<WorkerApartId, WorkerApartId | undefined, WorkerApartId>;

  /** S5. The worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S5. The other worker. */
  other_worker_id: ColumnType<WorkerId | null, WorkerId | null, WorkerId | null>;

  /** S5. The area of the other worker: this one, or a partner. The database finds it. */
  other_area_id: ColumnType<AreaId | null, AreaId | null, AreaId | null>;

  /** S5. Or the other in words, such as a person of concern. */
  other_words: ColumnType<string | null, string | null, string | null>;

  /** S5. What somebody who is named in words is. */
  other_role: ColumnType<"family or network" | "poses a risk" | "somebody else" | null, "family or network" | "poses a risk" | "somebody else" | null, "family or network" | "poses a risk" | "somebody else" | null>;

  /** S5. It comes from a worker’s own past: who confirmed it is written down, and nothing else. */
  own_past: ColumnType<boolean, boolean | undefined, boolean>;

  /** S5. How far apart. */
  how_far: ColumnType<"no contact at all" | "not in the same place at the same time", "no contact at all" | "not in the same place at the same time", "no contact at all" | "not in the same place at the same time">;

  /** S5. Why; never of a worker’s own past. */
  reason: ColumnType<string | null, string | null, string | null>;

  /** S5. What it rests on. */
  evidence: ColumnType<string | null, string | null, string | null>;

  /** S5. Of a worker’s own past: who confirmed it, and no more. */
  confirmed_by: ColumnType<string | null, string | null, string | null>;

  /** S5. When it is looked at again. */
  review_on: ColumnType<string, string, string>;

  /** S5. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. When it ended. */
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S5. Who ended it. */
  closed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S5. Why it ended. */
  closed_reason: ColumnType<string | null, string | null, string | null>;
}

export type WorkerApart = Selectable<WorkerApartTable>;
