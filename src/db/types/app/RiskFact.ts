// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { DiscussionId } from './Discussion.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RiskFactId = string & { readonly __of?: 'risk_fact' };

/**
 * Represents the table app.risk_fact
 * S5. That somebody around the child poses a risk, as a discussion found it (R60, R77). Only a known, current one closes a service; never about what the child may have done. Ends only by being lifted.
 */
export default interface RiskFactTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<RiskFactId, RiskFactId | undefined, RiskFactId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. The discussion that found it. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S5. Kind of risk. */
  kind: ColumnType<"sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence", "sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence", "sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence">;

  /** S5. known or suspected. */
  certainty: ColumnType<"known" | "suspected", "known" | "suspected", "known" | "suspected">;

  /** S5. current or past. */
  timing: ColumnType<"current" | "past", "current" | "past", "current" | "past">;

  /** S5. What shows it. */
  evidence: ColumnType<string, string, string>;

  /** S5. By when it is looked at again. */
  review_on: ColumnType<string, string, string>;

  /** S5. The fact it took the place of when it was looked at again. */
  replaces: ColumnType<RiskFactId | null, RiskFactId | null, RiskFactId | null>;

  /** S5. When it was found. */
  found_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. Who recorded it. */
  found_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. When it ended. */
  lifted_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S5. Who ended it. */
  lifted_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S5. Why. */
  lifted_reason: ColumnType<string | null, string | null, string | null>;
}

export type RiskFact = Selectable<RiskFactTable>;
