import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { idOf } from '../../../platform/id.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import { pageSize } from '../../../web/paging.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { urls } from '../urls.ts'
import { openForm } from './moved.form.ts'
import { MovedEntriesPage, MovedEntryPage } from './moved.page.tsx'
import { type MovedEntry, movedEntries, sealedEntry } from './moved.queries.ts'

const may = 'read moved entries'

/** Opens the sealed original for an hour. The database writes down why, on the record it stood on. */
async function openMovedEntry(tx: WriteTx, areaId: string, move: string, why: string): Promise<Outcome> {
  const { rows } = await sql<{
    opened: boolean
  }>`select app.open_moved_entry(${areaId}::uuid, ${move}::uuid, ${why}) as opened`.execute(tx)
  if (!rows[0]?.opened) return notFound()
  await audit(tx, 'moved entry opened', { record: move })
  return done()
}

/** Both young people an entry names. */
const named = (move: MovedEntry): readonly string[] => [move.youngPersonId, move.rightYoungPersonId]

export const movedRoutes: readonly Route[] = [
  ...show(urls.movedEntries, {
    may,
    audit: 'moved entries listed',
    shows: async ({ tx, area, query }) => {
      const before = idOf(query.before)
      const moved = await movedEntries(tx, area.id, { before, most: pageSize + 1 })
      return {
        areaKey: area.key,
        areaName: area.name,
        moved: moved.slice(0, pageSize),
        more: moved.length > pageSize,
      }
    },
    // References and reasons, nothing of what the records say.
    about: view => view.moved.flatMap(named),
    page: MovedEntriesPage,
  }),
  ...ask(urls.movedEntry, {
    may,
    audit: { read: 'moved entry viewed', done: 'moved entry opened' },
    form: openForm,
    shows: async ({ tx, area, key }) => {
      const [[move], sealed] = await Promise.all([
        movedEntries(tx, area.id, { one: key.move, most: 1 }),
        sealedEntry(tx, area.id, key.move),
      ])
      return move ? { areaKey: area.key, move, sealed } : null
    },
    // Opening it was written down on the young person's record by the database; every look names the move.
    about: view => named(view.move),
    record: view => view.move.id,
    page: (view, filled) => MovedEntryPage({ ...view, filled }),
    act: ({ tx, area, key, value }) => openMovedEntry(tx, area.id, key.move, value.why),
    next: ({ key }) => urls.movedEntry(key),
    refusals: {},
  }),
]
