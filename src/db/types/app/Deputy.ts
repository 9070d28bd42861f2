// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DeputyId = string & { readonly __of?: 'deputy' };

/**
 * Represents the table app.deputy
 * S0. Who stands in for a case-holder: the same young people, by name.
 */
export default interface DeputyTable {
  /** S0. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S0. Identity. */
  id: ColumnType<DeputyId, DeputyId | undefined, DeputyId>;

  /** S0. Case-holder. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Their deputy. */
  deputy_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. Always professional (R142). */
  deputy_kind: ColumnType<"professional", "professional" | undefined, "professional">;

  /** S0. From. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. Until; empty while it runs. */
  until_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S0. Who named them. */
  made_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type Deputy = Selectable<DeputyTable>;
