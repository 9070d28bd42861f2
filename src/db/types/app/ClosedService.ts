// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { RiskFactId } from './RiskFact.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ClosedServiceId = string & { readonly __of?: 'closed_service' };

/**
 * Represents the table app.closed_service
 * S4. A known, current fact met a limb of the service a young person is in (R60, R77): no new meetings until the manager and the case-holder have decided. Nothing ends by itself. Says nothing of whom the fact is about.
 */
export default interface ClosedServiceTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<ClosedServiceId, ClosedServiceId | undefined, ClosedServiceId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. The strand, with its service. */
  strand_allocation_id: ColumnType<StrandAllocationId, StrandAllocationId, StrandAllocationId>;

  /** S4. The fact; what it says is read where facts are read. */
  risk_fact_id: ColumnType<RiskFactId, RiskFactId, RiskFactId>;

  /** S4. When the fact was found. */
  closed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By when they decide, from the clock of the area. */
  decide_by: ColumnType<string, string, string>;

  /** S4. When there was nothing to decide any more: the fact was lifted, or the strand ended. */
  over_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. When it was decided. */
  decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Who wrote it down. */
  decided_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. pause, strand 2, back to the forum or planned goodbye. */
  decided_as: ColumnType<"pause" | "strand 2" | "back to the forum" | "planned goodbye" | null, "pause" | "strand 2" | "back to the forum" | "planned goodbye" | null, "pause" | "strand 2" | "back to the forum" | "planned goodbye" | null>;

  /** S4. What was decided, and with whom. */
  decided_says: ColumnType<string | null, string | null, string | null>;

  /** S4. What keeps them safe until the forum looks again. */
  interim_plan: ColumnType<string | null, string | null, string | null>;
}

export type ClosedService = Selectable<ClosedServiceTable>;
