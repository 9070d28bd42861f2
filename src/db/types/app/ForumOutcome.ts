// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { DiscussionId } from './Discussion.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ForumOutcomeId = string & { readonly __of?: 'forum_outcome' };

/**
 * Represents the table app.forum_outcome
 * S4. What a discussion found and answered (R132): the finding, and suitable for and would benefit from as two answers. Append-only; a correction is a new row.
 */
export default interface ForumOutcomeTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<ForumOutcomeId, ForumOutcomeId | undefined, ForumOutcomeId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S4. at risk of, subject to, or neither: found by people, never counted (R60 note, risk tools 3.1). */
  finding: ColumnType<"at risk of" | "subject to" | "neither", "at risk of" | "subject to" | "neither", "at risk of" | "subject to" | "neither">;

  /** S4. Why. */
  finding_reason: ColumnType<string, string, string>;

  /** S4. Trusted Relationships would be suitable. */
  suitable: ColumnType<boolean, boolean, boolean>;

  /** S4. The young person would benefit from it. */
  would_benefit: ColumnType<boolean, boolean, boolean>;

  /** S4. Both answers are yes: what a nomination refers to (R128, R132). */
  both_yes: ColumnType<boolean, never, never>;

  /** S4. Why not, where an answer is no. */
  answers_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. Why it was decided without the quorum of the area. */
  no_quorum_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. The outcome this one puts right. */
  corrects: ColumnType<ForumOutcomeId | null, ForumOutcomeId | null, ForumOutcomeId | null>;

  /** S4. What was wrong. */
  corrects_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. When. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type ForumOutcome = Selectable<ForumOutcomeTable>;
