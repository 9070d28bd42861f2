import type pg from 'pg'
import { assessmentSections, forms } from '../src/features/assessments/index.ts'
import { sectionKeys } from '../src/features/nominations/questions.ts'

/** One concrete address of a pattern, in an area and perhaps about a young person. */
export interface Address {
  readonly path: string
  readonly areaId: string | undefined
  readonly youngPerson: string | undefined
}

interface Row {
  readonly areaId: string
  readonly area: string
  readonly youngPerson: string | null
  readonly [param: string]: string | null
}

/** Where the records behind a parameter are found, some of each kind first. */
const records: Readonly<Record<string, string>> = {
  assessment: `select area_id, young_person_id, id from assessment
    order by row_number() over (partition by completed_at is null order by previous_id nulls last, id)`,
  screening: `select area_id, young_person_id, id from screening`,
  discussion: `select area_id, young_person_id, id from discussion
    order by row_number() over (partition by outcome_at is null, papers_frozen_at is null order by id)`,
  action: `select area_id, young_person_id, id, discussion_id as discussion from forum_action order by done_at nulls first`,
  fact: `select area_id, young_person_id, id from risk_fact`,
  nomination: `select area_id, young_person_id, id from nomination
    order by row_number() over (partition by submitted_at is null, question_since is null, decided_as order by id)`,
  question: `select area_id, young_person_id, id, nomination_id as nomination from panel_question`,
  strand: `select area_id, young_person_id, id from strand_allocation`,
  closed: `select area_id, young_person_id, id from closed_service`,
  concern: `select area_id, young_person_id, id from exploitation_concern`,
  entry: `select area_id, young_person_id, id, 'concern' as "kindKey" from exploitation_concern`,
  move: `select area_id, null::uuid as young_person_id, id from wrong_child`,
  search: `select area_id, null::uuid as young_person_id, id from young_person_search`,
  instance: `select y.area_id, d.young_person_id, d.instance as id from draft d join young_person y on y.id = d.young_person_id`,
  meeting: `select area_id, null::uuid as young_person_id, id from meeting order by held_on desc`,
  // Staff and those who sign in with a telephone, in turn.
  person: `select area_id, null::uuid as young_person_id, person_id as id from membership
    order by row_number() over (partition by area_id, role in ('relief-worker', 'volunteer-mentor') order by id)`,
  request: `select coalesce(reviewed_in, area_id) as area_id, null::uuid as young_person_id, id from emergency_access`,
  wall: `select area_id, young_person_id, id from wall where until_at is null`,
  link: `select area_id, young_person_id, id from young_person_link where ended_at is null`,
  note: `select area_id, young_person_id, id from night_note`,
  individual: `select area_id, young_person_id, id from relevant_individual`,
  agency: `select area_id, null::uuid as young_person_id, id from agency where one_of_id is not null and in_use`,
  share: `select area_id, young_person_id, id from lawful_share where ended_at is null`,
  answer: `select area_id, young_person_id, id from consent`,
  copy: `select area_id, young_person_id, id from consent_copy where set_aside_at is null`,
  wishes: `select area_id, young_person_id, id from wishes`,
  format: `select area_id, young_person_id, id from format_request where arranged_at is null`,
  match: `select area_id, young_person_id, id from match order by ended_at nulls first, id`,
  paused: `select p.area_id, p.young_person_id, p.match_id as id from match_pause p join match m on m.id = p.match_id and m.counts where p.over_at is null`,
  group: `select area_id, null::uuid as young_person_id, group_id as id from planned_meeting where group_id is not null order by starts_at desc`,
  // Those whom somebody is matched with are found under the match, which says nothing of whom it is about.
  mine: `select area_id, null::uuid as young_person_id, id from match order by counts desc, introduced_on nulls last, id`,
  agreed: `select area_id, null::uuid as young_person_id, id, match_id as mine from planned_meeting
    order by called_off_at is null desc, abs(extract(epoch from starts_at - now())), id`,
  planned: `select area_id, young_person_id, id, match_id as match from planned_meeting order by starts_at desc, id`,
  review: `select area_id, young_person_id, id from engagement_review order by agreed_at nulls first, id`,
  candidate: `select s.area_id, s.young_person_id, w.id, s.id as strand from strand_allocation s
      join worker w on w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null
    where s.until_at is null and not exists (select from match m where m.strand_allocation_id = s.id and m.ended_at is null)
    order by (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) desc, app.hard_reasons(s.area_id, s.id, w.id), w.id`,
  knownAdult: `select area_id, young_person_id, id from known_adult where ended_at is null order by approved_at nulls first, id`,
  keepApart: `select area_id, young_person_id, id from keep_apart where closed_at is null`,
  worker: `select area_id, null::uuid as young_person_id, id from worker order by left_at nulls first, id`,
  // From the page of either.
  apart: `select k.area_id, null::uuid as young_person_id, k.id, w.worker from worker_apart k cross join lateral (values (k.worker_id), (k.other_worker_id)) w (worker)
    where k.closed_at is null and w.worker is not null`,
  met: `select area_id, null::uuid as young_person_id, id, worker_id as worker from requirement_met
    order by row_number() over (partition by worker_id order by id desc)`,
  // One of each worker, and of each service in turn: who manages one does not read another's.
  supervision: `select s.area_id, null::uuid as young_person_id, s.id, s.worker_id as worker from supervision s join worker w on w.area_id = s.area_id and w.id = s.worker_id
    order by row_number() over (partition by s.worker_id order by s.id desc), row_number() over (partition by w.area_id, w.service_key order by s.worker_id)`,
  leave: `select area_id, null::uuid as young_person_id, id, worker_id as worker from worker_leave`,
  visit: `select area_id, null::uuid as young_person_id, id, worker_id as worker from lone_visit order by back_by`,
  look: `select reviewed_in as area_id, null::uuid as young_person_id, id from duty_look`,
  youngPerson: `select area_id, id as young_person_id, id, 'easy-read' as "paperKey" from young_person y
    order by row_number() over (
      partition by exists (select from hand_over h where h.young_person_id = y.id), status = 'died', merged_into is null order by id)`,
}

