// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type TaskSettledByKind = string;

export type TaskSettledByAct = string;

/**
 * Represents the table app.task_settled_by
 * S0. Which acts upon a young person settle which task about them, in the same transaction.
 */
export default interface TaskSettledByTable {
  /** S0. What is asked. */
  kind: ColumnType<TaskSettledByKind, TaskSettledByKind, TaskSettledByKind>;

  /** S0. What whoever settles it may do to this young person. */
  act: ColumnType<TaskSettledByAct, TaskSettledByAct, TaskSettledByAct>;
}

export type TaskSettledBy = Selectable<TaskSettledByTable>;
