// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type LawfulShareId = string & { readonly __of?: 'lawful_share' };

/**
 * Represents the table app.lawful_share
 * S3. Something shared with one agency without consent: by what law, for what, why it had to be, who decided (R147, R153). Opens what it names until it is ended.
 */
export default interface LawfulShareTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<LawfulShareId, LawfulShareId | undefined, LawfulShareId>;

  /** S3. About whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Who may know it. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S3. Which kinds of thing, as in consent_share. */
  categories: ColumnType<string[], string[], string[]>;

  /** S3. What exactly, and no more than that. */
  items: ColumnType<string, string, string>;

  /** S3. Lawful basis. */
  basis: ColumnType<"public task" | "legal obligation" | "vital interests" | "legitimate interests", "public task" | "legal obligation" | "vital interests" | "legitimate interests", "public task" | "legal obligation" | "vital interests" | "legitimate interests">;

  /** S3. For what (R147). */
  purpose: ColumnType<"early help" | "safeguarding" | "public protection", "early help" | "safeguarding" | "public protection", "early help" | "safeguarding" | "public protection">;

  /** S3. Why it is needed, and why no less would do. */
  necessity: ColumnType<string, string, string>;

  /** S3. Whether those whom it is about were told: told, not safe, not practicable. */
  told: ColumnType<"told" | "not safe" | "not practicable", "told" | "not safe" | "not practicable", "told" | "not safe" | "not practicable">;

  /** S3. Why they were not told. */
  told_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. Who decided, with their job. */
  decided_by: ColumnType<string, string, string>;

  /** S3. On what day. */
  decided_on: ColumnType<string, string, string>;

  /** S3. When somebody looks at it again. */
  review_on: ColumnType<string, string, string>;

  /** S3. When it was recorded: from then on it opens. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When somebody looked at it last. */
  reviewed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who. */
  reviewed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why it goes on, or ended. */
  reviewed_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. When it ended. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Counts changes. */
  version: ColumnType<number, number | undefined, number>;
}

export type LawfulShare = Selectable<LawfulShareTable>;
