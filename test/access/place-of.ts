import { createHash } from 'node:crypto'
import type { Place } from './child-of.ts'
import { workers } from './reference-acts.ts'
import { hours, type Row, today } from './rows.ts'
import { type ChildSketch, professionalRoles, type Sketch, serviceRoles, type Window } from './sketch.ts'

export type Put = (table: string, row: Row) => Row

export const windows: Readonly<Record<Window, Row>> = {
  now: { from_at: hours(-500), until_at: null },
  'ends later': { from_at: hours(-500), until_at: hours(5) },
  past: { from_at: hours(-500), until_at: hours(-1) },
  future: { from_at: hours(2), until_at: null },
}
const services = ['one', 'two'] as const

/** Says of each thing whether it comes for the first time. */
export function firstTime(): (...parts: readonly unknown[]) => boolean {
  const before = new Set<string>()
  return (...parts) => {
    const key = JSON.stringify(parts)
    const first = !before.has(key)
    before.add(key)
    return first
  }
}

/** The areas themselves: the first works together with the second, which does not say so of the first. */
export function putAreas(put: Put, places: readonly [Place, Place]): void {
  for (const [n, { area, key }] of places.entries())
    put('area', {
      id: area,
      key,
      name: key,
      partners: n === 0 ? [places[1].area] : [],
      configuration: {},
    })
}

/** What an area has: a core agency and another, two teams each, a service of each strand, and a meeting. */
export function aPlace(put: Put, id: () => string, number: number, n: number): Omit<Place, 'partner'> {
  const key = `world-${number}-${n}`
  const area = id()
  const agencies = [true, false].map(core => {
    const agency = put('agency', {
      area_id: area,
      key: core ? 'core' : 'other',
      name: 'Agency',
      kind: 'kind',
      core,
      holds_cases: true,
    })
    return String(agency.id)
  }) as [string, string]
  const of = { area_id: area, kind: 'kind', core: false }
  const many = put('agency', { ...of, key: 'many', name: 'Many', holds_cases: true, stands_for_many: true }).id ?? null
  const oneOfMany = String(put('agency', { ...of, key: 'many.one', name: 'One', one_of_id: many }).id)
  const teams = agencies.map(agency =>
    ['a', 'b'].map(name => String(put('team', { area_id: area, agency_id: agency, name }).id)),
  ) as unknown as Place['teams']
  for (const key of services) {
    const supervised_by = key === 'one' ? 'mentor-coordinator' : 'service-manager'
    put('service', { area_id: area, key, name: key, strand: services.indexOf(key) + 1, limbs: [], supervised_by })
    put('service_requirement', { area_id: area, service_key: key, key: 'check', before_match: 'must' })
  }
  const meeting = String(put('meeting', { area_id: area, held_on: today(), made_by: id() }).id)
  return { area, key, agencies, oneOfMany, teams, meeting }
}

/** Somebody with their memberships and a session in whatever state. */
export function aPerson(
  put: Put,
  one: Sketch['people'][number],
  n: number,
  number: number,
  places: readonly [Place, Place],
  children: readonly ChildSketch[],
) {
  const row = put('person', {
    name: `Person ${n}`,
    title: 'Title',
    kind: one.professional ? 'professional' : 'trusted-relationships',
    closed_at: one.closed ? hours(-1) : null,
  })
  const token = `token of ${number} ${n}`
  const session = put('session', {
    token_hash: `\\x${createHash('sha256').update(token).digest('hex')}`,
    person_id: row.id ?? null,
    authenticated_at: hours(-3),
    last_seen_at: one.session === 'locked' || one.session === 'in a meeting' ? hours(-1) : hours(0),
    idle_for: '15 minutes',
    expires_at: hours(one.session === 'expired' ? -0.5 : 5),
    ...(one.session === 'in a meeting'
      ? { meeting_until: hours(1), meeting_area: places[0].area, meeting_id: places[0].meeting }
      : {}),
    ended_at: one.session === 'ended' ? hours(-0.5) : null,
    ended_because: one.session === 'ended' ? 'signed out' : null,
  })
  const roles: readonly string[] = one.professional ? professionalRoles : serviceRoles
  const once = firstTime()
  const memberships = one.memberships.flatMap(m => {
    const role = roles[m.role % roles.length] as string
    const near = m.near === null ? undefined : children[m.near % children.length]
    const place = places[near?.area ?? m.area] as Place
    const [agencyOf, teamOf] = [near?.agency ?? m.agency, near?.team ?? m.team]
    const agency = one.professional ? (place.agencies[agencyOf] as string) : null
    // Mostly of the strand they are near to, now and then of the other.
    const theirs = near?.nomination?.strand
    const strand = theirs ? (m.agency === 1 && m.team === 1 ? 3 - theirs : theirs) : m.team === 0 ? 1 : 2
    const made = {
      person_id: row.id ?? null,
      person_kind: row.kind ?? null,
      role,
      area_id: place.area,
      agency_id: agency,
      team_id: agency ? (place.teams[agencyOf]?.[teamOf] as string) : null,
      service_key: one.professional ? null : (services[strand - 1] as string),
      ...windows[m.window],
    }
    if (!once(role, made.area_id, agency, made.team_id, made.service_key)) return []
    if (workers.includes(role) && once('worker', place.area, made.service_key)) aWorker(put, made, m.agency === 1)
    return [put('membership', made)]
  })
  return { id: String(row.id), row, token, session, memberships }
}

/** A worker, with what is recorded about them. Whoever recorded it is the worker: that is other tests' matter. */
export function aWorker(put: Put, of: Row, left: boolean): void {
  const { area_id = null, person_id = null, service_key = null } = of
  const worker = put('worker', {
    area_id,
    person_id,
    service_key,
    born_on: '1990-01-01',
    started_on: '2026-01-01',
    young_people_at_most: 2,
    added_by: person_id,
    ...(left ? { left_at: hours(-1), left_by: person_id, left_as: 'moved on' } : {}),
  })
  const about = { area_id, worker_id: worker.id ?? null }
  put('requirement_met', {
    ...about,
    service_key,
    requirement_key: 'check',
    done_on: '2026-01-01',
    seen: 'Seen',
    recorded_by: person_id,
  })
  const supervision = { ...about, held_by: person_id }
  const { id } = put('supervision', { ...supervision, held_on: '2026-02-01', how: 'in person' })
  put('supervision_note', { ...supervision, supervision_id: id ?? null, wellbeing: 'well', says: 'Says' })
  put('worker_leave', { ...about, from_on: '2026-03-01', back_on: '2026-03-05', recorded_by: person_id })
  put('lone_visit', { ...about, started_at: hours(-3), back_by: hours(-1), going: 'Going' })
}
