import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { Milestones } from '../nomination.ts'
import type { Strand } from '../panel.ts'
import { type Filter, isOpenFilter, type MissingKey, type ShownStanding } from './queue.ts'

export interface Queued extends Milestones {
  readonly id: string
  readonly youngPerson: string
  readonly name: string
  readonly reference: string
  readonly status: string
  readonly submittedAt: Date
  readonly pausedSeconds: number
  readonly decidedAt: Date | null
  readonly missing: readonly MissingKey[]
  readonly strands: readonly { readonly strand: Strand; readonly service: string }[]
}

type Condition = RawBuilder<SqlBool>

/** What each thing a nomination can lack means in a row of nomination `n` and young_person `y`. */
const lacks: Readonly<Record<MissingKey, Condition>> = {
  'young-person': sql`n.young_person_asked is not true`,
  family: sql`n.family_asked is not true`,
  'date-of-birth': sql`y.born_on_estimated`,
  answer: sql`(n.question_since is not null and n.decided_at is null)`,
  'case-holder': sql`not exists (select from case_holding h where h.area_id = n.area_id and h.young_person_id = n.young_person_id
    and h.until_at is null and h.person_id is not null)`,
}
const missingKeys = Object.keys(lacks) as readonly MissingKey[]
const isLacking = (key: MissingKey | 'anything'): Condition =>
  key === 'anything' ? sql`(${sql.join(Object.values(lacks), sql` or `)})` : lacks[key]

const open = sql<SqlBool>`n.withdrawn_at is null and n.decided_at is null`
/** What a standing of the queue means in a row. */
const stands: Readonly<Record<ShownStanding, Condition>> = {
  open: sql`${open}`,
  submitted: sql`${open} and n.question_since is null`,
  waiting: sql`${open} and n.question_since is not null`,
  accepted: sql`n.decided_as = 'accepted'`,
  'not-accepted': sql`n.decided_as = 'not accepted'`,
  back: sql`n.decided_as = 'back to the forum'`,
}

/** Nominations of an area that match: those that wait longest first; of those that are over, the newest first. */
export async function queued(tx: ReadTx, areaId: string, filter: Filter, most: number): Promise<readonly Queued[]> {
  const { service, missing, after } = filter
  const oldestFirst = isOpenFilter(filter)
  let query = tx
    .selectFrom('nomination as n')
    .innerJoin('young_person as y', j => j.onRef('y.area_id', '=', 'n.area_id').onRef('y.id', '=', 'n.young_person_id'))
    .select([
      'n.id',
      'n.young_person_id as youngPerson',
      'y.given_names as givenNames',
      'y.known_as as knownAs',
      'y.surname',
      'y.reference',
      'y.status',
      'n.submitted_at as submittedAt',
      'n.withdrawn_at as withdrawnAt',
      'n.decided_at as decidedAt',
      'n.decided_as as decidedAs',
      'n.question_since as questionSince',
      'n.paused_seconds as pausedSeconds',
      sql<MissingKey[]>`array_remove(array[${sql.join(
        missingKeys.map(key => sql`case when ${lacks[key]} then ${key} end`),
      )}]::text[], null)`.as('missing'),
      sql<
        { strand: Strand; service: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('strand', s.strand, 'service', v.name) order by s.strand)
        from strand_allocation s join service v on v.area_id = s.area_id and v.key = s.service_key
        where s.area_id = n.area_id and s.nomination_id = n.id and s.until_at is null), '[]')`.as('strands'),
    ])
    .where('n.area_id', '=', areaId)
    .where('n.submitted_at', 'is not', null)
    .where(stands[filter.standing])
  // What waits, waits for somebody to decide: of a record that is locked or merged there is nothing to decide.
  if (oldestFirst) query = query.where('y.status', '<>', 'died').where('y.merged_into', 'is', null)
  if (service)
    query = query.where(
      sql<SqlBool>`exists (select from strand_allocation s where s.area_id = n.area_id and s.nomination_id = n.id
        and s.service_key = ${service} and s.until_at is null)`,
    )
  if (missing) query = query.where(isLacking(missing))
  if (after)
    query = query.where(
      sql<SqlBool>`(n.submitted_at, n.id) ${oldestFirst ? sql`>` : sql`<`} (select l.submitted_at, l.id from nomination l
        where l.area_id = ${areaId} and l.id = ${after})`,
    )
  const order = oldestFirst ? 'asc' : 'desc'
  const rows = await query.orderBy('n.submitted_at', order).orderBy('n.id', order).limit(most).execute()
  return rows.flatMap(({ submittedAt, ...row }) =>
    submittedAt ? [{ ...row, submittedAt, name: `${row.knownAs ?? row.givenNames} ${row.surname}` }] : [],
  )
}

/** How many nominations stand where, and how many young people are with each service now. */
export interface Counts {
  readonly standings: Readonly<Record<Exclude<ShownStanding, 'open'> | 'withdrawn', number>>
  readonly services: Readonly<Record<string, number>>
}

/**
 * Counts: what is before the panel now, what came of others in the last twelve months, who is with which service. One
 * that was taken back is closed to the panel: it is counted and not listed.
 */
export async function counts(tx: ReadTx, areaId: string): Promise<Counts> {
  const year = sql`now() - interval '12 months'`
  const [standings, services] = await Promise.all([
    sql<{ standing: string; many: number }>`
      select case when question_since is null then 'submitted' else 'waiting' end as standing, count(*) as many from nomination n
        join young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        where n.area_id = ${areaId} and submitted_at is not null and withdrawn_at is null and decided_at is null group by 1
      union all
      select case decided_as when 'back to the forum' then 'back' when 'not accepted' then 'not-accepted' else decided_as end, count(*) from nomination
        where area_id = ${areaId} and decided_at > ${year} group by decided_as
      union all
      select 'withdrawn', app.nominations_taken_back(${areaId}::uuid, ${year})`.execute(tx),
    tx
      .selectFrom('strand_allocation')
      .select(({ fn }) => ['service_key as service', fn.countAll<number>().as('many')])
      .where('area_id', '=', areaId)
      .where('until_at', 'is', null)
      .groupBy('service_key')
      .execute(),
  ])
  const of = (key: string) => standings.rows.find(s => s.standing === key)?.many ?? 0
  return {
    standings: {
      submitted: of('submitted'),
      waiting: of('waiting'),
      accepted: of('accepted'),
      'not-accepted': of('not-accepted'),
      back: of('back'),
      withdrawn: of('withdrawn'),
    },
    services: Object.fromEntries(services.map(s => [s.service, s.many])),
  }
}
