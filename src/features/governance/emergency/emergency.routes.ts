import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { nameWords } from '../../people/index.ts'
import { urls } from '../urls.ts'
import { emergencyForm } from './emergency.form.ts'
import { AskEmergencyPage, MyEmergencyPage } from './emergency.page.tsx'

interface Asking {
  readonly name: string
  readonly born: string
  readonly kind: string
  readonly line: string
}

const wordsOf = ({ name }: Asking): string[] => [...new Set(nameWords(name).map(w => w.word))]

/** Writes the request and tells the manager, before anybody is looked for. */
async function askForEmergencyAccess(
  tx: WriteTx,
  areaId: string,
  input: Asking,
): Promise<Outcome<never, { request: string }>> {
  const { rows } = await sql<{
    id: string
  }>`select app.ask_emergency_access(${areaId}::uuid, ${wordsOf(input)}::text[], ${input.born}::date, ${input.kind}, ${input.line}) as id`.execute(
    tx,
  )
  const request = rows[0]?.id
  if (!request) throw new Error('the request did not answer')
  await audit(tx, 'emergency access asked', { record: request, detail: { kind: input.kind } })
  return done({ request })
}

/** Looks for the record, opens it, tells information governance and who holds the case; answers the same whether or not there is one. */
const lookUp = (tx: WriteTx, areaId: string, request: string, input: Asking): Promise<unknown> =>
  sql`select app.look_up_in_emergency(${areaId}::uuid, ${request}::uuid, ${wordsOf(input)}::text[], ${input.born}::date)`.execute(
    tx,
  )

async function change(tx: WriteTx, areaId: string, request: string, what: 'renew' | 'end'): Promise<Outcome> {
  const call =
    what === 'renew'
      ? sql<{ ok: boolean }>`select app.renew_emergency_access(${areaId}::uuid, ${request}::uuid) as ok`
      : sql<{ ok: boolean }>`select app.end_emergency_access(${areaId}::uuid, ${request}::uuid) as ok`
  const { rows } = await call.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, what === 'renew' ? 'emergency access renewed' : 'emergency access ended', { record: request })
  return done()
}

const may = 'ask for emergency access'

export const emergencyRoutes: readonly Route[] = [
  ...ask(urls.askEmergency, {
    may,
    audit: { read: 'emergency access form viewed', done: 'emergency access asked' },
    form: emergencyForm,
    shows: async ({ area }) => ({ areaKey: area.key, areaName: area.name }),
    about: () => [],
    page: (view, filled) => AskEmergencyPage({ ...view, filled }),
    // Step-up (promises D): they prove who they are within five minutes of asking.
    fresh: 5,
    act: ({ tx, area, value }) => askForEmergencyAccess(tx, area.id, value),
    afterwards: ({ tx, area, value, done }) => lookUp(tx, area.id, done.request, value),
    next: ({ key }) => urls.emergency(key),
    refusals: {},
  }),
  ...show(urls.emergency, {
    may,
    audit: 'own emergency access viewed',
    shows: async ({ tx, area, now }) => {
      const { rows } = await sql<{
        area_id: string
        id: string
        kind: string
        asked_at: Date
        until_at: Date
        looked_up: boolean
      }>`select * from app.my_emergency_access()`.execute(tx)
      return {
        areaKey: area.key,
        mine: rows
          .filter(r => r.area_id === area.id)
          .map(r => ({
            id: r.id,
            kind: r.kind,
            askedAt: r.asked_at,
            untilAt: r.until_at,
            lookedUp: r.looked_up,
            underWay: !r.looked_up && now.getTime() - r.asked_at.getTime() < 30_000,
          })),
      }
    },
    about: () => [],
    page: MyEmergencyPage,
  }),
  ...press(urls.renew, {
    may,
    audit: 'emergency access renewed',
    form: form({}),
    fresh: 5,
    act: ({ tx, area, key }) => change(tx, area.id, key.request, 'renew'),
    next: ({ key }) => urls.emergency(key),
    back: key => urls.emergency(key),
    refusals: {},
  }),
  ...press(urls.end, {
    may,
    audit: 'emergency access ended',
    form: form({}),
    act: ({ tx, area, key }) => change(tx, area.id, key.request, 'end'),
    next: ({ key }) => urls.emergency(key),
    back: key => urls.emergency(key),
    refusals: {},
  }),
]
