// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type RelevantIndividualId = string & { readonly __of?: 'relevant_individual' };

/**
 * Represents the table app.relevant_individual
 * S2. Somebody beside the young person who is asked (R149): a parent or carer, a council that has parental responsibility, somebody of the network.
 */
export default interface RelevantIndividualTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<RelevantIndividualId, RelevantIndividualId | undefined, RelevantIndividualId>;

  /** S2. About whom they are asked. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S2. parent or carer, council or network member. */
  kind: ColumnType<"parent or carer" | "council" | "network member", "parent or carer" | "council" | "network member", "parent or carer" | "council" | "network member">;

  /** S2. Their name; of a council, who answers for it. */
  name: ColumnType<string, string, string>;

  /** S2. What they are to the young person. */
  relation: ColumnType<string | null, string | null, string | null>;

  /** S2. Whether they have parental responsibility. */
  responsibility: ColumnType<"yes" | "no" | "not known", "yes" | "no" | "not known", "yes" | "no" | "not known">;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S2. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type RelevantIndividual = Selectable<RelevantIndividualTable>;
