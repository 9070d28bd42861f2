// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WallId = string & { readonly __of?: 'wall' };

/**
 * Represents the table app.wall
 * S5. A personal link closes the record for that person. Nothing opens a wall, emergency access neither.
 */
export default interface WallTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<WallId, WallId | undefined, WallId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. Who is kept out. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. Kind of link. */
  kind: ColumnType<"household" | "relative" | "friend" | "neighbour" | "knows the family" | "poses a risk" | "keep apart", "household" | "relative" | "friend" | "neighbour" | "knows the family" | "poses a risk" | "keep apart", "household" | "relative" | "friend" | "neighbour" | "knows the family" | "poses a risk" | "keep apart">;

  /** S5. Who said so. */
  said_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. From. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. Until. */
  until_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S5. Why, where somebody else put it up; never shown to whom it keeps out. */
  reason: ColumnType<string | null, string | null, string | null>;

  /** S5. Who ended it; never whom it kept out. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S5. Why it ended. */
  ended_reason: ColumnType<string | null, string | null, string | null>;
}

export type Wall = Selectable<WallTable>;
