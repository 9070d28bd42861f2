import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { press, type Route } from '../../../web/route.ts'
import { urls } from '../urls.ts'

/** The screen stays open for this young person alone, until it is locked, left alone for twenty minutes, or an hour is over. */
async function beginTogether(tx: WriteTx, match: string): Promise<Outcome> {
  await audit(tx, 'filling in together begun', { record: match })
  const { rows } = await sql<{ begun: boolean }>`select app.begin_together(${match}::uuid) as begun`.execute(tx)
  return rows[0]?.begun ? done() : notFound()
}

/** Filling something in together, on the telephone of the adult. */
export const togetherRoutes: readonly Route[] = [
  ...press(urls.together, {
    may: 'see own work',
    audit: 'filling in together begun',
    quiet: true,
    form: form({}),
    act: ({ tx, key }) => beginTogether(tx, key.mine),
    next: ({ key }) => urls.mine({ area: key.area }),
    back: key => urls.mine({ area: key.area }),
    refusals: {},
  }),
]
