import { inFunction, inPolicy, inView, type Mutant, opened } from './plant.ts'

// Faults in what consent opens, and in what is shared without it.

const young = 'young_person'

export const sharing: readonly Mutant[] = [
  {
    what: 'a partner of one agency opens what is shared with another',
    plant: inView('relation_shared', /n\.agency_id = m\.agency_id/, 'true'),
    reads: [young],
  },
  {
    what: 'a partner whose role ended still reads',
    plant: inView('relation_shared', / AND \(m\.until_at IS NULL OR m\.until_at > now\(\)\)/, ''),
    reads: [young],
  },
  {
    what: 'a yes never runs out',
    plant: inView('shared_by_consent', /own\.until_on >= app\.today\(\)/, 'true'),
    reads: [young],
  },
  {
    what: 'an answer that was narrowed or taken back goes on opening',
    plant: inView(
      'shared_by_consent',
      /WHERE d\.yes AND y\.status <> 'died'::text AND NOT \(EXISTS[\s\S]*$/,
      'WHERE d.yes',
    ),
    reads: [young],
  },
  {
    what: 'nobody else is asked where they do not understand',
    plant: inFunction('decides', /else because := 'nobody/, `else yes := true; because := 'nobody`),
    reads: [young],
  },
  {
    what: 'what was shared by law and ended goes on opening',
    plant: inView('shared_lawfully', /l\.ended_at IS NULL/, 'true'),
    reads: [young],
  },
  {
    what: 'whoever is shared anything reads how to reach them',
    plant: inPolicy('young_person_detail', 'shared', /read shared contact/, 'read what is shared'),
    reads: ['young_person_detail'],
  },
  {
    what: 'whoever is shared anything reads the assessment',
    plant: inPolicy('assessment', 'shared', /read shared assessment/, 'read what is shared'),
    reads: ['assessment'],
  },
  {
    what: 'a partner reads an assessment that was set aside',
    plant: inPolicy('assessment', 'shared', /\(completed_at IS NOT NULL\) AND \(set_aside_at IS NULL\) AND /, ''),
    reads: ['assessment'],
  },
  {
    what: 'whose school it is, is read by everybody',
    plant: opened('named_agency', 'read_s3'),
    reads: ['named_agency'],
  },
  {
    what: 'everybody adds a school that can be asked about',
    plant: opened('named_agency', 'who_asks_adds', 'insert'),
    adds: ['named_agency'],
  },
  {
    what: 'all schools at once can be asked about',
    plant: inFunction('agencies_to_share_with', /not a\.stands_for_many or a\.id = any \(t\.agencies\)/, 'true'),
    functions: ['agencies_to_share_with'],
  },
  {
    what: 'whom an answer names is read by everybody',
    plant: opened('consent_share', 'read_s3'),
    reads: ['consent_share'],
  },
  {
    what: 'why something is shared is read by everybody',
    plant: opened('lawful_share', 'read_s3'),
    reads: ['lawful_share'],
  },
  {
    what: 'whoever asks may name whom they like',
    plant: opened('consent_share', 'who_asks_records', 'insert'),
    adds: ['consent_share'],
  },
  {
    what: 'everybody shares without consent',
    plant: opened('lawful_share', 'who_shares_records', 'insert'),
    adds: ['lawful_share'],
  },
  {
    what: 'everybody who reads it ends what is shared without consent',
    plant: opened('lawful_share', 'who_shares_reviews', 'all'),
    changes: ['lawful_share'],
  },
  {
    what: 'the strip tells a partner of other agencies',
    plant: inFunction('sharing_strip', /where everybody or s\.agency_id = any \(mine\)/, ''),
    functions: ['sharing_strip'],
  },
  {
    what: 'whoever was ever shared stays in the list of those who are',
    plant: inFunction('shared_with_me', / where x\.id = any \(mine\)/, ''),
    functions: ['shared_with_me'],
  },
  {
    what: 'records of sharing are read in every area',
    plant: inFunction('sharing_records', / and \$1 = any \(app\.my_areas_to\('read sharing records'\)\)/, ''),
    functions: ['sharing_records'],
  },
]
