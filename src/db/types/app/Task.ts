// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type TaskId = string & { readonly __of?: 'task' };

/**
 * Represents the table app.task
 * S1. Something asked of somebody, with its date. Made by acts and clocks, settled by the act that answers it.
 */
export default interface TaskTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Identity. */
  id: ColumnType<TaskId, TaskId | undefined, TaskId>;

  /** S1. About whom, if anybody. */
  young_person_id: ColumnType<YoungPersonId | null, YoungPersonId | null, YoungPersonId | null>;

  /** S1. What is asked; the words stand in features/tasks. */
  kind: ColumnType<string, string, string>;

  /** S1. About which record. */
  record_id: ColumnType<string | null, string | null, string | null>;

  /** S1. Where it lies: person:…, team:…, role:area:… or service:area:…. */
  desk: ColumnType<string, string, string>;

  /** S1. Where it is done. */
  path: ColumnType<string, string, string>;

  /** S1. By when. */
  due_on: ColumnType<string | null, string | null, string | null>;

  /** S1. Since when. */
  asked_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. Whose act asked for it. */
  asked_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S1. When it was answered. */
  settled_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. By whom. */
  settled_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;
}

export type Task = Selectable<TaskTable>;
