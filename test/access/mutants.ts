import { forum, relations } from './mutants-of-relations.ts'
import { sharing } from './mutants-of-sharing.ts'
import { workforce } from './mutants-of-workforce.ts'
import { both, inFunction, inPolicy, type Mutant, opened, type Plant, sql } from './plant.ts'

// Faults that somebody could make in a policy, a view of relations, a constraint or a function, each by one small change of
// what stands in the database, and where it must show. What two locks keep needs both open to show: `doubly` opens the other.
//
// Not here, as another lock makes them harmless: an update lets through only rows that can be read, so opening the update of
// emergency_access or notification changes nothing while reading stays as it is; sections of an assessment are changed only
// while it is a draft, which only who may change it reads; and a wall before case_holding or assessment_section stands again
// before young_person and assessment, through which their policies read.

/** The window of a membership, as a function is written. */
const stillThere = / and \(m\.until_at is null or m\.until_at > now\(\)\)/

const whoIsAsking: readonly Mutant[] = [
  {
    what: 'a closed account goes on',
    plant: inFunction('person_id', / and p\.closed_at is null/, ''),
    reads: ['membership'],
  },
  {
    what: 'a session that was ended goes on',
    plant: inFunction('person_id', / and s\.ended_at is null/, ''),
    reads: ['membership'],
  },
  {
    what: 'a locked screen goes on',
    plant: inFunction('person_id', / and coalesce\(s\.meeting_until.*now\(\)/, ''),
    reads: ['membership'],
  },
  {
    what: 'a role that ended still lists',
    plant: inFunction('my_areas_to', stillThere, ''),
    reads: ['young_person'],
  },
  {
    what: 'a role lists before it begins',
    plant: inFunction('my_areas_to', / and m\.from_at <= now\(\)/, ''),
    reads: ['young_person'],
  },
  {
    what: 'every role lists everybody',
    plant: inFunction('my_areas_to', / and r\.act = wanted/, ''),
    reads: ['young_person'],
  },
  {
    what: 'in a meeting a role goes on listing',
    plant: inFunction('my_areas_to', / and s\.meeting_until is not null/, ' and false'),
    reads: ['young_person'],
  },
  {
    what: 'in a meeting relations go on opening',
    plant: inFunction('my_young_people', /meeting := app\.people_at_my_meeting\(\)/, 'meeting := null'),
    reads: ['young_person'],
  },
  {
    what: 'whoever left still belongs to the area',
    plant: inFunction('my_member_areas', stillThere, ''),
    reads: ['membership'],
  },
]

const noWallsInSets = inFunction('my_young_people', /walled := app\.my_walls\(\)/, `walled := '{}'`)
const wallDropped = (table: string): Plant => sql(`drop policy walled on app.${table}`)
const doubly = (table: string): Plant => both(noWallsInSets, wallDropped(table))

const walls: readonly Mutant[] = [
  {
    what: 'there are no walls',
    plant: inFunction('walls_of', / and w\.until_at is null/, ' and false'),
    reads: ['young_person'],
  },
  {
    what: 'a wall does not reach the record into which it was merged',
    plant: inFunction('walls_of', /\(y\.id = coalesce[\s\S]*?one\.id\)\)/, '(y.id = one.id)'),
    reads: ['young_person'],
  },
  {
    what: 'walls are left out of what relations open',
    plant: noWallsInSets,
    functions: ['my_young_people'],
  },
  {
    what: 'walls are left out of what can be done on a page',
    plant: inFunction('why_i_can_see', /\$1 = any \(app\.my_walls\(\)\) or /, ''),
    functions: ['my_acts_on', 'why_i_can_see'],
  },
  {
    what: 'young people are listed to whom a wall keeps out',
    plant: wallDropped('young_person'),
    reads: ['young_person'],
  },
  { what: 'the agenda shows whom a wall keeps apart', plant: wallDropped('discussion'), reads: ['discussion'] },
  { what: 'the queue shows whom a wall keeps apart', plant: wallDropped('nomination'), reads: ['nomination'] },
  { what: 'news comes about whom a wall keeps apart', plant: wallDropped('notification'), reads: ['notification'] },
  { what: 'papers have no wall', plant: doubly('paper'), reads: ['paper'] },
  { what: 'assessments have no wall', plant: doubly('assessment'), reads: ['assessment'] },
  {
    what: 'what was recorded about the wrong child has no wall',
    plant: both(noWallsInSets, wallDropped('wrong_child')),
    reads: ['wrong_child'],
  },
  {
    what: 'a wall towards the other side of a link is forgotten',
    plant: sql('drop policy walled_from_the_other on app.young_person_link'),
    reads: ['young_person_link'],
  },
  {
    what: 'a hidden wall is shown to whom it keeps out',
    plant: inPolicy('wall', 'own_or_governance', / AND \(kind <> 'poses a risk'::text\)/, ''),
    reads: ['wall'],
  },
]

