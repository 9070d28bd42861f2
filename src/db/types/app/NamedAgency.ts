// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NamedAgencyId = string & { readonly __of?: 'named_agency' };

/**
 * Represents the table app.named_agency
 * S3. One of many, such as a school, that can be asked about when a young person is asked about sharing. It opens nothing.
 */
export default interface NamedAgencyTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<NamedAgencyId, NamedAgencyId | undefined, NamedAgencyId>;

  /** S3. About whom it would be asked. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Which one. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S3. When it was added. */
  named_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  named_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type NamedAgency = Selectable<NamedAgencyTable>;
