// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { DiscussionId } from './Discussion.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type PaperId = string & { readonly __of?: 'paper' };

/**
 * Represents the table app.paper
 * S5. What the members of a discussion read: the record as it was at one moment, with the child’s own words. Never changed; what is new comes as a later edition, marked as later.
 */
export default interface PaperTable {
  /** S5. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S5. Identity. */
  id: ColumnType<PaperId, PaperId | undefined, PaperId>;

  /** S5. Discussion. */
  discussion_id: ColumnType<DiscussionId, DiscussionId, DiscussionId>;

  /** S5. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. Who may read this part: core agencies only (people who pose a risk), or all at this item. */
  handling: ColumnType<"core agencies only" | "all at this item", "core agencies only" | "all at this item", "core agencies only" | "all at this item">;

  /** S5. 1 is what was frozen; higher ones hold what changed later. */
  edition: ColumnType<number, number, number>;

  /** S5. The record at that moment. */
  body: ColumnType<unknown, unknown, unknown>;

  /** S5. SHA-256 over the body as PostgreSQL prints it. */
  hash: ColumnType<Buffer, Buffer, Buffer>;

  /** S5. When. */
  frozen_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S5. By whom. */
  frozen_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S5. When the assessment in it turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type Paper = Selectable<PaperTable>;
