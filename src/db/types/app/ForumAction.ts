// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ForumActionId = string & { readonly __of?: 'forum_action' };

/**
 * Represents the table app.forum_action
 * S4. What an agency took on, by when. When it does not act, it climbs to its manager (R141).
 */
export default interface ForumActionTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<ForumActionId, ForumActionId | undefined, ForumActionId>;

  /** S4. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. The agency that owns it. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S4. The person in it, where one is named. */
  person_id: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. What is to be done. */
  says: ColumnType<string, string, string>;

  /** S4. By when. */
  due_on: ColumnType<string, string, string>;

  /** S4. The day after which it goes to the manager of the agency, from the clock of the area. */
  climbs_on: ColumnType<string, string, string>;

  /** S4. When it was agreed. */
  given_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Who recorded it. */
  given_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When it was done. */
  done_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Who said so. */
  done_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. What came of it. */
  done_note: ColumnType<string | null, string | null, string | null>;

  /** S4. When it went to the manager. */
  climbed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Where it went: to the managers of the agency, or, where it has none, back to those who run the forum. */
  climbed_to: ColumnType<"managers" | "forum" | null, "managers" | "forum" | null, "managers" | "forum" | null>;
}

export type ForumAction = Selectable<ForumActionTable>;
