import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../../platform/outcome.ts'
import { sayWhy } from '../changes.commands.ts'
import { auditDetail, changesBetween } from '../changes.ts'
import { joinOpen } from '../codes.ts'
import { nameParts } from '../name-words.ts'
import { saidIdentity } from '../said.ts'
import { wholeIdentity } from '../young-person/young-person-queries.ts'

export interface IdentityValues {
  readonly givenNames: string
  readonly surname: string
  readonly knownAs?: string | undefined
  readonly pronouns?: string | undefined
  readonly birth: string
  readonly bornOn?: string | undefined
  readonly bornOnSource?: string | undefined
  readonly sex: string
  readonly gender: string
  readonly ethnicity: string
  readonly language: string
  readonly languageWords?: string | undefined
  readonly interpreterNeed: string
  readonly interpreter?: string | undefined
  readonly easyRead: string
  readonly disability: readonly string[]
  readonly why?: string | undefined
}

/** Changes who a young person is said to be. @returns `stale` when somebody changed it since the page was shown. */
export async function changeIdentity(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  version: number,
  value: IdentityValues,
): Promise<Outcome> {
  await tx
    .selectFrom('young_person')
    .select('id')
    .where('area_id', '=', of.areaId)
    .where('id', '=', of.youngPerson)
    .forUpdate()
    .executeTakeFirst()
  const now = await wholeIdentity(tx, of.areaId, of.youngPerson)
  if (!now) return notFound()
  if (now.version !== version) return stale()

  const known = value.birth !== 'unknown'
  const after = {
    given_names: value.givenNames,
    surname: value.surname,
    known_as: value.knownAs ?? null,
    pronouns: value.pronouns ?? null,
    born_on: known ? (value.bornOn ?? null) : null,
    born_on_estimated: value.birth === 'estimated',
    born_on_source: value.birth === 'estimated' ? (value.bornOnSource ?? null) : null,
    sex: value.sex,
    gender: value.gender,
    ethnicity: value.ethnicity,
    language: joinOpen(value.language, value.languageWords) ?? 'not known',
    interpreter_need: value.interpreterNeed,
    interpreter: value.interpreter ?? null,
    easy_read: value.easyRead,
    disability: [...value.disability],
  }
  const before = {
    given_names: now.givenNames,
    surname: now.surname,
    known_as: now.knownAs,
    pronouns: now.pronouns,
    born_on: now.bornOn,
    born_on_estimated: now.bornOnEstimated,
    born_on_source: now.bornOnSource,
    sex: now.sex,
    gender: now.gender,
    ethnicity: now.ethnicity,
    language: now.language,
    interpreter_need: now.interpreterNeed,
    interpreter: now.interpreter,
    easy_read: now.easyRead,
    disability: now.disability,
  }
  const changes = changesBetween(saidIdentity, before, after)
  await sayWhy(tx, value.why)
  await tx
    .updateTable('young_person')
    .set({ ...after, version: now.version + 1 })
    .where('area_id', '=', of.areaId)
    .where('id', '=', of.youngPerson)
    .execute()
  if (changes.some(change => ['given names', 'surname', 'name they go by'].includes(change.field)))
    await sql`select app.set_name_words(${of.youngPerson}::uuid, ${JSON.stringify(nameParts(value))}::jsonb)`.execute(
      tx,
    )
  await audit(tx, 'identity changed', { youngPerson: of.youngPerson, detail: auditDetail(changes) })
  return done()
}
