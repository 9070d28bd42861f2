// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AssessmentId } from './Assessment.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PersonWhoPosesRiskId = string & { readonly __of?: 'person_who_poses_risk' };

/**
 * Represents the table app.person_who_poses_risk
 * S5. Somebody around the young person who poses a risk by exploitation, as an assessment proposes it (R60, R77). The forum finds the facts; nothing here closes a service. Append-only.
 */
export default interface PersonWhoPosesRiskTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<PersonWhoPosesRiskId, PersonWhoPosesRiskId | undefined, PersonWhoPosesRiskId>;

  /** S5. Around whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. The assessment that says so. */
  assessment_id: ColumnType<AssessmentId, AssessmentId, AssessmentId>;

  /** S5. Kind of risk; one person who poses two kinds is two rows, each with its own certainty. */
  kind: ColumnType<"sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence", "sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence", "sexual-exploitation" | "serious-assault" | "organised-crime-gang-violence">;

  /** S5. known or suspected. */
  certainty: ColumnType<"known" | "suspected", "known" | "suspected", "known" | "suspected">;

  /** S5. current or past. */
  timing: ColumnType<"current" | "past", "current" | "past", "current" | "past">;

  /** S5. Who, or what is known of them. */
  description: ColumnType<string, string, string>;

  /** S5. What was seen or heard. */
  evidence: ColumnType<string, string, string>;

  /** S5. When that was. */
  evidence_on: ColumnType<string, string, string>;

  /** S5. Where it comes from: a key of the form. */
  source: ColumnType<string, string, string>;

  /** S5. Who or what "somebody or something else" is. */
  source_other: ColumnType<string | null, string | null, string | null>;

  /** S5. When. */
  proposed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  proposed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. When the assessment turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type PersonWhoPosesRisk = Selectable<PersonWhoPosesRiskTable>;
