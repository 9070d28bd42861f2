// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type TrustedAdultId = string & { readonly __of?: 'trusted_adult' };

/**
 * Represents the table app.trusted_adult
 * S3. Whether there is an adult they could tell a worry to, in the family, the community, among professionals (R6). Append-only: the newest answer counts.
 */
export default interface TrustedAdultTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<TrustedAdultId, TrustedAdultId | undefined, TrustedAdultId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. family, community or professional. */
  circle: ColumnType<"family" | "community" | "professional", "family" | "community" | "professional", "family" | "community" | "professional">;

  /** S3. yes, no, not known, not asked, prefers not to say. */
  answer: ColumnType<"yes" | "no" | "not known" | "not asked" | "prefers not to say", "yes" | "no" | "not known" | "not asked" | "prefers not to say", "yes" | "no" | "not known" | "not asked" | "prefers not to say">;

  /** S3. Who, and what they said about it. */
  words: ColumnType<string | null, string | null, string | null>;

  /** S3. When they were asked. */
  asked_on: ColumnType<string, string, string>;

  /** S3. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type TrustedAdult = Selectable<TrustedAdultTable>;
