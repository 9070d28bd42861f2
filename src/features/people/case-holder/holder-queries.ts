import type { ReadTx } from '../../../db/scope.ts'
import type { HolderChoice } from './holder-choices.ts'

/** Teams of agencies that hold cases, and the case-holders in them. Trusted Relationships is none of them (R142). */
export async function holderChoices(tx: ReadTx, areaId: string): Promise<readonly HolderChoice[]> {
  const teams = tx
    .selectFrom('team as t')
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 't.area_id').onRef('a.id', '=', 't.agency_id'))
    .select(['a.id as agencyId', 'a.name as agency', 't.id as teamId', 't.name as team'])
    .where('t.area_id', '=', areaId)
    .where('a.holds_cases', '=', true)
    .where('t.in_use', '=', true)
    .where('a.kind', '<>', 'trusted-relationships')
    .orderBy('a.name')
    .orderBy('t.name')
    .limit(200)
  const people = tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.team_id as teamId', 'p.id', 'p.name', 'p.title'])
    .distinct()
    .where('m.area_id', '=', areaId)
    .where('m.role', '=', 'case-holder')
    .where('m.team_id', 'is not', null)
    .where('m.until_at', 'is', null)
    .where('p.closed_at', 'is', null)
    .where('p.kind', '=', 'professional')
    .orderBy('p.name')
    .limit(1_000)
  const [inTeams, holders] = await Promise.all([teams.execute(), people.execute()])
  return inTeams.flatMap(team => [
    { ...team, personId: null, person: null, title: null },
    ...holders
      .filter(holder => holder.teamId === team.teamId)
      .map(holder => ({ ...team, personId: holder.id as string, person: holder.name, title: holder.title })),
  ])
}
