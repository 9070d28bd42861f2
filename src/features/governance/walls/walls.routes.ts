import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { urls } from '../urls.ts'
import { endWallForm, keepAwayForm } from './walls.form.ts'
import { EndWallPage, WallsPage } from './walls.page.tsx'
import { peopleToKeepAway, wallsBefore } from './walls.queries.ts'
import { mayKeepAway, type WallKind } from './walls.ts'

const may = 'keep somebody away'

type KeptOut = 'yourself' | 'not of this area' | 'they review' | 'kept away already'

/** Closes a record for somebody, from the next statement on. */
async function keepAway(
  tx: WriteTx,
  youngPerson: string,
  input: { readonly person: string; readonly kind: WallKind; readonly reason: string },
): Promise<Outcome<KeptOut>> {
  const allowed = mayKeepAway(input.person, tx.who.person.id)
  if (!allowed.ok) return refused(allowed.why)
  // Whom, but not why: what is said of somebody stands with the wall alone.
  await audit(tx, 'somebody kept away', { youngPerson, detail: { person: input.person } })
  const { rows } = await sql<{
    answer: 'done' | KeptOut
  }>`select app.keep_away(${youngPerson}::uuid, ${input.person}::uuid, ${input.kind}, ${input.reason}) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'not of this area'
  return answer === 'done' ? done() : refused(answer)
}

async function endWall(tx: WriteTx, youngPerson: string, wall: string, reason: string): Promise<Outcome> {
  await audit(tx, 'somebody let in again', { youngPerson, record: wall })
  const { rows } = await sql<{
    answer: 'done' | 'gone'
  }>`select app.end_wall(${youngPerson}::uuid, ${wall}::uuid, ${reason}) as answer`.execute(tx)
  return rows[0]?.answer === 'done' ? done() : notFound()
}

export const wallRoutes: readonly Route[] = [
  ...ask(urls.keptAway, {
    may,
    audit: { read: 'people kept away viewed', done: 'somebody kept away' },
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, walls, people] = await Promise.all([
        aboutThem(asked),
        wallsBefore(tx, key.youngPerson),
        peopleToKeepAway(tx, area.id),
      ])
      return about && { ...about, walls, people }
    },
    about: view => [view.youngPerson.id],
    form: view => keepAwayForm(view.people),
    draft: 'keeping somebody away',
    page: (view, filled) => WallsPage({ view, filled }),
    act: asked => keepAway(asked.tx, asked.key.youngPerson, asked.value),
    next: ({ key }) => urls.keptAway(key),
    refusals: {
      yourself: { field: 'person', text: 'If you know them yourself, use “I know them”.' },
      'not of this area': { field: 'person', text: 'They have no part in this area, so there is nothing to close.' },
      'they review': {
        field: 'person',
        text: 'They look at what others opened. If they know this young person, they say so themselves.',
      },
      'kept away already': { field: 'person', text: 'They are kept away already.' },
    },
  }),
  ...ask(urls.endWall, {
    may,
    audit: { read: 'letting somebody in again viewed', done: 'somebody let in again' },
    form: endWallForm,
    shows: async asked => {
      const { tx, key } = asked
      const [about, walls] = await Promise.all([aboutThem(asked), wallsBefore(tx, key.youngPerson)])
      const wall = walls.find(one => one.id === key.wall && one.untilAt === null)
      return about && wall ? { ...about, wall } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.wall.id,
    page: (view, filled) => EndWallPage({ view, filled }),
    act: asked => endWall(asked.tx, asked.key.youngPerson, asked.key.wall, asked.value.reason),
    next: ({ key }) => urls.keptAway({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {},
  }),
]
