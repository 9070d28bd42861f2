// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DraftForm = string;

export type DraftSubject = string;

export type DraftInstance = string;

/**
 * Represents the table app.draft
 * S4. What somebody was typing, theirs alone, until they send it or thirty days pass. Several are listed, never merged.
 */
export default interface DraftTable {
  /** S4. Who was typing. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. Which form. */
  form: ColumnType<DraftForm, DraftForm, DraftForm>;

  /** S4. The path of the page. */
  subject: ColumnType<DraftSubject, DraftSubject, DraftSubject>;

  /** S4. Which tab: two tabs never bleed into each other. */
  instance: ColumnType<DraftInstance, DraftInstance, DraftInstance>;

  /** S4. About whom, so that a lost relation closes the draft too. */
  young_person_id: ColumnType<string | null, string | null, string | null>;

  /** S4. Field names and what was typed. */
  body: ColumnType<unknown, unknown, unknown>;

  /** S4. When. */
  saved_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Until when it is kept. */
  expires_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type Draft = Selectable<DraftTable>;
