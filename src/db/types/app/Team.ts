// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { AgencyId } from './Agency.ts';
import type { ColumnType, Selectable } from 'kysely';

export type TeamId = string & { readonly __of?: 'team' };

/**
 * Represents the table app.team
 * S0. A team of an agency; it holds a child while nobody in it does.
 */
export default interface TeamTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Identity. */
  id: ColumnType<TeamId, TeamId | undefined, TeamId>;

  /** S0. Agency. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S0. Name on screen. */
  name: ColumnType<string, string, string>;

  /** S0. The number other professionals ring. */
  phone: ColumnType<string | null, string | null, string | null>;

  /** S0. Whether the area file names it now; otherwise no case is handed to it and nobody joins it. */
  in_use: ColumnType<boolean, boolean | undefined, boolean>;
}

export type Team = Selectable<TeamTable>;
