import { counts, type Model } from './reference-model.ts'
import type { Data, Row } from './rows.ts'

// Which rows of each table somebody sees, by the model. A table of a class opens with that class; what differs says why.

/** Whether a row is seen. */
export type Sees = (model: Model, row: Row, data: Data) => boolean

const ofClass =
  (one: string, also: (row: Row) => boolean = () => true): Sees =>
  (model, row) =>
    also(row) && model.may(one, row.young_person_id)

/** What an item of the forum says is read with its class, or by whoever is invited to the item. */
const atItem: Sees = (model, row) =>
  !model.walled(row.young_person_id) &&
  (model.may('S4', row.young_person_id) || model.invited.some(i => i.discussion === row.discussion_id))

const invitedToCore = (model: Model, row: Row): boolean =>
  model.invited.some(i => i.core && i.discussion === row.discussion_id)

/** By handling mark: what is for core agencies is intelligence, the rest is for everybody at the item. */
const byHandling =
  (forAll: readonly string[]): Sees =>
  (model, row) =>
    !model.walled(row.young_person_id) &&
    (model.may('S5', row.young_person_id) ||
      invitedToCore(model, row) ||
      (forAll.includes(String(row.handling)) && atItem(model, row, {})))

const mineAlone: Sees = (model, row) =>
  model.me !== undefined && row.person_id === model.me && !model.walled(row.young_person_id)

const forumRoles = ['forum-chair', 'forum-coordinator']
const panelRoles = ['coordinator', 'panel-member']
const notMoved = (row: Row): boolean => row.moved_at == null

/** An agenda is seen by those who run the forum of the area, whoever stands on it. */
const agenda: Sees = (model, row) =>
  !model.walled(row.young_person_id) &&
  (model.holds(row.area_id, ...forumRoles) ||
    atItem(model, { ...row, discussion_id: row.discussion_id ?? row.id ?? null }, {}))

const assessment: Sees = (model, row) =>
  notMoved(row) &&
  // A draft belongs to those who write it until somebody stands by it.
  (model.may('assess', row.young_person_id) ||
    (row.completed_at != null && model.may('S4', row.young_person_id)) ||
    (row.completed_at != null && row.set_aside_at == null && model.may('read shared assessment', row.young_person_id)))

const workerOf = (row: Row, data: Data): Row | undefined => data.worker?.find(w => w.id === row.worker_id)
/** What is about a worker is for them and for whoever manages their service. */
const ofWorker: Sees = (model, row, data) => {
  const worker = workerOf(row, data)
  return model.managesWorker(worker) || model.isMe(worker)
}

/** Of two strands at once, whoever is there through one service reads the matches of that one. */
const ofTheirStrand =
  (one: string): Sees =>
  (model, row, data) => {
    const match = row.match_id === undefined ? row : data.match?.find(m => m.id === row.match_id)
    return (
      match !== undefined &&
      model.may(one, row.young_person_id) &&
      (model.may('read every strand', match.young_person_id) || model.worksFor(match.area_id, match.service_key))
    )
  }

/** Whether a match is of those whom somebody's own telephone shows (promises C). */
export function onMyTelephone(model: Model, match: unknown, data: Data): boolean {
  const m = data.match?.find(one => one.id === match)
  return (
    m !== undefined &&
    counts(m) &&
    model.isMe(workerOf(m, data)) &&
    !model.walled(m.young_person_id) &&
    model.child(m.young_person_id)?.status !== 'died'
  )
}

/** What was typed on a telephone, for a match: after an ordinary end it is still theirs. */
function opensAsTyped(model: Model, row: Row, data: Data): boolean {
  const id = /^\/[^/]*\/my-people\/([^/]*)/.exec(String(row.subject))?.[1]
  if (id === undefined) return true
  const m = data.match?.find(one => one.id === id)
  return (
    m !== undefined &&
    model.isMe(workerOf(m, data)) &&
    m.stopped_at == null &&
    !['it is not safe', 'the worker leaves'].includes(String(m.end_reason)) &&
    !model.walled(m.young_person_id)
  )
}

