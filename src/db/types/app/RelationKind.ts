// Generated from the database by `npm run generate`: do not edit.

import type { RoleKey } from './Role.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RelationKindBecause = string;

/**
 * Represents the table app.relation_kind
 * S0. The ways in which somebody can be connected to a child.
 */
export default interface RelationKindTable {
  /** S0. Relation. */
  because: ColumnType<RelationKindBecause, RelationKindBecause, RelationKindBecause>;

  /** S0. Role that can have it; empty where any member can. */
  role: ColumnType<RoleKey | null, RoleKey | null, RoleKey | null>;

  /** S0. Why you can see this, in words. */
  says: ColumnType<string, string, string>;
}

export type RelationKind = Selectable<RelationKindTable>;
