import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { press, type Route, show } from '../../../web/route.ts'
import { myYoungPeople } from '../queries.ts'
import { urls } from '../urls.ts'
import { type MineView, MyYoungPeoplePage } from './mine.page.tsx'

/** The screen stays open for this young person alone, until it is locked, left alone for twenty minutes, or an hour is over. */
async function beginTogether(tx: WriteTx, match: string): Promise<Outcome> {
  await audit(tx, 'filling in together begun', { record: match })
  const { rows } = await sql<{ begun: boolean }>`select app.begin_together(${match}::uuid) as begun`.execute(tx)
  return rows[0]?.begun ? done() : notFound()
}

export const mineRoutes: readonly Route[] = [
  ...show(urls.mine, {
    may: 'see own work',
    audit: 'own young people viewed',
    shows: async ({ tx, area, who }): Promise<MineView> => ({
      areaKey: area.key,
      youngPeople: await myYoungPeople(tx, area.id),
      together: who.wayIn === 'passkey' && (who.together ? 'now' : 'not now'),
    }),
    about: view => view.youngPeople.map(one => one.youngPersonId),
    page: MyYoungPeoplePage,
  }),
  ...press(urls.together, {
    may: 'see own work',
    audit: 'filling in together begun',
    quiet: true,
    form: form({}),
    act: ({ tx, key }) => beginTogether(tx, key.match),
    next: ({ key }) => urls.mine({ area: key.area }),
    back: key => urls.mine({ area: key.area }),
    refusals: {},
  }),
]
