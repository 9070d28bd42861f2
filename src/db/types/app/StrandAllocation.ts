// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { EpisodeId } from './Episode.ts';
import type { NominationId } from './Nomination.ts';
import type { PersonId } from './Person.ts';
import type { ServiceKey } from './Service.ts';
import type { ColumnType, Selectable } from 'kysely';

export type StrandAllocationId = string & { readonly __of?: 'strand_allocation' };

/**
 * Represents the table app.strand_allocation
 * S3. A strand and its service for a young person, from and to, who decided and why (R32–R36, R136). Within an episode; a second one or a change is a panel act too.
 */
export default interface StrandAllocationTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<StrandAllocationId, StrandAllocationId | undefined, StrandAllocationId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Episode. */
  episode_id: ColumnType<EpisodeId, EpisodeId, EpisodeId>;

  /** S3. The nomination that was accepted. */
  nomination_id: ColumnType<NominationId, NominationId, NominationId>;

  /** S3. Always accepted: a strand follows that decision. */
  decision_kind: ColumnType<"accepted", "accepted" | undefined, "accepted">;

  /** S3. Who submitted the nomination; tied to it, so that they cannot decide. */
  submitted_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. 1 or 2. */
  strand: ColumnType<number, number, number>;

  /** S3. The service of the area that delivers it. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S3. From. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. Why this strand. */
  reason: ColumnType<string, string, string>;

  /** S3. Why another strand than the discussion found; the chair is told. */
  different_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. Who decided for the panel. */
  decided_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. Until; empty while it runs. */
  until_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who ended it. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why. */
  ended_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. Why, in a word; empty where it ended before this was asked. */
  ended_kind: ColumnType<"another strand" | "as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null, "another strand" | "as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null, "another strand" | "as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null>;
}

export type StrandAllocation = Selectable<StrandAllocationTable>;
