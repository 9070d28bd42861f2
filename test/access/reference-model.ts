import {
  type Because,
  type Listed,
  lists,
  managers,
  managersOfWorkers,
  oneAtATime,
  opens,
  staysOpen,
  workers,
} from './reference-acts.ts'
import { shared } from './reference-sharing.ts'
import { type Data, type Row, today } from './rows.ts'

// Who may see and do what, in plain TypeScript, written from the design (access: "The relation opens the record"), not from
// the policies: the sweep compares the two, row by row. Slow and simple on purpose; nothing here is shared with the program.

type Id = string

/** What stays in a meeting. */
const forumRoles: readonly string[] = ['forum-chair', 'forum-coordinator', 'forum-member']

const statutory = ['case-holder', 'team-manager', 'duty', 'agency-manager']

export interface Asker {
  /** A row of `session`; without one nobody is signed in. */
  readonly session: Row | undefined
  /** The young people a page is about. */
  readonly focus: readonly Id[] | undefined
}

export interface Model {
  /** Who is asking; nobody where the session is over, locked or of a closed account. */
  readonly me: Id | undefined
  readonly child: (id: unknown) => Row | undefined
  readonly walled: (child: unknown) => boolean
  /** Whether this may be done with, or this class read of, a young person on this page. */
  readonly may: (act: string, child: unknown) => boolean
  /** Whether the young person is seen at all on this page. */
  readonly sees: (child: unknown) => boolean
  /** Whether they are listed to this person before any relation. */
  readonly listed: (child: unknown) => boolean
  /** Why this person is connected to the young person, on whatever page. */
  readonly because: (child: unknown) => readonly Because[]
  /** Why they see them at all: a relation, or where there is none, a list. */
  readonly seenFor: (child: unknown) => readonly (Because | Listed)[]
  /** What they may do with them, on whatever page. */
  readonly actsOn: (child: unknown) => readonly string[]
  /** Whether a role of theirs works on this screen: in a meeting, only those of the forum. */
  readonly holds: (area: unknown, ...roles: string[]) => boolean
  /** Whether this screen stays open for a meeting. */
  readonly inMeeting: boolean
  /** Whether a young person is of the meeting this screen stays open for, where there is one. */
  readonly atHand: (child: unknown) => boolean
  /** Whether they have a role, on whatever screen. */
  readonly has: (area: unknown, ...roles: string[]) => boolean
  readonly belongsTo: (area: unknown) => boolean
  /** Discussions this person is invited to now, with the agency they speak for. */
  readonly invited: readonly { readonly discussion: unknown; readonly agency: unknown; readonly core: boolean }[]
  readonly speaksFor: (agency: unknown) => boolean
  /** Whether they are a partner professional of an agency. */
  readonly speaksAsPartner: (agency: unknown) => boolean
  /** Whether this person manages an agency. */
  readonly manages: (agency: unknown) => boolean
  /** Whether they manage the service of a worker who is not themself. */
  readonly managesWorker: (worker: Row | undefined) => boolean
  /** Whether they have the role that supervises the workers of that service. */
  readonly supervises: (worker: Row | undefined) => boolean
  /** Whether they have a role in a service. */
  readonly worksFor: (area: unknown, service: unknown) => boolean
  /** Whether they manage a service, whoever works for it. */
  readonly managesService: (area: unknown, service: unknown) => boolean
  /** Whether this is themself as a worker, while their role in the service runs. */
  readonly isMe: (worker: Row | undefined) => boolean
  readonly desks: ReadonlySet<string>
  /** Desks of the case-holders in the teams this person manages. */
  readonly managedDesks: ReadonlySet<string>
  /** Desks of those whom this person stands in for. */
  readonly coveredDesks: ReadonlySet<string>
}

const closed = (y: Row): boolean => y.status === 'died' || y.merged_into != null
const moment = (value: unknown): number => Date.parse(String(value))
const past = (value: unknown): boolean => value != null && moment(value) <= Date.now()
const running = (row: Row): boolean => past(row.from_at) && !past(row.until_at)

/** Who a session belongs to, if it is open. */
export function personOf(data: Data, session: Row | undefined): Id | undefined {
  if (!session || session.ended_at != null || past(session.expires_at)) return undefined
  const locked = moment(session.last_seen_at) + 15 * 60_000 <= Date.now()
  if (locked && (session.meeting_until == null || past(session.meeting_until))) return undefined
  const account = data.person?.find(p => p.id === session.person_id)
  return account && account.closed_at == null ? String(account.id) : undefined
}

