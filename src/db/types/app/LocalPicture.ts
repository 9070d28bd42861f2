// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

/**
 * Represents the table app.local_picture
 * S4. What is happening around a young person: networks, where from, violence and weapons (R7, R8).
 */
export default interface LocalPictureTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Where a network is active: config/code-lists active-place, or written in. */
  active_places: ColumnType<string[], string[] | undefined, string[]>;

  /** S4. Where it comes from: config/code-lists originating-network, or written in. */
  originating_networks: ColumnType<string[], string[] | undefined, string[]>;

  /** S4. config/code-lists local-picture-flag. */
  flags: ColumnType<string[], string[] | undefined, string[]>;

  /** S4. More about it. */
  note: ColumnType<string | null, string | null, string | null>;

  /** S4. Last change. */
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  changed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. Counts changes. */
  version: ColumnType<number, number | undefined, number>;
}

export type LocalPicture = Selectable<LocalPictureTable>;
