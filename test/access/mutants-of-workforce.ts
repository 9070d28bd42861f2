import { both, inFunction, inPolicy, inView, type Mutant, opened, sql } from './plant.ts'

// Faults in what opens workers to whoever manages or supervises them, and to themselves.

export const workforce: readonly Mutant[] = [
  {
    what: 'workers of every service are managed by whoever manages one',
    plant: inFunction('my_workers', / and w\.service_key = split_part\(mine, ':', 2\)/, ''),
    reads: ['worker'],
  },
  {
    what: 'somebody manages themself',
    plant: inFunction('my_workers', / and w\.person_id <> \(select app\.person_id\(\)\)/, ''),
    changes: ['worker'],
  },
  {
    what: 'whoever managed a service goes on',
    plant: inFunction('my_services_to', / and \(m\.until_at is null or m\.until_at > now\(\)\)/, ''),
    reads: ['worker'],
  },
  {
    what: 'workers are open on the screen of a meeting',
    plant: inFunction('my_services_to', /and not exists \(select 1 from app\.session[^)]*\)[^)]*\)/, ''),
    reads: ['worker'],
  },
  {
    what: 'whoever manages a service supervises it',
    plant: inFunction('my_services_to', /and \(wanted <> 'supervise workers' or s\.supervised_by = m\.role\)/, ''),
    adds: ['supervision'],
  },
  {
    what: 'a worker who left still reads about themself',
    plant: inFunction('me_as_worker', / and w\.left_at is null/, ''),
    reads: ['worker'],
  },
  {
    what: 'a worker without a role still reads about themself',
    plant: inFunction(
      'me_as_worker',
      / and m\.from_at <= now\(\) and \(m\.until_at is null or m\.until_at > now\(\)\)/,
      '',
    ),
    reads: ['worker'],
  },
  {
    what: 'everybody reads what was said in a supervision',
    plant: opened('supervision_note', 'worker_and_supervisor'),
    reads: ['supervision_note'],
  },
  {
    what: 'anybody says that a worker did a training',
    plant: opened('requirement_met', 'manager_records', 'insert'),
    adds: ['requirement_met'],
  },
  {
    what: 'anybody sends a worker somewhere alone',
    plant: opened('lone_visit', 'worker_goes', 'insert'),
    adds: ['lone_visit'],
  },
  {
    what: 'who has not checked in is told to everybody of the area',
    plant: inFunction('overdue_visits', / and m\.role = 'duty'/, ''),
    functions: ['overdue_visits'],
  },
  {
    what: 'a match that nobody approved opens the record',
    plant: inView('relation_match', /WHERE m\.counts/g, 'WHERE m.ended_at IS NULL'),
    reads: ['trusted_adult'],
  },
  {
    what: 'whoever works for a service reads whom a Family Network Coordinator of it has',
    plant: both(
      inView('relation_match', /SELECT w\.person_id([^;]*?)b\.person_id = w\.person_id AND /, 'SELECT b.person_id$1'),
      inView('relation_match', / AND b\.role = 'family-network-coordinator'::text/, ''),
    ),
    reads: ['trusted_adult'],
  },
  {
    what: 'what is shared of an assessment opens its answers',
    plant: inPolicy(
      'assessment_section',
      'with_the_assessment',
      / AND \(\(young_person_id = ANY [^;]*?assess'::text\)[^;]*?\)\)\)/,
      '',
    ),
    reads: ['assessment_section'],
  },
  {
    what: 'the manager of one strand reads the match of the other',
    plant: sql('drop policy of_their_strand on app.match'),
    reads: ['match', 'brief', 'planned_meeting'],
  },
  {
    what: 'a telephone shows whom others are matched with',
    plant: inFunction('my_matches', / and m\.worker_id = any \(app\.me_as_worker\(\)\)/, ''),
    functions: ['my_matches'],
  },
  {
    what: 'a telephone shows whom a wall keeps apart',
    plant: inFunction('my_matches', / and m\.young_person_id <> all \(app\.my_walls\(\)\)/, ''),
    functions: ['my_matches'],
  },
  {
    what: 'a telephone has the number while a match pauses',
    plant: inFunction('ringing_on_my_telephone', /when m\.paused then 'paused' /, ''),
    functions: ['number_to_ring'],
  },
  {
    what: 'everybody who reads the plan reads why a match pauses',
    plant: inPolicy('match_pause', 'who_decides', /decide about a match/, 'read S3'),
    reads: ['match_pause'],
  },
  {
    what: 'anybody says how somebody is who waits',
    plant: opened('waiting_check', 'who_checks', 'insert'),
    adds: ['waiting_check'],
  },
  {
    what: 'everybody reads which adult a young person knows already',
    plant: opened('known_adult', 'read_s2_and_s3'),
    reads: ['known_adult'],
  },
  {
    what: 'everybody reads what was done about such an adult',
    plant: opened('known_adult_step', 'read_s2_and_s3'),
    reads: ['known_adult_step'],
  },
  {
    what: 'anybody names an adult for a young person',
    plant: opened('known_adult', 'who_names', 'insert'),
    adds: ['known_adult'],
  },
  {
    what: 'anybody writes down a check',
    plant: opened('known_adult_step', 'who_names', 'insert'),
    adds: ['known_adult_step'],
  },
  {
    what: 'anybody approves an adult for a young person',
    plant: opened('known_adult', 'manager_changes', 'update'),
    changes: ['known_adult'],
  },
  {
    what: 'whoever manages workers, and matches nobody, reads who waits',
    plant: inFunction(
      'proposal_for',
      / and a\.young_person_id = any \(\(select app\.my_young_people\('match a worker'\)\)::uuid\[\]\)/,
      '',
    ),
    functions: ['proposal_for'],
  },
  {
    what: 'what they read before they meet is written by whoever manages another service',
    plant: opened('brief', 'manager_issues', 'insert'),
    adds: ['brief'],
  },
  {
    what: 'everybody reads what is read before they meet',
    plant: both(opened('brief', 'read_s3'), sql('drop policy of_their_strand on app.brief')),
    reads: ['brief'],
  },
  {
    what: 'everybody reads who has read it',
    plant: both(opened('brief_read', 'read_s3'), sql('drop policy of_their_strand on app.brief_read')),
    reads: ['brief_read'],
  },
  {
    what: 'everybody reads when and where they meet',
    plant: both(opened('planned_meeting', 'read_s3'), sql('drop policy of_their_strand on app.planned_meeting')),
    reads: ['planned_meeting'],
  },
  {
    what: 'a worker plans for whom others are matched with',
    plant: opened('planned_meeting', 'worker_plans', 'insert'),
    adds: ['planned_meeting'],
  },
  {
    what: 'whoever manages nothing plans a meeting',
    plant: opened('planned_meeting', 'manager_plans', 'insert'),
    adds: ['planned_meeting'],
  },
  {
    what: 'a surname and a place stand on a telephone at any time',
    plant: inFunction('my_meetings', /now\(\) between[\s\S]*?and \(p\.agreed_by/, 'true and (p.agreed_by'),
    functions: ['open_meeting'],
  },
  {
    what: 'what was asked on a telephone stands there once it shows nothing of them',
    plant: inFunction('my_asked_meetings', /p\.match_id = any \(app\.my_match_ids\(\)\) and /, ''),
    functions: ['my_asked_meetings'],
  },
  {
    what: 'a meeting that was called off opens a surname',
    plant: inFunction('my_meetings', / and p\.called_off_at is null/, ''),
    functions: ['open_meeting'],
  },
  {
    what: 'a worker reads what others tried',
    plant: opened('engagement_attempt', 'worker_reads_own'),
    reads: ['engagement_attempt'],
  },
  {
    what: 'a worker goes on reading what they tried once the match is over',
    plant: inPolicy(
      'engagement_attempt',
      'worker_reads_own',
      / AND \(match_id = ANY \(\( SELECT app\.my_match_ids\(\) AS my_match_ids\)::uuid\[\]\)\)/,
      '',
    ),
    reads: ['engagement_attempt'],
  },
  {
    what: 'anybody writes what was tried',
    plant: opened('engagement_attempt', 'professional_writes', 'insert'),
    adds: ['engagement_attempt'],
  },
  {
    what: 'a worker writes what was tried in the match of another',
    plant: opened('engagement_attempt', 'worker_writes', 'insert'),
    adds: ['engagement_attempt'],
  },
  {
    what: 'everybody reads what two made of it',
    plant: opened('engagement_review', 'read_s3'),
    reads: ['engagement_review'],
  },
  {
    what: 'anybody looks at what was tried',
    plant: opened('engagement_review', 'manager_reviews', 'insert'),
    adds: ['engagement_review'],
  },
  {
    what: 'whoever reads it agrees',
    plant: opened('engagement_review', 'case_holder_agrees', 'update'),
    changes: ['engagement_review'],
  },
  {
    what: 'anybody writes the top tips of an area',
    plant: opened('engagement_tips', 'area_writes', 'insert'),
    adds: ['engagement_tips'],
  },
  {
    what: 'what must not stand on a telephone is told to everybody',
    plant: inFunction('not_for_a_telephone', / and 'match a worker' = any \(app\.my_acts_on\(\$1\)\)/, ''),
    functions: ['not_for_a_telephone'],
  },
  {
    what: 'anybody reads a signed form',
    plant: opened('consent_copy', 'read_s3'),
    reads: ['consent_copy'],
  },
  {
    what: 'a signed form that does not belong there is shown',
    plant: inPolicy('consent_copy', 'read_s3', /\(set_aside_at IS NULL\) AND /, ''),
    reads: ['consent_copy'],
  },
  {
    what: 'anybody puts a signed form beside an answer',
    plant: opened('consent_copy', 'who_asks_adds', 'insert'),
    adds: ['consent_copy'],
  },
  {
    what: 'anybody says that a format was arranged',
    plant: opened('format_request', 'who_asks_arranges', 'update'),
    changes: ['format_request'],
  },
  {
    what: 'an answer that was about somebody else is still shown',
    plant: inPolicy('consent', 'read_s3', /\(moved_at IS NULL\) AND /, ''),
    reads: ['consent'],
  },
  {
    what: 'a keep-apart of somebody else is still shown',
    plant: inPolicy('keep_apart', 'read_s5', /\(moved_at IS NULL\) AND /, ''),
    reads: ['keep_apart'],
  },
  {
    what: 'a keep-apart is read in the partner area',
    plant: inPolicy('keep_apart', 'read_s5', /\(other_area_id = area_id\) AND /, ''),
    reads: ['keep_apart'],
  },
  {
    what: 'the partner area reads why somebody is kept apart',
    plant: inFunction('kept_apart', /case when o\.there then .* else true end as whole/, 'true as whole'),
    functions: ['kept_apart'],
  },
  {
    what: 'whoever must be kept apart reads it, as they manage the other',
    plant: sql('drop policy not_the_two on app.worker_apart'),
    reads: ['worker_apart'],
  },
  {
    what: 'whoever manages the other worker reads nothing of it',
    plant: inPolicy(
      'worker_apart',
      'who_manages',
      / OR \(\(other_area_id = area_id\) AND \(other_worker_id = ANY [^;]*?uuid\[\]\)\)\)/,
      '',
    ),
    reads: ['worker_apart'],
  },
  {
    what: 'the partner area reads why two workers are kept apart',
    plant: inPolicy('worker_apart', 'who_manages', /\(other_area_id = area_id\) AND /, ''),
    reads: ['worker_apart'],
  },
  {
    what: 'somebody kept apart from a worker of the partner area is not behind a wall for them',
    plant: inFunction('kept_from', /k\.worker_area_id = w\.area_id/, 'k.area_id = w.area_id'),
    reads: ['young_person'],
  },
  {
    what: 'anybody says that two workers must be kept apart',
    plant: opened('worker_apart', 'who_keeps_apart', 'insert'),
    adds: ['worker_apart'],
  },
  {
    what: 'whoever matches for one service sees who waits for another',
    plant: inFunction(
      'who_waits',
      /s\.area_id \|\| ':' \|\| s\.service_key = any \(app\.my_services_to\('manage workers'\)\)/,
      'true',
    ),
    functions: ['who_waits'],
  },
  {
    what: 'whoever made a match approves it',
    plant: inFunction('matches_to_approve', / and m\.made_by <> app\.person_id\(\)/, ''),
    functions: ['matches_to_approve'],
  },
]
