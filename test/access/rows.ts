// One valid row for every table about a young person, and for what stands around them: who arranges a world changes only
// what matters there. test/access/matrix.test.ts fails when a table has none.

export type Cell = string | number | boolean | null | readonly string[] | { readonly [key: string]: unknown }
export interface Row {
  readonly [column: string]: Cell
}
export type Data = { readonly [table: string]: readonly Row[] }

/** What the rows of a young person hang on. */
export interface Context {
  readonly area: string
  readonly child: string
  /** Who did or wrote it. */
  readonly by: string
  /** Agency and team the row speaks of. */
  readonly agency: string
  readonly team: string
  readonly other?: string
  readonly search?: string
  readonly episode?: string
  readonly assessment?: string
  readonly meeting?: string
  readonly discussion?: string
  readonly outcome?: string
  readonly nomination?: string
  readonly service?: string
  readonly strand?: string
  readonly fact?: string
  readonly worker?: string
  readonly consent?: string
}

export const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString()
const day = (count: number): string => hours(count * 24).slice(0, 10)
/** Today in England, yyyy-mm-dd. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())
const hash = 'ab'.repeat(32)

const about = (c: Context) => ({ area_id: c.area, young_person_id: c.child })
const atDiscussion = (c: Context) => ({ ...about(c), discussion_id: c.discussion ?? null })
const ofNomination = (c: Context) => ({ ...about(c), nomination_id: c.nomination ?? null })
const finding = { kind: 'sexual-exploitation', certainty: 'known', timing: 'current' }

/** Rows without their ids where `id` is the key; whoever makes one gives it. */
export const templates = {
  young_person: c => ({
    area_id: c.area,
    id: c.child,
    reference: `R${c.child}`,
    given_names: 'Given',
    surname: 'Surname',
    known_as: 'Known',
    pronouns: 'they',
    born_on: '2012-05-04',
    born_on_source: 'Source',
    interpreter: 'Interpreter',
    created_by: c.by,
  }),
  young_person_detail: c => ({
    ...about(c),
    living_area: 'Elsewhere',
    address: 'Address',
    postcode: 'YO11AA',
    living_with: 'Somebody',
    school: 'School',
    school_status: 'There',
    phone: '0',
    safe_number: '0',
    safe_when: 'After four',
    safe_word: 'Word',
    safe_contact_note: 'Note',
    changed_by: c.by,
  }),
  young_person_name: c => ({ ...about(c), part: 'given', word: 'given', sounds: 'KFN' }),
  case_holding: c => ({
    ...about(c),
    person_id: c.by,
    person_kind: 'professional',
    agency_id: c.agency,
    team_id: c.team,
    from_at: hours(-200),
    reason: 'Reason',
  }),
  wall: c => ({ ...about(c), person_id: c.by, kind: 'neighbour', said_by: c.by }),
  task: c => ({ ...about(c), kind: 'name a case holder', desk: `person:${c.by}`, path: '/' }),
  notification: c => ({ ...about(c), person_id: c.by, kind: 'case holder lost', path: '/', urgency: 'digest' }),
  draft: c => ({
    person_id: c.by,
    form: 'form',
    subject: '/',
    young_person_id: c.child,
    body: { words: 'Words' },
  }),
  episode: c => ({ ...about(c), started_on: day(-90), recorded_by: c.by }),
  exploitation_concern: c => ({ ...about(c), kind: 'kind', note: 'Note', recorded_by: c.by }),
  local_picture: c => ({ ...about(c), note: 'Note', active_places: ['Place'], changed_by: c.by }),
  trusted_adult: c => ({
    ...about(c),
    circle: 'family',
    answer: 'yes',
    words: 'Words',
    asked_on: day(-3),
    recorded_by: c.by,
  }),
  young_person_link: c => ({ ...about(c), other_words: 'Somebody', kind: 'sibling', note: 'Note', recorded_by: c.by }),
  young_person_status: c => ({
    ...about(c),
    status: 'missing now',
    since_on: day(-2),
    note: 'Note',
    recorded_by: c.by,
  }),
  record_change: c => ({
    ...about(c),
    class: 5,
    field: 'field',
    was: 'Was',
    became: 'Became',
    why: 'Why',
    changed_by: c.by,
  }),
  hand_over: c => ({
    ...about(c),
    to_agency_id: c.agency,
    to_team_id: c.team,
    reason: 'Reason',
    due_on: day(1),
    asked_by: c.by,
    from_team_id: c.team,
    from_agency_id: c.agency,
  }),
  young_person_search: c => ({ ...about(c), person_id: c.by, given_names: 'Given', surname: 'Surname', words: [] }),
  young_person_merge: c => ({ ...about(c), into_id: c.other ?? null, reason: 'Reason', merged_by: c.by }),
  wrong_child: c => ({
    ...about(c),
    right_young_person_id: c.other ?? null,
    kind: 'trusted adult',
    entry_id: c.child,
    moved_to_id: c.child,
    reason: 'Reason',
    seal: '\\x00',
    recorded_at: hours(-90),
    moved_by: c.by,
  }),
  screening: c => ({
    ...about(c),
    form_key: 'screening',
    form_version: 1,
    form_hash: hash,
    answers: { words: 'Words' },
    received_on: day(-80),
    outcome: 'assess',
    decided_on: day(-80),
    recorded_by: c.by,
  }),
  assessment: c => ({
    ...about(c),
    form_key: 'exploitation-risk-assessment',
    form_version: 1,
    form_hash: hash,
    started_by: c.by,
    started_at: hours(-1000),
  }),
  assessment_section: c => ({
    ...about(c),
    assessment_id: c.assessment ?? null,
    section_key: 'people',
    answers: {},
    saved_by: c.by,
  }),
  person_who_poses_risk: c => ({
    ...about(c),
    assessment_id: c.assessment ?? null,
    ...finding,
    description: 'Somebody',
    evidence: 'Evidence',
    evidence_on: day(-70),
    source: 'police',
    proposed_by: c.by,
  }),
  copy_for_record: c => ({ ...about(c), assessment_id: c.assessment ?? null, reference: 'Copy', filed_by: c.by }),
  discussion: c => ({
    ...about(c),
    kind: c.meeting ? 'scheduled' : 'urgent',
    meeting_id: c.meeting ?? null,
    held_on: day(-5),
    waiting_since: hours(-300),
    listed_by: c.by,
    members_at_latest: hours(500),
  }),
  discussion_agency: c => ({ ...atDiscussion(c), agency_id: c.agency, invited_by: c.by }),
  paper: c => ({
    ...atDiscussion(c),
    handling: 'all at this item',
    edition: 1,
    body: {},
    hash: emptyBodyHash,
    frozen_by: c.by,
  }),
  contribution: c => ({
    ...atDiscussion(c),
    agency_id: c.agency,
    handling: 'all at this item',
    says: 'Says',
    given_by: c.by,
  }),
  forum_outcome: c => ({
    ...atDiscussion(c),
    finding: 'at risk of',
    finding_reason: 'Reason',
    suitable: true,
    would_benefit: true,
    no_quorum_reason: 'Reason',
    recorded_by: c.by,
  }),
  option_considered: c => ({
    ...atDiscussion(c),
    option_key: 'trusted-relationships',
    reasons_for: 'For',
    reasons_against: 'Against',
    recommended: true,
    recorded_by: c.by,
  }),
  risk_fact: c => ({ ...atDiscussion(c), ...finding, evidence: 'Evidence', review_on: day(90), found_by: c.by }),
  different_view: c => ({ ...atDiscussion(c), agency_id: c.agency, name: 'Somebody', says: 'Says', recorded_by: c.by }),
  forum_action: c => ({
    ...atDiscussion(c),
    agency_id: c.agency,
    says: 'Says',
    due_on: day(5),
    climbs_on: day(9),
    given_by: c.by,
  }),
  nomination: c => ({ ...about(c), forum_outcome_id: c.outcome ?? null, started_by: c.by }),
  nomination_answer: c => ({ ...ofNomination(c), question: 'could-fail', version: 1, says: 'Says', given_by: c.by }),
  panel_question: c => ({ ...ofNomination(c), asks: 'Asks', wanted_by: day(9), asked_at: hours(-5), asked_by: c.by }),
  panel_declaration: c => ({
    ...ofNomination(c),
    person_id: c.by,
    here: true,
    conflict: false,
    note: 'Note',
    recorded_by: c.by,
  }),
  nomination_decision: c => ({
    ...ofNomination(c),
    submitted_by: c.other ?? null,
    kind: 'not accepted',
    reason: 'Reason',
    instead: 'Instead',
    decided_on: day(0),
    decided_by: c.by,
  }),
  strand_allocation: c => ({
    ...ofNomination(c),
    episode_id: c.episode ?? null,
    submitted_by: c.other ?? null,
    strand: 1,
    service_key: c.service ?? null,
    from_at: hours(-20),
    reason: 'Reason',
    different_reason: 'Reason',
    decided_by: c.by,
  }),
  closed_service: c => ({
    ...about(c),
    strand_allocation_id: c.strand ?? null,
    risk_fact_id: c.fact ?? null,
    decide_by: day(1),
  }),
  relevant_individual: c => ({
    ...about(c),
    kind: 'parent or carer',
    name: 'Name',
    relation: 'Relation',
    responsibility: 'yes',
    recorded_by: c.by,
  }),
  consent: c => ({
    ...about(c),
    question: 'taking part',
    answer: 'no',
    asked_on: day(-1),
    asked_by: 'Somebody',
    says: 'Says',
    recorded_by: c.by,
  }),
  consent_copy: c => ({
    ...about(c),
    consent_id: c.consent ?? null,
    form_reference: 'Form',
    form_version: '1',
    file_type: 'application/pdf',
    bytes: '\\x255044462d312e37',
    recorded_by: c.by,
  }),
  format_request: c => ({ ...about(c), wanted: 'another language', says: 'Polish', asked_by: c.by }),
  match: c => ({
    ...about(c),
    strand_allocation_id: c.strand ?? null,
    service_key: c.service ?? null,
    worker_id: c.worker ?? null,
    reason: 'Reason',
    planned_on: day(1),
    introduced_by: 'Somebody',
    introduction_how: 'How',
    made_by: c.by,
  }),
  wishes: c => ({ ...about(c), asked: 'asked', asked_on: day(-1), words: 'Words', changed_by: c.by }),
  keep_apart: c => ({
    ...about(c),
    other_words: 'Somebody',
    how_far: 'not matched',
    reason: 'Reason',
    evidence: 'Evidence',
    review_on: day(90),
    recorded_by: c.by,
  }),
  emergency_access: c => ({
    ...about(c),
    person_id: c.by,
    kind: 'missing now',
    line: 'Line',
    asked_at: hours(-1),
    looked_up_at: hours(-1),
    until_at: hours(1),
  }),
  night_note: c => ({ ...about(c), kind: 'note', says: 'Says', written_by: c.by }),
  duty_look: c => ({ ...about(c), person_id: c.by, on_day: day(-1), reviewed_in: c.area }),
} satisfies Record<string, (c: Context) => Row>

export type Table = keyof typeof templates

/** SHA-256 of `{}`, which the table holds every paper to. */
const emptyBodyHash = '\\x44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
