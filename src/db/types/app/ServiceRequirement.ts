// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { ServiceKey } from './Service.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ServiceRequirementKey = string;

/**
 * Represents the table app.service_requirement
 * S0. What a service asks of its workers: induction, training, checks (R38). Loaded from config/areas.
 */
export default interface ServiceRequirementTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Service. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S0. Such as safeguarding; its name stands in the area file. */
  key: ColumnType<ServiceRequirementKey, ServiceRequirementKey, ServiceRequirementKey>;

  /** S0. After how many months it is done again; empty for never. */
  renew_months: ColumnType<number | null, number | null, number | null>;

  /** S0. must: nobody is matched without it. should: whoever matches is warned. */
  before_match: ColumnType<"must" | "should", "must" | "should", "must" | "should">;

  /** S0. Whether the area file names it now. */
  in_use: ColumnType<boolean, boolean | undefined, boolean>;
}

export type ServiceRequirement = Selectable<ServiceRequirementTable>;
