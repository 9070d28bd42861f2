// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ForumOutcomeId } from './ForumOutcome.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NominationId = string & { readonly __of?: 'nomination' };

/**
 * Represents the table app.nomination
 * S4. A case-holder nominates a young person for Trusted Relationships after the forum’s two yeses (R132–R134). Milestones only; what it says stands in nomination_answer.
 */
export default interface NominationTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<NominationId, NominationId | undefined, NominationId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. The outcome it follows (R128, R132). */
  forum_outcome_id: ColumnType<ForumOutcomeId, ForumOutcomeId, ForumOutcomeId>;

  /** S4. Always true: the constraint behind R132. */
  both_yes: ColumnType<boolean, boolean | undefined, boolean>;

  /** S4. When it was begun. */
  started_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  started_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When it was sent to the panel. */
  submitted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom: they cannot decide on it. */
  submitted_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. What the discussion had found when it was sent. */
  finding: ColumnType<"at risk of" | "subject to" | "neither" | null, "at risk of" | "subject to" | "neither" | null, "at risk of" | "subject to" | "neither" | null>;

  /** S4. Whether the young person was asked about being nominated; from the newest answer. */
  young_person_asked: ColumnType<boolean | null, boolean | null, boolean | null>;

  /** S4. Whether the family was; from the newest answer. */
  family_asked: ColumnType<boolean | null, boolean | null, boolean | null>;

  /** S4. Since when the panel waits for an answer; the clock stands still. Empty otherwise. */
  question_since: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. How long the clock stood still for earlier questions, in seconds. */
  paused_seconds: ColumnType<number, number | undefined, number>;

  /** S4. When it was taken back. */
  withdrawn_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  withdrawn_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. Why. */
  withdrawn_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. Whether the young person knows that it was taken back. */
  told: ColumnType<"yes" | "not yet" | "not safe" | null, "yes" | "not yet" | "not safe" | null, "yes" | "not yet" | "not safe" | null>;

  /** S4. When the panel’s decision was recorded. */
  decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. accepted, not accepted or back to the forum. */
  decided_as: ColumnType<"accepted" | "not accepted" | "back to the forum" | null, "accepted" | "not accepted" | "back to the forum" | null, "accepted" | "not accepted" | "back to the forum" | null>;

  /** S4. Counts changes. */
  version: ColumnType<number, number | undefined, number>;
}

export type Nomination = Selectable<NominationTable>;
