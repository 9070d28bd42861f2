// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MeetingId } from './Meeting.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type DiscussionId = string & { readonly __of?: 'discussion' };

/**
 * Represents the table app.discussion
 * S4. One child in one multi-agency discussion: a scheduled meeting, an urgent discussion or a strategy meeting (R131). Nobody waits for an agenda.
 */
export default interface DiscussionTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Identity. */
  id: ColumnType<DiscussionId, DiscussionId | undefined, DiscussionId>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S4. scheduled, urgent or strategy. */
  kind: ColumnType<"scheduled" | "urgent" | "strategy", "scheduled" | "urgent" | "strategy", "scheduled" | "urgent" | "strategy">;

  /** S4. The meeting, where it is scheduled. */
  meeting_id: ColumnType<MeetingId | null, MeetingId | null, MeetingId | null>;

  /** S4. Place on the agenda. */
  place_on_agenda: ColumnType<number, number | undefined, number>;

  /** S4. Children discussed one after another because they belong together; their minutes are split per child. */
  sibling_group: ColumnType<string | null, string | null, string | null>;

  /** S4. The day it takes place or took place. */
  held_on: ColumnType<string, string, string>;

  /** S4. Since when the child had been waiting for the forum when they were put on the agenda. */
  waiting_since: ColumnType<Date, Date | string, Date | string>;

  /** S4. When it was put on the agenda. */
  listed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  listed_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S4. When the papers were frozen: from then on invited agencies see them. */
  papers_frozen_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  papers_frozen_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. When the outcome was recorded. */
  outcome_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Until when invited agencies see it, from the clock of the area; longer while they own an open action. */
  members_until: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. When the chair confirmed the minutes. Set by a function only. */
  minutes_confirmed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. Which chair. */
  minutes_confirmed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. When it was taken off the agenda. */
  taken_off_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S4. By whom. */
  taken_off_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S4. Why. */
  taken_off_reason: ColumnType<string | null, string | null, string | null>;

  /** S4. Counts changes. */
  version: ColumnType<number, number | undefined, number>;

  /** S4. Until when invited agencies see it while no outcome is recorded: the window of the area, counted from the day it takes place. */
  members_at_latest: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type Discussion = Selectable<DiscussionTable>;
