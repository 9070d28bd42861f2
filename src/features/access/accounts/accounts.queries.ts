import type { ReadTx } from '../../../db/scope.ts'

export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly kind: 'professional' | 'trusted-relationships'
  readonly roles: number
}

/** People with a running role in this area, by name, a page at a time. `after` is the name of the last one shown. */
export async function accountsOf(
  tx: ReadTx,
  areaId: string,
  after: string | undefined,
  most: number,
): Promise<readonly AccountRow[]> {
  let query = tx
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .select(({ fn }) => ['p.id', 'p.name', 'p.title', 'p.kind', fn.count<number>('m.id').as('roles')])
    .where('m.area_id', '=', areaId as never)
    .where('p.closed_at', 'is', null)
    .where(({ eb, or }) => or([eb('m.until_at', 'is', null), eb('m.until_at', '>', tx.now)]))
  if (after) query = query.where('p.name', '>', after)
  return query.groupBy(['p.id', 'p.name', 'p.title', 'p.kind']).orderBy('p.name').orderBy('p.id').limit(most).execute()
}

/** One person of this area with their running roles. */
export async function accountOf(tx: ReadTx, areaId: string, personId: string) {
  const [person, roles] = await Promise.all([
    tx
      .selectFrom('person as p')
      .select(['p.id', 'p.name', 'p.title', 'p.kind', 'p.work_email as email'])
      .where('p.id', '=', personId as never)
      .where('p.closed_at', 'is', null)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('membership as m')
            .select('m.id')
            .whereRef('m.person_id', '=', 'p.id')
            .where('m.area_id', '=', areaId as never),
        ),
      )
      .executeTakeFirst(),
    tx
      .selectFrom('membership as m')
      .innerJoin('role as r', 'r.key', 'm.role')
      .leftJoin('team as t', j => j.onRef('t.area_id', '=', 'm.area_id').onRef('t.id', '=', 'm.team_id'))
      .leftJoin('service as s', j => j.onRef('s.area_id', '=', 'm.area_id').onRef('s.key', '=', 'm.service_key'))
      .select(['m.id', 'r.says', 'r.signs_in as signsIn', 't.name as team', 's.name as service', 'm.from_at as from'])
      .where('m.person_id', '=', personId as never)
      .where('m.area_id', '=', areaId as never)
      .where(({ eb, or }) => or([eb('m.until_at', 'is', null), eb('m.until_at', '>', tx.now)]))
      .orderBy('m.from_at')
      .execute(),
  ])
  return person ? { ...person, roles, byPasskey: roles.some(role => role.signsIn === 'passkey') } : null
}

/** Teams and services of this area to choose from: those its file names now. */
export async function choicesOf(tx: ReadTx, areaId: string) {
  const [teams, services] = await Promise.all([
    tx
      .selectFrom('team as t')
      .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 't.area_id').onRef('a.id', '=', 't.agency_id'))
      .select(['t.id', 't.name', 'a.name as agency'])
      .where('t.area_id', '=', areaId as never)
      .where('t.in_use', '=', true)
      .orderBy('a.name')
      .orderBy('t.name')
      .execute(),
    tx
      .selectFrom('service')
      .select(['key', 'name'])
      .where('area_id', '=', areaId as never)
      .where('in_use', '=', true)
      .orderBy('name')
      .execute(),
  ])
  return {
    teams: Object.fromEntries(teams.map(t => [t.id, t.agency === t.name ? t.name : `${t.agency}: ${t.name}`])),
    services: Object.fromEntries(services.map(s => [s.key, s.name])),
  }
}
