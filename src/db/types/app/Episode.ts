// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type EpisodeId = string & { readonly __of?: 'episode' };

/**
 * Represents the table app.episode
 * S2. A time with Trusted Relationships, from the first record to the goodbye. One is open at a time; a return is a new one.
 */
export default interface EpisodeTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<EpisodeId, EpisodeId | undefined, EpisodeId>;

  /** S2. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S2. First day. */
  started_on: ColumnType<string, string, string>;

  /** S2. When it was recorded. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. Who told us: config/code-lists referral-source. */
  told_by: ColumnType<string | null, string | null, string | null>;

  /** S2. Last day; empty while it runs. */
  ended_on: ColumnType<string | null, string | null, string | null>;

  /** S2. When the end was recorded. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. By whom. */
  ended_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S2. Why it ended. */
  end_reason: ColumnType<string | null, string | null, string | null>;

  /** S2. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S2. Why it ended, in a word; empty where it ended before this was asked. */
  end_kind: ColumnType<"as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null, "as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null, "as planned" | "the young person wished it" | "somebody else helps" | "they moved away" | "it is not safe" | "we did not reach them" | "something else" | null>;
}

export type Episode = Selectable<EpisodeTable>;
