import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { urls } from '../urls.ts'
import { codeForm } from './code.form.ts'
import { CodeGivenPage, CodePage, type CodeView } from './code.page.tsx'
import { codeIn, newCode } from './code.ts'

const may = 'invite in person'

/** Somebody whom whoever asks may give a code, and how they sign in now; null for everybody else. */
async function inPerson(
  tx: ReadTx,
  area: { readonly id: string; readonly key: string },
  person: string,
): Promise<CodeView | null> {
  const { rows } = await sql<{
    name: string
    passkeys: number
    usedAt: Date | null
    codeUntil: Date | null
  }>`select name, passkeys::int, used_at as "usedAt", code_until as "codeUntil" from app.passkeys_of(${area.id}::uuid, ${person}::uuid)`.execute(
    tx,
  )
  return rows[0] ? { ...rows[0], areaKey: area.key, id: person, code: newCode(), now: tx.now } : null
}

/** The code opens the account for an hour; whatever opened it before is over. */
async function invite(
  tx: WriteTx,
  areaId: string,
  person: string,
  code: string,
): Promise<Outcome<'code given before'>> {
  const read = codeIn(code)
  if (!read) return refused('code given before')
  const { rows } = await sql<{
    ok: boolean
  }>`select app.invite_in_person(${areaId}::uuid, ${person}::uuid, ${read.locator}, ${read.hash}) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'invited in person', { record: person })
  return done()
}

async function stop(tx: WriteTx, areaId: string, person: string): Promise<Outcome> {
  const { rows } = await sql<{
    ok: boolean
  }>`select app.stop_passkeys(${areaId}::uuid, ${person}::uuid) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'passkey stopped', { record: person })
  return done()
}

export const codeRoutes: readonly Route[] = [
  ...ask(urls.codeInPerson, {
    may,
    fresh: 5,
    audit: { read: 'invitation form viewed', done: 'invited in person' },
    form: codeForm,
    shows: ({ tx, area, key }) => inPerson(tx, area, key.person),
    start: view => ({ code: view.code }),
    about: () => [],
    record: view => view.id,
    page: (view, filled) => CodePage({ view, filled }),
    act: ({ tx, area, key, value }) => invite(tx, area.id, key.person, value.code),
    next: ({ key }) => urls.codeGiven(key),
    refusals: { 'code given before': 'This code was given out before. Open this page again to get a new one.' },
    constraints: { invitation_code_is_unique: 'code given before' },
  }),
  ...show(urls.codeGiven, {
    may,
    audit: 'invitation form viewed',
    shows: ({ tx, area, key }) => inPerson(tx, area, key.person),
    about: () => [],
    record: view => view.id,
    page: view => CodeGivenPage({ view }),
  }),
  ...press(urls.stopPasskeys, {
    may,
    audit: 'passkey stopped',
    form: form({}),
    act: ({ tx, area, key }) => stop(tx, area.id, key.person),
    next: ({ key }) => urls.codeInPerson(key),
    back: key => urls.codeInPerson(key),
    refusals: {},
  }),
]
