// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type KeepApartId = string & { readonly __of?: 'keep_apart' };

/**
 * Represents the table app.keep_apart
 * S5. A young person and somebody else who must be kept apart: another young person, a worker, or a person in words. Whoever matches learns of it by class alone.
 */
export default interface KeepApartTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<KeepApartId, KeepApartId | undefined, KeepApartId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. The other young person. */
  other_id: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S5. Or the worker. */
  worker_id: ColumnType<WorkerId | null, WorkerId | null, WorkerId | null>;

  /** S5. Or the other in words, such as a person of concern. */
  other_words: ColumnType<string | null, string | null, string | null>;

  /** S5. It comes from the worker’s own past: whoever matches is sent to the safeguarding lead. */
  own_past: ColumnType<boolean, boolean | undefined, boolean>;

  /** S5. How far apart; two young people are never only “not matched”. */
  how_far: ColumnType<"no contact at all" | "not in the same place at the same time" | "not matched", "no contact at all" | "not in the same place at the same time" | "not matched", "no contact at all" | "not in the same place at the same time" | "not matched">;

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

  /** S5. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S5. What somebody who is named in words is to the young person. */
  other_role: ColumnType<"family or network" | "poses a risk" | "somebody else" | null, "family or network" | "poses a risk" | "somebody else" | null, "family or network" | "poses a risk" | "somebody else" | null>;

  /** S5. The area of the other young person: this one, or a partner. The database finds it. */
  other_area_id: ColumnType<AreaId | null, AreaId | null, AreaId | null>;

  /** S5. The area of the worker: this one, or a partner. The database finds it. */
  worker_area_id: ColumnType<AreaId | null, AreaId | null, AreaId | null>;
}

export type KeepApart = Selectable<KeepApartTable>;
