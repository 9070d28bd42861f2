import type { Discussed, PanelWorld } from './nominations.ts'
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

/** The same person as a worker of Strand 2 of an area too, or once more where they have been one already. */
export async function worksAlso(world: World, worker: MadeWorker, area: string): Promise<string> {
  const role = 'family-network-coordinator'
  const areaId = await world.areaId(area)
  const { n } = await world.one<{ n: number }>(
    'select count(*)::int as n from membership where person_id = $1 and area_id = $2 and role = $3',
    [worker.person.id, areaId, role],
  )
  if (n === 0) await world.belongs(worker.person, { role, area, service: role })
  const { id } = await world.one<{ id: string }>(
    `insert into worker (area_id, person_id, service_key, born_on, started_on, emergency_contact, young_people_at_most, added_by)
       select $2, person_id, service_key, born_on, started_on, emergency_contact, 2, added_by from worker where id = $1 returning id`,
    [worker.id, areaId],
  )
  return id
}

/** A young person whom the panel accepted to a strand, with its address. */
export const acceptedBy =
  <A extends string>(world: World, panels: Readonly<Record<A, PanelWorld>>) =>
  async (area: A, strand: 1 | 2, how: Discussed = {}) => {
    const panel = panels[area]
    const areaId = await world.areaId(area)
    const child = await panel.discussed(how)
    const { id: nomination } = await world.one<{ id: string }>(
      `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by, submitted_at, submitted_by, finding)
       select area_id, young_person_id, id, $2, now(), $2, finding from forum_outcome where young_person_id = $1 returning id`,
      [child.id, panel.holder.id],
    )
    await world.db.query(
      `insert into panel_declaration (area_id, nomination_id, young_person_id, person_id, here, conflict, recorded_by) values ($1, $2, $3, $4, true, false, $4)`,
      [areaId, nomination, child.id, panel.coordinator.id],
    )
    await world.db.query(
      `insert into nomination_decision (area_id, nomination_id, young_person_id, submitted_by, kind, reason, introducer_name, introducer_agency,
       introduction_how, introduction_by, decided_on, decided_by)
       values ($1, $2, $3, $4, 'accepted', 'It fits', 'Somebody', 'School', 'At lunch', current_date + 5, current_date, $5)`,
      [areaId, nomination, child.id, panel.holder.id, panel.coordinator.id],
    )
    const { id } = await world.one<{ id: string }>(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
       select $1, $2, e.id, $3, $4, $5, $6, 'It fits', 'It fits', $7 from episode e where e.young_person_id = $2 and e.ended_on is null returning id`,
      [areaId, child.id, nomination, panel.holder.id, strand, panel.services[strand - 1], panel.coordinator.id],
    )
    const key = { area, youngPerson: child.id }
    return {
      child,
      key,
      strand: id,
      areaId,
      candidates: `/${area}/young-people/${child.id}/strands/${id}/candidates`,
      panel,
      manager: panel.managers[strand - 1] as MadePerson,
    }
  }

/** A yes to taking part of somebody who understands it. */
export const saysYes = (world: World, areaId: string, child: string, by: string) =>
  world.db.query(
    `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, competence, competence_reason, recorded_by)
       values ($1, $2, 'taking part', 'yes', current_date, 'Somebody', 'It', 'It', '{in person}', true, 'understands', 'Said it back', $3)`,
    [areaId, child, by],
  )
