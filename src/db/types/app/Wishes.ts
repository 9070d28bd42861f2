// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

/**
 * Represents the table app.wishes
 * S3. What a young person wishes of the adult, and when and where they can meet; or why they were not asked.
 */
export default interface WishesTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. asked or not asked. */
  asked: ColumnType<"asked" | "not asked", "asked" | "not asked", "asked" | "not asked">;

  /** S3. On what day they were asked. */
  asked_on: ColumnType<string | null, string | null, string | null>;

  /** S3. Why they were not. */
  not_asked_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. A woman, a man, or no matter. */
  gender: ColumnType<"woman" | "man" | "no matter", "woman" | "man" | "no matter" | undefined, "woman" | "man" | "no matter">;

  /** S3. When they can meet: day and part of day (R45). */
  available: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. Places of the area where they can meet; coarse. */
  places: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. Languages they want to talk in. */
  languages: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. What they like. */
  interests: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. What they wish, in their words. */
  words: ColumnType<string | null, string | null, string | null>;

  /** S3. Last change. */
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  changed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S3. Names it where it is moved. A moved row goes: its words are sealed. */
  id: ColumnType<string, string | undefined, string>;
}

export type Wishes = Selectable<WishesTable>;
