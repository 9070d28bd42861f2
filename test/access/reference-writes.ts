import type { Model } from './reference-model.ts'
import { onMyTelephone, type Sees, tables } from './reference-tables.ts'
import type { Data, Row } from './rows.ts'

// Which rows somebody may change, and which they may add, by the model.

const seen = (table: string, model: Model, row: Row, data: Data): boolean => tables[table]?.(model, row, data) ?? false

const seenAnd =
  (table: string, act: string): Sees =>
  (model, row, data) =>
    seen(table, model, row, data) && model.may(act, row.young_person_id)

const runsForum: Sees = (model, row) =>
  model.holds(row.area_id, 'forum-chair', 'forum-coordinator') && !model.walled(row.young_person_id)
const invitedFor = (model: Model, row: Row): boolean =>
  model.speaksFor(row.agency_id) &&
  !model.walled(row.young_person_id) &&
  model.invited.some(i => i.discussion === row.discussion_id)

/** Whether this row can be changed. A table that is not here cannot be changed at all. */
export const changes: Readonly<Record<string, Sees>> = {
  young_person: (model, row) => model.may('change identity', row.id),
  young_person_detail: (model, row) =>
    model.may('S2', row.young_person_id) && model.may('change circumstances', row.young_person_id),
  exploitation_concern: (model, row, data) =>
    row.ended_at == null && seenAnd('exploitation_concern', 'record what is known')(model, row, data),
  local_picture: seenAnd('local_picture', 'record what is known'),
  young_person_link: (model, row, data) =>
    row.ended_at == null &&
    seen('young_person_link', model, row, data) &&
    (model.may('link young people', row.young_person_id) || model.may('link young people', row.other_id)),
  assessment: (model, row) =>
    row.set_aside_at == null && row.moved_at == null && model.may('assess', row.young_person_id),
  assessment_section: (model, row, data) => {
    const of = data.assessment?.find(a => a.id === row.assessment_id)
    return (
      of?.completed_at == null && of?.set_aside_at == null && seenAnd('assessment_section', 'assess')(model, row, data)
    )
  },
  meeting: runsForum,
  discussion: (model, row, data) => model.atHand(row.young_person_id) && runsForum(model, row, data),
  discussion_agency: (model, row, data) => model.atHand(row.young_person_id) && runsForum(model, row, data),
  risk_fact: (model, row) => row.lifted_at == null && model.may('record an outcome', row.young_person_id),
  forum_action: (model, row, data) =>
    row.done_at == null &&
    (model.may('run the forum', row.young_person_id) ||
      (model.may('assess', row.young_person_id) && holdsNow(data, row)) ||
      invitedFor(model, row)),
  nomination: (model, row) => model.may('nominate', row.young_person_id),
  panel_question: (model, row) => row.answered_at == null && model.may('nominate', row.young_person_id),
  strand_allocation: (model, row, data) =>
    row.until_at == null && model.may('decide a nomination', row.young_person_id) && !isClose(model, row, data),
  closed_service: (model, row) =>
    row.decided_at == null && row.over_at == null && model.may('decide about a closed service', row.young_person_id),
  emergency_access: (model, row, data) => row.reviewed_at == null && seen('emergency_access', model, row, data),
  notification: (model, row, data) => seen('notification', model, row, data),
  draft: (model, row, data) => seen('draft', model, row, data),
  relevant_individual: seenAnd('relevant_individual', 'ask for consent'),
  lawful_share: (model, row, data) =>
    row.ended_at == null && seenAnd('lawful_share', 'share without consent')(model, row, data),
  format_request: (model, row, data) =>
    row.arranged_at == null && seenAnd('format_request', 'ask for consent')(model, row, data),
  wishes: seenAnd('wishes', 'record wishes'),
  match: (model, row, data) =>
    row.ended_at == null &&
    model.managesService(row.area_id, row.service_key) &&
    seenAnd('match', 'match a worker')(model, row, data),
  known_adult: (model, row, data) =>
    row.ended_at == null &&
    model.managesService(row.area_id, row.service_key) &&
    seenAnd('known_adult', 'match a worker')(model, row, data),
  engagement_review: (model, row, data) =>
    row.agreed_at == null && seenAnd('engagement_review', 'agree to a review')(model, row, data),
  worker: (model, row) => row.left_at == null && model.managesWorker(row),
  requirement_met: (model, row, data) => row.taken_back_at == null && model.managesWorker(workerOf(row, data)),
  worker_leave: (model, row, data) => row.taken_back_at == null && model.managesWorker(workerOf(row, data)),
}

const workerOf = (row: Row, data: Data): Row | undefined => data.worker?.find(w => w.id === row.worker_id)

/** The agency that owes an action holds the case now. */
const holdsNow = (data: Data, action: Row): boolean =>
  (data.case_holding ?? []).some(
    h => h.young_person_id === action.young_person_id && h.agency_id === action.agency_id && h.until_at == null,
  )

