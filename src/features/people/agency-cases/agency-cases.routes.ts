import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { afterOf, pageSize } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { urls } from '../urls.ts'
import { type AgencyCase, AgencyCasesPage } from './agency-cases.page.tsx'

/** Who holds whom in the agencies the asker manages. `cursor` is the exact moment, which a Date would round. */
async function casesOfMyAgency(
  tx: ReadTx,
  areaId: string,
  before: { readonly from: string; readonly id: string } | undefined,
): Promise<readonly AgencyCase[]> {
  const { rows } =
    await sql<AgencyCase>`select holding_id as "holdingId", young_person_id as "youngPersonId", given_names as "givenNames",
      surname, known_as as "knownAs", reference, team, holder, from_at as "from", (extract(epoch from from_at) * 1000000)::bigint::text as cursor
    from app.cases_of_my_agency(${areaId}::uuid, ${before ? sql`to_timestamp(${before.from}::numeric / 1000000)` : null}::timestamptz,
      ${before?.id ?? null}::uuid, ${pageSize + 1})`.execute(tx)
  return rows
}

export const agencyCasesRoutes: readonly Route[] = [
  ...show(urls.agencyCases, {
    may: 'list cases of my agency',
    audit: 'cases of the agency listed',
    shows: async ({ tx, area, query }) => {
      const { from = '' } = query
      const id = afterOf(query)
      const before = id && /^\d{1,17}$/.test(from) ? { from, id } : undefined
      const cases = await casesOfMyAgency(tx, area.id, before)
      return { areaKey: area.key, cases: cases.slice(0, pageSize), more: cases.length > pageSize }
    },
    about: view => view.cases.map(one => one.youngPersonId),
    page: AgencyCasesPage,
  }),
]
