// Generated from the database by `npm run generate`: do not edit.

import type { RelationKindBecause } from './RelationKind.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RelationMayAct = string;

/**
 * Represents the table app.relation_may
 * S0. What a relation opens: read S1 to read S5, and acts.
 */
export default interface RelationMayTable {
  /** S0. Relation. */
  because: ColumnType<RelationKindBecause, RelationKindBecause, RelationKindBecause>;

  /** S0. Act, or read S1, read S2 and so on. */
  act: ColumnType<RelationMayAct, RelationMayAct, RelationMayAct>;
}

export type RelationMay = Selectable<RelationMayTable>;
