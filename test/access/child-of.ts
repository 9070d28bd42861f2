import { type Context, hours, type Row, type Table } from './rows.ts'
import type { ChildSketch, DiscussionSketch, SharingSketch } from './sketch.ts'

export interface Place {
  readonly area: string
  readonly key: string
  readonly agencies: readonly [string, string]
  /** One of those that an agency stands for. */
  readonly oneOfMany: string
  /** Two of each agency. */
  readonly teams: readonly [readonly [string, string], readonly [string, string]]
  readonly meeting: string
  /** The area beside it. */
  readonly partner: string
}

/** Puts a row of a table about this young person, with these changes; answers its id. */
export type One = (table: Table, changes?: Row, of?: Partial<Context>) => string

/** Who else is there. */
export interface Around {
  readonly sameArea: readonly string[]
  readonly otherArea: readonly string[]
  readonly otherPlace: Place
  readonly professionals: readonly string[]
  readonly everybody: readonly string[]
  readonly who: (n: number) => string
  readonly nobody: () => string
  /** Those who work for a service of the young person’s area. */
  readonly workersOf: (service: string) => readonly string[]
}

/** When they may be rung: mostly at any time, so that the few who are on somebody's telephone are rung. */
const ringing: readonly Row[] = [
  {},
  {},
  { safe_ringing: 'at these times', safe_times: ['mon-early', 'tue-morning', 'wed-afternoon', 'sat-evening'] },
  {},
  { safe_ringing: 'never' },
]

const yes: Row = {
  answer: 'yes',
  explained: 'It',
  understood: 'It',
  how: ['in person'],
  limits_told: true,
  competence: 'understands',
  competence_reason: 'Reason',
}

/** Sent, and not taken back. */
const listedToPanel = (of: ChildSketch['nomination']): boolean =>
  of?.submitted === true && (of.strand > 0 || !of.closed)

