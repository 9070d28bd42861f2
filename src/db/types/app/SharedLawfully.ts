// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { LawfulShareId } from './LawfulShare.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.shared_lawfully */
export default interface SharedLawfullyTable {
  area_id: ColumnType<AreaId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  agency_id: ColumnType<AgencyId, never, never>;

  category: ColumnType<string, never, never>;

  id: ColumnType<LawfulShareId, never, never>;

  review_on: ColumnType<string, never, never>;

  purpose: ColumnType<string, never, never>;
}

export type SharedLawfully = Selectable<SharedLawfullyTable>;