/** The young people of the meeting that a screen stays open for; nothing where it is a screen like any other. */
function peopleAt(data: Data, session: Row | undefined): ReadonlySet<unknown> | undefined {
  if (session?.meeting_until == null) return undefined
  const [meeting, ...before] = (data.meeting ?? [])
    .filter(m => m.area_id === session.meeting_area)
    .sort((a, b) => Number(b.id === session.meeting_id) - Number(a.id === session.meeting_id))
  if (!meeting || meeting.id !== session.meeting_id || meeting.closed_at != null || meeting.held_on !== today())
    return new Set()
  const last = Math.max(...before.map(m => moment(m.held_on)).filter(day => day < moment(meeting.held_on)), 0)
  return new Set(
    (data.discussion ?? [])
      .filter(d => d.area_id === session.meeting_area && d.taken_off_at == null)
      .filter(
        d =>
          d.meeting_id === meeting.id ||
          (d.meeting_id == null && moment(d.held_on) <= moment(meeting.held_on) && moment(d.held_on) > last),
      )
      .map(d => d.young_person_id),
  )
}

export function referenceModel(data: Data, asker: Asker): Model {
  const rows = (table: string): readonly Row[] => data[table] ?? []
  const me = personOf(data, asker.session)
  const mine = me === undefined ? [] : rows('membership').filter(m => m.person_id === me && running(m))
  // A screen that stays open for a meeting opens the forum and the young people of that meeting.
  const meeting = peopleAt(data, asker.session)
  const atHand = (id: unknown): boolean => meeting === undefined || meeting.has(id)
  const working = meeting ? mine.filter(m => forumRoles.includes(String(m.role))) : mine
  const among =
    (memberships: readonly Row[]): Model['holds'] =>
    (area, ...roles) =>
      memberships.some(m => m.area_id === area && roles.includes(String(m.role)))
  const holds = among(working)
  const child: Model['child'] = id => rows('young_person').find(y => y.id === id)
  // A wall before one record of somebody stands before all that were merged with it.
  const goesOn = (id: unknown): unknown => child(id)?.merged_into ?? id
  const sameAs = (id: unknown, other: unknown): boolean => {
    const one = goesOn(other)
    return one === id || one === child(id)?.merged_into
  }
  const isWorker = (worker: unknown): boolean => rows('worker').some(w => w.id === worker && w.person_id === me)
  const walled: Model['walled'] = id =>
    me !== undefined &&
    (rows('wall').some(w => w.person_id === me && w.until_at == null && sameAs(id, w.young_person_id)) ||
      // Who must be kept apart from them as a worker is, whatever else they do.
      rows('keep_apart').some(
        k =>
          k.closed_at == null &&
          k.moved_at == null &&
          k.how_far !== 'not matched' &&
          isWorker(k.worker_id) &&
          sameAs(id, k.young_person_id),
      ))

  const invited = mine
    .filter(m => m.role === 'forum-member')
    .flatMap(m =>
      rows('discussion_agency')
        .filter(i => i.area_id === m.area_id && i.agency_id === m.agency_id && i.uninvited_at == null)
        .flatMap(i => {
          const d = rows('discussion').find(one => one.id === i.discussion_id)
          return d && openToMembers(data, d, m.agency_id)
            ? [{ discussion: d.id, young: d.young_person_id, agency: m.agency_id, core: isCore(data, m.agency_id) }]
            : []
        }),
    )

  const related = (y: Row): Because[] =>
    me === undefined
      ? []
      : [
          ...personally(data, me, mine, y),
          ...invited
            .filter(i => i.young === y.id)
            .map(i => (i.core ? ('forum member of a core agency' as const) : ('forum member' as const))),
          ...byArea(data, mine, y),
        ]
  const because: Model['because'] = id => {
    const y = child(id)
    return y && !walled(id) && atHand(id) ? [...new Set(related(y))] : []
  }

  const may: Model['may'] = (act, id) => {
    const y = child(id)
    if (!y || walled(id) || !atHand(id) || (asker.focus && !asker.focus.includes(String(id)))) return false
    if (!staysOpen(act) && closed(y)) return false
    return related(y).some(
      because => opens[because].includes(act) && (asker.focus !== undefined || !oneAtATime.has(because)),
    )
  }

  const onLists = (id: unknown): readonly Listed[] => {
    const y = child(id)
    if (!y || me === undefined || walled(id) || !atHand(id)) return []
    const stands: Readonly<Record<Listed, boolean>> = {
      'list of the area': true,
      'nominated in the area': y.opened_to_panel_at != null,
      'sent to the forum': y.sent_to_forum_at != null,
    }
    return (Object.keys(lists) as Listed[]).filter(list => stands[list] && holds(y.area_id, ...lists[list]))
  }
  const listed: Model['listed'] = id => onLists(id).length > 0

  const managesService: Model['managesService'] = (area, service) =>
    working.some(m => m.area_id === area && m.service_key === service && managersOfWorkers.includes(String(m.role)))
  const teams = mine.filter(m => m.team_id != null && ['case-holder', 'team-manager'].includes(String(m.role)))
  return {
    me,
    child,
    walled,
    may,
    because,
    listed,
    seenFor: id => (because(id).length > 0 ? because(id) : onLists(id)),
    sees: id => listed(id) || may('S1', id),
    actsOn: id => {
      const y = child(id)
      const all = y ? because(id).flatMap(one => opens[one]) : []
      return [...new Set(all)].filter(act => staysOpen(act) || (y !== undefined && !closed(y)))
    },
    holds,
    inMeeting: meeting !== undefined,
    atHand,
    has: among(mine),
    belongsTo: area => mine.some(m => m.area_id === area),
    // Who stays open for a meeting reads its items as those who run it.
    invited: meeting ? [] : invited,
    managesService,
    worksFor: (area, service) => working.some(m => m.area_id === area && m.service_key === service),
    managesWorker: w => w !== undefined && w.person_id !== me && managesService(w.area_id, w.service_key),
    supervises: w =>
      w !== undefined &&
      w.person_id !== me &&
      working.some(
        m =>
          m.area_id === w.area_id &&
          m.service_key === w.service_key &&
          m.role === rows('service').find(s => s.area_id === w.area_id && s.key === w.service_key)?.supervised_by,
      ),
    isMe: w =>
      w !== undefined &&
      w.person_id === me &&
      w.left_at == null &&
      working.some(m => m.area_id === w.area_id && m.service_key === w.service_key && workers.includes(String(m.role))),
    manages: agency => working.some(m => m.role === 'agency-manager' && m.agency_id === agency),
    speaksAsPartner: agency => mine.some(m => m.role === 'partner-professional' && m.agency_id === agency),
    speaksFor: agency => mine.some(m => m.role === 'forum-member' && m.agency_id === agency),
    desks: new Set(
      me === undefined
        ? []
        : [
            `person:${me}`,
            ...teams.map(m => `team:${m.team_id}`),
            ...mine.map(m => `role:${m.area_id}:${m.role}`),
            // Whoever manages a service, and nobody else who works for it.
            ...mine
              .filter(m => m.service_key != null && managers.includes(String(m.role)))
              .map(m => `service:${m.area_id}:${m.service_key}`),
          ],
    ),
    managedDesks: new Set(
      mine
        .filter(m => m.role === 'team-manager')
        .flatMap(m =>
          rows('membership').filter(
            o => o.role === 'case-holder' && o.team_id === m.team_id && o.person_id !== me && running(o),
          ),
        )
        .map(o => `person:${o.person_id}`),
    ),
    coveredDesks: new Set(
      rows('deputy')
        .filter(d => me !== undefined && d.deputy_id === me && running(d))
        .map(d => `person:${d.person_id}`),
    ),
  }
}

