// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonLinkId = string & { readonly __of?: 'young_person_link' };

/**
 * Represents the table app.young_person_link
 * S5. Brothers, sisters and others: links between young people. One row speaks for both sides.
 */
export default interface YoungPersonLinkTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<YoungPersonLinkId, YoungPersonLinkId | undefined, YoungPersonLinkId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. The other, where they have a record in this area. */
  other_id: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S5. The other in words, where they have none. */
  other_words: ColumnType<string | null, string | null, string | null>;

  /** S5. config/code-lists relationship-kind, or written in. */
  kind: ColumnType<string, string, string>;

  /** S5. More about it. */
  note: ColumnType<string | null, string | null, string | null>;

  /** S5. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. When it was taken off. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S5. By whom. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S5. When it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type YoungPersonLink = Selectable<YoungPersonLinkTable>;
