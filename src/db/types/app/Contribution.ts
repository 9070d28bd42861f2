// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ContributionId = string & { readonly __of?: 'contribution' };

/**
 * Represents the table app.contribution
 * S5. What one agency says to a discussion, with its handling mark; the policy keeps the mark.
 */
export default interface ContributionTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<ContributionId, ContributionId | undefined, ContributionId>;

  /** S5. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. Which agency says it. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S5. core agencies only, all at this item, or may go to the family. */
  handling: ColumnType<"core agencies only" | "all at this item" | "may go to the family", "core agencies only" | "all at this item" | "may go to the family", "core agencies only" | "all at this item" | "may go to the family">;

  /** S5. What it says. */
  says: ColumnType<string, string, string>;

  /** S5. When; after freezing it is shown as later. */
  given_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. Who typed it: the agency’s member, or the co-ordinator for them. */
  given_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type Contribution = Selectable<ContributionTable>;
