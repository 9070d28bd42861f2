import { inPolicy, inView, type Mutant } from './plant.ts'

// Faults in the views of relations, from which follows whom each role reaches.

/** The window of a membership, as a view prints it. */
const until = / AND \(m\.until_at IS NULL OR m\.until_at > now\(\)\)/

/** Who is connected to a young person, and why. */
export const relations: readonly Mutant[] = [
  {
    what: 'whoever held the case once holds it',
    plant: inView('relation_case_holder', /h\.until_at IS NULL AND h\.person_id/, 'h.person_id'),
    reads: ['trusted_adult'],
  },
  {
    what: 'a case-holder whose role ended still reads',
    plant: inView('relation_case_holder', until, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a case-holder who went to another agency still reads',
    plant: inView('relation_case_holder', / AND m\.agency_id = h\.agency_id/, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a manager opens what any team of the area holds',
    plant: inView('relation_case_holder', / AND h\.team_id = m\.team_id/, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a deputy stays one',
    plant: inView('relation_deputy', / AND \(d\.until_at IS NULL OR d\.until_at > now\(\)\)/, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a deputy stands in in every area',
    plant: inView('relation_deputy', /h\.area_id = d\.area_id AND /, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a deputy who left the area still stands in',
    plant: inView('relation_deputy', until, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'an answered hand-over stays open',
    plant: inView('relation_hand_over', / AND o\.answered_at IS NULL/, ''),
    reads: ['young_person'],
  },
  {
    what: 'emergency access never ends',
    plant: inView('relation_emergency', /(until_at) > now\(\) AND looked_up_at/, '$1 IS NOT NULL AND looked_up_at'),
    reads: ['trusted_adult'],
  },
  {
    what: 'duty of one area is duty of all',
    plant: inView('area_relation_duty', /y\.area_id = m\.area_id AND /, ''),
    reads: ['young_person_detail'],
  },
  {
    what: 'duty opens whoever lives in the area, though the responsible area does not work with it',
    plant: inView('area_relation_living', / AND \(lives\.id = ANY \(responsible\.partners\)\)/, ''),
    reads: ['young_person_detail'],
  },
  {
    what: 'duty of any area opens who lives away',
    plant: inView('area_relation_living', /d\.living_area = lives\.key/, 'd.living_area IS NOT NULL'),
    reads: ['young_person_detail'],
  },
  {
    what: 'duty opens records that were merged',
    plant: inView('area_relation_duty', / AND y\.merged_into IS NULL/, ''),
    reads: ['young_person_detail'],
  },
  {
    what: 'an agency manager opens what other agencies hold',
    plant: inView('area_relation_agency', / AND h\.agency_id = m\.agency_id/, ''),
    reads: ['young_person'],
  },
  {
    what: 'the chair opens what was taken off the agenda',
    plant: inView('area_relation_forum', / AND d\.taken_off_at IS NULL/, ''),
    reads: ['young_person_detail'],
  },
  {
    what: 'the panel opens what was not sent',
    plant: inView('area_relation_panel', / AND n\.submitted_at IS NOT NULL/, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'the panel opens what was taken back',
    plant: inView('area_relation_panel', / AND n\.withdrawn_at IS NULL/, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'the panel of one area opens all nominations',
    plant: inView('area_relation_panel', /n\.area_id = m\.area_id AND /, ''),
    reads: ['nomination_answer'],
  },
  {
    what: 'a service manager reads after the strand ended',
    plant: inView('relation_strand', /s\.until_at IS NULL AND /, ''),
    reads: ['trusted_adult'],
  },
  {
    what: 'a service manager reads what the same service of another area does',
    plant: inView('relation_strand', /m\.area_id = s\.area_id AND /, ''),
    reads: ['trusted_adult'],
  },
]

/** What the forum opens, item by item. */
export const forum: readonly Mutant[] = [
  {
    what: 'members read for ever where nothing was decided',
    plant: inView('discussion_open_to_agency', /d\.members_at_latest > now\(\)/, 'd.members_at_latest IS NOT NULL'),
    reads: ['paper'],
  },
  {
    what: 'members read before papers are frozen',
    plant: inView('discussion_open_to_agency', /d\.papers_frozen_at IS NOT NULL AND /g, ''),
    reads: ['paper'],
  },
  {
    what: 'an agency whose invitation was taken back goes on reading',
    plant: inView('discussion_open_to_agency', / AND i\.uninvited_at IS NULL/g, ''),
    reads: ['paper'],
  },
  {
    what: 'the 28 days of members never close',
    plant: inView('discussion_open_to_agency', /d\.members_until > now\(\)/, 'd.members_until IS NOT NULL'),
    reads: ['paper'],
  },
  {
    what: 'members go on reading what was taken off',
    plant: inView('discussion_open_to_agency', / AND d\.taken_off_at IS NULL/g, ''),
    reads: ['paper'],
  },
  {
    what: 'an action that is done keeps the item open',
    plant: inView('discussion_open_to_agency', /a\.done_at IS NULL/, 'true'),
    reads: ['paper'],
  },
  {
    what: 'an action of another agency keeps it open',
    plant: inView('discussion_open_to_agency', / AND i\.agency_id = a\.agency_id/, ''),
    reads: ['paper'],
  },
  {
    what: 'members of one agency are members of all',
    plant: inView('at_discussion', / AND o\.agency_id = m\.agency_id/, ''),
    reads: ['paper'],
  },
  {
    what: 'the handling mark is not looked at',
    plant: inPolicy('paper', 'read_by_handling', /\(handling = 'all at this item'::text\) AND /, ''),
    reads: ['paper'],
  },
  {
    what: 'what an agency said is shown to whoever is invited, whatever its mark',
    plant: inPolicy(
      'contribution',
      'read_by_handling',
      /\(agency_id = ANY (.*?)\) AND \(discussion_id/,
      '(agency_id = ANY $1) OR (discussion_id',
    ),
    reads: ['contribution'],
  },
]
