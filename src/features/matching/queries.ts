import { type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { Day } from '../../platform/working-days.ts'
import type { Kept } from '../people/index.ts'
import type { HardReason, SoftReason } from './fit.ts'
import type { KeptApartRole, NamedWorker } from './keep-apart/roles.ts'
import type { Match, Steps } from './match.ts'
import type { World } from './proposal/proposal.ts'
import type { Ringing } from './ring/ring.ts'

export interface WishesRow {
  readonly id: string
  readonly asked: 'asked' | 'not asked'
  readonly askedOn: Day | null
  readonly notAskedReason: string | null
  readonly gender: 'woman' | 'man' | 'no matter'
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly words: string | null
  readonly version: number
}

/** What a young person wishes, or null where nobody wrote it down yet. */
export async function wishesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<WishesRow | null> {
  const row = await tx
    .selectFrom('wishes as w')
    .select([
      'w.id',
      'w.asked',
      'w.asked_on as askedOn',
      'w.not_asked_reason as notAskedReason',
      'w.gender',
      'w.available',
      'w.places',
      'w.languages',
      'w.interests',
      'w.words',
      'w.version',
    ])
    .where('w.area_id', '=', areaId)
    .where('w.young_person_id', '=', youngPerson)
    .executeTakeFirst()
  return row ?? null
}

/** Wishes as they are named where they are moved; null where these are not of this young person. */
export async function wishesRecorded(tx: ReadTx, areaId: string, youngPerson: string, id: string) {
  const row = await tx
    .selectFrom('wishes as w')
    .select(['w.id', 'w.changed_at as changedAt'])
    .where('w.area_id', '=', areaId)
    .where('w.young_person_id', '=', youngPerson)
    .where('w.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** A keep-apart that was recorded on this very record; null from the other side, and where there is none to be read. */
export async function keepApartRecorded(tx: ReadTx, areaId: string, youngPerson: string, id: string) {
  const row = await tx
    .selectFrom('keep_apart as k')
    .select(['k.id', 'k.how_far as howFar', 'k.recorded_at as recordedAt'])
    .where('k.area_id', '=', areaId)
    .where('k.young_person_id', '=', youngPerson)
    .where('k.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The ids of those that were recorded on this very record. */
export async function keepApartsRecorded(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('keep_apart as k')
    .select('k.id')
    .where('k.area_id', '=', areaId)
    .where('k.young_person_id', '=', youngPerson)
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

/** Somebody who must be kept apart from a young person, as whoever reads intelligence about them sees it. */
export interface KeptApart {
  readonly id: string
  /** The other young person's reference, where the reader can see them; the worker's name; or words. */
  readonly who: string
  readonly role: KeptApartRole
  readonly howFar: string
  readonly ownPast: boolean
  /** It stands in a partner area: looked at again and ended there. */
  readonly writtenThere: boolean
  /** Nothing where it comes from the worker's own past. */
  readonly reason: string | null
  readonly evidence: string | null
  readonly confirmedBy: string | null
  /** Nothing of these where it stands in a partner area and the reader has no relation to whom it was written about. */
  readonly reviewOn: Day | null
  readonly recordedBy: string | null
  readonly recordedAt: Date | null
  readonly closedAt: Date | null
  readonly closedReason: string | null
  /** The other side, so that it is written down whom a page names. */
  readonly otherId: string | null
}

/** Everybody who must be or was kept apart from a young person, newest first. */
export async function keptApart(tx: ReadTx, youngPerson: string): Promise<readonly KeptApart[]> {
  const { rows } =
    await sql<KeptApart>`select id, other_id as "otherId", who, role, how_far as "howFar", own_past as "ownPast", reason, evidence,
    confirmed_by as "confirmedBy", review_on as "reviewOn", recorded_by as "recordedBy", recorded_at as "recordedAt", closed_at as "closedAt",
    closed_reason as "closedReason", written_there as "writtenThere" from app.kept_apart(${youngPerson}::uuid)`.execute(
      tx,
    )
  return rows
}

/** What somebody said when they looked at a keep-apart again and it went on. */
export interface Look {
  readonly keepApartId: string
  readonly says: string
  readonly nextOn: Day
  readonly lookedAt: Date
  readonly lookedBy: string
}

/** Every look at those who are kept apart from a young person, newest first. */
export async function keepApartLooks(tx: ReadTx, youngPerson: string): Promise<readonly Look[]> {
  const { rows } =
    await sql<Look>`select keep_apart_id as "keepApartId", says, next_on as "nextOn", looked_at as "lookedAt", looked_by as "lookedBy"
    from app.keep_apart_looks(${youngPerson}::uuid)`.execute(tx)
  return rows
}

/** A worker of the young person's service, with the class of what stands in the way. */
export interface CandidateRow {
  readonly workerId: string
  readonly name: string
  readonly hard: readonly HardReason[]
  readonly soft: readonly SoftReason[]
  readonly youngPeople: number
  readonly knownBefore: boolean
  readonly apartInWords: boolean
  readonly gender: string
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly livedExperience: string | null
  readonly youngPeopleAtMost: number
}

/** Everybody who works for the service of a strand, for whoever matches for it; nothing for anybody else. */
export async function candidatesFor(tx: ReadTx, areaId: string, strand: string): Promise<readonly CandidateRow[]> {
  const { rows } =
    await sql<CandidateRow>`select worker_id as "workerId", name, hard, soft, young_people as "youngPeople", known_before as "knownBefore", gender, available, places, languages, interests, lived_experience as "livedExperience",
    young_people_at_most as "youngPeopleAtMost", exists (select from worker w join worker of on of.area_id = w.area_id and of.person_id = w.person_id
      join worker_apart k on k.area_id = of.area_id and k.worker_id = of.id and k.other_words is not null and k.closed_at is null
      where w.area_id = ${areaId}::uuid and w.id = c.worker_id) as "apartInWords" from app.candidates(${areaId}::uuid, ${strand}::uuid) c`.execute(
      tx,
    )
  return rows
}

/** The services whose workers the asker manages here. */
export async function myServices(tx: ReadTx, areaId: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    mine: readonly string[]
  }>`select app.my_services_to('manage workers') as mine`.execute(tx)
  return (rows[0]?.mine ?? []).flatMap(one => (one.startsWith(`${areaId}:`) ? [one.slice(areaId.length + 1)] : []))
}

/** Everybody who waits in a service, with the workers they could have; nobody for anybody who does not match for it. */
export async function whoWaits(tx: ReadTx, areaId: string, serviceKey: string): Promise<World> {
  const { rows } =
    await sql<World>`select workers, waiting from app.proposal_for(${areaId}::uuid, ${serviceKey})`.execute(tx)
  return rows[0] ?? { workers: [], waiting: [] }
}

/** Who works for the services of an area, or of a partner area where the asker may name them too; who has left is left out. */
export async function workerNames(tx: ReadTx, areaId: string): Promise<readonly NamedWorker[]> {
  const { rows } =
    await sql<NamedWorker>`select id, name, works_for as "worksFor" from app.worker_names(${areaId}::uuid)`.execute(tx)
  return rows
}

/**
 * The open strand of a young person whose service the asker manages (R36, R39), with the match it has now, from which another
 * adult would take over; null where there is none.
 */
export async function openStrand(tx: ReadTx, areaId: string, youngPerson: string, strand: string) {
  const row = await tx
    .selectFrom('strand_allocation as s')
    .leftJoin('match as m', j =>
      j
        .onRef('m.area_id', '=', 's.area_id')
        .onRef('m.strand_allocation_id', '=', 's.id')
        .on('m.ended_at', 'is', null)
        .on('m.handing_over_at', 'is', null),
    )
    .select([
      's.id',
      's.service_key as serviceKey',
      's.strand',
      's.from_at as fromAt',
      'm.id as matchId',
      'm.worker_id as workerId',
      'm.passed_on as passedOn',
    ])
    .where('s.area_id', '=', areaId)
    .where('s.young_person_id', '=', youngPerson)
    .where('s.id', '=', strand)
    .where('s.until_at', 'is', null)
    .where(
      sql<SqlBool>`s.area_id || ':' || s.service_key = any ((select app.my_services_to('manage workers'))::text[])`,
    )
    .executeTakeFirst()
  return row ?? null
}

/** Who was and is at a young person's side, newest first. */
export async function matchesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Match[]> {
  const { rows } = await sql<Match>`
    select m.id, m.strand_allocation_id as "strandId", m.counts, m.handing_over_at as "handingOverAt", b.passed_on as "followsSays", m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[]) and m.worker_id <> all ((select app.me_as_worker())::uuid[]) as "mayChange", m.stopped_at as "stoppedAt", m.worker_left as "workerLeft", coalesce(w.name, 'Somebody') as worker, m.reason, case when m.first_id <> m.worker_id then f.name end as first, m.other_reason as "otherReason", pr.name as proposed,
      m.accepts, m.accepts_reason as "acceptsReason", m.approved_at as "approvedAt", ap.name as "approvedBy", m.planned_on as "plannedOn",
      m.introduced_by as "introducedBy", m.introduction_how as "introductionHow", m.introduced_on as "introducedOn", m.started_on as "startedOn",
      mp.name as "madeBy", m.made_by = (select app.person_id()) as "madeByMe", m.made_at as "madeAt", m.ended_on as "endedOn", m.end_reason as "endReason", m.goodbye, m.passed_on as "passedOn", m.version
    from match m join person mp on mp.id = m.made_by left join person ap on ap.id = m.approved_by
      left join match b on b.area_id = m.area_id and b.id = m.follows_id
      left join app.names_in_matches(${youngPerson}::uuid) w on w.worker_id = m.worker_id
      left join app.names_in_matches(${youngPerson}::uuid) f on f.worker_id = m.first_id
      left join app.names_in_matches(${youngPerson}::uuid) pr on pr.worker_id = m.proposed_id
    where m.area_id = ${areaId} and m.young_person_id = ${youngPerson} order by m.made_at desc, m.id desc limit 50`.execute(
    tx,
  )
  return rows
}

/** How far each match of a young person is that is not over. */
export async function stepsOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Steps[]> {
  const { rows } = await sql<Steps>`
    select m.id as match, b.id is not null as written,
        exists (select from brief_read r where r.area_id = m.area_id and r.brief_id = b.id and r.worker_id = m.worker_id) as read,
        (select min(p.starts_at) from planned_meeting p where p.area_id = m.area_id and p.match_id = m.id
          and p.called_off_at is null and p.agreed = 'yes' and p.ends_at > now()) as "meetsAt"
      from match m left join lateral (select x.id from brief x where x.area_id = m.area_id and x.match_id = m.id order by x.number desc limit 1) b on true
      where m.area_id = ${areaId} and m.young_person_id = ${youngPerson} and m.ended_at is null`.execute(tx)
  return rows
}

/** A match that waits for a second person: what is accepted and why, and not whose it is. */
export interface ToApprove {
  readonly areaId: string
  readonly id: string
  readonly serviceKey: string
  readonly worker: string
  readonly accepts: readonly SoftReason[]
  readonly acceptsReason: string
  readonly madeBy: string
  readonly madeAt: Date
}

/** What the asker may approve, in their own areas and for partners; the oldest first. */
export async function matchesToApprove(tx: ReadTx): Promise<readonly ToApprove[]> {
  const { rows } = await sql<ToApprove>`select area_id as "areaId", id, service_key as "serviceKey", worker, accepts,
    accepts_reason as "acceptsReason", made_by as "madeBy", made_at as "madeAt" from app.matches_to_approve()`.execute(
    tx,
  )
  return rows
}

/**
 * How the panel planned the introduction (R144), null where it did not accept; and what must not stand on a telephone about the
 * young person, of which nobody is told anything who does not match them.
 */
export async function introductionPlanned(tx: ReadTx, areaId: string, youngPerson: string) {
  const { rows } = await sql<Kept & { readonly introduction: { readonly name: string; readonly how: string } | null }>`
    select k.words, k.names, (select jsonb_build_object('name', d.introducer_name, 'how', d.introduction_how) from nomination_decision d
        where d.area_id = ${areaId} and d.young_person_id = ${youngPerson} and d.kind = 'accepted' order by d.decided_at desc limit 1) as introduction
      from app.not_for_a_telephone(${youngPerson}::uuid) k`.execute(tx)
  const [{ introduction, ...kept } = { introduction: null, words: [], names: [] }] = rows
  return { introduction, kept }
}

/** A young person as the telephone of the adult at their side shows them (promises C). */
export interface MyYoungPerson extends Ringing {
  readonly areaId: string
  readonly id: string
  readonly youngPersonId: string
  readonly goesBy: string
  readonly safeWhen: string | null
  readonly neverText: boolean
  readonly safeWord: string | null
  readonly safeContactNote: string | null
  /** Whether something of these says too much for a telephone, and stands elsewhere. */
  readonly moreToKnow: boolean
  readonly plannedOn: Day
  readonly introducedBy: string
  readonly introductionHow: string
  readonly introducedOn: Day | null
  readonly startedOn: Day | null
  /** Whether they do not meet for now. */
  readonly paused: boolean
  /** What they want the adult to know, passed on by whoever was there before. */
  readonly passedOn: string | null
  /** Whom the adult asks: who made the match, or whoever manages the service now; null where there is nobody. */
  readonly manager: string | null
  readonly managerPhone: string | null
}

/** Those whom the asker is matched with, in an area. */
export async function myYoungPeople(tx: ReadTx, areaId: string): Promise<readonly MyYoungPerson[]> {
  const { rows } =
    await sql<MyYoungPerson>`select m.area_id as "areaId", m.id, m.young_person_id as "youngPersonId", m.goes_by as "goesBy",
    m.safe_when as "safeWhen", m.never_text as "neverText", m.safe_word as "safeWord", m.safe_contact_note as "safeContactNote",
    m.more_to_know as "moreToKnow", m.planned_on as "plannedOn", m.introduced_by as "introducedBy",
    m.introduction_how as "introductionHow", m.introduced_on as "introducedOn", m.started_on as "startedOn", m.paused,
    m.passed_on as "passedOn", r.ringing, r.times, r.stands, r.next_at as "nextAt", r.manager, r.manager_phone as "managerPhone"
    from app.my_matches() with ordinality m join app.my_ringing() r on r.match_id = m.id
    where m.area_id = ${areaId} order by m.ordinality`.execute(tx)
  return rows
}
