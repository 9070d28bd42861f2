import type { ReadTx } from '../../src/db/scope.ts'
import { climbsOn } from '../../src/features/forum/action.ts'
import { mayBeNominated, urls } from '../../src/features/forum/index.ts'
import { recordNow } from '../../src/features/forum/paper-queries.ts'
import { quorum } from '../../src/features/forum/quorum.ts'
import { urls as nominations } from '../../src/features/nominations/index.ts'
import { addDays, addMonths, dayOf, endOf } from '../../src/platform/working-days.ts'
import type { Meeting } from './meetings.ts'
import type { Professional } from './professionals.ts'
import { actions, contributions, findingReasons } from './texts.ts'
import type { Discussed } from './timeline.ts'
import { ask, type Child, deskOf, did, roleDesk, tell, the, those, type World } from './world.ts'

/** A discussion of the story: which agencies are invited, and what it decided. */
export interface Discussion {
  readonly id: string
  readonly days: Discussed
  readonly invited: readonly Invited[]
  readonly outcome: string | undefined
}
interface Invited {
  readonly id: string
  readonly key: string
  readonly agencyId: string
  readonly members: readonly Professional[]
}

/** Puts a young person before the forum, with the agencies usually invited: the core ones and the case-holder's; schools now and then. */
export function list(world: World, child: Child, meetings: readonly Meeting[]): Discussion | undefined {
  const { book, cal, random, places } = world
  const { discussed: days, assessed } = child.days
  if (!days) return undefined
  const coordinator = the(world, child.area, 'forum-coordinator')
  const at = cal.at(days.listedOn, 11)
  const id = random.idAt(at)
  const meeting =
    days.kind === 'scheduled' ? meetings.find(m => m.area === child.area && m.heldOn === days.heldOn) : undefined
  const decidedAt = days.decided ? cal.at(days.heldOn, 14, child.number % 60) : null
  const until = addDays(endOf(days.heldOn, child.rules.clocks.memberWindow, cal.holidays), 1)
  book.insert('discussion', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    kind: days.kind,
    meeting_id: meeting?.id ?? null,
    place_on_agenda: child.number,
    // Brothers and sisters stand together; theirs is the family's own id.
    sibling_group: child.traits.family ? familyId(child.traits.family) : null,
    held_on: days.heldOn,
    waiting_since: cal.at(assessed?.sentOn ?? days.listedOn, 16),
    listed_at: at,
    listed_by: coordinator.id,
    papers_frozen_at: days.frozenOn ? cal.at(days.frozenOn, 13) : null,
    papers_frozen_by: days.frozenOn ? coordinator.id : null,
    outcome_at: decidedAt,
    members_until: decidedAt ? new Date(`${until}T00:00:00Z`) : null,
    minutes_confirmed_at: days.confirmedOn ? cal.at(days.confirmedOn, 12) : null,
    minutes_confirmed_by: days.confirmedOn ? the(world, child.area, 'forum-chair').id : null,
    version: 1 + [days.frozenOn, days.decided, days.confirmedOn].filter(Boolean).length,
  })
  did(world, at, coordinator, 'put on an agenda', { child, record: id, because: 'forum co-ordinator' })
  const invited = child.rules.agencies
    .filter(
      agency =>
        agency.core || agency.key === child.holder.agency || (agency.key === 'schools' && child.number % 3 === 0),
    )
    .map(agency => {
      const agencyId = places.agency(child.area, agency.key).id
      const row = random.idAt(at)
      const attended = agency.key === 'early-help' && agency.key !== child.holder.agency ? 'apologies' : 'there'
      book.insert('discussion_agency', {
        area_id: child.areaId,
        id: row,
        discussion_id: id,
        young_person_id: child.id,
        agency_id: agencyId,
        invited_at: at,
        invited_by: coordinator.id,
        attendance: decidedAt ? attended : null,
        attendance_at: decidedAt,
        attendance_by: decidedAt ? coordinator.id : null,
      })
      const members = those(world, child.area, 'forum-member').filter(one => one.agency === agency.key)
      return { id: row, key: agency.key, agencyId, members }
    })
  return { id, days, invited, outcome: days.decided ? random.idAt(decidedAt ?? at) : undefined }
}

const familyId = (family: string): string =>
  `00000000-0000-7000-8000-${family.charCodeAt(0).toString(16).padStart(12, '0')}`

