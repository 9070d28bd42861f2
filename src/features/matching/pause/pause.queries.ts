import type { ReadTx } from '../../../db/scope.ts'
import type { Pause } from './pause.ts'

/** When the matches of a young person had no new meetings and why, the newest first; nothing for who does not decide about it. */
export const pausesOf = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Pause[]> =>
  tx
    .selectFrom('match_pause as p')
    .leftJoin('person as d', 'd.id', 'p.decided_by')
    .select([
      'p.id',
      'p.match_id as match',
      'p.why',
      'p.from_at as fromAt',
      'p.says',
      'p.decide_by as decideBy',
      'p.decided_at as decidedAt',
      'd.name as decidedBy',
      'p.decided_as as decidedAs',
      'p.decided_says as decidedSays',
      'p.look_again_on as lookAgainOn',
      'p.over_at as overAt',
      'p.over_says as overSays',
      // One of now for a pause of now.
      eb =>
        eb
          .exists(
            eb
              .selectFrom('closed_service as c')
              .innerJoin('match as m', join =>
                join
                  .onRef('m.area_id', '=', 'c.area_id')
                  .onRef('m.strand_allocation_id', '=', 'c.strand_allocation_id'),
              )
              .select('c.id')
              .whereRef('m.area_id', '=', 'p.area_id')
              .whereRef('m.id', '=', 'p.match_id')
              .where(c => c.or([c('p.over_at', 'is not', null), c('c.over_at', 'is', null)])),
          )
          .as('serviceClosed'),
    ])
    .where('p.area_id', '=', areaId)
    .where('p.young_person_id', '=', youngPerson)
    .orderBy('p.from_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(100)
    .$narrowType<Pick<Pause, 'why' | 'decidedAs' | 'serviceClosed'>>()
    .execute()
