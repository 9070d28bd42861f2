// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { NominationId } from './Nomination.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PanelDeclarationId = string & { readonly __of?: 'panel_declaration' };

/**
 * Represents the table app.panel_declaration
 * S4. Who takes part in considering a nomination, and who has a conflict of interest. Append-only: the newest of a person counts.
 */
export default interface PanelDeclarationTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<PanelDeclarationId, PanelDeclarationId | undefined, PanelDeclarationId>;

  /** S4. Nomination. */
  nomination_id: ColumnType<NominationId, NominationId, NominationId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Coordinator or panel member. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. Takes part. */
  here: ColumnType<boolean, boolean, boolean>;

  /** S4. Has a conflict of interest, and so cannot decide. */
  conflict: ColumnType<boolean, boolean, boolean>;

  /** S4. What kind, as far as they wish to say. */
  note: ColumnType<string | null, string | null, string | null>;

  /** S4. When. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Who wrote it down. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type PanelDeclaration = Selectable<PanelDeclarationTable>;