const isCore = (data: Data, agency: unknown): boolean => data.agency?.find(a => a.id === agency)?.core === true

/**
 * From freezing until the window of the area closes, which is counted from the day of the discussion where nothing is
 * decided yet; longer while the agency owes an action of it.
 */
function openToMembers(data: Data, discussion: Row, agency: unknown): boolean {
  if (discussion.papers_frozen_at == null || discussion.taken_off_at != null) return false
  const owes = (data.forum_action ?? []).some(
    a => a.discussion_id === discussion.id && a.agency_id === agency && a.done_at == null,
  )
  return owes || !past(discussion.members_until ?? discussion.members_at_latest)
}

/** Whether a match counts: not over, and approved where something soft was accepted. */
export const counts = (m: Row): boolean =>
  m.ended_at == null &&
  m.stopped_at == null &&
  ((Array.isArray(m.accepts) ? m.accepts : []).length === 0 || m.approved_at != null)

/** Links of a person to one young person. */
function personally(data: Data, me: Id, mine: readonly Row[], y: Row): Because[] {
  const found: Because[] = []
  const rows = (table: string): readonly Row[] => (data[table] ?? []).filter(r => r.young_person_id === y.id)
  const here = mine.filter(m => m.area_id === y.area_id)
  // Whoever is close to the record that goes on reads what was merged into it.
  for (const of of [y.id, ...(y.merged_into == null ? [] : [y.merged_into])]) {
    const held = (data.case_holding ?? []).find(h => h.young_person_id === of && h.until_at == null)
    if (!held) continue
    if (held.person_id === me && here.some(m => m.role === 'case-holder' && m.agency_id === held.agency_id))
      found.push('case-holder')
    if (here.some(m => m.role === 'team-manager' && m.team_id === held.team_id)) found.push('team manager')
    const standsIn = (data.deputy ?? []).some(
      d => d.deputy_id === me && d.person_id === held.person_id && d.area_id === y.area_id && running(d),
    )
    if (standsIn && here.some(m => ['case-holder', 'team-manager'].includes(String(m.role)))) found.push('deputy')
  }
  for (const asked of rows('hand_over').filter(o => o.answered_at == null)) {
    const team = here.filter(m => m.team_id === asked.to_team_id)
    if (team.some(m => m.role === 'team-manager')) found.push('team asked to take over')
    if (team.some(m => m.role === 'case-holder') && (asked.to_person_id == null || asked.to_person_id === me))
      found.push('asked to take over')
  }
  // Whoever matched reads on until the goodbye is written down.
  const atTheirSide = (strand: unknown) =>
    rows('match').some(m => m.strand_allocation_id === strand && m.ended_at == null)
  for (const s of rows('strand_allocation').filter(one => one.until_at == null || atTheirSide(one.id))) {
    const manager = s.strand === 1 ? 'operational-manager' : 'service-manager'
    if (here.some(m => m.role === manager && m.service_key === s.service_key))
      found.push(s.strand === 1 ? 'operational manager' : 'service manager')
  }
  for (const m of rows('match').filter(counts)) {
    const worker = (data.worker ?? []).find(w => w.id === m.worker_id)
    const roles = here.filter(h => h.service_key === m.service_key).map(h => h.role)
    if (worker?.person_id === me && worker.left_at == null && roles.includes('family-network-coordinator'))
      found.push('family network coordinator')
    if (roles.includes('mentor-coordinator')) found.push('mentor co-ordinator')
  }
  const partner = here.filter(m => m.role === 'partner-professional').map(m => m.agency_id)
  if (partner.length > 0)
    for (const { agency, category } of shared(data, y))
      if (partner.includes(agency as never)) {
        found.push('shared with their agency')
        if (category === 'contact') found.push('contact shared with their agency')
        if (category === 'assessment') found.push('assessment shared with their agency')
      }
  const opened = rows('emergency_access').some(
    e => e.person_id === me && e.ended_at == null && !past(e.until_at) && past(e.looked_up_at),
  )
  if (opened && here.some(m => statutory.includes(String(m.role)))) found.push('emergency access')
  return found
}

