// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type BudgetKey = string;

/**
 * Represents the table app.budget
 * S0. How often one person may do something in a day before they are asked to stop.
 */
export default interface BudgetTable {
  /** S0. What is counted. */
  key: ColumnType<BudgetKey, BudgetKey, BudgetKey>;

  /** S0. Times a day. */
  per_day: ColumnType<number, number, number>;

  /** S0. Where the number comes from. */
  source: ColumnType<string, string, string>;
}

export type Budget = Selectable<BudgetTable>;
