import { createHash, randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { Readable } from './ask.ts'
import { type Context, hours, type Row, type Table, templates } from './rows.ts'
import type { World } from './world-of.ts'

// Tries to change and to add rows as somebody, inside a transaction that is undone.

const me = '(select app.person_id())'

/** An update that a policy of what the row says afterwards lets pass; which rows it meets is the policies' matter. */
export const updates: Readonly<Record<string, string>> = {
  young_person: 'set version = version',
  young_person_detail: `set version = version, changed_by = ${me}`,
  exploitation_concern: 'set version = version',
  local_picture: `set version = version, changed_by = ${me}`,
  young_person_link: 'set ended_at = ended_at',
  assessment: 'set version = version where set_aside_at is null',
  // Sections of what is completed are kept by a trigger, which would speak before the policies.
  assessment_section: `set saved_by = ${me} where exists (select from app.assessment a where a.id = assessment_id and a.completed_at is null and a.set_aside_at is null)`,
  meeting: 'set version = version',
  discussion: 'set version = version',
  discussion_agency: 'set attendance = attendance',
  risk_fact: `set lifted_at = now(), lifted_by = ${me}, lifted_reason = 'Reason' where lifted_at is null`,
  forum_action: `set done_at = now(), done_by = ${me} where done_at is null`,
  nomination: 'set version = version',
  panel_question: `set answer = 'Answer', answered_at = now(), answered_by = ${me} where answered_at is null`,
  strand_allocation: `set until_at = now(), ended_by = ${me}, ended_reason = 'Reason', ended_kind = 'as planned' where until_at is null`,
  closed_service: `set decided_by = ${me}, decided_as = 'pause', decided_says = 'Says' where decided_at is null and over_at is null`,
  emergency_access: `set reviewed_at = now(), reviewed_by = ${me}, review_outcome = 'right', review_note = 'Note' where reviewed_at is null`,
  notification: 'set read_at = now()',
  draft: 'set body = body',
  relevant_individual: 'set version = version',
  lawful_share: `set reviewed_by = ${me}, reviewed_reason = 'Reason' where ended_at is null`,
  format_request: `set arranged_by = ${me}, arranged_says = 'Says' where arranged_at is null`,
  match: 'set version = version',
  known_adult: 'set version = version',
  engagement_review: `set agreed_by = ${me} where agreed_at is null`,
  wishes: `set version = version, changed_by = ${me}`,
  worker: 'set version = version',
  requirement_met: `set taken_back_by = ${me}, taken_back_reason = 'Reason' where taken_back_at is null`,
  worker_leave: `set taken_back_by = ${me} where taken_back_at is null`,
}

/** Keys of the rows that an update meets; undone at once, as what its triggers change would be in the way of the next one. */
export async function changed(app: ClientBase, table: Readable): Promise<readonly string[]> {
  await app.query('savepoint changing')
  const { rows } = await app.query<{ key: string }>({
    name: `change ${table.name}`,
    text: `update app.${table.name} ${updates[table.name]} returning ${table.key} as key`,
  })
  await app.query('rollback to savepoint changing')
  return rows.map(({ key }) => key)
}

/** Tables into which the app may put rows, with the columns it may give. */
export async function insertableTables(db: ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and has_column_privilege('app', c.oid, a.attnum, 'INSERT') group by c.relname`,
  )
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}

/** A row about a young person such as somebody might add, or nothing where there is nothing it could hang on. */
export function candidate(world: World, table: string, child: string, by: string): Row | undefined {
  const first = (name: string): Row | undefined => world.data[name]?.find(row => row.young_person_id === child)
  const young = world.data.young_person?.find(row => row.id === child)
  const invited = first('discussion_agency')
  const area = String(young?.area_id)
  const agency = world.data.agency?.find(a => a.area_id === area)
  const context: Context = {
    area,
    child,
    by,
    agency: String(invited?.agency_id ?? agency?.id),
    team: String(world.data.team?.find(t => t.agency_id === agency?.id)?.id),
    other: randomUUID(),
    service: 'one',
    ...ids({
      assessment: first('assessment'),
      discussion: first('discussion'),
      outcome: first('forum_outcome'),
      nomination: first('nomination'),
      episode: first('episode'),
      strand: first('strand_allocation'),
      knownAdult: first('known_adult'),
      match: first('match'),
      brief: first('brief'),
      consent: first('consent'),
      oneOfMany: world.data.agency?.find(a => a.area_id === area && a.one_of_id != null),
      worker: world.data.worker?.find(
        w =>
          w.area_id === area &&
          w.left_at == null &&
          w.person_id !== by &&
          w.service_key === first('strand_allocation')?.service_key,
      ),
    }),
  }
  if (table === 'meeting') return { area_id: area, held_on: '2026-05-05', made_by: by }
  if (aboutWorkers.has(table)) return ofAWorker(world, table, area, by)
  if (table === 'known_adult')
    return context.strand
      ? templates.known_adult({ ...context, service: String(first('strand_allocation')?.service_key) })
      : undefined
  if (table === 'known_adult_step' && !context.knownAdult) return undefined
  if (table === 'match')
    return context.strand && context.worker
      ? templates.match({ ...context, service: String(first('strand_allocation')?.service_key) })
      : undefined
  if (matched.has(table) && !context.match) return undefined
  if (table === 'brief') return { ...templates.brief(context), number: 2, why_again: 'It' }
  if (table === 'planned_meeting')
    return { ...templates.planned_meeting(context), starts_at: hours(200), ends_at: hours(201) }
  if (table === 'engagement_attempt') return ofMine(world, context) ?? templates.engagement_attempt(context)
  if (table === 'engagement_tips') return { area_id: area, version: 1, says: 'Says', written_by: by }
  if (table === 'sent_form') return { token: randomUUID(), person_id: by }
  if (table === 'draft') return { ...templates.draft(context), instance: randomUUID() }
  // What was sent changes only with a reason; a trigger says so before the policies speak.
  if (table === 'nomination_answer')
    return {
      ...templates.nomination_answer(context),
      version: 9,
      reason: first('nomination')?.submitted_at ? 'Reason' : null,
    }
  // With who really sent the nomination, whom a rule of these tables keeps from deciding on it.
  if (table === 'nomination_decision' || table === 'strand_allocation')
    return templates[table]({ ...context, other: String(first('nomination')?.submitted_by ?? context.other) })
  // Before the answer that names it, and of an agency that is not on public task.
  if (table === 'consent_share' || table === 'lawful_share')
    return templates[table]({
      ...context,
      agency: String(world.data.agency?.findLast(a => a.area_id === area)?.id),
      consent: randomUUID(),
    })
  return table in templates ? templates[table as Table](context) : undefined
}

const matched = new Set(['brief', 'planned_meeting'])

/** What whoever asks would write down as a worker of the match, where they are one. */
function ofMine(world: World, context: Context): Row | undefined {
  const match = world.data.match?.find(m => m.id === context.match)
  const worker = world.data.worker?.find(w => w.id === match?.worker_id)
  if (!match || worker?.person_id !== context.by) return undefined
  const mine = { match_id: match.id ?? null, worker_id: worker.id ?? null, tried_by: null }
  return { ...templates.engagement_attempt(context), ...mine }
}

const aboutWorkers = new Set([
  'worker',
  'requirement_met',
  'supervision',
  'supervision_note',
  'worker_leave',
  'worker_apart',
  'lone_visit',
])

/** A worker kept apart from the next, here or in the partner area, or where there is none from somebody in words. */
export function apartFrom(workers: readonly Row[], worker: Row, by: string): Row {
  const other = workers.slice(workers.indexOf(worker) + 1).find(w => w.person_id !== worker.person_id)
  return {
    area_id: worker.area_id ?? null,
    worker_id: worker.id ?? null,
    ...(other
      ? { other_worker_id: other.id ?? null, other_area_id: other.area_id ?? null }
      : { other_words: 'Somebody', other_role: 'somebody else' }),
    how_far: 'no contact at all',
    reason: 'Reason',
    evidence: 'Evidence',
    review_on: '2099-01-01',
    recorded_by: by,
  }
}

/** What could be added about the first worker of an area. */
function ofAWorker(world: World, table: string, area: string, by: string): Row | undefined {
  const worker = world.data.worker?.find(w => w.area_id === area && w.left_at == null)
  if (!worker) return undefined
  const about = { area_id: area, worker_id: worker.id ?? null }
  const supervision = world.data.supervision?.find(s => s.worker_id === worker.id)?.id ?? null
  // The database finds the area of the other itself.
  const { other_area_id: _, ...apart } = apartFrom(world.data.worker ?? [], worker, by)
  const rows: Readonly<Record<string, Row>> = {
    worker: {
      area_id: area,
      person_id: worker.person_id ?? null,
      service_key: worker.service_key ?? null,
      born_on: '1990-01-01',
      started_on: '2026-01-01',
      young_people_at_most: 2,
      added_by: by,
    },
    requirement_met: { ...about, requirement_key: 'check', done_on: '2026-01-02', seen: 'Seen', recorded_by: by },
    supervision: { ...about, held_on: '2026-02-02', held_by: by, how: 'in person' },
    supervision_note: { ...about, supervision_id: supervision, held_by: by, wellbeing: 'well', says: 'Says' },
    worker_leave: { ...about, from_on: '2026-05-01', recorded_by: by },
    worker_apart: apart,
    lone_visit: { ...about, back_by: new Date(Date.now() + 3_600_000).toISOString() },
  }
  return rows[table]
}

const ids = (rows: Readonly<Record<string, Row | undefined>>): Partial<Context> =>
  Object.fromEntries(Object.entries(rows).flatMap(([name, row]) => (row ? [[name, String(row.id)]] : [])))

/** What became of each: `added`, or the SQLSTATE. */
export async function tryToAdd(
  app: ClientBase,
  rows: readonly (readonly [table: string, columns: readonly string[], row: Row])[],
): Promise<readonly string[]> {
  // One round trip: each row in a block of its own, undone by the error it raises when it was let in.
  const blocks: string[] = []
  for (const [table, columns, row] of rows) {
    const given = Object.keys(row).filter(name => columns.includes(name))
    const add = `execute "${await insertOf(app, table, given.join(', '))}" (${quoted(JSON.stringify(row))})`
    blocks.push(`begin execute ${quoted(add)};
      raise exception using errcode = 'ADDED'; exception when others then said := said || sqlstate; end;`)
  }
  await app.query(
    `do $do$ declare said text[] := '{}'; begin ${blocks.join('\n')} perform set_config('app.said', array_to_string(said, ','), true); end $do$`,
  )
  const { rows: answer } = await app.query<{ said: string }>(`select current_setting('app.said') as said`)
  return answer[0]?.said.split(',') ?? []
}

const inserts = new WeakMap<ClientBase, Set<string>>()

/** The name of a statement that adds a row to a table; planned once on a connection, as planning costs more than trying. */
async function insertOf(app: ClientBase, table: string, given: string): Promise<string> {
  const known = inserts.get(app) ?? new Set()
  inserts.set(app, known)
  const name = `add ${table} ${createHash('sha256').update(given).digest('hex').slice(0, 16)}`
  if (!known.has(name))
    await app.query(
      `prepare "${name}" (json) as insert into app.${table} (${given}) select ${given} from json_populate_record(null::app.${table}, $1)`,
    )
  known.add(name)
  return name
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
