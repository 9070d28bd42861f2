import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { CannotStart } from '../../src/db/embedded/cannot-start.ts'
import type { ReadTx } from '../../src/db/scope.ts'
import { areas, rulesOf, startAreas } from '../../src/features/areas/index.ts'
import { forms, startForms } from '../../src/features/assessments/index.ts'
import { dayOf } from '../../src/platform/working-days.ts'
import { actSince } from './acts.ts'
import { alongside } from './alongside.ts'
import { surround } from './around.ts'
import { begin, beginAgain, completeIt, screen } from './assessed.ts'
import { calendar } from './calendar.ts'
import { decide, freeze, list } from './discussed.ts'
import { match, settleApprovals } from './matched.ts'
import { meet } from './meetings.ts'
import { conclude, consider, nominate, submit } from './nominated.ts'
import { holdsNobody, inside } from './open.ts'
import { writePeopleFile } from './people-file.ts'
import { hire, type Places } from './professionals.ts'
import { chance } from './random.ts'
import { employ } from './workforce.ts'
import { type Child, did, newWorld, type World } from './world.ts'
import { record } from './young-people.ts'

export interface Demonstration {
  readonly say: (line: string) => void
  /** Of the trial's sign-in: everybody of the invented world signs in there. */
  readonly issuer: string
  /** Where the trial's sign-in reads whom one can be. */
  readonly peopleFile: string
  readonly configDir: string
}

/** The same world every time; only its dates move with the day. */
const seed = 177

/**
 * Puts two living areas into an empty trial database: professionals in every role, young people in every stage,
 * what is asked of everybody, dates counted from today. All of it, or nothing.
 * @throws CannotStart with one sentence where the database is a live one or holds somebody already
 */
export async function loadDemonstration(superuserUrl: string, options: Demonstration): Promise<void> {
  await inside(superuserUrl, async database => {
    await startAreas(options.configDir, database)
    startForms(options.configDir)
    await database.kysely.connection().execute(async connection => {
      await sql`begin`.execute(connection)
      try {
        await refuseUnlessEmptyTrial(connection)
        options.say('Inventing two areas, their professionals and young people')
        await invent(connection, options.issuer)
        await writePeopleFile(connection, options.issuer, options.peopleFile)
        await sql`commit`.execute(connection)
        await sql`analyze`.execute(connection)
      } catch (error) {
        await sql`rollback`.execute(connection)
        throw error
      }
    })
  })
}

async function refuseUnlessEmptyTrial(connection: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ kind: string }>`select kind from system`.execute(connection)
  if (rows[0]?.kind !== 'trial') throw new CannotStart('This is a live database: invented people never go into one.')
  if (!(await holdsNobody(connection)))
    throw new CannotStart('This database holds somebody already: invented people go only into an empty one.')
}

async function invent(connection: Kysely<Tables>, issuer: string): Promise<void> {
  const world = await emptyWorld(connection, issuer)
  const { book } = world
  const write = () => book.write(connection)
  const meetings = meet(world)
  employ(world)
  const children = record(world)
  surround(world, children)
  await write()

  const assessments = new Map(children.map(child => [child.id, begin(world, child, screen(world, child))]))
  await write()
  for (const child of children) completeIt(world, child, assessments.get(child.id))
  await write()

  const discussions = new Map(children.map(child => [child.id, list(world, child, meetings)]))
  await write()
  // Read with a superuser's eyes: nobody's session is open while the world is made.
  const reader = Object.assign(connection, { now: world.cal.now }) as unknown as ReadTx
  for (const child of children) await freeze(world, child, discussions.get(child.id), reader)
  for (const child of children) decide(world, child, discussions.get(child.id))
  await write()

  const nominations = new Map(children.map(child => [child.id, nominate(world, child, discussions.get(child.id))]))
  await write()
  for (const act of [submit, consider, conclude]) {
    for (const child of children) act(world, child, nominations.get(child.id))
    await write()
  }
  await match(world, children, connection)
  await write()
  await settleApprovals(connection)
  await alongside(world, children, connection)
  for (const child of children) beginAgain(world, child, assessments.get(child.id))
  for (const child of children) looks(world, child)
  await write()
  await world.desks.write(connection)
  await writeAudit(world, connection)
  await actSince(world, children, connection)
}

