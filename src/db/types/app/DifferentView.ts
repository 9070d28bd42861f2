// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DifferentViewId = string & { readonly __of?: 'different_view' };

/**
 * Represents the table app.different_view
 * S4. Somebody, by name or agency, saw it differently.
 */
export default interface DifferentViewTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<DifferentViewId, DifferentViewId | undefined, DifferentViewId>;

  /** S4. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. Which agency. */
  agency_id: ColumnType<AgencyId | null, AgencyId | null, AgencyId | null>;

  /** S4. Or who, by name. */
  name: ColumnType<string | null, string | null, string | null>;

  /** S4. How they see it. */
  says: ColumnType<string, string, string>;

  /** S4. When. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type DifferentView = Selectable<DifferentViewTable>;
