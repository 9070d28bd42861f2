import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../../platform/outcome.ts'
import { sayWhy } from '../changes.commands.ts'
import { auditDetail, type Change, changesBetween } from '../changes.ts'
import { writtenIn } from '../codes.ts'
import { postcodeOf } from '../postcode.ts'
import type { SafeRinging } from '../ringing.ts'
import { saidContact, saidHome } from '../said.ts'
import { type Circumstances, circumstances } from '../young-person/young-person-queries.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export interface HomeValues {
  readonly lives: string
  readonly livesWords?: string | undefined
  readonly address?: string | undefined
  readonly postcode?: string | undefined
  readonly livingWith?: string | undefined
  readonly phone?: string | undefined
  readonly school?: string | undefined
  readonly schoolStatus?: string | undefined
  readonly senProvision: string
  readonly senType: readonly string[]
  readonly caseStatus: string
  readonly careStatus: string
  readonly why?: string | undefined
}

export interface SafeContactValues {
  readonly safeNumber?: string | undefined
  readonly safeRinging: SafeRinging['ringing']
  readonly safeTimes: readonly string[]
  readonly safeWhen?: string | undefined
  readonly neverText: 'never' | 'fine'
  readonly safeWord?: string | undefined
  readonly safeContactNote?: string | undefined
  readonly why?: string | undefined
}

/** Changes home, school and support. @returns `stale` when somebody changed it since the page was shown. */
export async function changeCircumstances(tx: WriteTx, of: Of, version: number, value: HomeValues): Promise<Outcome> {
  const now = await locked(tx, of, version)
  if ('is' in now) return now
  const after = {
    livingArea: value.lives === 'here' ? null : value.lives === writtenIn ? (value.livesWords ?? null) : value.lives,
    address: value.address ?? null,
    postcode: value.postcode ? (postcodeOf(value.postcode) ?? null) : null,
    livingWith: value.livingWith ?? null,
    phone: value.phone ?? null,
    school: value.school ?? null,
    schoolStatus: value.schoolStatus ?? null,
    senProvision: value.senProvision,
    senType: [...value.senType],
    caseStatus: value.caseStatus,
    careStatus: value.careStatus,
  }
  await sayWhy(tx, value.why)
  await change(tx, of, now, {
    living_area: after.livingArea,
    address: after.address,
    postcode: after.postcode,
    living_with: after.livingWith,
    phone: after.phone,
    school: after.school,
    school_status: after.schoolStatus,
    sen_provision: after.senProvision,
    sen_type: after.senType,
    case_status: after.caseStatus,
    care_status: after.careStatus,
  })
  return written(tx, of, changesBetween(saidHome, now, after), 'circumstances changed')
}

/** Changes how they can be reached without harm. */
export async function changeSafeContact(
  tx: WriteTx,
  of: Of,
  version: number,
  value: SafeContactValues,
): Promise<Outcome> {
  const now = await locked(tx, of, version)
  if ('is' in now) return now
  const after = {
    safeNumber: value.safeNumber ?? null,
    safeRinging: value.safeRinging,
    safeTimes: value.safeRinging === 'at these times' ? [...value.safeTimes] : [],
    safeWhen: value.safeWhen ?? null,
    neverText: value.neverText === 'never',
    safeWord: value.safeWord ?? null,
    safeContactNote: value.safeContactNote ?? null,
  }
  await sayWhy(tx, value.why)
  await change(tx, of, now, {
    safe_number: after.safeNumber,
    safe_ringing: after.safeRinging,
    safe_times: after.safeTimes,
    safe_when: after.safeWhen,
    never_text: after.neverText,
    safe_word: after.safeWord,
    safe_contact_note: after.safeContactNote,
  })
  return written(tx, of, changesBetween(saidContact, now, after), 'safe contact changed')
}

async function locked(tx: WriteTx, of: Of, version: number): Promise<Circumstances | Outcome> {
  await tx
    .selectFrom('young_person_detail')
    .select('version')
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .forUpdate()
    .executeTakeFirst()
  const now = await circumstances(tx, of.areaId, of.youngPerson)
  if (!now) return notFound()
  return now.version === version ? now : stale()
}

const change = (tx: WriteTx, of: Of, now: Circumstances, set: Parameters<typeof setOf>[0]) =>
  tx
    .updateTable('young_person_detail')
    .set({ ...setOf(set), version: now.version + 1, changed_at: tx.now, changed_by: tx.who.person.id })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .execute()

const setOf = (set: Record<string, string | boolean | string[] | null>) => set

async function written(tx: WriteTx, of: Of, changes: readonly Change[], act: string): Promise<Outcome> {
  await audit(tx, act, { youngPerson: of.youngPerson, detail: auditDetail(changes) })
  return done()
}
