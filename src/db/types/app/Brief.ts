// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type BriefId = string & { readonly __of?: 'brief' };

/**
 * Represents the table app.brief
 * S3. What the adult at a young person’s side reads before they meet, in neutral words; each time it is written is a row. Append-only.
 */
export default interface BriefTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<BriefId, BriefId | undefined, BriefId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The match it is for. */
  match_id: ColumnType<MatchId, MatchId, MatchId>;

  /** S3. Counts how often it was written for this match; the highest holds. */
  number: ColumnType<number, number, number>;

  /** S3. Where it is good to meet, and where not; no address. */
  where_to_meet: ColumnType<string, string, string>;

  /** S3. Who the young person should not be left alone with, in neutral words. */
  not_alone_with: ColumnType<string, string, string>;

  /** S3. What to do if something does not go to plan. */
  what_if: ColumnType<string, string, string>;

  /** S3. What of their health the adult must know. */
  health: ColumnType<string, string, string>;

  /** S3. Whom to ring at once. */
  emergency_contact: ColumnType<string, string, string>;

  /** S3. Why it was written again, for professionals; the telephone does not show it. */
  why_again: ColumnType<string | null, string | null, string | null>;

  /** S3. When. */
  issued_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  issued_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type Brief = Selectable<BriefTable>;
