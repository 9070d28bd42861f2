// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { ColumnType, Selectable } from 'kysely';

/** Represents the view app.with_adult */
export default interface WithAdultTable {
  area_id: ColumnType<AreaId, never, never>;

  strand_allocation_id: ColumnType<StrandAllocationId, never, never>;
}

export type WithAdult = Selectable<WithAdultTable>;
