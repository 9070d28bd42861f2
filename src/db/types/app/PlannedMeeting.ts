// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PlannedMeetingId = string & { readonly __of?: 'planned_meeting' };

/**
 * Represents the table app.planned_meeting
 * S3. When and where a young person and the adult at their side meet next. One that cannot be is called off.
 */
export default interface PlannedMeetingTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<PlannedMeetingId, PlannedMeetingId | undefined, PlannedMeetingId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Match. */
  match_id: ColumnType<MatchId, MatchId, MatchId>;

  /** S3. From when. */
  starts_at: ColumnType<Date, Date | string, Date | string>;

  /** S3. Until when. */
  ends_at: ColumnType<Date, Date | string, Date | string>;

  /** S3. Where; on a telephone only around the meeting. */
  venue: ColumnType<string, string, string>;

  /** S3. When it was agreed. */
  agreed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. Who wrote it down: the worker, or whoever manages the service. */
  agreed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When it was called off. */
  called_off_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. By whom. */
  called_off_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Of a group activity (R69): the same for everybody who is there; empty where two meet. */
  group_id: ColumnType<string | null, string | null, string | null>;

  /** S3. yes; asked on a telephone and not answered yet; or no: whoever manages the service plans it. Only what is agreed was ever on. */
  agreed: ColumnType<"yes" | "asked" | "no", "yes" | "asked" | "no" | undefined, "yes" | "asked" | "no">;
}

export type PlannedMeeting = Selectable<PlannedMeetingTable>;
