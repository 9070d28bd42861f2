// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { ServiceKey } from './Service.ts';
import type { WorkerId } from './Worker.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type MatchId = string & { readonly __of?: 'match' };

/**
 * Represents the table app.match
 * S3. A worker at the side of a young person, from the match to the goodbye (R31, R39). It counts once it is approved, where something soft was accepted.
 */
export default interface MatchTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<MatchId, MatchId | undefined, MatchId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The strand. */
  strand_allocation_id: ColumnType<StrandAllocationId, StrandAllocationId, StrandAllocationId>;

  /** S3. Its service. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S3. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S3. Why this worker. */
  reason: ColumnType<string, string, string>;

  /** S3. Who stood first when it was made: what was proposed. */
  first_id: ColumnType<WorkerId | null, WorkerId | null, WorkerId | null>;

  /** S3. Why another one was chosen. */
  other_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. Soft reasons against it that were accepted. */
  accepts: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. Why they were accepted. */
  accepts_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. When a second person approved that. */
  approved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who; never whoever made it. */
  approved_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. When it is to start. */
  planned_on: ColumnType<string, string, string>;

  /** S3. Who introduces them (R144). */
  introduced_by: ColumnType<string, string, string>;

  /** S3. How. */
  introduction_how: ColumnType<string, string, string>;

  /** S3. When they were introduced. */
  introduced_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it started. */
  started_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was made. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  made_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. Last day. */
  ended_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When the end was recorded. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. By whom. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why. */
  end_reason: ColumnType<"we did not reach them" | "as planned" | "somebody else takes over" | "the young person wished it" | "the worker leaves" | "it was not the right match" | "it is not safe" | "the strand ended" | "it was not approved" | "the young person died" | null, "we did not reach them" | "as planned" | "somebody else takes over" | "the young person wished it" | "the worker leaves" | "it was not the right match" | "it is not safe" | "the strand ended" | "it was not approved" | "the young person died" | null, "we did not reach them" | "as planned" | "somebody else takes over" | "the young person wished it" | "the worker leaves" | "it was not the right match" | "it is not safe" | "the strand ended" | "it was not approved" | "the young person died" | null>;

  /** S3. How the goodbye is planned, or was. */
  goodbye: ColumnType<string | null, string | null, string | null>;

  /** S3. What the young person wants passed on to whoever comes next. */
  passed_on: ColumnType<string | null, string | null, string | null>;

  /** S3. Since when nothing opens by it: a yes was taken back, or the two must be kept apart. It ends with a goodbye. */
  stopped_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S3. Whether it opens anything now: not ended, not stopped, and approved where that is needed. */
  counts: ColumnType<boolean | null, never, never>;

  /** S3. The match it takes over from. */
  follows_id: ColumnType<MatchId | null, MatchId | null, MatchId | null>;

  /** S3. Since when somebody else is to take over; nothing where that came to nothing. */
  handing_over_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Whom the proposal for everybody who waits had for them, where it was made from one. */
  proposed_id: ColumnType<WorkerId | null, WorkerId | null, WorkerId | null>;

  /** S3. Whether the worker has left, so that a goodbye is needed and somebody else. */
  worker_left: ColumnType<boolean, boolean | undefined, boolean>;
}

export type Match = Selectable<MatchTable>;
