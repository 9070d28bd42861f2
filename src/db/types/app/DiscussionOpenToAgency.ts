// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { AgencyId } from './Agency.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { DiscussionId } from './Discussion.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.discussion_open_to_agency */
export default interface DiscussionOpenToAgencyTable {
  area_id: ColumnType<AreaId, never, never>;

  agency_id: ColumnType<AgencyId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  discussion_id: ColumnType<DiscussionId, never, never>;
}

export type DiscussionOpenToAgency = Selectable<DiscussionOpenToAgencyTable>;
