// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AssessmentId } from './Assessment.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type CopyForRecordId = string & { readonly __of?: 'copy_for_record' };

/**
 * Represents the table app.copy_for_record
 * S4. That a copy of an assessment was filed in the main record of the agency. Append-only.
 */
export default interface CopyForRecordTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<CopyForRecordId, CopyForRecordId | undefined, CopyForRecordId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Assessment. */
  assessment_id: ColumnType<AssessmentId, AssessmentId, AssessmentId>;

  /** S4. The reference printed on the copy. */
  reference: ColumnType<string, string, string>;

  /** S4. When somebody said it was filed. */
  filed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Who. */
  filed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When the assessment turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type CopyForRecord = Selectable<CopyForRecordTable>;