/** Everything that is known of one young person, and how they came along the pathway. */
export function aChild(child: ChildSketch, one: One, place: Place, around: Around): void {
  const { sameArea, professionals, who } = around
  const professional = (n: number | null): string | null =>
    n === null ? null : (professionals[n % professionals.length] ?? null)
  const team = (agency: number, n: number) => ({
    agency: place.agencies[agency] as string,
    team: place.teams[agency]?.[n] as string,
  })
  one('young_person', {
    status: child.status,
    merged_into: child.merged ? (sameArea[0] ?? null) : null,
    born_on: `${new Date().getFullYear() - child.sharing.age}-01-01`,
    sent_to_forum_at: child.sent ? hours(-300) : null,
    opened_to_panel_at: listedToPanel(child.nomination) ? hours(-40) : null,
  })
  const holder = (person: string | null, until: string | null): Row => ({
    person_id: person,
    person_kind: person && 'professional',
    until_at: until,
  })
  one('case_holding', holder(professional(child.holder), null), team(child.agency, child.team))
  if (child.before !== null) one('case_holding', holder(professional(child.before), hours(-100)))
  if (child.handOver) {
    const { to, agency, team: n, answered } = child.handOver
    const person = professional(to)
    const asked = team(agency, n)
    one('hand_over', {
      to_agency_id: asked.agency,
      to_team_id: asked.team,
      to_person_id: person,
      to_person_kind: person && 'professional',
      ...(answered ? { answer: 'withdrawn', answered_at: hours(-1) } : { answer: null, answered_at: null }),
    })
  }
  const walled = new Set<string>()
  for (const { who: n, kind, over } of child.walls) {
    if (!over && walled.has(who(n))) continue
    if (!over) walled.add(who(n))
    one('wall', { person_id: who(n), kind, from_at: hours(-50), until_at: over ? hours(-1) : null })
  }
  for (const { who: n, window, reviewedByPartner } of child.emergencies)
    one('emergency_access', {
      person_id: who(n),
      asked_at: hours(window === 'past' ? -3 : -0.5),
      looked_up_at: hours(window === 'past' ? -3 : -0.5),
      until_at: hours(window === 'past' ? -2 : 0.5),
      ended_at: window === 'ended' ? hours(-0.1) : null,
      reviewed_in: reviewedByPartner ? place.partner : null,
    })
  if (child.look) {
    const answered = { answer: 'yes', note: 'Note', answered_at: hours(-1), answered_by: around.nobody() }
    one('duty_look', {
      person_id: who(child.look.who),
      ...(child.look.byPartner ? { reviewed_in: place.partner } : {}),
      ...(child.look.answered ? answered : {}),
    })
  }
  one('young_person_detail', {
    ...(child.livesAway ? { living_area: around.otherPlace.key } : {}),
    ...ringing[child.by % ringing.length],
  })
  for (const table of ['young_person_name', 'local_picture'] as const) one(table)
  const moved = child.moved ? hours(-1) : null
  one('night_note', { moved_at: moved })
  one('young_person_status', { moved_at: moved })
  one('screening', { moved_at: moved })
  one('exploitation_concern', { moved_at: moved })
  share(child.sharing, one, place)
  one('relevant_individual', { moved_at: moved })
  const consent = one('consent', { ...(child.sent ? yes : {}), moved_at: moved })
  one(
    'consent_copy',
    child.moved ? { set_aside_at: hours(-1), set_aside_by: who(child.by), set_aside_reason: 'Reason' } : {},
    { consent },
  )
  one('format_request')
  if (child.sent) one('named_agency')
  one('wishes')
  const apartFrom = (area: string, other: string | undefined): Row =>
    other ? { other_words: null, other_area_id: area, other_id: other } : {}
  one('keep_apart', child.moved ? apartFrom(place.area, sameArea[0]) : {})
  one('keep_apart', apartFrom(around.otherPlace.area, around.otherArea[0]))
  one('keep_apart', { moved_at: moved })
  one('engagement_attempt')
  one('engagement_review', child.sent ? { agreed_at: hours(-1), agreed_by: around.who(0) } : {}, {
    by: around.nobody(),
  })
  one('trusted_adult', { moved_at: moved })
  one('record_change', { class: child.changed, moved_at: moved })
  const episode = one('episode')
  const somebody = who(child.by)
  assess(child, one, somebody)
  child.discussions.forEach((discussion, n) => {
    discuss(discussion, n, one, place, moved, somebody)
  })
  if (child.nomination) nominate(child.nomination, one, episode, around, somebody)
}

/** What was answered about sharing, and what is shared without consent. */
function share(sketch: SharingSketch, one: One, place: Place): void {
  const parent = one('relevant_individual', { responsibility: sketch.responsibility })
  const answer = (said: SharingSketch['own'], asked: number, individual: string | null): void => {
    if (!said) return
    const agreed = said.says === 'yes'
    const until = { never: null, passed: hours(-48).slice(0, 10), 'to come': hours(72).slice(0, 10) }[said.until]
    const consent = one('consent', {
      individual_id: individual,
      question: 'sharing',
      answer: said.says,
      asked_on: hours(asked).slice(0, 10),
      recorded_at: hours(asked),
      explained: 'It',
      understood: 'It',
      how: ['in person'],
      limits_told: true,
      competence: individual ? 'not judged' : said.competence,
      competence_reason: 'Reason',
      purposes: agreed ? ['safeguarding'] : [],
      ...(said.says === 'not approached'
        ? { not_approached_reason: 'Reason', not_approached_by: 'By', until_on: until ?? hours(72).slice(0, 10) }
        : { until_on: until }),
    })
    if (agreed)
      for (const { agency, category } of said.names)
        one('consent_share', { category }, { consent, agency: place.agencies[agency] as string })
  }
  answer(sketch.before, -200, null)
  answer(sketch.own, -100, null)
  answer(sketch.parent, -100, parent)
  if (sketch.law)
    one(
      'lawful_share',
      {
        categories: [sketch.law.category],
        ...(sketch.law.ended
          ? { ended_at: hours(-1), reviewed_at: hours(-1), reviewed_by: parent, reviewed_reason: 'Reason' }
          : {}),
      },
      { agency: place.agencies[sketch.law.agency] as string },
    )
}

