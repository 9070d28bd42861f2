// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type OptionConsideredId = string & { readonly __of?: 'option_considered' };

/**
 * Represents the table app.option_considered
 * S4. A support option a discussion looked at, from the list of the area; Trusted Relationships is one among them (R131, R139). Append-only: the newest row of an option counts.
 */
export default interface OptionConsideredTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<OptionConsideredId, OptionConsideredId | undefined, OptionConsideredId>;

  /** S4. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Which option of the area file. */
  option_key: ColumnType<string, string, string>;

  /** S4. What speaks for it. */
  reasons_for: ColumnType<string | null, string | null, string | null>;

  /** S4. What speaks against it. */
  reasons_against: ColumnType<string | null, string | null, string | null>;

  /** S4. Whether the discussion recommends it. */
  recommended: ColumnType<boolean, boolean, boolean>;

  /** S4. When. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type OptionConsidered = Selectable<OptionConsideredTable>;