const params = (pattern: string): readonly string[] => [...pattern.matchAll(/:(\w+)/g)].map(found => found[1] ?? '')

/** Addresses of a pattern for records that are in the database, at most so many. */
export async function addressesOf(db: pg.Client, pattern: string, most: number): Promise<readonly Address[]> {
  const names = params(pattern)
  if (names.length === 0) return [{ path: pattern, areaId: undefined, youngPerson: undefined }]
  // The innermost record brings the others along.
  const record = names.findLast(name => records[name] !== undefined)
  const from = record
    ? `(${records[record]} limit ${most}) r join area a on a.id = r.area_id`
    : `(select id as area_id, null::uuid as young_person_id, null::uuid as id from area) r join area a on a.id = r.area_id`
  const { rows } = await db.query<Row>(
    `select r.*, r.area_id as "areaId", r.young_person_id as "youngPerson", a.key as area from ${from}`,
  )
  return rows.flatMap(row => {
    const values = names.map(name => (name === record ? row.id : name === 'sectionKey' ? '*' : row[name]))
    if (values.some(value => value == null)) return []
    const path = names.reduce((filled, name, at) => filled.replace(`:${name}`, values[at] ?? ''), pattern)
    const made = { path, areaId: row.areaId, youngPerson: row.youngPerson ?? undefined }
    if (!path.includes('*')) return [made]
    const keys = pattern.includes('nominations')
      ? sectionKeys
      : assessmentSections(forms().riskAssessment.current.form).map(section => section.key)
    return keys.map(key => ({ ...made, path: path.replace('*', key) }))
  })
}
