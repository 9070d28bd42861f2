// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { TeamId } from './Team.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type HandOverId = string & { readonly __of?: 'hand_over' };

/**
 * Represents the table app.hand_over
 * S1. A case handed over: asked, then accepted, declined or withdrawn; or made by a manager, and the new team holds the child until somebody accepts.
 */
export default interface HandOverTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<HandOverId, HandOverId | undefined, HandOverId>;

  /** S1. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S1. Agency asked. */
  to_agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S1. Team asked. */
  to_team_id: ColumnType<TeamId, TeamId, TeamId>;

  /** S1. Person asked; empty where anybody of the team may accept. */
  to_person_id: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Always professional: R142 holds for whoever is asked too. */
  to_person_kind: ColumnType<"professional" | null, "professional" | null, "professional" | null>;

  /** S1. True where a manager made it: the team asked holds the child already. */
  made_by_manager: ColumnType<boolean, boolean | undefined, boolean>;

  /** S1. Why, in words the other side may read before they can open the record. */
  reason: ColumnType<string, string, string>;

  /** S1. By when somebody is to answer. */
  due_on: ColumnType<string, string, string>;

  /** S1. When. */
  asked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. By whom. */
  asked_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. Team that held the child. */
  from_team_id: ColumnType<TeamId, TeamId, TeamId>;

  /** S1. Its agency. */
  from_agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S1. accepted, declined, withdrawn, or overtaken by another change of case-holder. */
  answer: ColumnType<"accepted" | "declined" | "withdrawn" | "overtaken" | null, "accepted" | "declined" | "withdrawn" | "overtaken" | null, "accepted" | "declined" | "withdrawn" | "overtaken" | null>;

  /** S1. When. */
  answered_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. By whom. */
  answered_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Why not, where it was declined. */
  answer_reason: ColumnType<string | null, string | null, string | null>;

  /** S1. Always professional: R142 holds for teams too. */
  to_agency_serves: ColumnType<"professional", "professional" | undefined, "professional">;
}

export type HandOver = Selectable<HandOverTable>;
