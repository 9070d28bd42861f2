// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { ColumnType, Selectable } from 'kysely';

export type AgencyId = string & { readonly __of?: 'agency' };

/**
 * Represents the table app.agency
 * S0. An organisation that works with children in an area.
 */
export default interface AgencyTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Identity. */
  id: ColumnType<AgencyId, AgencyId | undefined, AgencyId>;

  /** S0. Such as police. */
  key: ColumnType<string, string, string>;

  /** S0. Name on screen. */
  name: ColumnType<string, string, string>;

  /** S0. Kind, from config/code-lists. */
  kind: ColumnType<string, string, string>;

  /** S0. Core agencies read what is marked for core agencies only. */
  core: ColumnType<boolean, boolean | undefined, boolean>;

  /** S0. Holds its access by public task, not by consent. */
  public_task: ColumnType<boolean, boolean | undefined, boolean>;

  /** S0. Its professionals can be case-holders (R142). */
  holds_cases: ColumnType<boolean, boolean | undefined, boolean>;

  /** S0. trusted-relationships, or professional for every other: what R142 hangs on. */
  serves: ColumnType<string, never, never>;

  /** S0. Whether the area file names it now; otherwise it is not offered. */
  in_use: ColumnType<boolean, boolean | undefined, boolean>;

  /** S0. Whether it speaks for many, such as all schools: nothing is shared with it, only with one of them by name. */
  stands_for_many: ColumnType<boolean, boolean | undefined, boolean>;

  /** S0. Of one of many, such as one school: the agency that stands for all of them. */
  one_of_id: ColumnType<AgencyId | null, AgencyId | null, AgencyId | null>;
}

export type Agency = Selectable<AgencyTable>;
