// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { WorkerId } from './Worker.ts';
import type { PlannedMeetingId } from './PlannedMeeting.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type EngagementAttemptId = string & { readonly __of?: 'engagement_attempt' };

/**
 * Represents the table app.engagement_attempt
 * S3. One time that somebody tried to reach a young person, and what came of it (R143). Append-only.
 */
export default interface EngagementAttemptTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<EngagementAttemptId, EngagementAttemptId | undefined, EngagementAttemptId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The match; empty before there is one, where the introducer tried (R144). */
  match_id: ColumnType<MatchId | null, MatchId | null, MatchId | null>;

  /** S3. The worker who tried and wrote it down; empty where somebody else did. */
  worker_id: ColumnType<WorkerId | null, WorkerId | null, WorkerId | null>;

  /** S3. The planned meeting it tells of. */
  meeting_id: ColumnType<PlannedMeetingId | null, PlannedMeetingId | null, PlannedMeetingId | null>;

  /** S3. Who tried, where it was not the worker: the introducer, say. */
  tried_by: ColumnType<string | null, string | null, string | null>;

  /** S3. On what day. */
  on_day: ColumnType<string, string, string>;

  /** S3. At what time, where it is known. */
  at_time: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. How. */
  kind: ColumnType<"met" | "rang" | "text" | "letter or card" | "went by" | "through somebody they trust" | "something to do together", "met" | "rang" | "text" | "letter or card" | "went by" | "through somebody they trust" | "something to do together", "met" | "rang" | "text" | "letter or card" | "went by" | "through somebody they trust" | "something to do together">;

  /** S3. Place of the area; coarse. */
  place: ColumnType<string | null, string | null, string | null>;

  /** S3. What was tried. */
  tried: ColumnType<string, string, string>;

  /** S3. What came of it. */
  response: ColumnType<"we talked" | "not today" | "could not make it" | "no answer" | "somebody else answered" | "we got it wrong", "we talked" | "not today" | "could not make it" | "no answer" | "somebody else answered" | "we got it wrong", "we talked" | "not today" | "could not make it" | "no answer" | "somebody else answered" | "we got it wrong">;

  /** S3. What the young person said, in their words. */
  says: ColumnType<string | null, string | null, string | null>;

  /** S3. What is tried next. */
  next_try: ColumnType<string | null, string | null, string | null>;

  /** S3. When. */
  next_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was written down. */
  written_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  written_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type EngagementAttempt = Selectable<EngagementAttemptTable>;