/** Separation of duties: they sent it, wrote it, hold the case, or said that they have a conflict of interest. */
function isClose(model: Model, of: Row, data: Data): boolean {
  const mine = (table: string, by: string): boolean =>
    (data[table] ?? []).some(one => one[by] === model.me && (one.nomination_id ?? one.id) === of.nomination_id)
  return (
    mine('nomination', 'submitted_by') ||
    mine('nomination', 'started_by') ||
    mine('nomination_answer', 'given_by') ||
    (data.panel_declaration ?? []).some(
      d => d.nomination_id === of.nomination_id && d.person_id === model.me && d.conflict === true,
    ) ||
    (data.case_holding ?? []).some(
      h => h.young_person_id === of.young_person_id && h.person_id === model.me && h.until_at == null,
    )
  )
}

const act =
  (...acts: readonly string[]): Sees =>
  (model, row) =>
    acts.some(one => model.may(one, row.young_person_id))

/** Nobody decides on what is theirs in whatever way. */
const decides: Sees = (model, row, data) =>
  model.may('decide a nomination', row.young_person_id) && row.submitted_by !== model.me && !isClose(model, row, data)

/** Whoever manages the service of a match, for the young person. */
const forMatch: Sees = (model, row, data) => {
  const match = data.match?.find(m => m.id === row.match_id)
  return (
    match !== undefined &&
    model.managesService(match.area_id, match.service_key) &&
    model.may('match a worker', row.young_person_id)
  )
}

/** Whether a row of one's own making can be added. A table that is not here takes none from the app. */
export const additions: Readonly<Record<string, Sees>> = {
  exploitation_concern: act('record what is known'),
  local_picture: act('record what is known'),
  trusted_adult: act('record what is known'),
  young_person_link: act('link young people'),
  night_note: act('write a night note'),
  hand_over: act('hand over'),
  screening: act('screen'),
  assessment: act('assess'),
  assessment_section: act('assess'),
  person_who_poses_risk: act('assess'),
  copy_for_record: act('assess'),
  meeting: (model, row) => model.holds(row.area_id, 'forum-chair', 'forum-coordinator'),
  discussion: (model, row) => {
    const y = model.child(row.young_person_id)
    return (
      !model.inMeeting &&
      y?.sent_to_forum_at != null &&
      y.merged_into == null &&
      model.sees(y.id) &&
      model.holds(row.area_id, 'forum-chair', 'forum-coordinator')
    )
  },
  discussion_agency: (model, row, data) => model.atHand(row.young_person_id) && runsForum(model, row, data),
  paper: act('run the forum'),
  contribution: (model, row) => model.may('run the forum', row.young_person_id) || invitedFor(model, row),
  forum_outcome: act('record an outcome'),
  option_considered: act('record an outcome'),
  risk_fact: act('record an outcome'),
  // A member too, for their own agency.
  different_view: (model, row) => model.may('record an outcome', row.young_person_id) || invitedFor(model, row),
  forum_action: act('record an outcome'),
  nomination: act('nominate'),
  nomination_answer: act('nominate'),
  panel_question: act('consider a nomination'),
  panel_declaration: (model, row) =>
    model.may('consider a nomination', row.young_person_id) && model.has(row.area_id, 'coordinator', 'panel-member'),
  nomination_decision: decides,
  strand_allocation: decides,
  draft: (model, row) => model.sees(row.young_person_id),
  sent_form: model => model.me !== undefined,
  relevant_individual: act('ask for consent'),
  consent: act('ask for consent'),
  consent_share: act('ask for consent'),
  lawful_share: act('share without consent'),
  consent_copy: act('ask for consent'),
  format_request: act('ask for consent'),
  named_agency: act('ask for consent'),
  wishes: act('record wishes'),
  match: (model, row) =>
    model.managesService(row.area_id, row.service_key) && model.may('match a worker', row.young_person_id),
  waiting_check: act('check on who waits'),
  known_adult: act('name a known adult'),
  known_adult_step: act('name a known adult'),
  brief: forMatch,
  planned_meeting: (model, row, data) => forMatch(model, row, data) || onMyTelephone(model, row.match_id, data),
  engagement_attempt: (model, row, data) =>
    row.worker_id == null
      ? model.may('write what was tried', row.young_person_id)
      : model.isMe(workerOf(row, data)) && onMyTelephone(model, row.match_id, data),
  engagement_review: act('review what was tried'),
  engagement_tips: (model, row) => model.holds(row.area_id, 'coordinator', 'area-administrator'),
  keep_apart: act('keep apart'),
  worker: (model, row) => model.managesService(row.area_id, row.service_key) && row.person_id !== model.me,
  requirement_met: (model, row, data) => model.managesWorker(workerOf(row, data)),
  supervision: (model, row, data) => model.supervises(workerOf(row, data)),
  supervision_note: (model, row, data) => model.supervises(workerOf(row, data)),
  worker_leave: (model, row, data) => model.managesWorker(workerOf(row, data)),
  worker_apart: (model, row, data) => {
    const other = data.worker?.find(w => w.id === row.other_worker_id)
    const named =
      !other ||
      other.area_id === row.area_id ||
      model.holds(other.area_id, 'case-holder', 'team-manager') ||
      model.managesWorker(other)
    return model.managesWorker(workerOf(row, data)) && named && other?.person_id !== model.me
  },
  lone_visit: (model, row, data) => model.isMe(workerOf(row, data)),
}
