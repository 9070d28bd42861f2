// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { DiscussionId } from './Discussion.ts';
import type { AgencyId } from './Agency.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.at_discussion */
export default interface AtDiscussionTable {
  person_id: ColumnType<PersonId, never, never>;

  area_id: ColumnType<AreaId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  discussion_id: ColumnType<DiscussionId, never, never>;

  agency_id: ColumnType<AgencyId | null, never, never>;

  core: ColumnType<boolean, never, never>;
}

export type AtDiscussion = Selectable<AtDiscussionTable>;
