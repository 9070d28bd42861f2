import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { urls } from '../../src/features/matching/index.ts'
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
const stories = ['met', 'asked', 'waits for approval', 'to be introduced'] as const
type Story = (typeof stories)[number]

/** Who said yes and for whom somebody is free is matched, all but one, each worker once; for the others that is still asked. */
export async function match(world: World, children: readonly Child[], connection: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Open>`
    select s.id as strand, s.strand as number, s.young_person_id as "youngPerson", s.service_key as "serviceKey",
        (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) as "saidYes",
        (select coalesce(json_agg(json_build_object('id', w.id, 'hard', app.hard_reasons(s.area_id, s.id, w.id), 'soft', app.soft_reasons(s.area_id, s.id, w.id)) order by w.id), '[]')
          from app.worker w where w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null) as workers
      from app.strand_allocation s where s.until_at is null order by s.id`.execute(connection)
  const taken = new Set<string>()
  const still = [...stories]
  for (const open of rows) {
    const child = children.find(one => one.id === open.youngPerson)
    if (!child) throw new Error('a strand of nobody of this world')
    const free = open.workers
      .filter(one => one.hard.length === 0 && !taken.has(one.id))
      .toSorted((a, b) => a.soft.length - b.soft.length)
    const story = open.saidYes && free.length > 0 ? (still.shift() ?? 'asked') : 'asked'
    const worker = story === 'waits for approval' ? free.at(-1) : free[0]
    if (story === 'asked' || !worker) {
      stillAsk(world, child, open)
      continue
    }
    taken.add(worker.id)
    matchOne(world, child, open, worker, story)
  }
}

function matchOne(world: World, child: Child, open: Open, worker: Open['workers'][number], story: Story): void {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(-2), 14, child.number % 60)
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
    introduced_by: child.holder.name,
    introduction_how: 'A walk by the river, then chips.',
    introduced_on: story === 'met' ? cal.workday(-1) : null,
    started_on: story === 'met' ? cal.workday(-1) : null,
    made_at: at,
    made_by: manager.id,
  })
  const role = open.number === 1 ? 'operational manager' : 'service manager'
  did(world, at, manager, 'match made', { child, record: id, because: role })
}

function stillAsk(world: World, child: Child, open: Open): void {
  ask(world, child, {
    kind: 'match a worker',
    desk: `service:${child.areaId}:${open.serviceKey}`,
    path: urls.candidates({ area: child.area, youngPerson: child.id, strand: open.strand }),
    at: world.cal.at(world.cal.workday(-1), 15),
    by: the(world, child.area, 'coordinator'),
    record: open.strand,
  })
}
