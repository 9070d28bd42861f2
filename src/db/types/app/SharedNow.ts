// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.shared_now */
export default interface SharedNowTable {
  area_id: ColumnType<AreaId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  agency_id: ColumnType<AgencyId, never, never>;

  category: ColumnType<string, never, never>;
}

export type SharedNow = Selectable<SharedNowTable>;
