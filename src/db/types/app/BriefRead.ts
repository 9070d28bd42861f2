// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { MatchId } from './Match.ts';
import type { BriefId } from './Brief.ts';
import type { WorkerId } from './Worker.ts';
import type { ColumnType, Selectable } from 'kysely';

export type BriefReadId = string & { readonly __of?: 'brief_read' };

/**
 * Represents the table app.brief_read
 * S3. That a worker said they have read a brief and will keep to it. Append-only.
 */
export default interface BriefReadTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<BriefReadId, BriefReadId | undefined, BriefReadId>;

  /** S3. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Match. */
  match_id: ColumnType<MatchId, MatchId, MatchId>;

  /** S3. What they read. */
  brief_id: ColumnType<BriefId, BriefId, BriefId>;

  /** S3. Who. */
  worker_id: ColumnType<WorkerId, WorkerId, WorkerId>;

  /** S3. When. */
  read_at: ColumnType<Date, Date | string | undefined, Date | string>;
}

export type BriefRead = Selectable<BriefReadTable>;
