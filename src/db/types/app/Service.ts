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

  /** S0. What one of its workers is: rp-relief-worker, volunteer-mentor or family-network-coordinator. */
  worker_kind: ColumnType<string | null, string | null, string | null>;

  /** S0. Youngest age at which a worker of this service can be matched (R17). */
  worker_ages_from: ColumnType<number | null, number | null, number | null>;

  /** S0. Oldest age at which one can be matched; empty for none. */
  worker_ages_to: ColumnType<number | null, number | null, number | null>;

  /** S0. Role that supervises its workers (R19, R38). */
  supervised_by: ColumnType<string | null, string | null, string | null>;

  /** S0. How many days after one supervision the next is due. */
  supervision_days: ColumnType<number | null, number | null, number | null>;
}

export type Service = Selectable<ServiceTable>;
