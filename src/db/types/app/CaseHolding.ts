// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { AgencyId } from './Agency.ts';
import type { TeamId } from './Team.ts';
import type { ColumnType, Selectable } from 'kysely';

export type CaseHoldingId = string & { readonly __of?: 'case_holding' };

/**
 * Represents the table app.case_holding
 * S1. Who holds the case, with agency and team, one at a time, with history. The team holds it where no person does. Never a Trusted Relationships worker (R142).
 */
export default interface CaseHoldingTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<CaseHoldingId, CaseHoldingId | undefined, CaseHoldingId>;

  /** S1. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S1. Case-holder; empty while the team holds the child. */
  person_id: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Always professional: the constraint behind R142. */
  person_kind: ColumnType<"professional" | null, "professional" | null, "professional" | null>;

  /** S1. Their agency. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S1. Their team. */
  team_id: ColumnType<TeamId, TeamId, TeamId>;

  /** S1. From. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. Until. */
  until_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. Who recorded it; empty where the case-holder left and the team holds the child. */
  made_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Why it changed. */
  reason: ColumnType<string | null, string | null, string | null>;

  /** S1. Always professional: R142 holds for teams too. */
  agency_serves: ColumnType<"professional", "professional" | undefined, "professional">;
}

export type CaseHolding = Selectable<CaseHoldingTable>;
