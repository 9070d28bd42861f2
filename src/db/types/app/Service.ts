// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ServiceKey = string;

/**
 * Represents the table app.service
 * S0. Who delivers a strand in an area (R33, R34), loaded from config/areas.
 */
export default interface ServiceTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Such as relief-worker. */
  key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S0. Name on screen. */
  name: ColumnType<string, string, string>;

  /** S0. 1 (at risk of) or 2 (subject to). */
  strand: ColumnType<number, number, number>;

  /** S0. Kinds of known, current person around the child that this service cannot take on safely (R60: three; R77: two; R94: none). */
  limbs: ColumnType<string[], string[], string[]>;

  /** S0. Whether the area file names it now; otherwise it is not offered. */
  in_use: ColumnType<boolean, boolean | undefined, boolean>;
}

export type Service = Selectable<ServiceTable>;
