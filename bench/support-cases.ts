import type pg from 'pg'
import { type Asker, ofRole, type Planned, seen, sessions } from './asking.ts'
import type { capturing } from './capture.ts'
import type { Here } from './here.ts'

// What managers of a service and partners open: generate.sql makes 200 workers of each service, 500 who wait in one of York, and
// a partner with whom one in 50 is shared.

type Page = { readonly token: string; readonly path: string }

/** What managers and partners do, not looked at yet. */
export const supportCases = (
  db: pg.Client,
  here: Here,
  capture: ReturnType<typeof capturing>,
  share: number,
): readonly Planned[] => {
  const opens = (name: string, pages: () => Promise<readonly Page[]>): Planned => ({
    name,
    writes: false,
    subjects: async () => seen(here, capture, await pages()),
  })
  return [
    // Pages of the few who match for a service, drawn from 200 workers and from 100,000 pairs: one at a time, as several at
    // once keep two cores so busy that the web server says so.
    {
      ...opens('Candidates of one of 500 who wait, among 200 workers', () => candidates(db, share)),
      atOnce: [1],
    },
    {
      ...opens('Proposal for 500 who wait, among 200 workers', async () =>
        (await managers(db, share, 1)).map(({ token, area }) => ({ token, path: `/${area}/proposal` })),
      ),
      atOnce: [1],
    },
    opens('List of those shared with a partner', async () =>
      (await partners(db, share)).map(({ token, area }) => ({ token, path: `/${area}/shared-with-us` })),
    ),
    opens('Open one record shared with a partner', () => shared(db, share)),
  ]
}

/** Those who match for the service in which 500 wait. */
const managers = (db: pg.Client, share: number, devices: number): Promise<readonly Asker[]> =>
  sessions(db, `${ofRole('operational-manager', 'york')} limit ${Math.ceil(5 * share)}`, devices)

const partners = (db: pg.Client, share: number): Promise<readonly Asker[]> =>
  sessions(db, ofRole('partner-professional'), Math.ceil(2 * share))

async function candidates(db: pg.Client, share: number): Promise<readonly Page[]> {
  const askers = await managers(db, share, 4)
  const { rows } = await db.query<{ path: string }>(
    `select '/' || a.key || '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates' as path from app.strand_allocation s join app.area a on a.id = s.area_id
      where a.key = 'york' and s.strand = 1 and s.until_at is null and not exists (select from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
      order by s.id limit $1`,
    [Math.ceil(40 * share)],
  )
  return rows.map(({ path }, number) => ({ token: askers[number % askers.length]?.token ?? '', path }))
}

/** For each partner one who said yes, alone, and did not take it back. */
async function shared(db: pg.Client, share: number): Promise<readonly Page[]> {
  const askers = await partners(db, share)
  const { rows } = await db.query<{ areaId: string; id: string }>(
    `select c.area_id as "areaId", c.young_person_id as id from app.consent c where c.question = 'sharing' and c.answer = 'yes' and c.competence = 'understands'
        and not exists (select from app.consent w where w.area_id = c.area_id and w.young_person_id = c.young_person_id and w.question = 'sharing' and w.answer = 'withdrawn')
      order by c.id limit 1000`,
  )
  const ofArea = Map.groupBy(rows, row => row.areaId)
  return askers.map(({ token, area, areaId }, number) => {
    const here = ofArea.get(areaId) ?? []
    return { token, path: `/${area}/young-people/${here[number % here.length]?.id}/shared` }
  })
}
