// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type EngagementReviewId = string & { readonly __of?: 'engagement_review' };

/**
 * Represents the table app.engagement_review
 * S3. That whoever manages the service looked at what was tried with the case-holder (R143): one writes it down, the other agrees.
 */
export default interface EngagementReviewTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<EngagementReviewId, EngagementReviewId | undefined, EngagementReviewId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The match, where it is about one. */
  match_id: ColumnType<MatchId | null, MatchId | null, MatchId | null>;

  /** S3. When they talked. */
  held_on: ColumnType<string, string, string>;

  /** S3. What they found: what we could have done better. */
  says: ColumnType<string, string, string>;

  /** S3. What they decided. */
  decided: ColumnType<"try again" | "try another way" | "stop trying", "try again" | "try another way" | "stop trying", "try again" | "try another way" | "stop trying">;

  /** S3. When it was written down. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom: whoever manages the service. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When the case-holder agreed. */
  agreed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who. */
  agreed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type EngagementReview = Selectable<EngagementReviewTable>;
