import type { ReadTx } from '../../db/scope.ts'
import type { ClosedServiceDecision } from './closed-service.ts'
import type { RiskFact } from './risk-fact.ts'

export interface FactRow extends RiskFact {
  readonly id: string
  readonly discussionId: string
  readonly evidence: string
  readonly foundAt: Date
  readonly by: string
  readonly liftedReason: string | null
}

/** The facts found about people around a child, newest first; those lifted too. Only for whoever reads S5. */
export const factsOf = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly FactRow[]> =>
  tx
    .selectFrom('risk_fact as f')
    .innerJoin('person as p', 'p.id', 'f.found_by')
    .select([
      'f.id',
      'f.discussion_id as discussionId',
      'f.kind',
      'f.certainty',
      'f.timing',
      'f.evidence',
      'f.review_on as reviewOn',
      'f.found_at as foundAt',
      'p.name as by',
      'f.lifted_at as liftedAt',
      'f.lifted_reason as liftedReason',
    ])
    .where('f.area_id', '=', areaId)
    .where('f.young_person_id', '=', youngPerson)
    .orderBy('f.found_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(50)
    .execute()

/**
 * What the newest completed assessment proposes about people around the child: every one of them, also where several are
 * of one kind. Only for whoever reads S5.
 */
export const proposedFacts = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('person_who_poses_risk as p')
    .select(['p.id', 'p.kind', 'p.certainty', 'p.timing', 'p.description as says', 'p.evidence'])
    .where('p.area_id', '=', areaId)
    .where('p.young_person_id', '=', youngPerson)
    .where('p.assessment_id', '=', ({ selectFrom }) =>
      selectFrom('assessment as a')
        .select('a.id')
        .where('a.area_id', '=', areaId)
        .where('a.young_person_id', '=', youngPerson)
        .where('a.completed_at', 'is not', null)
        .where('a.set_aside_at', 'is', null)
        .orderBy('a.completed_at', 'desc')
        .limit(1),
    )
    // "current" before "past", "known" before "suspected": what closes a service comes first.
    .orderBy('p.timing')
    .orderBy('p.certainty')
    .orderBy('p.kind')
    .orderBy('p.id')
    .limit(50)
    .execute()
export type ProposedPerson = Awaited<ReturnType<typeof proposedFacts>>[number]

/** A service that cannot take on safely what was found while the young person is in it: nothing of whom it is about. */
export interface ClosedService {
  readonly id: string
  readonly strandId: string
  readonly service: string
  readonly strand: number
  readonly closedAt: Date
  readonly decideBy: string
  /** When there was nothing to decide any more: the fact was lifted, or the strand ended. */
  readonly overAt: Date | null
  readonly decidedAt: Date | null
  readonly decidedAs: ClosedServiceDecision | null
  readonly decidedSays: string | null
  readonly interimPlan: string | null
  readonly decidedBy: string | null
}

/** Newest first. */
export const closedServicesOf = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly ClosedService[]> =>
  tx
    .selectFrom('closed_service as c')
    .innerJoin('strand_allocation as s', j =>
      j.onRef('s.area_id', '=', 'c.area_id').onRef('s.id', '=', 'c.strand_allocation_id'),
    )
    .innerJoin('service as v', j => j.onRef('v.area_id', '=', 's.area_id').onRef('v.key', '=', 's.service_key'))
    .leftJoin('person as p', 'p.id', 'c.decided_by')
    .select([
      'c.id',
      's.id as strandId',
      'v.name as service',
      's.strand',
      'c.closed_at as closedAt',
      'c.decide_by as decideBy',
      'c.over_at as overAt',
      'c.decided_at as decidedAt',
      'c.decided_as as decidedAs',
      'c.decided_says as decidedSays',
      'c.interim_plan as interimPlan',
      'p.name as decidedBy',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .orderBy('c.closed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(25)
    .execute()