async function emptyWorld(connection: Kysely<Tables>, issuer: string): Promise<World> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(connection)
  const now = rows[0]?.now ?? new Date(0)
  const cal = calendar(dayOf(now), now, areas().bankHolidays)
  const random = chance(seed)
  await nameOneOfMany(connection)
  const places = await placesIn(connection)
  const rules = (key: string) => {
    const area = areas().byKey.get(key)
    if (!area) throw new CannotStart(`The invented people live in ${key}, and there is no such area file.`)
    return rulesOf(area)
  }
  const world = newWorld({ cal, random, places, forms: forms(), rules, cast: [] })
  return { ...world, cast: hire(world.book, cal, random, places, issuer) }
}

/** A school and a youth club of each area by name, as its administrators add them. */
async function nameOneOfMany(connection: Kysely<Tables>): Promise<void> {
  await sql`
    with made as (insert into agency (area_id, key, name, kind, core, public_task, holds_cases, one_of_id)
      select a.area_id, a.key || '.' || one.key, one.name, a.kind, false, a.public_task, false, a.id
      from agency a join (values ('schools', 'example-high-school', 'Example High School'), ('schools', 'pretend-college', 'Pretend College'),
        ('voluntary-sector', 'made-up-youth-club', 'Made-up Youth Club')) one (many, key, name) on one.many = a.key
      returning area_id, id, name)
    insert into team (area_id, agency_id, name) select area_id, id, name from made`.execute(connection)
}

async function placesIn(connection: Kysely<Tables>): Promise<Places> {
  const { rows } = await sql<{
    area: string
    area_id: string
    agency: string
    agency_id: string
    name: string
    team_id: string
    team: string
  }>`
    select r.key as area, r.id as area_id, g.key as agency, g.id as agency_id, g.name, t.id as team_id, t.name as team
    from area r join agency g on g.area_id = r.id join team t on t.area_id = g.area_id and t.agency_id = g.id order by t.id`.execute(
    connection,
  )
  const row = (area: string, agency?: string, team?: string) => {
    const found = rows.find(
      one => one.area === area && (!agency || one.agency === agency) && (!team || one.team === team),
    )
    if (!found) throw new CannotStart(`The invented people need ${team ?? agency ?? area}, which no area file names.`)
    return found
  }
  return {
    areaId: area => row(area).area_id,
    agency: (area, key) => ({ id: row(area, key).agency_id, name: row(area, key).name }),
    team: (area, agency, name) => row(area, agency, name).team_id,
  }
}

/** Who looked at a record since it was made, now and then. */
function looks(world: World, child: Child): void {
  const { cal, random } = world
  for (const days of [0, 3, 8])
    did(
      world,
      cal.at(cal.after(child.days.recordedOn, days), 17, child.number % 60),
      child.holder,
      'young person viewed',
      {
        child,
        seen: true,
      },
    )
  if (random.happens(0.5))
    did(world, cal.at(cal.workday(-1), 8, child.number % 60), child.holder, 'young person viewed', {
      child,
      seen: true,
    })
}

/** The audit, in the order in which things happened. */
async function writeAudit(world: World, connection: Kysely<Tables>): Promise<void> {
  const events = world.happened
    .filter(one => one.at.getTime() < world.cal.now.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at, by, act, outcome, because, child, record: about } of events)
    world.desks.insert('audit_event', {
      at,
      person_id: by,
      act,
      outcome,
      because,
      area_id: child?.areaId ?? null,
      young_person_id: child?.id ?? null,
      record_id: about ?? null,
      detail: {},
    })
  await world.desks.write(connection)
}
