import type { ReadTx } from '../../../db/scope.ts'

/** A team that may hold cases, or somebody in it: what is chosen when a case changes hands. */
export interface HolderChoice {
  readonly agencyId: string
  readonly agency: string
  readonly teamId: string
  readonly team: string
  readonly personId: string | null
  readonly person: string | null
  readonly title: string | null
}

/** Teams of agencies that hold cases, and the case-holders in them. Trusted Relationships is none of them (R142). */
export async function holderChoices(tx: ReadTx, areaId: string): Promise<readonly HolderChoice[]> {
  const teams = tx
    .selectFrom('team as t')
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 't.area_id').onRef('a.id', '=', 't.agency_id'))
    .select(['a.id as agencyId', 'a.name as agency', 't.id as teamId', 't.name as team'])
    .where('t.area_id', '=', areaId)
    .where('a.holds_cases', '=', true)
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

const keyOf = (choice: HolderChoice): string => `${choice.teamId}${choice.personId ? ` ${choice.personId}` : ''}`

/** As options of a field: each team, then the people in it. */
export const asOptions = (choices: readonly HolderChoice[]): Record<string, string> =>
  Object.fromEntries(
    choices.map(choice => [
      keyOf(choice),
      choice.person
        ? `${choice.person}, ${choice.title} – ${choice.team}`
        : `${choice.team}, ${choice.agency} (as a team)`,
    ]),
  )

/** The choice behind an option. */
export const chosen = (choices: readonly HolderChoice[], key: string): HolderChoice | undefined =>
  choices.find(choice => keyOf(choice) === key)

export const optionFor = keyOf
