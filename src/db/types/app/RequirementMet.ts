// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WorkerId } from './Worker.ts';
import type { ServiceKey } from './Service.ts';
import type { ServiceRequirementKey } from './ServiceRequirement.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RequirementMetId = string & { readonly __of?: 'requirement_met' };

/**
 * Represents the table app.requirement_met
 * S2. That a worker did a training, an induction or a check, on what day and until when it counts (R38). A wrong one is taken back, not changed.
 */
export default interface RequirementMetTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<RequirementMetId, RequirementMetId | undefined, RequirementMetId>;

  /** S2. Worker. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S2. Service that asks for it. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S2. What was met, from the area file. */
  requirement_key: ColumnType<ServiceRequirementKey, ServiceRequirementKey, ServiceRequirementKey>;

  /** S2. On what day; of a check, the day of the certificate. */
  done_on: ColumnType<string, string, string>;

  /** S2. Last day it counts, from the months of the area file; empty where it is never done again. */
  expires_on: ColumnType<string | null, string | null, string | null>;

  /** S2. What was seen: the name of a certificate, who trained them. Never the number or content of a check. */
  seen: ColumnType<string, string, string>;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom; never the worker. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. When it turned out wrong; it counts no more. */
  taken_back_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. Who said so. */
  taken_back_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S2. Why. */
  taken_back_reason: ColumnType<string | null, string | null, string | null>;
}

export type RequirementMet = Selectable<RequirementMetTable>;