/** Children cross borders: duty of a partner area in which they live, by the key of that area. */
function onDutyWhereTheyLive(data: Data, mine: readonly Row[], y: Row): boolean {
  const detail = (data.young_person_detail ?? []).find(d => d.young_person_id === y.id)
  const area = (data.area ?? []).find(a => a.key === detail?.living_area)
  const partners = (data.area ?? []).find(a => a.id === y.area_id)?.partners
  return (
    area !== undefined &&
    Array.isArray(partners) &&
    partners.includes(area.id) &&
    mine.some(m => m.role === 'duty' && m.area_id === area.id)
  )
}

/** Links that a role in the area has to whoever comes its way. */
function byArea(data: Data, mine: readonly Row[], y: Row): Because[] {
  const found: Because[] = []
  const here = mine.filter(m => m.area_id === y.area_id)
  const has = (role: string): boolean => here.some(m => m.role === role)
  const rows = (table: string): readonly Row[] => (data[table] ?? []).filter(r => r.young_person_id === y.id)
  if (has('duty') && y.merged_into == null) found.push('duty')
  if (y.merged_into == null && onDutyWhereTheyLive(data, mine, y)) found.push('duty where they live')
  const held = rows('case_holding').find(h => h.until_at == null)
  if (held && here.some(m => m.role === 'agency-manager' && m.agency_id === held.agency_id))
    found.push('agency manager')
  if (rows('discussion').some(d => d.taken_off_at == null)) {
    if (has('forum-chair')) found.push('forum chair')
    if (has('forum-coordinator')) found.push('forum co-ordinator')
  }
  // One that was taken back leaves nothing to decide.
  if (rows('nomination').some(n => n.submitted_at != null && n.withdrawn_at == null)) {
    if (has('coordinator')) found.push('coordinator')
    if (has('panel-member')) found.push('panel member')
  }
  return found
}
