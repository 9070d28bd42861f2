import type { MadePerson, World } from './world.ts'

// Workers and those who manage them, arranged as the superuser.

export interface MadeWorker {
  readonly id: string
  readonly person: MadePerson
}

/** A date this many years and days ago, yyyy-mm-dd. */
export function yearsAgo(years: number, days = 0): string {
  const day = new Date()
  day.setUTCFullYear(day.getUTCFullYear() - years)
  day.setUTCDate(day.getUTCDate() - days)
  return day.toISOString().slice(0, 10)
}

const roleOf: Readonly<Record<string, string>> = {
  'rp-relief-worker': 'relief-worker',
  'volunteer-mentor': 'volunteer-mentor',
  'family-network-coordinator': 'family-network-coordinator',
}

/** Somebody with the role of a service's workers, and no worker yet. */
export const aRecruit = (world: World, area: string, service: string): Promise<MadePerson> =>
  world.person({ role: roleOf[service] ?? 'relief-worker', area, service })

/** A worker of a service with everything in order, unless said otherwise. */
export async function aWorker(
  world: World,
  area: string,
  service: string,
  but: {
    readonly bornOn?: string
    readonly startedOn?: string
    readonly without?: readonly string[]
    readonly available?: readonly string[]
    readonly places?: readonly string[]
  } = {},
): Promise<MadeWorker> {
  const person = await aRecruit(world, area, service)
  const areaId = await world.areaId(area)
  const { id } = await world.one<{ id: string }>(
    `insert into worker (area_id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact,
       young_people_at_most, available, places, added_by) values ($1, $2, $3, $4, $5, 'Somebody of the council', '2025-01-01', 'Their lead, 01632 960 001',
       'Their aunt, 01632 960 002', 3, $6, $7, $2) returning id`,
    [
      areaId,
      person.id,
      service,
      but.bornOn ?? yearsAgo(22),
      but.startedOn ?? yearsAgo(0, 400),
      but.available ?? [],
      but.places ?? [],
    ],
  )
  await world.db.query(
    `insert into requirement_met (area_id, worker_id, requirement_key, done_on, seen, recorded_by)
       select $1, $2, key, current_date - 10, 'The certificate', $3 from service_requirement
       where area_id = $1 and service_key = $4 and in_use and key <> all ($5)`,
    [areaId, id, person.id, service, but.without ?? []],
  )
  await world.db.query(
    `insert into supervision (area_id, worker_id, held_on, held_by, how) select $1, $2, current_date - 5, id, 'in person' from person where id <> $3 limit 1`,
    [areaId, id, person.id],
  )
  return { id, person }
}
