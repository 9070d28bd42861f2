// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DiscussionAgencyId = string & { readonly __of?: 'discussion_agency' };

/**
 * Represents the table app.discussion_agency
 * S4. Which agencies are invited to one child’s discussion, and which came.
 */
export default interface DiscussionAgencyTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<DiscussionAgencyId, DiscussionAgencyId | undefined, DiscussionAgencyId>;

  /** S4. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Agency. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S4. When it was invited. */
  invited_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  invited_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When the invitation was taken back: the child closes to it at once. */
  uninvited_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. there, apologies or not there; empty until known. */
  attendance: ColumnType<"there" | "apologies" | "not there" | null, "there" | "apologies" | "not there" | null, "there" | "apologies" | "not there" | null>;

  /** S4. When that was recorded. */
  attendance_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  attendance_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type DiscussionAgency = Selectable<DiscussionAgencyTable>;
