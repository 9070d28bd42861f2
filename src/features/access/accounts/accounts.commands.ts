import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { type AccountKind, givable, type RoleFault } from './accounts.ts'

/** As the sign-in hashes what is typed at /invitation. */
const hash = (code: string): Buffer => createHash('sha256').update(code).digest()

interface Chosen {
  readonly role: string
  readonly team: string | undefined
  readonly service: string | undefined
}

/** The agency of a team of this area; a team of another area is none. */
async function agencyOf(tx: WriteTx, areaId: string, team: string | undefined): Promise<string | null> {
  if (!team) return null
  const row = await tx
    .selectFrom('team')
    .select('agency_id')
    .where('area_id', '=', areaId as never)
    .where('id', '=', team as never)
    .executeTakeFirst()
  return row?.agency_id ?? null
}

/** Makes an account and its invitation. The code stood on the page and is kept nowhere; only its hash is. */
export async function invite(
  tx: WriteTx,
  areaId: string,
  input: Chosen & {
    code: string
    name: string
    title: string
    email: string | undefined
    phone: string | undefined
    kind: AccountKind
  },
): Promise<Outcome<RoleFault, string>> {
  const agency = await agencyOf(tx, areaId, input.team)
  const answer = givable(input.role, { kind: input.kind, team: agency !== null, service: input.service !== undefined })
  if (!answer.ok) return refused(answer.why)
  const { rows } = await sql<{
    id: string
  }>`select app.invite(${areaId}::uuid, ${input.name}, ${input.title}, ${input.kind}, ${input.email ?? null}, ${input.phone ?? null},
    ${input.role}, ${agency}::uuid, ${agency ? input.team : null}::uuid, ${input.service ?? null}, ${hash(input.code)}) as id`.execute(
    tx,
  )
  const person = rows[0]?.id ?? ''
  await audit(tx, 'account made', { record: person, detail: { role: input.role } })
  return done(person)
}

/** A new invitation code; older unused ones stop working. */
export async function inviteAgain(tx: WriteTx, areaId: string, person: string, code: string): Promise<Outcome> {
  const { rows } = await sql<{
    ok: boolean
  }>`select app.invite_again(${areaId}::uuid, ${person}::uuid, ${hash(code)}) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'invited again', { record: person })
  return done()
}

export async function giveRole(
  tx: WriteTx,
  areaId: string,
  person: { id: string; kind: AccountKind },
  input: Chosen,
): Promise<Outcome<RoleFault>> {
  const agency = await agencyOf(tx, areaId, input.team)
  const answer = givable(input.role, { kind: person.kind, team: agency !== null, service: input.service !== undefined })
  if (!answer.ok) return refused(answer.why)
  const { rows } = await sql<{
    ok: boolean
  }>`select app.give_role(${areaId}::uuid, ${person.id}::uuid, ${input.role}, ${agency}::uuid, ${agency ? input.team : null}::uuid,
    ${input.service ?? null}) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'role given', { record: person.id, detail: { role: input.role } })
  return done()
}

export async function endRole(tx: WriteTx, areaId: string, membership: string): Promise<Outcome> {
  const { rows } = await sql<{
    who: string | null
  }>`select app.end_role(${areaId}::uuid, ${membership}::uuid) as who`.execute(tx)
  if (!rows[0]?.who) return notFound()
  await audit(tx, 'role ended', { record: membership })
  return done()
}

/** Closes an account: its roles end, its sessions end, it is out at its next request. */
export async function closeAccount(tx: WriteTx, areaId: string, person: string): Promise<Outcome> {
  const { rows } = await sql<{ ok: boolean }>`select app.close_account(${areaId}::uuid, ${person}::uuid) as ok`.execute(
    tx,
  )
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'account closed', { record: person })
  return done()
}
