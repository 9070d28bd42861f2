// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { RelevantIndividualId } from './RelevantIndividual.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ConsentId = string & { readonly __of?: 'consent' };

/**
 * Represents the table app.consent
 * S3. What one individual answered to one question, taking part or sharing, and how they were asked (R149 to R152). Append-only: the newest of each individual counts.
 */
export default interface ConsentTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<ConsentId, ConsentId | undefined, ConsentId>;

  /** S3. About whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Who was asked; empty for the young person. */
  individual_id: ColumnType<RelevantIndividualId | null, RelevantIndividualId | null, RelevantIndividualId | null>;

  /** S3. taking part or sharing. */
  question: ColumnType<"taking part" | "sharing", "taking part" | "sharing", "taking part" | "sharing">;

  /** S3. yes, no, withdrawn, or not approached because it would not be safe. */
  answer: ColumnType<"yes" | "no" | "withdrawn" | "not approached", "yes" | "no" | "withdrawn" | "not approached", "yes" | "no" | "withdrawn" | "not approached">;

  /** S3. On what day. */
  asked_on: ColumnType<string, string, string>;

  /** S3. Who asked: the introducer first. */
  asked_by: ColumnType<string, string, string>;

  /** S3. What was explained (R151). */
  explained: ColumnType<string | null, string | null, string | null>;

  /** S3. How: in person, in easy read, with an interpreter and so on. */
  how: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. In which language. */
  language: ColumnType<string | null, string | null, string | null>;

  /** S3. Whether they were told that we share to keep somebody safe, whatever they answer (R78, R153). */
  limits_told: ColumnType<boolean, boolean | undefined, boolean>;

  /** S3. What they understood, in their words (R151). */
  understood: ColumnType<string | null, string | null, string | null>;

  /** S3. What else they said; of sharing, whom they would rather we did not tell. */
  says: ColumnType<string | null, string | null, string | null>;

  /** S3. Whether whoever asked saw that the young person understands this decision. */
  competence: ColumnType<"understands" | "does not understand" | "not judged", "understands" | "does not understand" | "not judged" | undefined, "understands" | "does not understand" | "not judged">;

  /** S3. What makes them say so. */
  competence_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. The council’s own consent form (R152). */
  form_reference: ColumnType<string | null, string | null, string | null>;

  /** S3. Its version. */
  form_version: ColumnType<string | null, string | null, string | null>;

  /** S3. Why it would not be safe to ask. */
  not_approached_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. Who decided that. */
  not_approached_by: ColumnType<string | null, string | null, string | null>;

  /** S3. Last day it holds; of somebody not approached, when it is looked at again. Empty where it holds until they say otherwise. */
  until_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Of a yes to sharing: for what (R147). */
  purposes: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. What this answer ended, as agency and category: when it was closed to whom. */
  ends: ColumnType<string[], string[] | undefined, string[]>;

  /** S3. Why somebody else asked first than the introducer. */
  other_asker_reason: ColumnType<string | null, string | null, string | null>;
}

export type Consent = Selectable<ConsentTable>;
