// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ScreeningId = string & { readonly __of?: 'screening' };

/**
 * Represents the table app.screening
 * S4. What reached the front door about a young person and what was decided (R30). Append-only: a correction is a new one.
 */
export default interface ScreeningTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<ScreeningId, ScreeningId | undefined, ScreeningId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Form it was recorded with. */
  form_key: ColumnType<string, string, string>;

  /** S4. Version of that form. */
  form_version: ColumnType<number, number, number>;

  /** S4. Hash of what the form asked. */
  form_hash: ColumnType<string, string, string>;

  /** S4. Answers by the keys of the form. */
  answers: ColumnType<unknown, unknown, unknown>;

  /** S4. The day it reached the front door. */
  received_on: ColumnType<string, string, string>;

  /** S4. What happens now. The first two start the clock of the assessment. */
  outcome: ColumnType<"assess" | "strategy-discussion" | "no-assessment", "assess" | "strategy-discussion" | "no-assessment", "assess" | "strategy-discussion" | "no-assessment">;

  /** S4. The day of the decision, from which the clock counts. */
  decided_on: ColumnType<string, string, string>;

  /** S4. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Whether the risk assessment that an earlier decision asked for is not wanted any more. */
  takes_back: ColumnType<boolean, boolean | undefined, boolean>;
}

export type Screening = Selectable<ScreeningTable>;
