// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { KeepApartId } from './KeepApart.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type KeepApartLookId = string & { readonly __of?: 'keep_apart_look' };

/**
 * Represents the table app.keep_apart_look
 * S5. Somebody looked at a keep-apart again and it goes on. Only functions read it. Append-only.
 */
export default interface KeepApartLookTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<KeepApartLookId, KeepApartLookId | undefined, KeepApartLookId>;

  /** S5. The keep-apart. */
  keep_apart_id: ColumnType<KeepApartId, KeepApartId, KeepApartId>;

  /** S5. Why it goes on. */
  says: ColumnType<string, string, string>;

  /** S5. When it is looked at again. */
  next_on: ColumnType<string, string, string>;

  /** S5. When. */
  looked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  looked_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type KeepApartLook = Selectable<KeepApartLookTable>;
