import { randomUUID } from 'node:crypto'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, stale } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import type { Basis, Category, Purpose, Told } from '../sharing.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export type NotShared = 'a day that was' | 'not within a year' | 'review before the decision'
export const lawfulConstraints = {
  lawful_share_on_a_day_that_was: 'a day that was',
  lawful_share_within_a_year: 'not within a year',
  lawful_share_review_follows: 'review before the decision',
} as const satisfies Record<string, NotShared>

/** Shares something without consent from now on, with each of these agencies (R147, R153). */
export async function shareByLaw(
  tx: WriteTx,
  of: Of,
  said: {
    readonly agencies: readonly string[]
    readonly categories: readonly Category[]
    readonly items: string
    readonly basis: Basis
    readonly purpose: Purpose
    readonly necessity: string
    readonly told: Told
    readonly toldReason: string | undefined
    readonly decidedBy: string
    readonly decidedOn: Day
    readonly reviewOn: Day
  },
): Promise<Outcome<NotShared>> {
  const categories = [...new Set<Category>(['identity', ...said.categories])]
  for (const agency of said.agencies) {
    const id = randomUUID()
    await tx
      .insertInto('lawful_share')
      .values({
        area_id: of.areaId,
        id,
        young_person_id: of.youngPerson,
        agency_id: agency,
        categories,
        items: said.items,
        basis: said.basis,
        purpose: said.purpose,
        necessity: said.necessity,
        told: said.told,
        told_reason: said.toldReason ?? null,
        decided_by: said.decidedBy,
        decided_on: said.decidedOn,
        review_on: said.reviewOn,
        recorded_by: tx.who.person.id,
      })
      .execute()
    await audit(tx, 'shared without consent', {
      youngPerson: of.youngPerson,
      record: id,
      detail: { agency, categories, basis: said.basis, purpose: said.purpose },
    })
  }
  return done()
}

/** Looks at it again: it goes on until another day, or it ends, and with it what it opened. */
export async function reviewLawfulShare(
  tx: WriteTx,
  of: Of,
  share: string,
  version: number,
  said: { readonly decision: 'goes on' | 'ends'; readonly reason: string; readonly reviewOn: Day | undefined },
): Promise<Outcome<NotShared>> {
  const { numUpdatedRows } = await tx
    .updateTable('lawful_share')
    .set({
      reviewed_by: tx.who.person.id,
      reviewed_reason: said.reason,
      version: version + 1,
      ...(said.decision === 'ends' ? { ended_at: tx.now } : {}),
      ...(said.reviewOn ? { review_on: said.reviewOn } : {}),
    })
    .where('area_id', '=', of.areaId)
    .where('id', '=', share)
    .where('young_person_id', '=', of.youngPerson)
    .where('ended_at', 'is', null)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'lawful share reviewed', {
    youngPerson: of.youngPerson,
    record: share,
    detail: { decision: said.decision },
  })
  return done()
}
