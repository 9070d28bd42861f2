import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { settle } from '../../tasks/index.ts'
import { reviewForm } from '../emergency/emergency.form.ts'
import { mayReview } from '../emergency/emergency.ts'
import { urls } from '../urls.ts'
import { ReviewPage, ReviewsPage } from './review.page.tsx'
import { emergenciesToReview, emergencyToReview, openedInEmergency } from './review.queries.ts'

/** Looks at somebody else's emergency access, once. */
async function reviewEmergencyAccess(
  tx: WriteTx,
  areaId: string,
  id: string,
  input: { outcome: 'right' | 'not right'; note: string },
): Promise<Outcome<'own' | 'already reviewed'>> {
  const access = await emergencyToReview(tx, areaId, id)
  if (!access) return notFound()
  const answer = mayReview(access, tx.who.person.id)
  if (!answer.ok) return refused(answer.why)
  const { numUpdatedRows } = await tx
    .updateTable('emergency_access')
    .set({
      reviewed_at: tx.now,
      reviewed_by: tx.who.person.id as never,
      review_outcome: input.outcome,
      review_note: input.note,
    })
    .where('area_id', '=', access.areaId as never)
    .where('id', '=', id as never)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return refused('already reviewed')
  await settle(tx, { area: areaId, kind: 'review emergency access', record: id })
  await audit(tx, 'emergency access reviewed', {
    youngPerson: access.youngPersonId ?? undefined,
    record: id,
    detail: { outcome: input.outcome },
  })
  return done()
}

export const reviewRoutes: readonly Route[] = [
  ...show(urls.reviews, {
    may: 'review emergency access',
    audit: 'emergency access to review listed',
    shows: async ({ tx, area }) => ({
      areaKey: area.key,
      areaName: area.name,
      waiting: await emergenciesToReview(tx, area.id),
    }),
    about: () => [],
    page: ReviewsPage,
  }),
  ...ask(urls.review, {
    may: 'review emergency access',
    audit: { read: 'emergency access viewed for review', done: 'emergency access reviewed' },
    form: reviewForm,
    draft: 'review of emergency access',
    shows: async ({ tx, area, key }) => {
      const [access, opened] = await Promise.all([
        emergencyToReview(tx, area.id, key.request),
        openedInEmergency(tx, key.request),
      ])
      return access ? { areaKey: area.key, access, opened } : null
    },
    about: view => [view.opened?.youngPersonId],
    record: view => view.access.id,
    page: (view, filled) => ReviewPage({ ...view, filled }),
    act: ({ tx, area, key, value }) => reviewEmergencyAccess(tx, area.id, key.request, value),
    next: ({ key }) => urls.reviews(key),
    refusals: {
      own: 'Somebody else has to review your emergency access.',
      'already reviewed': 'Somebody has reviewed this already.',
    },
  }),
]
