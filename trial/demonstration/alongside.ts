import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { type Child, did, the, type World } from './world.ts'

/** A match that counts, as the database has it. */
interface Counts {
  readonly id: string
  readonly youngPerson: string
  readonly strand: number
  readonly worker: string
  readonly person: string
  readonly introduced: boolean
}

const briefs = [
  {
    where_to_meet: 'The café by the library, or a walk by the river. Not near the station.',
    not_alone_with: 'If the man with the blue scooter comes, leave together and ring me.',
    what_if: 'If they do not come, wait ten minutes and ring me. If they want to go home, let them.',
    health: 'Has an inhaler in the bag. No nuts.',
    emergency_contact: 'Duty worker, 01632 960 140, day and night',
  },
  {
    where_to_meet: 'The leisure centre, or chips after. Not at home and not at the bus stop by the shops.',
    not_alone_with: 'Nobody we know of.',
    what_if: 'If somebody rings them and they turn quiet, end it kindly and ring me. You do not have to ask why.',
    health: 'Nothing you must know.',
    emergency_contact: 'Duty worker, 01632 960 141, day and night',
  },
]

/** What comes with a match: what the adult reads before they meet, when they meet, and what was tried to reach them. */
export async function alongside(world: World, children: readonly Child[], connection: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Counts>`
    select m.id, m.young_person_id as "youngPerson", s.strand, m.worker_id as worker, w.person_id as person, m.introduced_on is not null as introduced
      from app.match m join app.strand_allocation s on s.area_id = m.area_id and s.id = m.strand_allocation_id
        join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.counts order by m.id`.execute(
    connection,
  )
  const told = new Set<string>()
  rows.forEach((match, n) => {
    const child = children.find(one => one.id === match.youngPerson)
    if (!child) throw new Error('a match of nobody of this world')
    inform(world, child, match, n)
    tried(world, child, match)
    if (!told.has(child.area)) review(world, child, match)
    told.add(child.area)
  })
  await world.book.write(connection)
  const before = new Map<string, number>()
  for (const match of rows) {
    const nth = before.get(match.worker) ?? 0
    before.set(match.worker, nth + 1)
    plan(world, childOf(children, match), match, nth)
  }
  await world.book.write(connection)
}

const childOf = (children: readonly Child[], match: Counts): Child => {
  const child = children.find(one => one.id === match.youngPerson)
  if (!child) throw new Error('a match of nobody of this world')
  return child
}
const managerOf = (world: World, child: Child, { strand }: Counts) =>
  the(world, child.area, strand === 1 ? 'operational-manager' : 'service-manager')
const roleOf = ({ strand }: Counts): string => (strand === 1 ? 'operational manager' : 'service manager')

/** Who has met has read it; for who is to be introduced it waits. */
function inform(world: World, child: Child, match: Counts, n: number): void {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(-1), 9, child.number % 60)
  const of = { area_id: child.areaId, young_person_id: child.id, match_id: match.id }
  const id = random.idAt(at)
  const manager = managerOf(world, child, match)
  book.insert('brief', { ...of, id, number: 1, ...briefs[n % briefs.length], issued_at: at, issued_by: manager.id })
  did(world, at, manager, 'brief issued', { child, record: id, because: roleOf(match) })
  if (!match.introduced) return
  const readAt = cal.at(cal.workday(-1), 10, child.number % 60)
  book.insert('brief_read', { ...of, id: random.idAt(readAt), brief_id: id, worker_id: match.worker, read_at: readAt })
}

/**
 * One that is over and not written down yet, one within the hour, one next week; only that before they are introduced.
 * @param nth of those whom the adult meets, from nought: one after the other
 */
function plan(world: World, child: Child, match: Counts, nth: number): void {
  const { book, cal, random } = world
  const manager = managerOf(world, child, match)
  const agreedAt = cal.at(cal.workday(-2), 16, child.number % 60)
  const hours = (n: number) => new Date(cal.now.getTime() + (n + nth * 2) * 3_600_000)
  const venues = ['Library café', 'Leisure centre, front desk', 'The bench by the bridge'] as const
  ;[30, 1, 24 * 7].forEach((from, n) => {
    if (n < 2 && !match.introduced) return
    const id = random.idAt(agreedAt)
    book.insert('planned_meeting', {
      area_id: child.areaId,
      id,
      young_person_id: child.id,
      match_id: match.id,
      starts_at: hours(from),
      ends_at: hours(from + 1.5),
      venue: venues[n],
      agreed_at: agreedAt,
      agreed_by: manager.id,
    })
    // Nothing is planned for a time that was: it has come since.
    if (n === 0)
      book.change('planned_meeting', { area_id: child.areaId, id, starts_at: hours(-20), ends_at: hours(-18.5) })
    did(world, agreedAt, manager, 'meeting planned', { child, record: id, because: roleOf(match) })
  })
}

/** What the introducer tried before, and the adult since. */
function tried(world: World, child: Child, match: Counts): void {
  const { book, cal, random } = world
  const before = cal.at(cal.workday(-3), 13, child.number % 60)
  const place = child.rules.places[child.number % child.rules.places.length]?.key ?? null
  const about = { area_id: child.areaId, young_person_id: child.id }
  book.insert('engagement_attempt', {
    ...about,
    id: random.idAt(before),
    match_id: match.id,
    worker_id: null,
    tried_by: `${child.holder.name}, who makes the introduction`,
    on_day: cal.workday(-3),
    at_time: '13:10',
    kind: 'went by',
    place,
    tried: 'Went by at lunch with a hot chocolate and a photo of the boxing gym.',
    response: 'not today',
    says: '“Maybe. Who’s asking?”',
    next_try: 'Bring the adult along next time.',
    next_on: cal.workday(-1),
    written_at: before,
    written_by: child.holder.id,
  })
  if (!match.introduced) return
  const since = cal.at(cal.workday(-1), 16, child.number % 60)
  book.insert('engagement_attempt', {
    ...about,
    id: random.idAt(since),
    match_id: match.id,
    worker_id: match.worker,
    tried_by: null,
    on_day: cal.workday(-1),
    at_time: '15:30',
    kind: 'met',
    place,
    tried: 'Walked along the river. Talked about dogs and nothing else.',
    response: 'we talked',
    says: '“You can come again if you like 🙂”',
    next_try: 'Chips, and ask about the dog.',
    next_on: null,
    written_at: since,
    written_by: match.person,
  })
}

/** Looked at together, and the case-holder is asked whether they agree. */
function review(world: World, child: Child, match: Counts): void {
  const { book, cal, random } = world
  const at = cal.at(cal.workday(-1), 14, child.number % 60)
  const manager = managerOf(world, child, match)
  const id = random.idAt(at)
  book.insert('engagement_review', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    match_id: match.id,
    held_on: cal.workday(-1),
    says: 'We came at school time, when friends look on. After tea is better, and by somebody they know.',
    decided: 'try another way',
    recorded_at: at,
    recorded_by: manager.id,
  })
  did(world, at, manager, 'engagement reviewed', { child, record: id, because: roleOf(match) })
}
