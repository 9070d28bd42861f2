// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.relation_shared */
export default interface RelationSharedTable {
  person_id: ColumnType<PersonId, never, never>;

  area_id: ColumnType<AreaId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  because: ColumnType<string, never, never>;
}

export type RelationShared = Selectable<RelationSharedTable>;
