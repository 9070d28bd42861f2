// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { EpisodeId } from './Episode.ts';
import type { ScreeningId } from './Screening.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type AssessmentId = string & { readonly __of?: 'assessment' };

/**
 * Represents the table app.assessment
 * S4. A risk assessment (R130): begun by the case-holder, completed by a person who states a level and a reason. Completed, it never changes; what is learned later goes into the next one.
 */
export default interface AssessmentTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<AssessmentId, AssessmentId | undefined, AssessmentId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. The episode that was open when it was begun. */
  episode_id: ColumnType<EpisodeId | null, EpisodeId | null, EpisodeId | null>;

  /** S4. The screening decision that started its clock; empty where there was none. */
  screening_id: ColumnType<ScreeningId | null, ScreeningId | null, ScreeningId | null>;

  /** S4. The assessment it looks at again. */
  previous_id: ColumnType<AssessmentId | null, AssessmentId | null, AssessmentId | null>;

  /** S4. Form. */
  form_key: ColumnType<string, string, string>;

  /** S4. Version of the form: the answers keep the one they were given under. */
  form_version: ColumnType<number, number, number>;

  /** S4. Hash of what that version asks. */
  form_hash: ColumnType<string, string, string>;

  /** S4. When it was begun. */
  started_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  started_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. The level a person saw; never worked out. Empty until completed. */
  level: ColumnType<"none" | "emerging" | "moderate" | "significant" | null, "none" | "emerging" | "moderate" | "significant" | null, "none" | "emerging" | "moderate" | "significant" | null>;

  /** S4. Why, in their words; also where they agree with the suggestion. */
  level_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. The suggestion as it stood when they decided: level and arithmetic, step by step. */
  suggested: ColumnType<unknown | null, unknown | null, unknown | null>;

  /** S4. When it was completed. */
  completed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  completed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. When it was sent to the forum. */
  sent_to_forum_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  sent_to_forum_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. When it was set aside: given up. */
  set_aside_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  set_aside_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. Why. */
  set_aside_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. When it turned out to be about another young person; hidden since, with all that is in it. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Counts every save of every section, so that nobody completes what they did not see. */
  version: ColumnType<number, number | undefined, number>;
}

export type Assessment = Selectable<AssessmentTable>;
