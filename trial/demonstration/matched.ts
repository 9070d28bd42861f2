import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { urls } from '../../src/features/matching/index.ts'
import { known } from './known.ts'
import type { Since } from './plots.ts'
import { ask, type Child, did, the, type World } from './world.ts'

/** An open strand, with whoever of its service could be the adult and what speaks against that, as the database sees it. */
interface Open {
  readonly strand: string
  readonly number: number
  readonly youngPerson: string
  readonly serviceKey: string
  readonly saidYes: boolean
  readonly workers: readonly {
    readonly id: string
    readonly hard: readonly string[]
    readonly soft: readonly string[]
  }[]
}

/**
 * Who of the service becomes whose adult: each has two at most. Of one the supervision is late, and one is about to leave.
 * @returns the adult, and of a hand-over the next one too
 */
function chosen(since: Since | undefined, { workers }: Open): readonly (Open['workers'][number] | undefined)[] {
  const can = workers.filter(one => one.hard.length === 0)
  const [late = can[0]] = can.filter(one => one.soft.includes('supervision'))
  const [first, second, ...rest] = can.filter(one => one !== late || can.length === 1)
  const by: Partial<Record<Since, ReturnType<typeof chosen>>> = {
    met: [first],
    'a fact came': [second],
    'handing over': [first, second],
    'to be introduced': [late],
    'waits for approval': [late],
    'their adult leaves': rest.slice(0, 1),
    goodbye: rest.slice(0, 1),
  }
  return (since && by[since]) ?? []
}

/** Who said yes is matched as their story says; for the others that is still asked. */
export async function match(world: World, children: readonly Child[], connection: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Open>`
    select s.id as strand, s.strand as number, s.young_person_id as "youngPerson", s.service_key as "serviceKey",
        (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) as "saidYes",
        (select coalesce(json_agg(json_build_object('id', w.id, 'hard', app.hard_reasons(s.area_id, s.id, w.id), 'soft', app.soft_reasons(s.area_id, s.id, w.id)) order by w.id), '[]')
          from app.worker w where w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null) as workers
      from app.strand_allocation s where s.until_at is null order by s.id`.execute(connection)
  const waiting: Waits[] = []
  const takeOver: (() => void)[] = []
  const taken = new Set<string>()
  for (const open of rows) {
    const child = children.find(one => one.id === open.youngPerson)
    if (!child) throw new Error('a strand of nobody of this world')
    const { since } = child.traits
    const [worker, next] = chosen(since, open)
    if (!since || !worker) {
      waiting.push({ child, open })
      continue
    }
    for (const one of [worker, ...(next ? [next] : [])]) taken.add(one.id)
    const first = matchOne(world, child, open, worker, since)
    if (next) takeOver.push(() => matchOne(world, child, open, next, since, first))
  }
  // Somebody is at their side before another takes over.
  await world.book.write(connection)
  for (const one of takeOver) one()
  for (const area of Map.groupBy(waiting, one => one.child.area).values())
    await stillWait(world, area, taken, connection)
}

/**
 * Whoever could approve a match was asked when it was made, and nobody is any more once somebody did: the database asks on its own,
 * now, for whatever is made here.
 */
export async function settleApprovals(connection: Kysely<Tables>): Promise<void> {
  await sql`update app.task t set asked_at = m.made_at, settled_at = m.approved_at, settled_by = m.approved_by
    from app.match m where t.kind = 'approve a match' and t.record_id = m.id`.execute(connection)
}

interface Waits {
  readonly child: Child
  readonly open: Open
}

/** What can be put right by when and where a young person can meet somebody. */
const wished = new Set(['times', 'places'])

/**
 * Of those who still wait in an area one has an adult they knew already at their side, and one of each strand may have. Whoever
 * said yes and could have somebody who has nobody yet, but for when and where they meet, can meet them then and there.
 */
