// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { ServiceKey } from './Service.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type KnownAdultId = string & { readonly __of?: 'known_adult' };

/**
 * Represents the table app.known_adult
 * S3. A trusted adult whom a young person knew already, as the Trusted Relationship of a strand (R31). Never a user.
 */
export default interface KnownAdultTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<KnownAdultId, KnownAdultId | undefined, KnownAdultId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The strand. */
  strand_allocation_id: ColumnType<StrandAllocationId, StrandAllocationId, StrandAllocationId>;

  /** S3. Its service. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S2. Who it is; never on a worker’s telephone. */
  name: ColumnType<string, string, string>;

  /** S2. How to reach them; never on a worker’s telephone. */
  phone: ColumnType<string | null, string | null, string | null>;

  /** S2. What they are to the young person. */
  relation: ColumnType<string, string, string>;

  /** S3. Since when they know each other. */
  known_since: ColumnType<string, string, string>;

  /** S3. Why them, in the young person’s words. */
  words: ColumnType<string, string, string>;

  /** S3. When the young person agreed. */
  agreed_on: ColumnType<string, string, string>;

  /** S3. Who else knows and agrees, such as a parent. */
  knowledge: ColumnType<string, string, string>;

  /** S3. When they were named. */
  proposed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  proposed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When a second person approved them. */
  approved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who: whoever matches for the service, never whoever named them. */
  approved_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why they were approved. */
  approval_says: ColumnType<string | null, string | null, string | null>;

  /** S3. Who of the service supports them. */
  supported_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. How often, in days. */
  every_days: ColumnType<number | null, number | null, number | null>;

  /** S3. When the service talks with them next. */
  next_contact_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it is looked at again. */
  review_on: ColumnType<string | null, string | null, string | null>;

  /** S3. Last day. */
  ended_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When the end was recorded. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. By whom. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why. */
  end_reason: ColumnType<"as planned" | "the young person wished it" | "the adult wished it" | "not approved" | "it is not safe" | "the strand ended" | null, "as planned" | "the young person wished it" | "the adult wished it" | "not approved" | "it is not safe" | "the strand ended" | null, "as planned" | "the young person wished it" | "the adult wished it" | "not approved" | "it is not safe" | "the strand ended" | null>;

  /** S3. What was said about it. */
  end_says: ColumnType<string | null, string | null, string | null>;

  /** S3. Since when the service does not stand behind them any more: the young person took back their yes, or somebody like them must be kept away. It ends by a person’s decision. */
  stopped_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Whether they are at the young person’s side now: approved, not stopped and not ended. */
  counts: ColumnType<boolean | null, never, never>;

  /** S3. Counts changes. */
  version: ColumnType<number, number | undefined, number>;
}

export type KnownAdult = Selectable<KnownAdultTable>;
