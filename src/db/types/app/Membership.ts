// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { RoleKey } from './Role.ts';
import type { AreaId } from './Area.ts';
import type { AgencyId } from './Agency.ts';
import type { TeamId } from './Team.ts';
import type { ServiceKey } from './Service.ts';
import type { ColumnType, Selectable } from 'kysely';

export type MembershipId = string & { readonly __of?: 'membership' };

/**
 * Represents the table app.membership
 * S0. Person, role, area, agency, team, service, from and to: what someone may do where a relation exists.
 */
export default interface MembershipTable {
  /** S0. Identity. */
  id: ColumnType<MembershipId, MembershipId | undefined, MembershipId>;

  /** S0. Account. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Kind of the account, tied to it so that a Trusted Relationships worker cannot hold a statutory role (R142). */
  person_kind: ColumnType<string, string, string>;

  /** S0. Role. */
  role: ColumnType<RoleKey, RoleKey, RoleKey>;

  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Agency, where the role belongs to one. */
  agency_id: ColumnType<AgencyId | null, AgencyId | null, AgencyId | null>;

  /** S0. Team, where the role belongs to one. */
  team_id: ColumnType<TeamId | null, TeamId | null, TeamId | null>;

  /** S0. Service, for its managers and workers. */
  service_key: ColumnType<ServiceKey | null, ServiceKey | null, ServiceKey | null>;

  /** S0. From. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. Until; empty while it runs. */
  until_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. Administrator who made it. */
  made_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S0. professional for who holds cases or manages those who do (R142); empty for other roles. */
  agency_serves: ColumnType<string | null, never, never>;
}

export type Membership = Selectable<MembershipTable>;
