// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { NominationId } from './Nomination.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PanelQuestionId = string & { readonly __of?: 'panel_question' };

/**
 * Represents the table app.panel_question
 * S4. More information the panel asked for; the clock stands still until it comes. One at a time.
 */
export default interface PanelQuestionTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<PanelQuestionId, PanelQuestionId | undefined, PanelQuestionId>;

  /** S4. Nomination. */
  nomination_id: ColumnType<NominationId, NominationId, NominationId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. What is asked. */
  asks: ColumnType<string, string, string>;

  /** S4. By when the panel would like to know. */
  wanted_by: ColumnType<string, string, string>;

  /** S4. When it was sent. */
  asked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  asked_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. The answer. */
  answer: ColumnType<string | null, string | null, string | null>;

  /** S4. When it was received. */
  answered_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Who answered. */
  answered_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type PanelQuestion = Selectable<PanelQuestionTable>;
