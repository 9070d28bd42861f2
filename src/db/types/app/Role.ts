// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type RoleKey = string;

/**
 * Represents the table app.role
 * S0. What someone can be in an area.
 */
export default interface RoleTable {
  /** S0. Role. */
  key: ColumnType<RoleKey, RoleKey, RoleKey>;

  /** S0. Words on screen. */
  says: ColumnType<string, string, string>;

  /** S0. Which kind of account may hold it; empty for either. */
  kind: ColumnType<"professional" | "trusted-relationships" | null, "professional" | "trusted-relationships" | null, "professional" | "trusted-relationships" | null>;

  /** S0. How whoever holds it signs in: with a work account at an issuer, or with a passkey. */
  signs_in: ColumnType<"work account" | "passkey", "work account" | "passkey" | undefined, "work account" | "passkey">;
}

export type Role = Selectable<RoleTable>;
