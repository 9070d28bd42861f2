// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonId = string & { readonly __of?: 'young_person' };

/**
 * Represents the table app.young_person
 * S1. A child or young person (R1).
 */
export default interface YoungPersonTable {
  /** S1. Responsible area: it leads every key. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<YoungPersonId, YoungPersonId | undefined, YoungPersonId>;

  /** S1. Short reference that says nothing, for the telephone and the main record. */
  reference: ColumnType<string, string, string>;

  /** S1. Given names. */
  given_names: ColumnType<string, string, string>;

  /** S1. Surname. */
  surname: ColumnType<string, string, string>;

  /** S1. The name they go by. */
  known_as: ColumnType<string | null, string | null, string | null>;

  /** S1. As they said. */
  pronouns: ColumnType<string | null, string | null, string | null>;

  /** S1. Date of birth; may be estimated. */
  born_on: ColumnType<string | null, string | null, string | null>;

  /** S1. True where the date is an estimate. */
  born_on_estimated: ColumnType<boolean, boolean | undefined, boolean>;

  /** S1. Where an estimate comes from. */
  born_on_source: ColumnType<string | null, string | null, string | null>;

  /** S1. config/code-lists, or not known, not asked, prefers not to say. */
  sex: ColumnType<string, string | undefined, string>;

  /** S1. As they describe it. */
  gender: ColumnType<string, string | undefined, string>;

  /** S1. DfE list, or not known, not asked, prefers not to say. */
  ethnicity: ColumnType<string, string | undefined, string>;

  /** S1. Language they prefer. */
  language: ColumnType<string, string | undefined, string>;

  /** S1. config/code-lists interpreter-need, or not known, not asked, prefers not to say. */
  interpreter_need: ColumnType<string, string | undefined, string>;

  /** S1. Interpreter, by the reference of the agency that sends them; never a neighbour or relative. */
  interpreter: ColumnType<string | null, string | null, string | null>;

  /** S1. Whether easy-read is wanted (R161). */
  easy_read: ColumnType<string, string | undefined, string>;

  /** S1. DfE list. */
  disability: ColumnType<string[], string[] | undefined, string[]>;

  /** S1. When recorded. */
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. By whom. */
  created_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. Why a record was made although a similar one stands: what was shown and the reason given. */
  recorded_under: ColumnType<unknown, unknown | undefined, unknown>;

  /** S1. Where they are now, if not where they are expected. Whatever would reach them or their family by itself asks this first. */
  status: ColumnType<"none" | "missing now" | "custody" | "hospital" | "secure" | "died", "none" | "missing now" | "custody" | "hospital" | "secure" | "died" | undefined, "none" | "missing now" | "custody" | "hospital" | "secure" | "died">;

  /** S1. Since when. */
  status_since: ColumnType<string | null, string | null, string | null>;

  /** S1. Since when coordinator and panel of the area list the young person: a nomination was submitted, and not all were taken back. */
  opened_to_panel_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. When the assessment was first sent to the forum: chair and co-ordinator of the area see who waits. */
  sent_to_forum_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. When the forum last recorded an outcome; kept by the discussion itself. */
  forum_decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. The record this one was merged into. */
  merged_into: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S1. Counts changes, so that nobody overwrites what they did not see. */
  version: ColumnType<number, number | undefined, number>;

  /** S1. When the front door asked for a strategy discussion before any assessment was sent; empty again once one is. Until then the forum lists them for urgent and strategy discussions alone. */
  forum_asked_urgently_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type YoungPerson = Selectable<YoungPersonTable>;
