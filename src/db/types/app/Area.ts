// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type AreaId = string & { readonly __of?: 'area' };

/**
 * Represents the table app.area
 * S0. A place that runs Trusted Relationships, loaded from config/areas.
 */
export default interface AreaTable {
  /** S0. Set in the area file, never changes. */
  id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. The word in the address, such as york. */
  key: ColumnType<string, string, string>;

  /** S0. Name on screen. */
  name: ColumnType<string, string, string>;

  /** S0. Areas whose children are checked for duplicates and reasons not to match. */
  partners: ColumnType<string[], string[] | undefined, string[]>;

  /** S0. The checked area file, for the record of which rules were in force. */
  configuration: ColumnType<unknown, unknown, unknown>;
}

export type Area = Selectable<AreaTable>;