function assess(child: ChildSketch, one: One, by: string): void {
  const ends: Readonly<Record<ChildSketch['assessment'], Row>> = {
    draft: {},
    completed: {
      completed_at: hours(-400),
      completed_by: by,
      level: 'moderate',
      level_reason: 'Reason',
      suggested: {},
    },
    'set aside': { set_aside_at: hours(-300), set_aside_by: by, set_aside_reason: 'Reason' },
  }
  const moved_at = child.moved ? hours(-1) : null
  const assessment = one('assessment', { ...ends[child.assessment], moved_at })
  for (const section_key of ['people', 'judgement']) one('assessment_section', { section_key }, { assessment })
  one('person_who_poses_risk', { moved_at }, { assessment })
  one('copy_for_record', { moved_at }, { assessment })
}

function discuss(
  sketch: DiscussionSketch,
  n: number,
  one: One,
  place: Place,
  moved_at: string | null,
  by: string,
): void {
  const scheduled = n === 0 && sketch.scheduled
  const over = sketch.outcome !== 'none'
  const discussion = one(
    'discussion',
    {
      kind: scheduled ? 'scheduled' : n === 0 ? 'urgent' : 'strategy',
      papers_frozen_at: sketch.frozen ? hours(-30) : null,
      outcome_at: over ? hours(-20) : null,
      members_at_latest: hours(sketch.late ? -2 : 500),
      members_until: over ? hours(sketch.outcome === 'window open' ? 10 : -2) : null,
      taken_off_at: sketch.takenOff && !over ? hours(-10) : null,
      taken_off_reason: sketch.takenOff && !over ? 'Reason' : null,
    },
    scheduled ? { meeting: place.meeting } : {},
  )
  const [core, other] = place.agencies
  const of = { discussion }
  for (const [agency, invited] of [
    [core, sketch.core],
    [other, sketch.other],
  ] as const) {
    if (invited !== 'not')
      one('discussion_agency', { uninvited_at: invited === 'uninvited' ? hours(-1) : null }, { ...of, agency })
    one('contribution', { handling: sketch.marked ? 'core agencies only' : 'may go to the family' }, { ...of, agency })
  }
  one('paper', { moved_at }, of)
  one('paper', { moved_at, handling: 'core agencies only' }, of)
  for (const table of ['option_considered', 'risk_fact', 'different_view'] as const) one(table, {}, of)
  if (over) one('forum_outcome', {}, of)
  if (sketch.action !== 'none')
    one(
      'forum_action',
      {
        done_at: sketch.action === 'done' ? hours(-3) : null,
        done_by: sketch.action === 'done' ? by : null,
        due_on: hours(sketch.late ? -100 : 100).slice(0, 10),
        climbs_on: hours(200).slice(0, 10),
      },
      { ...of, agency: sketch.action === 'open, other' ? other : core },
    )
}

