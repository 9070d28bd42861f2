import type { WriteTx } from '../../../db/scope.ts'
import type { DiscussionKey } from '../discussion-queries.ts'

/** Locks a discussion and says where it stands, or nothing where there is none to be seen. */
export const lockDiscussion = (tx: WriteTx, key: DiscussionKey) =>
  tx
    .selectFrom('discussion')
    .select([
      'id',
      'kind',
      'held_on as heldOn',
      'papers_frozen_at as papersFrozenAt',
      'outcome_at as outcomeAt',
      'minutes_confirmed_at as minutesConfirmedAt',
      'taken_off_at as takenOffAt',
      'version',
    ])
    .where('area_id', '=', key.areaId)
    .where('young_person_id', '=', key.youngPerson)
    .where('id', '=', key.discussion)
    .forUpdate()
    .executeTakeFirst()
