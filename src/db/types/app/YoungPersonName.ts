// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ColumnType, Selectable } from 'kysely';

export type YoungPersonNamePart = string;

export type YoungPersonNameWord = string;

/**
 * Represents the table app.young_person_name
 * S1. The words of a name in lower case without accents, for search. Only functions read it.
 */
export default interface YoungPersonNameTable {
  /** S1. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S1. Which name it is a word of: given, surname or known as. */
  part: ColumnType<"given" | "surname" | "known as", "given" | "surname" | "known as", "given" | "surname" | "known as">;

  /** S1. One word of a given name, surname or known-as. */
  word: ColumnType<YoungPersonNameWord, YoungPersonNameWord, YoungPersonNameWord>;

  /** S1. How the word sounds (double metaphone), or the word itself where it has no sound in that alphabet. */
  sounds: ColumnType<string, string, string>;

  /** S1. The other way it may sound; empty where there is none. */
  sounds_too: ColumnType<string | null, string | null, string | null>;
}

export type YoungPersonName = Selectable<YoungPersonNameTable>;
