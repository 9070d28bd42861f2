// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { NominationId } from './Nomination.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NominationDecisionId = string & { readonly __of?: 'nomination_decision' };

/**
 * Represents the table app.nomination_decision
 * S4. What the panel decided (R135, R136), once for a nomination and never by whoever submitted it. Append-only.
 */
export default interface NominationDecisionTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<NominationDecisionId, NominationDecisionId | undefined, NominationDecisionId>;

  /** S4. Nomination. */
  nomination_id: ColumnType<NominationId, NominationId, NominationId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Who submitted the nomination; tied to it, so that a constraint can keep them from deciding. */
  submitted_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. accepted, not accepted or back to the forum. */
  kind: ColumnType<"accepted" | "not accepted" | "back to the forum", "accepted" | "not accepted" | "back to the forum", "accepted" | "not accepted" | "back to the forum">;

  /** S4. Why. */
  reason: ColumnType<string, string, string>;

  /** S4. Not accepted: what happens instead. */
  instead: ColumnType<string | null, string | null, string | null>;

  /** S4. Back to the forum: what keeps the young person safe meanwhile. */
  interim_plan: ColumnType<string | null, string | null, string | null>;

  /** S4. Back to the forum: by when, from the clock of the area. */
  back_by: ColumnType<string | null, string | null, string | null>;

  /** S4. Accepted: who makes the introduction. */
  introducer_name: ColumnType<string | null, string | null, string | null>;

  /** S4. Accepted: of which agency they are. */
  introducer_agency: ColumnType<string | null, string | null, string | null>;

  /** S4. Accepted: how the introduction is made. */
  introduction_how: ColumnType<string | null, string | null, string | null>;

  /** S4. Accepted: by when. */
  introduction_by: ColumnType<string | null, string | null, string | null>;

  /** S4. The day the panel decided. */
  decided_on: ColumnType<string, string, string>;

  /** S4. When it was recorded. */
  decided_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Who decided for the panel. */
  decided_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type NominationDecision = Selectable<NominationDecisionTable>;
