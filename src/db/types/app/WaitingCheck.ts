// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { StrandAllocationId } from './StrandAllocation.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WaitingCheckId = string & { readonly __of?: 'waiting_check' };

/**
 * Represents the table app.waiting_check
 * S3. How a young person is who was accepted and has no adult yet, looked at each week. Never changed: a new look is a new row.
 */
export default interface WaitingCheckTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<WaitingCheckId, WaitingCheckId | undefined, WaitingCheckId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The strand they wait in. */
  strand_allocation_id: ColumnType<StrandAllocationId, StrandAllocationId, StrandAllocationId>;

  /** S3. Day of the look. */
  checked_on: ColumnType<string, string | undefined, string>;

  /** S3. Who looked. */
  checked_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. Who keeps in touch with them meanwhile. */
  keeps_in_touch: ColumnType<string, string, string>;

  /** S3. How often. */
  how_often: ColumnType<string, string, string>;

  /** S3. What the young person was told. */
  told: ColumnType<string, string, string>;

  /** S3. How they are, in their words where there are some. */
  how_they_are: ColumnType<string, string, string>;

  /** S3. When it was written down. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type WaitingCheck = Selectable<WaitingCheckTable>;