const policies: readonly Mutant[] = [
  {
    what: 'listed to the panel before anything was sent',
    plant: inPolicy('young_person', 'linked_or_listed', /\(opened_to_panel_at IS NOT NULL\) AND /, ''),
    reads: ['young_person'],
  },
  {
    what: 'a draft assessment is read by all who read assessments',
    plant: inPolicy('assessment', 'read_s4', /\(completed_at IS NOT NULL\) AND /, ''),
    reads: ['assessment'],
  },
  {
    what: 'who poses a risk is read with the assessment',
    plant: inPolicy('assessment_section', 'with_the_assessment', / AND \(\(section_key.*$/, ')'),
    reads: ['assessment_section'],
  },
  {
    what: 'changes are read whatever their class',
    plant: inPolicy('record_change', 'read_its_class', /\(class = 1\) AND /, ''),
    reads: ['record_change'],
  },
  {
    what: 'the history of an entry about the wrong child stays in sight',
    plant: inPolicy('record_change', 'read_its_class', /\(moved_at IS NULL\) AND /, ''),
    reads: ['record_change'],
  },
  {
    what: 'an entry about the wrong child stays in sight',
    plant: inPolicy('trusted_adult', 'read_s3', /\(moved_at IS NULL\) AND /, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'governance reviews its own emergency access',
    plant: inPolicy('emergency_access', 'governance_reads', / AND \(person_id <> .*$/, ')'),
    reads: ['emergency_access'],
  },
  { what: 'everybody reads everybody’s news', plant: opened('notification', 'own_news'), reads: ['notification'] },
  {
    what: 'a deputy sees whatever is asked of whom they stand in for',
    plant: sql(
      `alter policy of_whom_i_stand_in_for on app.task using (desk = any ((select app.desks_i_stand_in_for())::text[]))`,
    ),
    reads: ['task'],
  },
  {
    what: 'the queue keeps what was taken back',
    plant: inPolicy('nomination', 'queue_or_read_s4', /\(withdrawn_at IS NULL\) AND /, ''),
    reads: ['nomination'],
  },
  { what: 'every desk is mine', plant: opened('task', 'at_my_desk'), reads: ['task'] },
  { what: 'every draft is mine', plant: opened('draft', 'own_drafts', 'all'), reads: ['draft'] },
  {
    what: 'a draft opens though the child is closed to me',
    plant: sql('drop policy about_a_child_i_can_see on app.draft'),
    reads: ['draft'],
  },
  {
    what: 'what a worker typed outlives their part in the match',
    plant: sql('drop policy of_a_match_of_mine on app.draft'),
    reads: ['draft'],
  },
  {
    what: 'what a worker typed outlives a match that is not safe',
    plant: inFunction('my_write_ups', / and \(m\.end_reason is null [^)]*\)\)/, ''),
    reads: ['draft'],
  },
  {
    what: 'duty reads assessments',
    plant: sql(`insert into app.relation_may (because, act) values ('duty', 'read S4')`),
    reads: ['assessment'],
  },
  {
    what: 'a page about one opens all',
    plant: inFunction('relations_of', / and r\.young_person_id = any \(\$2\)/g, ''),
    functions: ['my_young_people'],
  },
]

const writes: readonly Mutant[] = [
  {
    what: 'what is locked or merged is written on',
    plant: inFunction('stays_open', /select /, 'select true or '),
    changes: ['young_person_detail'],
  },
  {
    what: 'anybody changes a name',
    plant: opened('young_person', 'change_identity', 'update'),
    changes: ['young_person'],
  },
  { what: 'anybody writes an assessment', plant: opened('assessment', 'assess', 'insert'), adds: ['assessment'] },
  {
    what: 'anybody records what is known',
    plant: opened('local_picture', 'record_it', 'insert'),
    adds: ['local_picture'],
  },
  { what: 'anybody freezes papers', plant: opened('paper', 'run_freezes', 'insert'), adds: ['paper'] },
  {
    what: 'anybody speaks for an agency',
    plant: opened('contribution', 'member_contributes', 'insert'),
    adds: ['contribution'],
  },
  {
    what: 'anybody decides a nomination',
    plant: opened('nomination_decision', 'panel_decides', 'insert'),
    adds: ['nomination_decision'],
  },
  {
    what: 'anybody gives a strand',
    plant: opened('strand_allocation', 'panel_allocates', 'insert'),
    adds: ['strand_allocation'],
  },
  {
    what: 'one decides about a case one holds, or what one wrote',
    plant: inFunction('too_close_to_decide', /from app\.nomination n where/, 'from app.nomination n where false and'),
    adds: ['nomination_decision'],
  },
  {
    what: 'one ends a strand of a case one holds',
    plant: inPolicy('strand_allocation', 'panel_ends', / AND \(nomination_id <> ALL .*$/s, ')'),
    changes: ['strand_allocation'],
  },
  {
    what: 'one decides what one sent in oneself',
    plant: sql('alter table app.nomination_decision drop constraint nomination_decision_not_by_who_submitted'),
    adds: ['nomination_decision'],
  },
]

/** Functions that pass by the policies and forget to check. */
const functions: readonly Mutant[] = [
  {
    what: 'a link names whom the reader cannot see',
    plant: inFunction(
      'linked_young_people',
      /select unnest\(app\.visible_young_people\((array\(select them from link where them is not null\))\)\)/,
      'select unnest($1)',
    ),
    functions: ['linked_young_people'],
  },
  {
    what: 'reasons are told to everybody',
    plant: inFunction('reasons_found', / and \$1 = any \(app\.my_young_people\('read S5 reason'\)\)/, ''),
    functions: ['reasons_found'],
  },
  {
    what: 'everybody is told who can see',
    plant: inFunction('who_can_see', /\$1 = any \(app\.my_young_people\('see who can see'\)\)/, 'true'),
    functions: ['who_can_see'],
  },
  {
    what: 'a wall that others put up is shown to whom it keeps out',
    plant: inPolicy('wall', 'own_or_governance', / AND \(said_by = \( SELECT app\.person_id\(\) AS person_id\)\)/, ''),
    reads: ['wall'],
  },
  {
    what: 'a manager reads of walls before themself',
    plant: inFunction('walls_before', /and w\.person_id <> \(select app\.person_id\(\)\) /, ''),
    functions: ['walls_before'],
  },
  {
    what: 'whoever sees a child reads who is kept away',
    plant: inFunction('walls_before', /and 'keep somebody away' = any \(app\.my_acts_on\(\$1\)\)/, ''),
    functions: ['walls_before'],
  },
  {
    what: 'the summary for duty is for everybody',
    plant: inFunction('duty_summary', /and 'see what duty needs' = any \(app\.my_acts_on\(\$1\)\)\s*$/m, ''),
    functions: ['duty_summary'],
  },
  {
    what: 'governance is asked about what it opened itself',
    plant: inFunction('duty_looks', /and d\.person_id <> \(select app\.person_id\(\)\) /, ''),
    functions: ['duty_looks'],
  },
  {
    what: 'whoever reads a record reads the notes of the night',
    plant: opened('night_note', 'read_s4_or_duty'),
    reads: ['night_note'],
  },
  {
    what: 'who is kept out by a wall is said to see',
    plant: inFunction('who_can_see', /and \$1 <> all \(app\.closed_to\(p\.id\)\)/, ''),
    functions: ['who_can_see'],
  },
  {
    what: 'an agency’s cases are listed to other agencies',
    plant: inFunction('cases_of_my_agency', /m\.person_id = \(select app\.person_id\(\)\) and /, ''),
    functions: ['cases_of_my_agency'],
  },
  {
    what: 'what was moved is listed to everybody',
    plant: inFunction('moved_entries', /not area = any \(app\.my_areas_to\('read moved entries'\)\)/, 'false'),
    functions: ['moved_entries'],
  },
  {
    what: 'a wall does not stand before what was moved',
    plant: inFunction('moved_entries', / and w\.right_young_person_id <> all \(walls\)/, ''),
    functions: ['moved_entries'],
  },
  {
    what: 'late actions are told to every agency',
    plant: inFunction('late_actions', /m\.person_id = \(select app\.person_id\(\)\) and /, ''),
    functions: ['late_actions'],
  },
  {
    what: 'a reference finds whom one cannot see',
    plant: inFunction('young_person_by_reference', / and array\[y\.id\] <@ .*/, ''),
    functions: ['young_person_by_reference'],
  },
  {
    what: 'a reference near by finds whom one cannot see',
    plant: inFunction('young_person_near_by_reference', / and array\[y\.id\] <@ .*/, ''),
    functions: ['young_person_near_by_reference'],
  },
  {
    what: 'a name finds everybody of the area',
    plant: inFunction('find_young_people', /everybody boolean := [^;]*;/, 'everybody boolean := true;'),
    functions: ['find_young_people'],
  },
]

export const mutants: readonly Mutant[] = [
  ...whoIsAsking,
  ...walls,
  ...relations,
  ...forum,
  ...policies,
  ...writes,
  ...functions,
  ...workforce,
  ...sharing,
]
