// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { WrongChildId } from './WrongChild.ts';
import type { ColumnType, Selectable } from 'kysely';

/**
 * Represents the table app.sealed_entry
 * S5. An entry that was recorded against the wrong young person, as it was when it was sealed. Only functions read it, for governance.
 */
export default interface SealedEntryTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. The move that sealed it. */
  wrong_child_id: ColumnType<WrongChildId, WrongChildId, WrongChildId>;

  /** S5. The entry, word for word: its SHA-256 is the seal. */
  original: ColumnType<unknown, unknown, unknown>;
}

export type SealedEntry = Selectable<SealedEntryTable>;
