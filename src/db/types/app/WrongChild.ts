// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WrongChildId = string & { readonly __of?: 'wrong_child' };

/**
 * Represents the table app.wrong_child
 * S4. An entry recorded against the wrong young person: moved, the first one hidden and sealed. Append-only.
 */
export default interface WrongChildTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<WrongChildId, WrongChildId | undefined, WrongChildId>;

  /** S4. About whom it never was. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. About whom it is. */
  right_young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Kind of entry. */
  kind: ColumnType<"exploitation concern" | "trusted adult" | "link" | "status" | "risk assessment" | "screening" | "night note" | "answer about consent" | "relevant individual" | "wishes" | "keep apart", "exploitation concern" | "trusted adult" | "link" | "status" | "risk assessment" | "screening" | "night note" | "answer about consent" | "relevant individual" | "wishes" | "keep apart", "exploitation concern" | "trusted adult" | "link" | "status" | "risk assessment" | "screening" | "night note" | "answer about consent" | "relevant individual" | "wishes" | "keep apart">;

  /** S4. The entry, hidden since. */
  entry_id: ColumnType<string, string, string>;

  /** S4. The same entry where it belongs. */
  moved_to_id: ColumnType<string, string, string>;

  /** S4. How it was noticed. */
  reason: ColumnType<string, string, string>;

  /** S4. SHA-256 of the entry as it was, so that a later change would show. */
  seal: ColumnType<Buffer, Buffer, Buffer>;

  /** S4. When the entry was recorded there: who opened the record since may have seen it. */
  recorded_at: ColumnType<Date, Date | string, Date | string>;

  /** S4. When. */
  moved_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  moved_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type WrongChild = Selectable<WrongChildTable>;