async function stillWait(
  world: World,
  all: readonly Waits[],
  taken: ReadonlySet<string>,
  connection: Kysely<Tables>,
): Promise<void> {
  const sure = all.find(one => one.child.traits.since === 'known adult')
  if (sure) known(world, sure.child, { ...sure.open, id: sure.open.strand }, 'at their side')
  const wait = all.filter(one => one !== sure)
  for (const [perhaps] of Map.groupBy(
    wait.filter(one => one.child.traits.since !== 'found long ago'),
    one => one.open.number,
  ).values())
    if (perhaps) known(world, perhaps.child, { ...perhaps.open, id: perhaps.open.strand }, 'waits for approval')
  for (const one of wait) stillAsk(world, one.child, one.open)
  for (const { child, open } of wait.filter(one => one.open.saidYes)) {
    const worker = open.workers.find(
      ({ id, hard, soft }) => !taken.has(id) && hard.length === 0 && soft.every(why => wished.has(why)),
    )
    if (worker)
      await sql`update app.wishes y set available = w.available, places = w.places from app.worker w
        where w.id = ${worker.id} and y.area_id = w.area_id and y.young_person_id = ${child.id}`.execute(connection)
  }
}

/** @param follows the match from which this one takes over */
function matchOne(
  world: World,
  child: Child,
  open: Open,
  worker: Open['workers'][number],
  since: Since,
  follows?: string,
): string {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(follows ? -1 : -2), 14, child.number % 60)
  const met = since !== 'waits for approval' && since !== 'to be introduced' && !follows
  const handsOver = since === 'handing over' && !follows
  const id = random.idAt(at)
  const manager = the(world, child.area, open.number === 1 ? 'operational-manager' : 'service-manager')
  const inOrder = worker.soft.length === 0
  const approved = !inOrder && since !== 'waits for approval'
  book.insert('match', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    strand_allocation_id: open.strand,
    service_key: open.serviceKey,
    worker_id: worker.id,
    reason: 'They asked for somebody near their own age who turns up. This one does.',
    first_id: worker.id,
    accepts: worker.soft,
    accepts_reason: inOrder ? null : 'They will talk about it in supervision on Thursday; nobody else is free.',
    approved_at: approved ? cal.at(cal.workday(-2), 17) : null,
    approved_by: approved ? the(world, child.area, 'coordinator').id : null,
    planned_on: cal.workday(2),
    // A name of somebody, and no surname: it could be the young person's own.
    introduced_by: child.holder.name.split(' ')[0],
    introduction_how: 'A walk by the river, then chips.',
    introduced_on: met ? cal.workday(-1) : null,
    started_on: met ? cal.workday(-1) : null,
    handing_over_at: handsOver ? cal.at(cal.workday(-1), 14) : null,
    passed_on: handsOver ? 'I like to be asked first. I do not like the bus.' : null,
    follows_id: follows ?? null,
    made_at: at,
    made_by: manager.id,
  })
  const role = open.number === 1 ? 'operational manager' : 'service manager'
  did(world, at, manager, 'match made', { child, record: id, because: role })
  return id
}

/** Somebody looks how they are, and an adult is looked for; with a yes the database asks for one on its own. */
function stillAsk(world: World, child: Child, open: Open): void {
  const at = world.cal.at(world.cal.workday(-1), 12)
  const id = world.random.idAt(at)
  world.book.insert('waiting_check', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    strand_allocation_id: open.strand,
    checked_on: world.cal.workday(-1),
    checked_by: child.holder.id,
    keeps_in_touch: child.holder.name,
    how_often: 'every Tuesday',
    told: open.saidYes
      ? 'We are looking for the right person, and we will not rush it.'
      : 'Nobody comes unless you want that. You can say yes at any time.',
    how_they_are: 'Fine. A bit bored of waiting.',
    recorded_at: at,
  })
  did(world, at, child.holder, 'who waits checked', { child, record: id, because: 'case-holder' })
  if (open.saidYes) return
  ask(world, child, {
    kind: 'match a worker',
    desk: `service:${child.areaId}:${open.serviceKey}`,
    path: urls.candidates({ area: child.area, youngPerson: child.id, strand: open.strand }),
    at: world.cal.at(world.cal.workday(-1), 15),
    by: the(world, child.area, 'coordinator'),
    record: open.strand,
  })
}
