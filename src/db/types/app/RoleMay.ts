// Generated from the database by `npm run generate`: do not edit.

import type { RoleKey } from './Role.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RoleMayAct = string;

/**
 * Represents the table app.role_may
 * S0. Acts that need no relation to one child.
 */
export default interface RoleMayTable {
  /** S0. Role. */
  role: ColumnType<RoleKey, RoleKey, RoleKey>;

  /** S0. Act. */
  act: ColumnType<RoleMayAct, RoleMayAct, RoleMayAct>;
}

export type RoleMay = Selectable<RoleMayTable>;
