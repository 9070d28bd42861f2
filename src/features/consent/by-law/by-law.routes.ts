import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { afterOf, pageSize } from '../../../web/paging.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { agenciesToShareWith, lawfulShares } from '../sharing/sharing.queries.ts'
import { urls } from '../urls.ts'
import { lawfulConstraints, reviewLawfulShare, shareByLaw } from './by-law.commands.ts'
import { byLawForm, reviewForm } from './by-law.form.ts'
import { ByLawPage, ReviewSharePage, type SharingRecord, SharingRecordsPage } from './by-law.page.tsx'

const may = 'share without consent'
const refusals = {
  'a day that was': 'Give a day of the decision that is today or in the past',
  'not within a year': { field: 'reviewOn', text: 'Give a day after today, and within a year' },
  'review before the decision': { field: 'reviewOn', text: 'Give a day after the decision' },
} as const
const back = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.sharing({ area: key.area, youngPerson: key.youngPerson })

/** What is or was shared without consent in an area, as far as the database shows it to whoever asks. */
async function sharingRecords(
  tx: ReadTx,
  areaId: string,
  before: string | undefined,
): Promise<readonly SharingRecord[]> {
  const { rows } =
    await sql<SharingRecord>`select id, young_person_id as "youngPersonId", reference, agency, categories, items, basis, purpose,
    necessity, told, told_reason as "toldReason", decided_by as "decidedBy", decided_on as "decidedOn", review_on as "reviewOn",
    recorded_at as "recordedAt", recorded_by as "recordedBy", reviewed_reason as "reviewedReason", ended_at as "endedAt", 0 as version
    from app.sharing_records(${areaId}::uuid, ${before ?? null}::uuid, ${pageSize + 1})`.execute(tx)
  return rows
}

export const byLawRoutes: readonly Route[] = [
  ...ask(urls.shareByLaw, {
    may,
    audit: { read: 'sharing viewed', done: 'shared without consent' },
    draft: 'sharing without consent',
    shows: async asked => {
      const [about, agencies] = await Promise.all([
        aboutThem(asked),
        agenciesToShareWith(asked.tx, asked.key.youngPerson),
      ])
      return about && { ...about, agencies }
    },
    form: view => byLawForm(view.today, view.agencies),
    start: view => byLawForm(view.today, view.agencies).typed({ decidedOn: view.today }),
    about: view => [view.youngPerson.id],
    page: (view, filled) => ByLawPage({ view, filled }),
    act: ({ tx, area, key, value }) => shareByLaw(tx, { areaId: area.id, youngPerson: key.youngPerson }, value),
    next: back,
    refusals: { ...refusals, 'a day that was': { field: 'decidedOn', text: refusals['a day that was'] } },
    constraints: lawfulConstraints,
  }),

  ...ask(urls.reviewShare, {
    may,
    audit: { read: 'sharing viewed', done: 'lawful share reviewed' },
    draft: 'review of sharing without consent',
    shows: async asked => {
      const [about, all] = await Promise.all([
        aboutThem(asked),
        lawfulShares(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const share = all.find(one => one.id === asked.key.share && one.endedAt === null)
      return about && share ? { ...about, share } : null
    },
    form: reviewForm,
    version: view => view.share.version,
    about: view => [view.youngPerson.id],
    record: view => view.share.id,
    page: (view, filled) => ReviewSharePage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      reviewLawfulShare(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.share, version, value),
    next: back,
    refusals,
    constraints: lawfulConstraints,
  }),

  ...show(urls.sharingRecords, {
    may: 'read sharing records',
    audit: 'sharing records viewed',
    shows: async ({ tx, area, query }) => {
      const before = afterOf(query)
      const records = await sharingRecords(tx, area.id, before)
      return { areaKey: area.key, records: records.slice(0, pageSize), more: records.length > pageSize }
    },
    about: view => [...new Set(view.records.map(one => one.youngPersonId))],
    page: SharingRecordsPage,
  }),
]