/** Freezes the papers as the co-ordinator's button does: the record as it is now, by the same function. */
export async function freeze(world: World, child: Child, of: Discussion | undefined, tx: ReadTx): Promise<void> {
  const { book, cal, random } = world
  if (!of?.days.frozenOn) return
  const now = await recordNow(tx, child.areaId, child.id)
  if (!now) throw new Error('an invented record cannot be read')
  const at = cal.at(of.days.frozenOn, 13)
  const coordinator = the(world, child.area, 'forum-coordinator')
  for (const [handling, body] of [
    ['all at this item', now.open],
    ['core agencies only', now.core],
  ] as const)
    book.insert('paper', {
      area_id: child.areaId,
      id: random.idAt(at),
      discussion_id: of.id,
      young_person_id: child.id,
      handling,
      edition: 1,
      body,
      frozen_at: at,
      frozen_by: coordinator.id,
    })
  did(world, at, coordinator, 'papers frozen', { child, record: of.id, because: 'forum co-ordinator' })
  const path = urls.papers({ area: child.area, youngPerson: child.id, discussion: of.id })
  for (const [number, agency] of of.invited.entries()) {
    const said = of.days.decided !== undefined || number % 2 === 0
    for (const member of agency.members) {
      tell(world, child, { kind: 'invited to a discussion', to: [member], urgency: 'today', path, at })
      if (said) contribute(world, child, of, agency, member, number)
      else
        ask(world, child, {
          kind: 'contribute to a discussion',
          desk: deskOf(member),
          path,
          at,
          by: coordinator,
          dueOn: of.days.heldOn,
          record: agency.id,
        })
    }
  }
}

const handlings = ['core agencies only', 'all at this item', 'may go to the family'] as const

function contribute(
  world: World,
  child: Child,
  of: Discussion,
  agency: Invited,
  member: Professional,
  number: number,
): void {
  const { book, cal, random } = world
  const at = cal.at(of.days.frozenOn ?? of.days.heldOn, 14, 10 + number)
  const id = random.idAt(at)
  book.insert('contribution', {
    area_id: child.areaId,
    id,
    discussion_id: of.id,
    young_person_id: child.id,
    agency_id: agency.agencyId,
    // What the police know stays with the core agencies.
    handling: agency.key === 'police' ? handlings[0] : handlings[1 + ((child.number + number) % 2)],
    says: random.pick(contributions[agency.key] ?? contributions['early-help'] ?? []),
    given_at: at,
    given_by: member.id,
  })
  did(world, at, member, 'contribution given', { child, record: id, because: 'forum member of a core agency' })
}

/** Records what was found, both answers, the facts, the options and who does what; asks for what follows from it. */
export function decide(world: World, child: Child, of: Discussion | undefined): void {
  const { book, cal, random } = world
  if (!of?.days.decided || !of.outcome) return
  const { decided, heldOn, kind } = of.days
  const at = cal.at(heldOn, 14, child.number % 60)
  const chair = the(world, child.area, 'forum-chair')
  const there = of.invited
    .filter(one => one.key !== 'early-help' || one.key === child.holder.agency)
    .map(one => one.key)
  if (!quorum(child.rules.forum.discussions[kind].quorum, there).reached)
    throw new Error('an invented discussion without quorum')
  const place = { area_id: child.areaId, discussion_id: of.id, young_person_id: child.id }
  const bothYes = mayBeNominated(decided).ok
  book.insert('forum_outcome', {
    ...place,
    id: of.outcome,
    finding: decided.finding,
    finding_reason: random.pick(findingReasons[decided.finding] ?? []),
    suitable: decided.suitable,
    would_benefit: decided.wouldBenefit,
    answers_reason: bothYes
      ? null
      : 'They have a youth worker they trust already; a second adult would be one too many now.',
    recorded_at: at,
    recorded_by: chair.id,
  })
  for (const fact of child.traits.around ?? [])
    book.insert('risk_fact', {
      ...place,
      id: random.idAt(at),
      kind: fact.kind,
      certainty: fact.certainty,
      timing: fact.timing,
      evidence: 'Police knowledge, shared at the meeting; seen with the young person twice in the last month.',
      review_on: addMonths(heldOn, 3),
      found_at: at,
      found_by: chair.id,
    })
  for (const option of child.rules.supportOptions.slice(0, 4))
    book.insert('option_considered', {
      ...place,
      id: random.idAt(at),
      option_key: option.key,
      reasons_for: option.trustedRelationships ? 'Asks for one person, and has lost five.' : 'Could begin next week.',
      reasons_against: option.trustedRelationships ? null : 'Another new face.',
      recommended: option.trustedRelationships ? bothYes : random.happens(0.4),
      recorded_at: at,
      recorded_by: chair.id,
    })
  if (child.number % 5 === 0)
    book.insert('different_view', {
      ...place,
      id: random.idAt(at),
      agency_id: of.invited.find(one => one.key === 'health')?.agencyId ?? null,
      name: 'Leon Sample',
      says: 'We think the worry is higher than the finding says, and would like to look again in four weeks.',
      recorded_at: at,
      recorded_by: chair.id,
    })
  did(world, at, chair, 'outcome recorded', { child, record: of.outcome, because: 'forum chair' })
  giveActions(world, child, of, at, chair)
  afterwards(world, child, of, at, chair, bothYes)
}

