// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { NominationId } from './Nomination.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NominationAnswerId = string & { readonly __of?: 'nomination_answer' };

/**
 * Represents the table app.nomination_answer
 * S4. What a nomination says, question by question. Append-only: the highest version of a question counts, and both texts stay.
 */
export default interface NominationAnswerTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<NominationAnswerId, NominationAnswerId | undefined, NominationAnswerId>;

  /** S4. Nomination. */
  nomination_id: ColumnType<NominationId, NominationId, NominationId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Which question. */
  question: ColumnType<"young-person-asked" | "young-person-words" | "young-person-not-asked" | "family-asked" | "family-words" | "family-not-asked" | "works-with" | "introducer-name" | "introducer-agency" | "introduction-how" | "introduction-by" | "hope-relationships" | "hope-safety" | "hope-stability" | "hope-learning" | "hope-wellbeing" | "hope-activities" | "could-fail" | "anything-else" | "age-reason", "young-person-asked" | "young-person-words" | "young-person-not-asked" | "family-asked" | "family-words" | "family-not-asked" | "works-with" | "introducer-name" | "introducer-agency" | "introduction-how" | "introduction-by" | "hope-relationships" | "hope-safety" | "hope-stability" | "hope-learning" | "hope-wellbeing" | "hope-activities" | "could-fail" | "anything-else" | "age-reason", "young-person-asked" | "young-person-words" | "young-person-not-asked" | "family-asked" | "family-words" | "family-not-asked" | "works-with" | "introducer-name" | "introducer-agency" | "introduction-how" | "introduction-by" | "hope-relationships" | "hope-safety" | "hope-stability" | "hope-learning" | "hope-wellbeing" | "hope-activities" | "could-fail" | "anything-else" | "age-reason">;

  /** S4. Counts the answers to this question, from 1: two people cannot give the same one. */
  version: ColumnType<number, number, number>;

  /** S4. The answer; empty where an earlier one was taken out. Of young-person-words: their own words. */
  says: ColumnType<string, string, string>;

  /** S4. When. */
  given_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Who typed it. */
  given_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. Why it was changed after the nomination was sent; always there then. */
  reason: ColumnType<string | null, string | null, string | null>;
}

export type NominationAnswer = Selectable<NominationAnswerTable>;
