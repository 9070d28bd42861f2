import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx } from '../../../db/scope.ts'
import { done, refused } from '../../../platform/outcome.ts'
import { ask, type Route } from '../../../web/route.ts'
import { urls } from '../urls.ts'
import { deputyForm, nobody } from './deputy.form.ts'
import { DeputyPage } from './deputy.page.tsx'

/** Case-holders and team managers of an area: those who can stand in, and for whom. */
const professionals = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.title', 'm.role', 'm.team_id as team', 'm.agency_id as agency'])
    .where('m.area_id', '=', areaId)
    .where('m.role', 'in', ['case-holder', 'team-manager'])
    .where('m.until_at', 'is', null)
    .where('p.closed_at', 'is', null)
    .where('p.kind', '=', 'professional')
    .orderBy('p.name')
    .limit(1_000)
    .execute()

const standingIn = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('deputy as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .innerJoin('person as q', 'q.id', 'd.deputy_id')
    .select(['d.person_id as forId', 'p.name as forName', 'q.name as deputy', 'd.from_at as from'])
    .where('d.area_id', '=', areaId)
    .where('d.until_at', 'is', null)
    .orderBy('p.name')
    .limit(200)
    .execute()

export const deputyRoutes: readonly Route[] = [
  ...ask(urls.deputy, {
    may: 'name a deputy',
    audit: { read: 'deputies viewed', done: 'deputy named' },
    shows: async ({ tx, area, who }) => {
      const [all, standing] = await Promise.all([professionals(tx, area.id), standingIn(tx, area.id)])
      const managed = who.roles
        .filter(role => role.area === area.id && role.role === 'team-manager')
        .map(role => role.team)
      const forWhom = all.filter(
        one =>
          one.role === 'case-holder' && (one.id === who.person.id || (one.team !== null && managed.includes(one.team))),
      )
      if (forWhom.length === 0) return null
      const once = <T extends { id: string }>(list: readonly T[]) => [
        ...new Map(list.map(one => [one.id, one])).values(),
      ]
      return {
        areaKey: area.key,
        people: once(all),
        forWhom: once(forWhom),
        standing: standing.filter(one => forWhom.some(whom => whom.id === one.forId)),
      }
    },
    about: () => [],
    form: deputyForm,
    start: view => (view.forWhom.length === 1 ? { forPerson: view.forWhom[0]?.id ?? '' } : {}),
    page: (view, filled) => DeputyPage({ view, filled }),
    act: async ({ tx, area, value }) => {
      const deputy = value.deputy === nobody ? null : value.deputy
      await audit(tx, 'deputy named', { record: value.forPerson, detail: { deputy: { to: deputy } } })
      const { rows } = await sql<{
        ok: boolean
      }>`select app.name_deputy(${area.id}::uuid, ${value.forPerson}::uuid, ${deputy}::uuid) as ok`.execute(tx)
      return rows[0]?.ok ? done() : refused('not possible')
    },
    next: ({ key }) => urls.deputy(key),
    refusals: { 'not possible': { field: 'deputy', text: 'They cannot stand in. Choose somebody else' } },
  }),
]
