// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { KnownAdultId } from './KnownAdult.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type KnownAdultStepId = string & { readonly __of?: 'known_adult_step' };

/**
 * Represents the table app.known_adult_step
 * S3. What was done about a trusted adult a young person knew already: a check, a talk with them, a review. Append-only.
 */
export default interface KnownAdultStepTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<KnownAdultStepId, KnownAdultStepId | undefined, KnownAdultStepId>;

  /** S3. The adult. */
  known_adult_id: ColumnType<KnownAdultId, KnownAdultId, KnownAdultId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. check, contact or review. */
  kind: ColumnType<"check" | "contact" | "review", "check" | "contact" | "review", "check" | "contact" | "review">;

  /** S3. On what day. */
  done_on: ColumnType<string, string, string>;

  /** S3. Who did it. */
  done_by: ColumnType<string, string, string>;

  /** S3. Of a check: in order or not. */
  outcome: ColumnType<string | null, string | null, string | null>;

  /** S3. What was checked or said; never the content of a check. */
  says: ColumnType<string, string, string>;

  /** S3. When the next talk or review is. */
  next_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type KnownAdultStep = Selectable<KnownAdultStepTable>;
