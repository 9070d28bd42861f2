// What each relation to a young person opens, and what a role lists before any, in the model of the sweep: written from the
// design (access), shared with nothing of the program.

/** Why somebody is connected to a young person. */
export type Because =
  | 'case-holder'
  | 'team manager'
  | 'deputy'
  | 'asked to take over'
  | 'team asked to take over'
  | 'agency manager'
  | 'duty'
  | 'duty where they live'
  | 'forum chair'
  | 'forum co-ordinator'
  | 'forum member'
  | 'forum member of a core agency'
  | 'coordinator'
  | 'panel member'
  | 'operational manager'
  | 'service manager'
  | 'family network coordinator'
  | 'mentor co-ordinator'
  | 'emergency access'
  | 'shared with their agency'
  | 'contact shared with their agency'
  | 'assessment shared with their agency'

const withTheFamily = [
  'see who can see',
  'decide about a match',
  'check on who waits',
  'change identity',
  'change circumstances',
  'change status',
  'record what is known',
  'link young people',
  'move an entry',
  'end an episode',
  'tell of a death',
  'assess',
  'screen',
  'read screenings',
  'nominate',
  'hand over',
  'read the minutes',
  'decide about a closed service',
  'ask for consent',
  'record wishes',
  'keep apart',
  'name a known adult',
  'share without consent',
  'read what may be shared',
  'write what was tried',
  'agree to a review',
] as const
const everything = ['S1', 'read the case history', 'S2', 'S3', 'S4', 'S5', 'read every strand'] as const
const members = ['contribute to a discussion', 'read the minutes'] as const
const forum = [
  'S1',
  'read the case history',
  'S2',
  'S4',
  'S5',
  'read screenings',
  'read what may be shared',
  'run the forum',
  'record an outcome',
  ...members,
] as const
const duty = [
  'S1',
  'read the case history',
  'S2',
  'screen',
  'read screenings',
  'change status',
  'see what duty needs',
  'read what may be shared',
  'write a night note',
] as const
const panel = [
  'S1',
  'read the case history',
  'S2',
  'S3',
  'S4',
  'read every strand',
  'read screenings',
  'consider a nomination',
  'decide a nomination',
  'S5 reason',
  'read what may be shared',
] as const
const manager = [
  'S1',
  'read the case history',
  'S2',
  'S3',
  'S4',
  'read screenings',
  'S5 reason',
  'decide about a closed service',
  'ask for consent',
  'record wishes',
  'match a worker',
  'decide about a match',
  'check on who waits',
  'name a known adult',
  'read what may be shared',
  'write what was tried',
  'review what was tried',
] as const

/** Why somebody is only on a list of a role. */
export type Listed = 'list of the area' | 'nominated in the area' | 'sent to the forum'

/** What each relation opens: classes it reads, and what it may do. */
export const opens: Readonly<Record<Because, readonly string[]>> = {
  'case-holder': [...everything, ...withTheFamily],
  'team manager': [
    ...everything,
    ...withTheFamily,
    'merge records',
    'unlock a record',
    'name a case-holder',
    'accept a hand-over',
    'keep somebody away',
  ],
  deputy: [...everything, ...withTheFamily],
  'asked to take over': ['S1', 'read the case history', 'accept a hand-over'],
  'team asked to take over': ['S1', 'read the case history', 'accept a hand-over'],
  'agency manager': ['S1', 'read the case history', 'name a case-holder', 'keep somebody away'],
  duty,
  'duty where they live': duty,
  'forum chair': [...forum, 'chair the forum'],
  'forum co-ordinator': forum,
  'forum member': ['S1', 'read the case history', ...members],
  'forum member of a core agency': ['S1', 'read the case history', ...members],
  coordinator: [
    ...panel,
    'ask for consent',
    'record wishes',
    'decide about a match',
    'check on who waits',
    'write what was tried',
  ],
  'panel member': panel,
  'operational manager': manager,
  'service manager': manager,
  'family network coordinator': [
    'S1',
    'read the case history',
    'S2',
    'S3',
    'S4',
    'name a known adult',
    'read what may be shared',
  ],
  'mentor co-ordinator': ['S1', 'read the case history', 'S2', 'S3', 'S4', 'read what may be shared'],
  'emergency access': [
    'S1',
    'read the case history',
    'S2',
    'S3',
    'S4',
    'read every strand',
    'read screenings',
    'read what may be shared',
  ],
  // Nothing opens beside what was shared.
  'shared with their agency': ['S1', 'read what is shared'],
  'contact shared with their agency': ['read shared contact'],
  'assessment shared with their agency': ['read shared assessment'],
}

/** Roles of an area that reach a young person one at a time, never a whole list of records. */
export const oneAtATime: ReadonlySet<Because> = new Set([
  'duty',
  'duty where they live',
  'agency manager',
  'forum chair',
  'forum co-ordinator',
  'coordinator',
  'panel member',
])

/** What can still be done with a record that is locked or was merged: reading it, and putting that right. */
export const staysOpen = (act: string): boolean =>
  /^S\d/.test(act) ||
  [
    'read the case history',
    'read every strand',
    'read the minutes',
    'read screenings',
    'read what may be shared',
    'read what is shared',
    'read shared contact',
    'read shared assessment',
    'see who can see',
    'merge records',
    'unlock a record',
    'tell of a death',
  ].includes(act)

/** Every act the model knows. */
export const acts: readonly string[] = [...new Set(Object.values(opens).flat())].sort()

/** They match young people to those who work for their service. */
export const managers: readonly string[] = ['operational-manager', 'service-manager']

/** They manage the workers of their service. */
export const managersOfWorkers: readonly string[] = [...managers, 'mentor-coordinator']

/** They become the trusted adult. */
export const workers: readonly string[] = ['relief-worker', 'volunteer-mentor', 'family-network-coordinator']

/** What a role lists in its area before any relation. */
export const lists: Readonly<Record<Listed, readonly string[]>> = {
  'list of the area': ['duty'],
  'nominated in the area': ['coordinator', 'panel-member'],
  'sent to the forum': ['forum-chair', 'forum-coordinator'],
}
