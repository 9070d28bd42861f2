import type { ReadTx } from '../../../db/scope.ts'

/** The hand-over nobody has answered yet. */
export async function openHandOver(tx: ReadTx, areaId: string, youngPerson: string) {
  const row = await tx
    .selectFrom('hand_over as o')
    .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'o.area_id').onRef('t.id', '=', 'o.to_team_id'))
    .innerJoin('team as f', j => j.onRef('f.area_id', '=', 'o.area_id').onRef('f.id', '=', 'o.from_team_id'))
    .innerJoin('person as asker', 'asker.id', 'o.asked_by')
    .leftJoin('person as p', 'p.id', 'o.to_person_id')
    .select([
      'o.id',
      'o.to_team_id as teamId',
      't.name as team',
      'f.name as fromTeam',
      'o.to_person_id as personId',
      'p.name as person',
      'o.asked_by as askedBy',
      'asker.name as asker',
      'asker.work_phone as askerPhone',
      'o.asked_at as askedAt',
      'o.due_on as dueOn',
      'o.reason',
      'o.made_by_manager as byManager',
    ])
    .where('o.area_id', '=', areaId)
    .where('o.young_person_id', '=', youngPerson)
    .where('o.answered_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
export type OpenHandOver = NonNullable<Awaited<ReturnType<typeof openHandOver>>>
