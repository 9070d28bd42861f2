import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { urls } from '../../src/features/matching/index.ts'
import { known } from './known.ts'
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

/** What becomes, one after the other, of those who said yes and for whom somebody is free. */
const stories = ['met', 'asked', 'waits for approval', 'to be introduced', 'paused', 'handing over'] as const
type Story = (typeof stories)[number]

/**
 * Who said yes and for whom somebody is free is matched, all but one, each worker once; for the others that is still asked.
 * @returns those whose match is to pause, once what comes with it is there
 */
export async function match(
  world: World,
  children: readonly Child[],
  connection: Kysely<Tables>,
): Promise<readonly Paused[]> {
  const { rows } = await sql<Open>`
    select s.id as strand, s.strand as number, s.young_person_id as "youngPerson", s.service_key as "serviceKey",
        (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) as "saidYes",
        (select coalesce(json_agg(json_build_object('id', w.id, 'hard', app.hard_reasons(s.area_id, s.id, w.id), 'soft', app.soft_reasons(s.area_id, s.id, w.id)) order by w.id), '[]')
          from app.worker w where w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null) as workers
      from app.strand_allocation s where s.until_at is null order by s.id`.execute(connection)
  const taken = new Set<string>()
  const still: Story[] = [...stories]
  const waiting: Waits[] = []
  const paused: Paused[] = []
  for (const open of rows) {
    const child = children.find(one => one.id === open.youngPerson)
    if (!child) throw new Error('a strand of nobody of this world')
    const free = open.workers
      .filter(one => one.hard.length === 0 && !taken.has(one.id))
      .toSorted((a, b) => a.soft.length - b.soft.length)
    const story = open.saidYes && free.length > 0 ? (still.shift() ?? 'asked') : 'asked'
    const worker = story === 'waits for approval' ? free.at(-1) : free[0]
    if (story === 'asked' || !worker) {
      waiting.push({ child, open })
      continue
    }
    taken.add(worker.id)
    const next = story === 'handing over' ? free.find(one => one.id !== worker.id) : undefined
    const first = matchOne(world, child, open, worker, next || story !== 'handing over' ? story : 'met')
    if (story === 'paused') paused.push({ child, match: first })
    if (next) {
      taken.add(next.id)
      matchOne(world, child, open, next, story, first)
    }
  }
  for (const area of Map.groupBy(waiting, one => one.child.area).values()) await stillWait(world, area, connection)
  return paused
}

/**
 * Whoever could approve a match was asked when it was made, and nobody is any more once somebody did: the database asks on its own,
 * now, for whatever is made here.
 */
export async function settleApprovals(connection: Kysely<Tables>): Promise<void> {
  await sql`update app.task t set asked_at = m.made_at, settled_at = m.approved_at, settled_by = m.approved_by
    from app.match m where t.kind = 'approve a match' and t.record_id = m.id`.execute(connection)
}

interface Paused {
  readonly child: Child
  readonly match: string
}

interface Waits {
  readonly child: Child
  readonly open: Open
}

/** What can be put right by what a young person wishes. */
const wished = new Set(['times', 'places', 'wish'])

/**
 * Of those who still wait in an area, those for whom the fewest could are known by somebody already: one has that adult at their
 * side, one of each strand may have. Whoever said yes and could have somebody but for their wishes wishes for that.
 */