export const tables: Readonly<Record<string, Sees>> = {
  // Accounts and roles: S0.
  person: model => model.me !== undefined,
  membership: (model, row) => model.me !== undefined && (row.person_id === model.me || model.belongsTo(row.area_id)),
  deputy: (model, row) => model.belongsTo(row.area_id),
  sent_form: mineAlone,

  young_person: (model, row) => model.sees(row.id),
  case_holding: (model, row) =>
    model.sees(row.young_person_id) &&
    (row.until_at == null || model.may('read the case history', row.young_person_id)),
  young_person_detail: (model, row) =>
    model.may('S2', row.young_person_id) || model.may('read shared contact', row.young_person_id),
  episode: ofClass('S2'),
  young_person_status: ofClass('S2', notMoved),
  hand_over: ofClass('read the case history'),
  trusted_adult: ofClass('S3', notMoved),
  exploitation_concern: ofClass('S4', notMoved),
  local_picture: ofClass('S4'),
  record_change: (model, row) =>
    notMoved(row) && model.may(row.class === 1 ? 'read the case history' : `S${row.class}`, row.young_person_id),
  // One row speaks for both sides, and a wall towards either closes it.
  young_person_link: (model, row) =>
    notMoved(row) &&
    !model.walled(row.young_person_id) &&
    !model.walled(row.other_id) &&
    (model.may('S5', row.young_person_id) || model.may('S5', row.other_id)),
  young_person_merge: (model, row) =>
    !model.walled(row.young_person_id) &&
    !model.walled(row.into_id) &&
    (model.may('read the case history', row.young_person_id) || model.may('read the case history', row.into_id)),
  wrong_child: (model, row) =>
    !model.walled(row.right_young_person_id) && model.may('move an entry', row.young_person_id),
  young_person_search: mineAlone,
  // That one is kept out as one said oneself, and never what others said of it.
  wall: (model, row) =>
    model.me !== undefined &&
    row.person_id === model.me &&
    row.said_by === model.me &&
    row.kind !== 'poses a risk' &&
    row.kind !== 'keep apart',

  // Duty goes on reading what the night wrote, though it reads no assessment.
  night_note: (model, row) =>
    notMoved(row) && (model.may('S4', row.young_person_id) || model.may('write a night note', row.young_person_id)),

  task: (model, row) =>
    !model.walled(row.young_person_id) &&
    (model.desks.has(String(row.desk)) ||
      // Of colleagues only what is about young people one sees oneself.
      ((model.managedDesks.has(String(row.desk)) || model.coveredDesks.has(String(row.desk))) &&
        model.may('S1', row.young_person_id))),
  notification: mineAlone,
  draft: (model, row, data) =>
    model.me !== undefined &&
    row.person_id === model.me &&
    (row.young_person_id == null || model.sees(row.young_person_id)) &&
    opensAsTyped(model, row, data),

  // The front door reads what it decided, though it reads no assessment.
  screening: (model, row) =>
    notMoved(row) && (model.may('S4', row.young_person_id) || model.may('screen', row.young_person_id)),
  assessment,
  assessment_section: (model, row, data) => {
    const of = data.assessment?.find(a => a.id === row.assessment_id)
    return (
      of !== undefined &&
      assessment(model, of, data) &&
      // To whom how worried we are is shared, the answers are not.
      (model.may('S4', row.young_person_id) || model.may('assess', row.young_person_id)) &&
      (row.section_key !== 'people' || model.may('S5', row.young_person_id))
    )
  },
  person_who_poses_risk: ofClass('S5', notMoved),
  copy_for_record: ofClass('S4', notMoved),

  meeting: (model, row) => model.holds(row.area_id, ...forumRoles, 'forum-member'),
  discussion: agenda,
  discussion_agency: agenda,
  paper: (model, row, data) => notMoved(row) && byHandling(['all at this item'])(model, row, data),
  contribution: (model, row, data) =>
    byHandling(['all at this item', 'may go to the family'])(model, row, data) ||
    // An agency reads what it said itself, whatever the mark.
    (!model.walled(row.young_person_id) &&
      model.speaksFor(row.agency_id) &&
      model.invited.some(i => i.discussion === row.discussion_id)),
  forum_outcome: atItem,
  option_considered: atItem,
  different_view: atItem,
  forum_action: atItem,
  risk_fact: (model, row) =>
    !model.walled(row.young_person_id) && (model.may('S5', row.young_person_id) || invitedToCore(model, row)),

  // The queue opens by area and holds no words: why one was taken back is read where the young person is.
  nomination: (model, row) =>
    !model.walled(row.young_person_id) &&
    ((row.submitted_at != null && row.withdrawn_at == null && model.holds(row.area_id, ...panelRoles)) ||
      model.may('S4', row.young_person_id)),
  nomination_answer: ofClass('S4'),
  panel_question: ofClass('S4'),
  panel_declaration: ofClass('S4'),
  nomination_decision: ofClass('S4'),
  strand_allocation: (model, row) =>
    !model.walled(row.young_person_id) &&
    (model.holds(row.area_id, ...panelRoles) ||
      model.may('S3', row.young_person_id) ||
      model.may('S4', row.young_person_id)),

  closed_service: ofClass('S4'),
  relevant_individual: ofClass('S3', notMoved),
  consent: ofClass('S3', notMoved),
  consent_copy: ofClass('S3', row => notMoved(row) && row.set_aside_at == null),
  format_request: ofClass('S3'),
  consent_share: ofClass('S3'),
  named_agency: ofClass('S3'),
  lawful_share: ofClass('S3'),
  wishes: ofClass('S3'),
  match: ofTheirStrand('S3'),
  // The class of a reason is for those who decide about it.
  match_pause: ofTheirStrand('decide about a match'),
  waiting_check: ofClass('S3'),
  // Who they are and how they are reached is of both classes.
  known_adult: (model, row) => model.may('S2', row.young_person_id) && model.may('S3', row.young_person_id),
  known_adult_step: (model, row) => model.may('S2', row.young_person_id) && model.may('S3', row.young_person_id),
  brief: ofTheirStrand('S3'),
  brief_read: ofTheirStrand('S3'),
  planned_meeting: ofTheirStrand('S3'),
  // A worker reads their own, and nobody else's.
  engagement_attempt: (model, row, data) =>
    model.may('S3', row.young_person_id) ||
    (model.isMe(workerOf(row, data)) && onMyTelephone(model, row.match_id, data)),
  engagement_review: ofClass('S3'),
  // It speaks for both sides, but for one of a partner area; and a wall towards either closes it.
  keep_apart: (model, row) =>
    notMoved(row) &&
    !model.walled(row.young_person_id) &&
    !model.walled(row.other_id) &&
    (model.may('S5', row.young_person_id) || (row.other_area_id === row.area_id && model.may('S5', row.other_id))),

  worker: (model, row) => model.managesWorker(row) || model.isMe(row),
  requirement_met: ofWorker,
  supervision: ofWorker,
  // What was said is for the two of them.
  supervision_note: (model, row, data) => {
    const worker = workerOf(row, data)
    return model.isMe(worker) || (row.held_by === model.me && model.supervises(worker))
  },
  // Whoever manages either reads it, of a partner area not the other; and neither of the two.
  worker_apart: (model, row, data) => {
    const two = (data.worker ?? []).filter(w => w.id === row.worker_id || w.id === row.other_worker_id)
    const speaksFor = two.filter(w => w.area_id === row.area_id)
    return speaksFor.some(w => model.managesWorker(w)) && two.every(w => w.person_id !== model.me)
  },
  worker_leave: ofWorker,
  lone_visit: ofWorker,

  // Governance looks at what others did, never at its own; a partner's where nobody else of the area can.
  emergency_access: (model, row) =>
    row.person_id !== model.me &&
    model.holds(row.reviewed_in ?? row.area_id, 'information-governance') &&
    !model.walled(row.young_person_id),
}
