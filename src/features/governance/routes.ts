import { sql } from 'kysely'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, type Outcome } from '../../platform/outcome.ts'
import type { Feature } from '../../web/feature.ts'
import { ask } from '../../web/route.ts'
import { youngPersonHeader } from '../people/index.ts'
import { dutyRoutes } from './duty/duty.routes.ts'
import { emergencyRoutes } from './emergency/emergency.routes.ts'
import { iKnowThemForm } from './i-know-them/i-know-them.form.ts'
import { IKnowThemPage } from './i-know-them/i-know-them.page.tsx'
import { movedRoutes } from './moved/moved.routes.ts'
import { reviewRoutes } from './review/review.routes.ts'
import { urls } from './urls.ts'
import { wallRoutes } from './walls/walls.routes.ts'

/** Closes a child's record for whoever says they know the family, from the next statement on. */
async function sayIKnowThem(tx: WriteTx, areaId: string, youngPerson: string, kind: string): Promise<Outcome> {
  await audit(tx, 'said to know the family', { youngPerson })
  await sql`select app.i_know_them(${areaId}::uuid, ${youngPerson}::uuid, ${kind})`.execute(tx)
  return done()
}

export const governance: Feature = {
  name: 'governance',
  areaLinks: [
    {
      text: 'Emergency access',
      to: area => urls.askEmergency({ area }),
      roles: ['case-holder', 'team-manager', 'duty', 'agency-manager'],
    },
  ],
  youngPersonLinks: [
    { text: 'I know this family', to: (area, youngPerson) => urls.iKnowThem({ area, youngPerson }), may: 'read S1' },
    {
      text: 'Who is kept away',
      to: (area, youngPerson) => urls.keptAway({ area, youngPerson }),
      may: 'keep somebody away',
    },
    {
      text: 'For the duty team',
      to: (area, youngPerson) => urls.duty({ area, youngPerson }),
      may: 'write a night note',
    },
    { text: 'Notes of the night', to: (area, youngPerson) => urls.nightNotes({ area, youngPerson }), may: 'read S4' },
  ],
  routes: [
    ...emergencyRoutes,
    ...reviewRoutes,
    ...movedRoutes,
    ...wallRoutes,
    ...dutyRoutes,
    ...ask(urls.iKnowThem, {
      may: 'read S1',
      audit: { read: 'form for knowing the family viewed', done: 'said to know the family' },
      form: iKnowThemForm,
      shows: async ({ tx, area, key }) =>
        (await youngPersonHeader(tx, area.id, key.youngPerson))
          ? { areaKey: area.key, youngPerson: key.youngPerson }
          : null,
      about: view => [view.youngPerson],
      page: (view, filled) => IKnowThemPage({ ...view, filled }),
      act: ({ tx, area, key, value }) => sayIKnowThem(tx, area.id, key.youngPerson, value.kind),
      next: () => '/',
      refusals: {},
    }),
  ],
}
