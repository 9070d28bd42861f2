import { randomUUID } from 'node:crypto'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../platform/outcome.ts'
import type { Day } from '../../platform/working-days.ts'
import { settle, type TaskKind } from '../tasks/index.ts'
import type { IndividualKind, Question, Responsibility, WayOfAsking } from './consent.ts'
import { individualsOf } from './queries.ts'
import type { Purpose, Share } from './sharing.ts'
import type { Competence, Given } from './who-decides.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export interface AboutAnIndividual {
  readonly kind: IndividualKind
  readonly name: string
  readonly relation: string | undefined
  readonly responsibility: Responsibility
}

/** Somebody beside the young person who is to be asked (R149). */
export async function addIndividual(tx: WriteTx, of: Of, said: AboutAnIndividual): Promise<Outcome<never, string>> {
  const id = randomUUID()
  await tx
    .insertInto('relevant_individual')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      kind: said.kind,
      name: said.name,
      relation: said.relation ?? null,
      responsibility: said.responsibility,
      recorded_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'individual added', { youngPerson: of.youngPerson, record: id, detail: { kind: said.kind } })
  return done(id)
}

/** One of many, such as a school, that can be asked about from then on. It opens nothing. */
export async function nameAgency(tx: WriteTx, of: Of, agency: string): Promise<Outcome> {
  await tx
    .insertInto('named_agency')
    .values({ area_id: of.areaId, young_person_id: of.youngPerson, agency_id: agency, named_by: tx.who.person.id })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await audit(tx, 'agency named', { youngPerson: of.youngPerson, record: agency })
  return done()
}

/** What is known of them; what kind they are stays. */
export async function changeIndividual(
  tx: WriteTx,
  of: Of,
  individual: string,
  version: number,
  said: Pick<AboutAnIndividual, 'name' | 'relation' | 'responsibility'>,
): Promise<Outcome<'answered under this name'>> {
  const before = (await individualsOf(tx, of.areaId, of.youngPerson)).find(one => one.id === individual)
  if (!before) return notFound()
  const { numUpdatedRows } = await tx
    .updateTable('relevant_individual')
    .set({
      name: said.name,
      relation: said.relation ?? null,
      responsibility: said.responsibility,
      version: version + 1,
    })
    .where('area_id', '=', of.areaId)
    .where('id', '=', individual)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'individual changed', {
    youngPerson: of.youngPerson,
    record: individual,
    detail: { responsibility: { from: before.responsibility, to: said.responsibility } },
  })
  return done()
}

export type NotAnswered =
  | 'the introducer asks first'
  | 'a day that was'
  | 'nothing to take back'
  | 'until before it was asked'
  | 'on public task'
export const consentConstraints = {
  consent_on_a_day_that_was: 'a day that was',
  consent_introducer_asks_first: 'the introducer asks first',
  consent_withdraws_a_yes: 'nothing to take back',
  consent_until_after_it_was_asked: 'until before it was asked',
  consent_share_is_optional: 'on public task',
} as const satisfies Record<string, NotAnswered>

export interface Said {
  readonly answer: Given
  readonly askedOn: Day
  readonly askedBy: string
  /** Of the young person: why somebody else asked first than whoever introduces. */
  readonly otherAskerReason?: string | undefined
  readonly explained: string | undefined
  readonly how: readonly WayOfAsking[]
  readonly language: string | undefined
  readonly limitsTold: boolean
  readonly understood: string | undefined
  readonly says: string | undefined
  readonly competence: Competence
  readonly competenceReason: string | undefined
  readonly formReference: string | undefined
  readonly formVersion: string | undefined
  readonly notApproachedReason: string | undefined
  readonly notApproachedBy: string | undefined
  readonly until: Day | undefined
  /** Of a yes to sharing: for what, and with whom. */
  readonly purposes?: readonly Purpose[]
  readonly shares?: readonly Share[]
}

/**
 * Records what somebody answered to a question, and how they were asked (R149 to R152). What it means is worked out by the
 * database, which shares what a yes names from then on, or no more.
 * @param individual who was asked; undefined for the young person
 */
export async function recordAnswer(
  tx: WriteTx,
  of: Of,
  question: Question,
  individual: string | undefined,
  said: Said,
): Promise<Outcome<NotAnswered>> {
  const id = randomUUID()
  // First what it names: an answer that is there is never widened.
  if (said.shares && said.shares.length > 0)
    await tx
      .insertInto('consent_share')
      .values(
        said.shares.map(({ agencyId, category }) => ({
          area_id: of.areaId,
          consent_id: id,
          young_person_id: of.youngPerson,
          agency_id: agencyId,
          category,
        })),
      )
      .execute()
  await tx
    .insertInto('consent')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      individual_id: individual ?? null,
      question,
      answer: said.answer,
      asked_on: said.askedOn,
      asked_by: said.askedBy,
      other_asker_reason: said.otherAskerReason ?? null,
      explained: said.explained ?? null,
      how: [...said.how],
      language: said.language ?? null,
      limits_told: said.limitsTold,
      understood: said.understood ?? null,
      says: said.says ?? null,
      competence: said.competence,
      competence_reason: said.competenceReason ?? null,
      form_reference: said.formReference ?? null,
      form_version: said.formVersion ?? null,
      not_approached_reason: said.notApproachedReason ?? null,
      not_approached_by: said.notApproachedBy ?? null,
      until_on: said.until ?? null,
      purposes: [...(said.purposes ?? [])],
      recorded_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'consent recorded', {
    youngPerson: of.youngPerson,
    record: id,
    detail: { question, answer: said.answer },
  })
  return done()
}

/** What must still be shared after a yes ended, and whether somebody presses them, was thought through. */
export async function settleWhatFollows(tx: WriteTx, of: Of, kind: TaskKind): Promise<Outcome> {
  await settle(tx, { area: of.areaId, youngPerson: of.youngPerson, kind })
  await audit(tx, 'what follows was decided', { youngPerson: of.youngPerson })
  return done()
}
