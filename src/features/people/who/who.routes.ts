import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { urls } from '../urls.ts'
import { WhoPage, type WhoView } from './who.page.tsx'

const pageSize = 25
/** Of those who can see a record now; a longer list says that it goes on. */
const mostShown = 500

async function whoCanSee(tx: ReadTx, id: string): Promise<WhoView['can']> {
  const { rows } = await sql<WhoView['can'][number]>`select person_id as "personId", name, title, says
    from app.who_can_see(${id}::uuid) limit ${mostShown + 1}`.execute(tx)
  return rows
}

async function whoHasLooked(tx: ReadTx, id: string, before: number | undefined): Promise<WhoView['have']> {
  const { rows } = await sql<WhoView['have'][number]>`select seq, at, name, title, act, outcome
    from app.who_has_looked(${id}::uuid, ${before ?? null}::bigint, ${pageSize + 1})`.execute(tx)
  return rows
}

export const whoRoutes: readonly Route[] = [
  ...show(urls.who, {
    may: 'see who can see',
    audit: 'who can see viewed',
    shows: async asked => {
      const { tx, key, query } = asked
      const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : undefined
      const [about, can, have] = await Promise.all([
        aboutThem(asked),
        whoCanSee(tx, key.youngPerson),
        whoHasLooked(tx, key.youngPerson, before),
      ])
      return (
        about && {
          ...about,
          can: can.slice(0, mostShown),
          manyCan: can.length > mostShown,
          have: have.slice(0, pageSize),
          more: have.length > pageSize,
        }
      )
    },
    about: view => [view.youngPerson.id],
    page: WhoPage,
  }),
]