function nominate(
  sketch: NonNullable<ChildSketch['nomination']>,
  one: One,
  episode: string,
  { everybody, nobody, workersOf }: Around,
  decider: string,
): void {
  const sender = everybody.filter(one => one !== decider)[sketch.sender % (everybody.length - 1)] as string
  // Mostly whoever sent it wrote it.
  const writer = sketch.question ? decider : sender
  const accepted = sketch.submitted && sketch.strand > 0
  const submitted = sketch.submitted ? { submitted_at: hours(-40), submitted_by: sender, finding: 'at risk of' } : {}
  const closed = accepted
    ? { decided_at: hours(-30), decided_as: 'accepted' }
    : sketch.closed
      ? { withdrawn_at: hours(-30), withdrawn_by: sender, withdrawn_reason: 'Reason', told: 'yes' }
      : {}
  const waits = sketch.submitted && sketch.question && !accepted && !sketch.closed
  const nomination = one(
    'nomination',
    { ...submitted, ...closed, question_since: waits ? hours(-5) : null },
    { outcome: nobody(), by: writer },
  )
  const of = { nomination, other: sender }
  one('nomination_answer', {}, { ...of, by: writer })
  if (sketch.submitted)
    everybody.forEach((by, n) => {
      one('panel_declaration', { conflict: n === sketch.sender }, { ...of, by })
    })
  if (waits) one('panel_question', {}, of)
  if (!accepted) return
  const introduction = {
    introducer_name: 'Somebody',
    introducer_agency: 'Agency',
    introduction_how: 'How',
    introduction_by: hours(500).slice(0, 10),
  }
  one('nomination_decision', { kind: 'accepted', instead: null, ...introduction }, of)
  const ended = sketch.ended ? { until_at: hours(-1), ended_by: sender, ended_reason: 'Reason' } : { until_at: null }
  const strand = one(
    'strand_allocation',
    { strand: sketch.strand, service_key: sketch.strand === 1 ? 'one' : 'two', ...ended },
    { ...of, episode },
  )
  // Both strands at once, for some.
  if (sketch.sender % 2 === 1 && !sketch.ended)
    one(
      'strand_allocation',
      { strand: 3 - sketch.strand, service_key: sketch.strand === 1 ? 'two' : 'one', until_at: null },
      { ...of, episode },
    )
  const decided = { decided_at: hours(-1), decided_by: sender, decided_as: 'pause', decided_says: 'Says' }
  one(
    'closed_service',
    sketch.question ? decided : { over_at: sketch.closed || sketch.sender % 2 === 0 ? hours(-1) : null },
    {
      strand,
      fact: nobody(),
    },
  )
  one('waiting_check', {}, { strand })
  const service = sketch.strand === 1 ? 'one' : 'two'
  const known = one(
    'known_adult',
    sketch.ended
      ? {
          ended_at: hours(-1),
          ended_by: sender,
          ended_on: hours(-1).slice(0, 10),
          end_reason: sketch.closed ? 'it is not safe' : 'as planned',
          end_says: 'Says',
        }
      : {},
    { strand, service },
  )
  one('known_adult_step', {}, { knownAdult: known })
  const all = workersOf(service)
  const worker = all[sketch.sender % Math.max(all.length, 1)]
  if (worker === undefined) return
  const unapproved = sketch.question ? { accepts: ['times'], accepts_reason: 'Reason' } : {}
  // So that some wait again.
  const over =
    sketch.closed || sketch.sender % 4 === 1
      ? {
          ended_at: hours(-1),
          ended_by: sender,
          ended_on: hours(-1).slice(0, 10),
          end_reason: sketch.closed ? 'it is not safe' : 'as planned',
          goodbye: 'It',
        }
      : {}
  const match = one('match', { ...unapproved, ...over }, { strand, service, worker })
  // Mostly over, so that they meet.
  one('match_pause', sketch.sender % 3 === 0 ? {} : { over_at: hours(-1) }, { match })
  const brief = one('brief', {}, { match })
  one('brief_read', {}, { match, brief, worker })
  one('planned_meeting', {}, { match })
  one('planned_meeting', { venue: 'Tomorrow', starts_at: hours(30), ends_at: hours(31) }, { match })
  const calledOff = { called_off_at: hours(-1), called_off_by: sender }
  one('planned_meeting', { venue: 'Called off', starts_at: hours(1.5), ...calledOff }, { match })
  one('engagement_attempt', { match_id: match, worker_id: worker, tried_by: null })
}
