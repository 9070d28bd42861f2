// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type MeetingId = string & { readonly __of?: 'meeting' };

/**
 * Represents the table app.meeting
 * S1. A scheduled meeting of the forum of an area (R12, R13).
 */
export default interface MeetingTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<MeetingId, MeetingId | undefined, MeetingId>;

  /** S1. The day it takes place. */
  held_on: ColumnType<string, string, string>;

  /** S1. When it starts. */
  starts_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. Where, or how to join. */
  place: ColumnType<string | null, string | null, string | null>;

  /** S1. Who chairs it. */
  chair_id: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Who prepares and minutes it. */
  coordinator_id: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. When it was put in. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. By whom. */
  made_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. When it was closed. */
  closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. By whom. */
  closed_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. Counts changes. */
  version: ColumnType<number, number | undefined, number>;
}

export type Meeting = Selectable<MeetingTable>;
