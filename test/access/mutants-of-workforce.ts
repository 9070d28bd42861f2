import { inFunction, inPolicy, inView, type Mutant, opened } from './plant.ts'

// Faults in what opens workers to whoever manages or supervises them, and to themselves.

export const workforce: readonly Mutant[] = [
  {
    what: 'workers of every service are managed by whoever manages one',
    plant: inFunction('my_workers', / and w\.service_key = split_part\(mine, ':', 2\)/, ''),
    reads: ['worker'],
  },
  {
    what: 'somebody manages themself',
    plant: inFunction('my_workers', / and w\.person_id <> app\.person_id\(\)/, ''),
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
    what: 'every Family Network Coordinator of a service reads whom one of them has',
    plant: inView(
      'relation_match',
      /SELECT w\.person_id([^;]*?)b\.person_id = w\.person_id AND /,
      'SELECT b.person_id$1',
    ),
    reads: ['trusted_adult'],
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
    what: 'whoever made a match approves it',
    plant: inFunction('matches_to_approve', / and m\.made_by <> app\.person_id\(\)/, ''),
    functions: ['matches_to_approve'],
  },
]
