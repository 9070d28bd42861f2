// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { RelevantIndividualId } from './RelevantIndividual.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type FormatRequestId = string & { readonly __of?: 'format_request' };

/**
 * Represents the table app.format_request
 * S3. Somebody who is asked wants it in another language or format (R161), and how it was arranged.
 */
export default interface FormatRequestTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<FormatRequestId, FormatRequestId | undefined, FormatRequestId>;

  /** S3. About whom they are asked. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Who wants it; empty for the young person. */
  individual_id: ColumnType<RelevantIndividualId | null, RelevantIndividualId | null, RelevantIndividualId | null>;

  /** S3. Language or format. */
  wanted: ColumnType<"another language" | "an interpreter" | "sign language" | "easy read" | "large print" | "braille" | "to listen to" | "another way", "another language" | "an interpreter" | "sign language" | "easy read" | "large print" | "braille" | "to listen to" | "another way", "another language" | "an interpreter" | "sign language" | "easy read" | "large print" | "braille" | "to listen to" | "another way">;

  /** S3. Which one, and what helps. */
  says: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was written down. */
  asked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  asked_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When it was arranged. */
  arranged_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. By whom. */
  arranged_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. How. */
  arranged_says: ColumnType<string | null, string | null, string | null>;
}

export type FormatRequest = Selectable<FormatRequestTable>;
