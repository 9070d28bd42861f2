// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonSearchId } from './YoungPersonSearch.ts';
import type { ColumnType, Selectable } from 'kysely';

export type SearchMatchFoundId = string;

/**
 * Represents the table app.search_match
 * S1. What a search found. Only functions read it: they say "a similar record exists" of those the searcher cannot see.
 */
export default interface SearchMatchTable {
  /** S1. Area of the search. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Search. */
  search_id: ColumnType<YoungPersonSearchId, YoungPersonSearchId, YoungPersonSearchId>;

  /** S1. Who was found. */
  found_id: ColumnType<SearchMatchFoundId, SearchMatchFoundId, SearchMatchFoundId>;

  /** S1. In which area. */
  found_area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S1. Which kinds of detail look alike. */
  alike: ColumnType<string[], string[], string[]>;

  /** S1. How much is alike. */
  score: ColumnType<number, number, number>;
}

export type SearchMatch = Selectable<SearchMatchTable>;
