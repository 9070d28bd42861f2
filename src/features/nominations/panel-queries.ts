import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { Finding } from '../forum/index.ts'
import type { DecisionKind } from './nomination.ts'
import type { Fact, Strand, StrandEnding } from './panel.ts'
import type { NominationKey } from './queries.ts'

export interface Decision {
  readonly kind: DecisionKind
  readonly reason: string
  readonly instead: string | null
  readonly interimPlan: string | null
  readonly backBy: string | null
  readonly introducerName: string | null
  readonly introducerAgency: string | null
  readonly introductionHow: string | null
  readonly introductionBy: string | null
  readonly decidedOn: string
  readonly decidedAt: Date
  readonly by: string
}

/** What the panel decided, or nothing yet. */
export async function decisionOn(tx: ReadTx, key: NominationKey): Promise<Decision | null> {
  const row = await tx
    .selectFrom('nomination_decision as d')
    .innerJoin('person as p', 'p.id', 'd.decided_by')
    .select([
      'd.kind',
      'd.reason',
      'd.instead',
      'd.interim_plan as interimPlan',
      'd.back_by as backBy',
      'd.introducer_name as introducerName',
      'd.introducer_agency as introducerAgency',
      'd.introduction_how as introductionHow',
      'd.introduction_by as introductionBy',
      'd.decided_on as decidedOn',
      'd.decided_at as decidedAt',
      'p.name as by',
    ])
    .where('d.area_id', '=', key.areaId)
    .where('d.young_person_id', '=', key.youngPerson)
    .where('d.nomination_id', '=', key.nomination)
    .executeTakeFirst()
  return row ?? null
}

/** Somebody who can be on the panel, with the newest thing said about their taking part. */
export interface PanelMember {
  readonly person: string
  readonly name: string
  readonly title: string
  readonly here: boolean | null
  readonly conflict: boolean | null
  readonly note: string | null
}

/** What stands before the panel: who sits on it, and what the forum found and has not lifted. */
export interface BeforePanel {
  readonly members: readonly PanelMember[]
  /** Which reason, on what evidence: of S5 the panel sees only that much. */
  readonly facts: readonly Fact[]
  /** Strands the young person is in now. */
  readonly open: readonly Strand[]
}

/** One query: the panel’s pages show it all at once. */
export async function beforePanel(tx: ReadTx, key: NominationKey): Promise<BeforePanel> {
  const { rows } = await sql<{
    members: PanelMember[]
    facts: (Omit<Fact, 'foundAt' | 'liftedAt'> & { foundAt: string })[]
    open: Strand[]
  }>`select
    coalesce((select jsonb_agg(jsonb_build_object('person', p.person_id, 'name', p.name, 'title', p.title, 'here', d.here, 'conflict', d.conflict, 'note', d.note)
        order by p.name, p.person_id)
      from app.panel_of(${key.areaId}::uuid) p
      left join lateral (select here, conflict, note from app.panel_declaration d
        where d.area_id = ${key.areaId}::uuid and d.nomination_id = ${key.nomination}::uuid and d.young_person_id = ${key.youngPerson}::uuid
          and d.person_id = p.person_id
        order by d.recorded_at desc, d.id desc limit 1) d on true), '[]') as members,
    coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'certainty', f.certainty, 'timing', f.timing, 'evidence', f.evidence,
        'foundAt', f.found_at, 'reviewOn', f.review_on) order by f.certainty, f.timing, f.found_at, f.id)
      from app.reasons_found(${key.youngPerson}::uuid) f), '[]') as facts,
    coalesce((select jsonb_agg(s.strand) from app.strand_allocation s where s.area_id = ${key.areaId}::uuid
      and s.young_person_id = ${key.youngPerson}::uuid and s.until_at is null), '[]') as open`.execute(tx)
  const row = rows[0]
  return {
    members: row?.members ?? [],
    facts: (row?.facts ?? []).map(fact => ({ ...fact, foundAt: new Date(fact.foundAt), liftedAt: null })),
    open: row?.open ?? [],
  }
}

export interface Allocation {
  readonly id: string
  readonly nomination: string
  readonly strand: Strand
  readonly serviceKey: string
  readonly serviceName: string
  readonly fromAt: Date
  readonly untilAt: Date | null
  readonly reason: string
  readonly differentReason: string | null
  readonly endedReason: string | null
  readonly endedKind: StrandEnding | null
  readonly by: string
  readonly submittedBy: string
  readonly finding: Finding | null
}

/** The strands a young person is and was in, newest first. */
export async function allocationsOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Allocation[]> {
  const rows = await tx
    .selectFrom('strand_allocation as s')
    .innerJoin('service as v', j => j.onRef('v.area_id', '=', 's.area_id').onRef('v.key', '=', 's.service_key'))
    .innerJoin('person as p', 'p.id', 's.decided_by')
    .leftJoin('nomination as n', j => j.onRef('n.area_id', '=', 's.area_id').onRef('n.id', '=', 's.nomination_id'))
    .select([
      's.id',
      's.nomination_id as nomination',
      's.strand',
      's.service_key as serviceKey',
      'v.name as serviceName',
      's.from_at as fromAt',
      's.until_at as untilAt',
      's.reason',
      's.different_reason as differentReason',
      's.ended_reason as endedReason',
      sql<StrandEnding | null>`s.ended_kind`.as('endedKind'),
      'p.name as by',
      's.submitted_by as submittedBy',
      'n.finding',
    ])
    .where('s.area_id', '=', areaId)
    .where('s.young_person_id', '=', youngPerson)
    .orderBy('s.from_at', 'desc')
    .limit(25)
    .execute()
  return rows.map(row => ({ ...row, strand: row.strand === 1 ? 1 : 2 }))
}
