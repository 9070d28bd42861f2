import type { ReadTx } from '../../../db/scope.ts'
import type { FormatRequest } from './formats.ts'

/** What was asked for about a young person, newest first. */
export const formatRequests = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly FormatRequest[]> =>
  tx
    .selectFrom('format_request as f')
    .innerJoin('person as p', 'p.id', 'f.asked_by')
    .leftJoin('person as a', 'a.id', 'f.arranged_by')
    .leftJoin('relevant_individual as i', join =>
      join.onRef('i.area_id', '=', 'f.area_id').onRef('i.id', '=', 'f.individual_id'),
    )
    .select([
      'f.id',
      'i.name as who',
      'f.wanted',
      'f.says',
      'f.asked_at as askedAt',
      'p.name as askedBy',
      'f.arranged_at as arrangedAt',
      'a.name as arrangedBy',
      'f.arranged_says as arrangedSays',
    ])
    .where('f.area_id', '=', areaId)
    .where('f.young_person_id', '=', youngPerson)
    .orderBy('f.asked_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(100)
    .execute()
