// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.allocation_with_adult */
export default interface AllocationWithAdultTable {
  area_id: ColumnType<AreaId, never, never>;

  strand_allocation_id: ColumnType<StrandAllocationId, never, never>;

  young_person_id: ColumnType<YoungPersonId, never, never>;

  how: ColumnType<string, never, never>;
}

export type AllocationWithAdult = Selectable<AllocationWithAdultTable>;
