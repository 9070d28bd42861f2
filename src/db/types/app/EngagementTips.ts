// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type EngagementTipsVersion = number;

/**
 * Represents the table app.engagement_tips
 * S0. What an area tells whoever tries to reach a young person (R145); each version is a row, the newest is shown. Append-only.
 */
export default interface EngagementTipsTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Counts versions. */
  version: ColumnType<EngagementTipsVersion, EngagementTipsVersion, EngagementTipsVersion>;

  /** S0. The tips; empty where none are shown. */
  says: ColumnType<string | null, string | null, string | null>;

  /** S0. When. */
  written_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. By whom; never shown beside the tips. */
  written_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type EngagementTips = Selectable<EngagementTipsTable>;