function giveActions(world: World, child: Child, of: Discussion, at: Date, chair: Professional): void {
  const { book, cal, random } = world
  const owners = of.invited.filter(one => one.members.length > 0)
  for (const number of [0, 1].slice(0, 1 + (child.number % 2))) {
    const owner = owners[(child.number + number) % owners.length]
    const member = owner?.members[0]
    if (!owner || !member) continue
    const id = random.idAt(at)
    const dueOn = addDays(of.days.heldOn, number === 0 ? 7 : 28)
    const late = dueOn < cal.today
    // Of what is due, most is done; the rest climbs to the agency's manager (R141). Social care is behind.
    const doneOn =
      late && child.number % 4 !== 0 && owner.key !== 'childrens-social-care' ? cal.at(cal.after(dueOn, -1), 12) : null
    const climbs = climbsOn(dueOn, child.rules.clocks.agencyAction, cal.holidays)
    const climbed = !doneOn && climbs < cal.today ? cal.at(cal.after(climbs, 1), 8) : null
    const managers = those(world, child.area, 'agency-manager').filter(one => one.agencyId === owner.agencyId)
    book.insert('forum_action', {
      area_id: child.areaId,
      id,
      discussion_id: of.id,
      young_person_id: child.id,
      agency_id: owner.agencyId,
      person_id: null,
      says: random.pick(actions),
      due_on: dueOn,
      climbs_on: climbs,
      given_at: at,
      given_by: chair.id,
      done_at: doneOn,
      done_by: doneOn ? member.id : null,
      done_note: doneOn ? 'Done; they came, and brought a friend.' : null,
      climbed_at: climbed,
      climbed_to: climbed ? (managers.length > 0 ? 'managers' : 'forum') : null,
    })
    const path = urls.action({ area: child.area, youngPerson: child.id, discussion: of.id, action: id })
    tell(world, child, { kind: 'action given', to: [member], urgency: 'digest', path, at })
    if (!doneOn)
      ask(world, child, { kind: 'do an action', desk: deskOf(member), path, at, by: chair, dueOn, record: id })
    if (climbed) climb(world, child, { id, path, climbed, managers })
  }
}

/** A late action as the clock leaves it: with the managers of its agency, or back with those who run the forum (R141). */
function climb(
  world: World,
  child: Child,
  of: {
    readonly id: string
    readonly path: string
    readonly climbed: Date
    readonly managers: readonly Professional[]
  },
): void {
  const { area, areaId } = child
  const late = urls.lateActions({ area })
  const forum = ['forum-coordinator', 'forum-chair'] as const
  const desks =
    of.managers.length > 0
      ? of.managers.map(one => ({ desk: deskOf(one), path: late }))
      : forum.map(role => ({ desk: roleDesk(areaId, role), path: of.path }))
  for (const one of desks)
    ask(world, child, {
      ...one,
      kind: 'see to a late action',
      at: of.climbed,
      by: the(world, area, 'forum-coordinator'),
      dueOn: dayOf(of.climbed),
      record: of.id,
    })
  tell(world, child, { kind: 'action climbs', to: of.managers, urgency: 'today', path: late, at: of.climbed })
  const to = forum.flatMap(role => those(world, area, role))
  tell(world, child, { kind: 'action is late', to, urgency: 'today', path: of.path, at: of.climbed })
}

function afterwards(world: World, child: Child, of: Discussion, at: Date, chair: Professional, bothYes: boolean): void {
  const { cal } = world
  const { heldOn, confirmedOn } = of.days
  const here = { area: child.area, youngPerson: child.id }
  tell(world, child, {
    kind: 'discussion outcome',
    to: [child.holder],
    urgency: 'today',
    path: urls.discussion({ ...here, discussion: of.id }),
    at,
  })
  if (confirmedOn)
    did(world, cal.at(confirmedOn, 12), chair, 'minutes confirmed', { child, record: of.id, because: 'forum chair' })
  else
    ask(world, child, {
      kind: 'confirm minutes',
      desk: roleDesk(child.areaId, 'forum-chair'),
      path: urls.minutes({ ...here, discussion: of.id }),
      at,
      by: chair,
      dueOn: endOf(heldOn, child.rules.clocks.minutesConfirmed, cal.holidays),
      record: of.id,
    })
  if (bothYes && !child.days.nominated?.submittedOn)
    ask(world, child, {
      kind: 'complete a nomination',
      desk: child.desk,
      path: nominations.start(here),
      at,
      by: chair,
      dueOn: endOf(heldOn, child.rules.clocks.nomination, cal.holidays),
    })
}
