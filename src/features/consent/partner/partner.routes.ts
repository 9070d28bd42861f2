import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { afterOf, pageSize } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { aboutThem, caseHolder, circumstances } from '../../people/index.ts'
import { sharedNow } from '../sharing/sharing.queries.ts'
import { urls } from '../urls.ts'
import { type SharedAssessment, SharedPage, SharedWithUsPage } from './partner.page.tsx'
import { newestSharedWithUs } from './partner.queries.ts'

/** The newest completed assessment, where it is shared. */
const sharedAssessment = async (tx: ReadTx, areaId: string, id: string): Promise<SharedAssessment | null> =>
  (await tx
    .selectFrom('assessment as a')
    .select([
      sql<SharedAssessment['level']>`a.level`.as('level'),
      sql<string>`a.level_reason`.as('reason'),
      sql<Date>`a.completed_at`.as('completedAt'),
    ])
    .where('a.area_id', '=', areaId)
    .where('a.young_person_id', '=', id)
    .where('a.completed_at', 'is not', null)
    .where('a.set_aside_at', 'is', null)
    .orderBy('a.completed_at', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null

export const partnerRoutes: readonly Route[] = [
  ...show(urls.sharedWithUs, {
    may: 'read what is shared',
    audit: 'young people listed',
    shows: async ({ tx, area, query, now }) => {
      const found = await newestSharedWithUs(tx, area.id, afterOf(query), pageSize + 1)
      return { areaKey: area.key, now, youngPeople: found.slice(0, pageSize), more: found.length > pageSize }
    },
    about: view => view.youngPeople.map(y => y.id),
    page: SharedWithUsPage,
  }),

  ...show(urls.shared, {
    may: 'read what is shared',
    audit: 'what is shared viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, { now }, contact, assessment, holder] = await Promise.all([
        aboutThem(asked),
        sharedNow(tx, key.youngPerson),
        circumstances(tx, area.id, key.youngPerson),
        sharedAssessment(tx, area.id, key.youngPerson),
        caseHolder(tx, area.id, key.youngPerson),
      ])
      return about && now ? { ...about, shared: now, contact, assessment, holder } : null
    },
    about: view => [view.youngPerson.id],
    page: SharedPage,
  }),
]
