import { aChild, type One, type Place } from './child-of.ts'
import { aPerson, aPlace, aWorker, firstTime, type Put, putAreas, windows } from './place-of.ts'
import { managers } from './reference-acts.ts'
import { type Context, hours, type Row, templates } from './rows.ts'
import type { Sketch } from './sketch.ts'
import { apartFrom } from './write-probes.ts'

/** A world as rows, with who may be asking. */
export interface World {
  readonly data: Record<string, Row[]>
  readonly askers: readonly { readonly token: string; readonly session: Row }[]
  readonly children: readonly string[]
}

/** Makes rows of a sketch. Ids begin with the number, so that many worlds fit into one database. */
export function worldOf(sketch: Sketch, number: number): World {
  let count = 0
  const id = (): string =>
    `${number.toString(16).padStart(8, '0')}-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`
  const data: Record<string, Row[]> = {}
  const put: Put = (table, row) => {
    const whole = table in withoutId ? row : { id: id(), ...row }
    data[table] = [...(data[table] ?? []), whole]
    return whole
  }
  const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

  const made = [0, 1].map(n => aPlace(put, id, number, n))
  const places = made.map((place, n) => ({ ...place, partner: at(made, n + 1).area })) as [Place, Place]
  putAreas(put, places)
  const people = sketch.people.map((one, n) => aPerson(put, one, n, number, places, sketch.children))
  const professionals = people.filter(p => p.row.kind === 'professional').map(p => p.id)
  const who = (n: number): string => at(people, n).id
  const children = sketch.children.map(() => id())

  sketch.children.forEach((child, n) => {
    const place = at(places, child.area)
    const me = at(children, n)
    const context: Context = {
      area: place.area,
      child: me,
      by: who(child.by),
      agency: at(place.agencies, 0),
      team: at(at(place.teams, 0), 0),
      oneOfMany: place.oneOfMany,
    }
    const one: One = (table, changes = {}, of = {}) =>
      String(put(table, { ...templates[table]({ ...context, ...of }), ...changes }).id)
    const sameArea = children.filter((_, other) => other !== n && sketch.children[other]?.area === child.area)
    const otherPlace = at(places, child.area + 1)
    const otherArea = children.filter((_, other) => at(places, sketch.children[other]?.area ?? 0) === otherPlace)
    aChild(child, one, place, {
      sameArea,
      otherArea,
      otherPlace,
      professionals,
      everybody: people.map(p => p.id),
      who,
      nobody: id,
      workersOf: service => {
        const all = () => (data.worker ?? []).filter(w => w.area_id === place.area && w.service_key === service)
        const idle = people.find(p => !data.worker?.some(w => w.person_id === p.id))
        // Where nobody by role is there, somebody without one, so that most strands meet a match.
        if (all().every(w => w.left_at != null) && idle)
          aWorker(put, { area_id: place.area, person_id: idle.id, service_key: service }, false)
        return all().map(w => String(w.id))
      },
    })
  })

  const workers = [...(data.worker ?? [])]
  for (const worker of workers) put('worker_apart', apartFrom(workers, worker, String(worker.person_id)))
  // In some worlds one is kept apart from a worker, here or in the partner area.
  const [one] = data.young_person ?? []
  const from = workers[number % workers.length]
  if (number % 3 === 0 && one && from)
    put('keep_apart', {
      ...templates.keep_apart({ area: String(one.area_id), child: String(one.id), by: who(0), agency: '', team: '' }),
      other_words: null,
      worker_id: from.id ?? null,
      worker_area_id: from.area_id ?? null,
      how_far: 'no contact at all',
    })

  const once = firstTime()
  for (const d of sketch.deputies) {
    const held = d.of === null ? undefined : at(children, d.of)
    const holder = data.case_holding?.find(h => h.young_person_id === held && h.until_at === null)?.person_id
    const [by, deputy] = [String(holder ?? at(professionals, d.by)), at(professionals, d.who)]
    // One deputy at a time.
    const open = windows[d.window].until_at === null
    if (professionals.length > 0 && by !== deputy && (!open || once('deputy', at(places, d.area).area, by)))
      put('deputy', {
        area_id: at(places, d.area).area,
        person_id: by,
        deputy_id: deputy,
        made_by: by,
        ...windows[d.window],
      })
  }
  const areaOf = (child: string): string => String(data.young_person?.find(y => y.id === child)?.area_id)
  const context = (child: string, by: string): Context => ({ area: areaOf(child), child, by, agency: '', team: '' })
  for (const link of sketch.links) {
    const a = at(children, link.a)
    const b = link.b === null ? null : at(children, link.b)
    const open = !link.moved
    if (b === a || (b !== null && areaOf(a) !== areaOf(b)) || !once('link', [a, b].sort(), open)) continue
    const words = b === null ? 'Somebody' : null
    put('young_person_link', {
      ...templates.young_person_link(context(a, who(0))),
      other_id: b,
      other_words: words,
      moved_at: open ? null : hours(-1),
    })
  }
  for (const { a, b } of sketch.merges) {
    const [from, into] = [at(children, a), at(children, b)]
    if (from === into || areaOf(from) !== areaOf(into)) continue
    const of = { ...context(from, who(a)), other: into }
    put('young_person_merge', templates.young_person_merge(of))
    put('wrong_child', { ...templates.wrong_child(of), entry_id: id(), moved_to_id: id() })
  }
  for (const t of sketch.tasks) {
    const member = at(people, t.who)
    const m = member.memberships[0]
    const desk =
      t.at === 'person' || !m
        ? `person:${member.id}`
        : t.at === 'team' && m.team_id
          ? `team:${m.team_id}`
          : m.service_key && managers.includes(String(m.role))
            ? `service:${m.area_id}:${m.service_key}`
            : `role:${m.area_id}:${m.role}`
    const child = t.child === null ? null : at(children, t.child)
    const area = child === null ? at(places, 0).area : areaOf(child)
    if (once('task', area, desk, child))
      put('task', { area_id: area, young_person_id: child, kind: 'name a case holder', desk, path: '/' })
  }
  for (const n of sketch.news) {
    const child = n.child === null ? null : at(children, n.child)
    put('notification', {
      person_id: who(n.who),
      area_id: at(places, 0).area,
      young_person_id: child,
      kind: 'case holder lost',
      path: '/',
      urgency: 'digest',
    })
    put('young_person_search', {
      area_id: at(places, 0).area,
      person_id: who(n.who),
      given_names: 'Given',
      surname: 'Surname',
      words: [],
      young_person_id: child,
    })
  }
  for (const d of sketch.drafts) {
    const child = d.child === null ? null : at(children, d.child)
    put('draft', {
      person_id: who(d.who),
      form: 'form',
      subject: '/',
      instance: id(),
      young_person_id: child,
      body: {},
    })
  }
  // What each worker typed, and asked for, on their telephone for each match of theirs, whatever became of it.
  for (const match of data.match ?? []) {
    const by = data.worker?.find(w => w.id === match.worker_id)?.person_id ?? null
    put('planned_meeting', {
      area_id: match.area_id ?? null,
      young_person_id: match.young_person_id ?? null,
      match_id: match.id ?? null,
      starts_at: hours(80),
      ends_at: hours(81),
      venue: 'Asked',
      agreed: 'asked',
      agreed_at: hours(-2),
      agreed_by: by,
      called_off_at: hours(-2),
      called_off_by: by,
    })
    put('draft', {
      person_id: by,
      form: 'form',
      subject: `/area/my-people/${match.id}/tried`,
      instance: id(),
      young_person_id: null,
      body: {},
    })
  }
  return { data, children, askers: people.map(({ token, session }) => ({ token, session })) }
}

/** Tables whose key is something else. */
const withoutId: Readonly<Record<string, true>> = {
  service: true,
  service_requirement: true,
  draft: true,
  young_person_detail: true,
  local_picture: true,
  wishes: true,
  assessment_section: true,
  young_person_name: true,
}
