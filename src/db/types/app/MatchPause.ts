// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type MatchPauseId = string & { readonly __of?: 'match_pause' };

/**
 * Represents the table app.match_pause
 * S3. Why a match has no new meetings, since when, and what was decided. Several may stand at once; they meet again when none does.
 */
export default interface MatchPauseTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<MatchPauseId, MatchPauseId | undefined, MatchPauseId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The match. */
  match_id: ColumnType<MatchId, MatchId, MatchId>;

  /** S3. The class of the reason, and no more: limb (what was found about safety), limb gone (that holds no more, nobody has decided yet), check, away, wall, no yes, or asked for by somebody. */
  why: ColumnType<"limb" | "limb gone" | "check" | "away" | "wall" | "no yes" | "asked" | "hand-over", "limb" | "limb gone" | "check" | "away" | "wall" | "no yes" | "asked" | "hand-over", "limb" | "limb gone" | "check" | "away" | "wall" | "no yes" | "asked" | "hand-over">;

  /** S3. Since when. */
  from_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. Who asked for it; nobody where a rule did. */
  paused_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why, who keeps in touch, and what the young person was told. */
  says: ColumnType<string | null, string | null, string | null>;

  /** S3. By when they decide, from the clock of the area. */
  decide_by: ColumnType<string, string, string>;

  /** S3. When it was decided. */
  decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who wrote it down. */
  decided_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. wait or goodbye; that they meet again is an end of the pause. */
  decided_as: ColumnType<"wait" | "goodbye" | null, "wait" | "goodbye" | null, "wait" | "goodbye" | null>;

  /** S3. What was decided, and with whom. */
  decided_says: ColumnType<string | null, string | null, string | null>;

  /** S3. When it is asked again. */
  look_again_on: ColumnType<string | null, string | null, string | null>;

  /** S3. When it was over. */
  over_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who said so; nobody where the reason went away. */
  over_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. What they said. */
  over_says: ColumnType<string | null, string | null, string | null>;
}

export type MatchPause = Selectable<MatchPauseTable>;