async function stillWait(world: World, all: readonly Waits[], connection: Kysely<Tables>): Promise<void> {
  const could = ({ open }: Waits) => open.workers.filter(one => one.hard.length === 0)
  const few = all.toSorted((a, b) => could(a).length - could(b).length)
  const sure = few.find(one => one.open.saidYes)
  const strands = Map.groupBy(
    few.filter(one => one !== sure),
    one => one.open.number,
  )
  if (sure) known(world, sure.child, { ...sure.open, id: sure.open.strand }, 'at their side')
  for (const [perhaps] of strands.values())
    if (perhaps) known(world, perhaps.child, { ...perhaps.open, id: perhaps.open.strand }, 'waits for approval')
  // One changed their mind since, so that somebody can be proposed.
  const now = all.find(one => !one.open.saidYes && could(one).some(({ soft }) => soft.every(why => wished.has(why))))
  for (const one of all)
    if (one !== sure) stillAsk(world, one.child, { ...one.open, saidYes: one.open.saidYes || one === now })
  if (now) saysYes(world, now.child)
  for (const one of all.filter(each => each !== sure && (each === now || each.open.saidYes))) {
    const worker = could(one).find(({ soft }) => soft.every(why => wished.has(why)))
    if (worker)
      await sql`update app.wishes y set available = w.available, places = w.places, gender = 'no matter' from app.worker w
        where w.id = ${worker.id} and y.area_id = w.area_id and y.young_person_id = ${one.child.id}`.execute(connection)
  }
}

/** @param follows the match from which this one takes over */
function matchOne(
  world: World,
  child: Child,
  open: Open,
  worker: Open['workers'][number],
  story: Story,
  follows?: string,
): string {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(follows ? -1 : -2), 14, child.number % 60)
  const met = story === 'met' || story === 'paused' || (story === 'handing over' && !follows)
  const handsOver = story === 'handing over' && !follows
  const id = random.idAt(at)
  const manager = the(world, child.area, open.number === 1 ? 'operational-manager' : 'service-manager')
  const inOrder = worker.soft.length === 0
  const approved = !inOrder && story !== 'waits for approval'
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

/** No meetings for now, as whoever holds the case asked for. */
export function pause(world: World, { child, match }: Paused): void {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(-1), 16)
  const said = {
    at,
    by: child.holder.id,
    says: 'They have exams until Friday and want to rest. I ring them on Tuesday; they know why.',
  }
  book.insert('match_pause', {
    area_id: child.areaId,
    id: random.idAt(at),
    young_person_id: child.id,
    match_id: match,
    why: 'asked',
    from_at: said.at,
    paused_by: said.by,
    says: said.says,
    decide_by: cal.workday(0),
    decided_at: said.at,
    decided_by: said.by,
    decided_as: 'wait',
    decided_says: said.says,
    look_again_on: cal.workday(5),
  })
  did(world, at, child.holder, 'match paused', { child, record: match, because: 'case-holder' })
}

function saysYes({ book, cal, random }: World, child: Child): void {
  const at = cal.at(cal.workday(0), 9, child.number % 60)
  book.insert('consent', {
    area_id: child.areaId,
    id: random.idAt(at),
    young_person_id: child.id,
    question: 'taking part',
    answer: 'yes',
    asked_on: cal.workday(0),
    asked_by: child.holder.name,
    explained: 'What it is, who would know what about them, and that they can stop whenever they like.',
    how: ['in person'],
    limits_told: true,
    competence: 'understands',
    competence_reason: 'Said back in their own words what it means.',
    understood: '“Someone for me. OK then.”',
    says: '“Fine. I’ll meet them once.”',
    recorded_at: at,
    recorded_by: child.holder.id,
  })
}

function stillAsk(world: World, child: Child, open: Open): void {
  if (open.saidYes) {
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
      told: 'We are looking for the right person, and we will not rush it.',
      how_they_are: 'Fine. A bit bored of waiting.',
      recorded_at: at,
    })
    did(world, at, child.holder, 'who waits checked', { child, record: id, because: 'case-holder' })
    // That an adult is looked for, the database asks with the yes.
    return
  }
  ask(world, child, {
    kind: 'match a worker',
    desk: `service:${child.areaId}:${open.serviceKey}`,
    path: urls.candidates({ area: child.area, youngPerson: child.id, strand: open.strand }),
    at: world.cal.at(world.cal.workday(-1), 15),
    by: the(world, child.area, 'coordinator'),
    record: open.strand,
  })
}
