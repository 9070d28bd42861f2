import type { Book } from './book.ts'
import type { Calendar } from './calendar.ts'
import type { Chance } from './random.ts'

/** The grown-ups of the invented world. Their numbers are from the range that Ofcom keeps free for stories. */

interface Belongs {
  readonly role: string
  readonly area: 'north-yorkshire' | 'york'
  readonly agency?: string
  readonly team?: string
  readonly service?: string
}
interface Part {
  readonly name: string
  readonly title: string
  readonly belongs: readonly Belongs[]
}

const ny = 'north-yorkshire'
const york = 'york'
const care = 'childrens-social-care'
const coast = 'Safeguarding team, Scarborough and Ryedale'
const north = 'Assessment and safeguarding team, north'
const both = (belongs: Omit<Belongs, 'area'>): readonly Belongs[] => [
  { ...belongs, area: ny },
  { ...belongs, area: york },
]

const cast: readonly Part[] = [
  {
    name: 'Amira Example',
    title: 'Social worker',
    belongs: [{ role: 'case-holder', area: ny, agency: care, team: coast }],
  },
  {
    name: 'Ben Madeup',
    title: 'Social worker',
    belongs: [{ role: 'case-holder', area: ny, agency: care, team: coast }],
  },
  {
    name: 'Chidi Invented',
    title: 'Early help worker',
    belongs: [{ role: 'case-holder', area: ny, agency: 'early-help', team: 'Early help, east' }],
  },
  {
    name: 'Dawn Pretend',
    title: 'Youth justice worker',
    belongs: [{ role: 'case-holder', area: ny, agency: 'youth-justice', team: 'Youth justice, east' }],
  },
  {
    name: 'Farah Fictional',
    title: 'Team manager',
    belongs: [{ role: 'team-manager', area: ny, agency: care, team: coast }],
  },
  { name: 'Gareth Imaginary', title: 'Head of service', belongs: [{ role: 'agency-manager', area: ny, agency: care }] },
  { name: 'Isla Storybook', title: 'Meetings co-ordinator', belongs: [{ role: 'forum-coordinator', area: ny }] },
  { name: 'Jonah Notreal', title: 'Service manager, safeguarding', belongs: [{ role: 'forum-chair', area: ny }] },
  {
    name: 'Leon Sample',
    title: 'Safeguarding nurse',
    belongs: [{ role: 'forum-member', area: ny, agency: 'health', team: 'Safeguarding children nurses' }],
  },
  { name: 'Mei Example', title: 'Inclusion officer', belongs: [{ role: 'forum-member', area: ny, agency: 'schools' }] },
  { name: 'Nadia Invented', title: 'Practice manager', belongs: [{ role: 'forum-member', area: ny, agency: care }] },
  { name: 'Owain Madeup', title: 'Trusted Relationships coordinator', belongs: [{ role: 'coordinator', area: ny }] },
  { name: 'Rhona Pretend', title: 'Psychologist', belongs: [{ role: 'panel-member', area: ny, agency: 'health' }] },
  {
    name: 'Tomasz Fictional',
    title: 'Operational manager',
    belongs: [{ role: 'operational-manager', area: ny, service: 'rp-relief-worker' }],
  },
  { name: 'Wendy Storybook', title: 'Systems officer', belongs: [{ role: 'area-administrator', area: ny }] },
  {
    name: 'Hana Imaginary',
    title: 'Out-of-hours social worker',
    belongs: both({ role: 'duty', agency: care, team: 'Emergency duty team' }),
  },
  {
    name: 'Kasia Notreal',
    title: 'Detective sergeant',
    belongs: both({ role: 'forum-member', agency: 'police', team: 'Child exploitation team' }),
  },
  { name: 'Priya Sample', title: 'Head of edge of care', belongs: both({ role: 'panel-member' }) },
  {
    name: 'Uma Example',
    title: 'Service manager, Family Network Coordinators',
    belongs: both({ role: 'service-manager', service: 'family-network-coordinator' }),
  },
  {
    name: 'Victor Invented',
    title: 'Information governance officer',
    belongs: both({ role: 'information-governance' }),
  },
  {
    name: 'Yusuf Madeup',
    title: 'Social worker',
    belongs: [{ role: 'case-holder', area: york, agency: care, team: north }],
  },
  {
    name: 'Zofia Pretend',
    title: 'Designated safeguarding lead',
    belongs: [{ role: 'case-holder', area: york, agency: 'schools', team: 'Designated safeguarding leads' }],
  },
  {
    name: 'Aled Fictional',
    title: 'CAMHS practitioner',
    belongs: [
      { role: 'case-holder', area: york, agency: 'health', team: 'Child and adolescent mental health service' },
    ],
  },
  {
    name: 'Bea Imaginary',
    title: 'Social worker, placing authority',
    belongs: [{ role: 'case-holder', area: york, agency: 'other-council', team: 'Placing authority' }],
  },
  {
    name: 'Carlos Storybook',
    title: 'Team manager',
    belongs: [
      { role: 'team-manager', area: york, agency: care, team: north },
      { role: 'forum-member', area: york, agency: care, team: north },
    ],
  },
  {
    name: 'Delphine Notreal',
    title: 'Assistant director',
    belongs: [
      { role: 'agency-manager', area: york, agency: care },
      { role: 'forum-chair', area: york },
    ],
  },
  { name: 'Edie Sample', title: 'Meetings co-ordinator', belongs: [{ role: 'forum-coordinator', area: york }] },
  {
    name: 'Femi Example',
    title: 'Safeguarding nurse',
    belongs: [{ role: 'forum-member', area: york, agency: 'health', team: 'Safeguarding children nurses' }],
  },
  {
    name: 'Greta Invented',
    title: 'Trusted Relationships coordinator',
    belongs: [{ role: 'coordinator', area: york }],
  },
  {
    name: 'Hamza Madeup',
    title: 'Operational manager',
    belongs: [{ role: 'operational-manager', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Ingrid Pretend',
    title: 'Mentor Co-ordinator',
    belongs: [{ role: 'mentor-coordinator', area: york, service: 'volunteer-mentor' }],
  },
  { name: 'Jack Fictional', title: 'Systems officer', belongs: [{ role: 'area-administrator', area: york }] },
  // Workers of each service, some with something that runs out.
  {
    name: 'Kit Imaginary',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Rae Sample',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Sol Example',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Tia Pretend',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Umar Madeup',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Vic Storybook',
    title: 'RP Relief Worker',
    belongs: [{ role: 'relief-worker', area: ny, service: 'rp-relief-worker' }],
  },
  {
    name: 'Lena Storybook',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Wes Imaginary',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Xenia Notreal',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Yas Example',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Zed Pretend',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Ayo Sample',
    title: 'Volunteer Mentor',
    belongs: [{ role: 'volunteer-mentor', area: york, service: 'volunteer-mentor' }],
  },
  {
    name: 'Marek Notreal',
    title: 'Family Network Coordinator',
    belongs: both({ role: 'family-network-coordinator', service: 'family-network-coordinator' }),
  },
  {
    name: 'Ana Fictional',
    title: 'Family Network Coordinator',
    belongs: [{ role: 'family-network-coordinator', area: ny, service: 'family-network-coordinator' }],
  },
  {
    name: 'Bo Invented',
    title: 'Family Network Coordinator',
    belongs: [{ role: 'family-network-coordinator', area: york, service: 'family-network-coordinator' }],
  },
  {
    name: 'Noor Sample',
    title: 'Youth club worker',
    belongs: [{ role: 'partner-professional', area: york, agency: 'voluntary-sector.made-up-youth-club' }],
  },
  {
    name: 'Rosa Pretend',
    title: 'Youth club worker',
    belongs: [{ role: 'partner-professional', area: ny, agency: 'voluntary-sector.made-up-youth-club' }],
  },
  { name: 'Otis Example', title: 'Independent evaluator', belongs: both({ role: 'evaluator' }) },
  { name: 'Paula Invented', title: 'Head of partnerships', belongs: both({ role: 'operational-group' }) },
  { name: 'Quentin Madeup', title: 'Director of children’s services', belongs: both({ role: 'steering-group' }) },
] // prettier-ignore

/** With a sign-in and no account: whom an administrator can invite. */
export const strangers = [
  { sub: 'new-starter-example', name: 'Nova Starter-Example' },
  { sub: 'new-manager-invented', name: 'Max Arrives-Invented' },
]

const ours = [
  'coordinator',
  'operational-manager',
  'service-manager',
  'mentor-coordinator',
  'relief-worker',
  'volunteer-mentor',
  'family-network-coordinator',
]

/** Somebody of the cast, in one of their areas. */
export interface Professional {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly role: string
  readonly area: string
  readonly agency: string | undefined
  readonly agencyId: string | undefined
  readonly teamId: string | undefined
  readonly service: string | undefined
}

/** Where agencies and teams of an area are found by the names of its file. */
export interface Places {
  agency(area: string, key: string): { readonly id: string; readonly name: string }
  /** The team of this name; the first of the agency where none is named. */
  team(area: string, agency: string, name: string | undefined): string
  areaId(area: string): string
}

/** Writes down everybody, their roles and how they sign in. @returns one entry for each role of each of them */
export function hire(
  book: Book,
  cal: Calendar,
  random: Chance,
  places: Places,
  issuer: string,
): readonly Professional[] {
  return cast.flatMap((part, number) => {
    const made = cal.at(cal.workday(-400 + number), 9)
    const id = random.idAt(made)
    const kind = part.belongs.some(b => ours.includes(b.role)) ? 'trusted-relationships' : 'professional'
    const slug = part.name.toLowerCase().replaceAll(' ', '-')
    book.insert('person', {
      id,
      name: part.name,
      title: part.title,
      kind,
      work_email: `${slug.replace('-', '.')}@example.org`,
      work_phone: `01632 960 ${String(100 + number)}`,
      created_at: made,
    })
    book.insert('identity', { issuer, subject: slug, person_id: id, bound_at: made })
    return part.belongs.map(belongs => {
      const agency = belongs.agency ? places.agency(belongs.area, belongs.agency) : undefined
      // A whole agency is an agency manager's; everybody else of an agency sits in one team of it.
      const teamId =
        belongs.agency && belongs.role !== 'agency-manager'
          ? places.team(belongs.area, belongs.agency, belongs.team)
          : undefined
      book.insert('membership', {
        id: random.idAt(made),
        person_id: id,
        person_kind: kind,
        role: belongs.role,
        area_id: places.areaId(belongs.area),
        agency_id: agency?.id ?? null,
        team_id: teamId ?? null,
        service_key: belongs.service ?? null,
        from_at: made,
      })
      return {
        id,
        name: part.name,
        title: part.title,
        role: belongs.role,
        area: belongs.area,
        agency: belongs.agency,
        agencyId: agency?.id,
        teamId,
        service: belongs.service,
      }
    })
  })
}
