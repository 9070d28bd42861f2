import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { nameParts } from '../src/features/people/index.ts'
import type { TestDatabase } from './database.ts'
import { whenFileIsOver } from './when-over.ts'

// Arranges a world for a test as the superuser: nothing here goes through the code under test.

export interface MadePerson {
  readonly id: string
  readonly name: string
  readonly subject: string
}
export interface MadeYoungPerson {
  readonly id: string
  readonly areaId: string
  readonly area: string
}
export interface Belongs {
  readonly role: string
  readonly area: string
  readonly agency?: string
  readonly team?: string
  readonly service?: string
}

export interface World {
  readonly db: pg.Client
  areaId(key: string): Promise<string>
  /** Somebody with an account, an identity to sign in with and these memberships. */
  person(...belongs: Belongs[]): Promise<MadePerson>
  /** A child held by this case-holder (or by a team alone). */
  youngPerson(
    area: string,
    options?: {
      heldBy?: MadePerson
      surname?: string
      given?: string
      knownAs?: string
      bornOn?: string | null
      postcode?: string
      agency?: string
    },
  ): Promise<MadeYoungPerson>
  /** Puts somebody into a role, or out of it. */
  belongs(person: MadePerson, what: Belongs): Promise<void>
  /** One of many, such as a school, is added to what a child can be asked about. */
  named(child: string, by: MadePerson, ...agencies: string[]): Promise<void>
  one<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T>
}

const serviceRoles = [
  'coordinator',
  'operational-manager',
  'service-manager',
  'mentor-coordinator',
  'family-network-coordinator',
  'relief-worker',
  'volunteer-mentor',
]
const agencyRoles = [
  'case-holder',
  'team-manager',
  'agency-manager',
  'duty',
  'forum-member',
  'partner-professional',
  'forum-chair',
  'forum-coordinator',
  'panel-member',
]

/** One of many, such as the school “schools.example”, is made where it is asked for: administrators add it in no file. */
async function addOneOfMany(db: pg.Client, area: string, key: string): Promise<void> {
  const [many, name] = key.split('.')
  if (!name) return
  const { rows } = await db.query<{ id: string }>(
    `insert into agency (area_id, key, name, kind, core, public_task, holds_cases, one_of_id)
       select area_id, $2, $2, kind, false, public_task, false, id from agency where area_id = $1 and key = $3
       on conflict do nothing returning id`,
    [area, key, many],
  )
  for (const { id } of rows)
    await db.query('insert into team (area_id, agency_id, name) values ($1, $2, $3)', [area, id, key])
}

/** Opens a world on a test database; closed when the file is over. */
export async function aWorld(on: TestDatabase): Promise<World> {
  const db = new pg.Client({ connectionString: on.superuserUrl, options: '-c search_path=app' })
  await db.connect()
  whenFileIsOver(() => db.end())
  let count = 0

  const one: World['one'] = async (text, values) => {
    const { rows } = await db.query(text, values)
    if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${text}`)
    return rows[0]
  }
  const areaId = async (key: string) => (await one<{ id: string }>('select id from area where key = $1', [key])).id
  const teamOf = async (area: string, agency: string) => {
    await addOneOfMany(db, area, agency)
    return one<{ agency_id: string; team_id: string }>(
      `select a.id as agency_id, t.id as team_id from agency a join team t on t.area_id = a.area_id and t.agency_id = a.id
       where a.area_id = $1 and a.key = $2 order by t.name limit 1`,
      [area, agency],
    )
  }
  const anyCaseAgency = async (area: string) =>
    (
      await one<{ key: string }>(
        `select key from agency where area_id = $1 and holds_cases and kind = 'childrens-social-care' order by key limit 1`,
        [area],
      )
    ).key

  const belongs: World['belongs'] = async (person, what) => {
    const area = await areaId(what.area)
    const agencyKey = what.agency ?? (agencyRoles.includes(what.role) ? await anyCaseAgency(area) : undefined)
    const team = agencyKey ? await teamOf(area, agencyKey) : undefined
    await db.query(
      `insert into membership (person_id, person_kind, role, area_id, agency_id, team_id, service_key)
       select id, kind, $2, $3, $4, $5, $6 from person where id = $1`,
      [person.id, what.role, area, team?.agency_id ?? null, team?.team_id ?? null, what.service ?? null],
    )
  }

  return {
    db,
    areaId,
    one,
    belongs,
    named: async (child, by, ...agencies) => {
      await db.query(
        `insert into named_agency (area_id, young_person_id, agency_id, named_by)
           select y.area_id, y.id, a.id, $2 from young_person y join agency a on a.area_id = y.area_id and a.key = any ($3) where y.id = $1`,
        [child, by.id, agencies],
      )
    },
    person: async (...all) => {
      count += 1
      const name = `Invented Person ${count}`
      const kind = all.some(b => serviceRoles.includes(b.role)) ? 'trusted-relationships' : 'professional'
      const { id } = await one<{ id: string }>(
        'insert into person (name, title, kind) values ($1, $2, $3) returning id',
        [name, all[0]?.role ?? 'Nobody yet', kind],
      )
      const made = { id, name, subject: randomUUID() }
      await db.query('insert into identity (issuer, subject, person_id) values ($1, $2, $3)', [
        'https://issuer.test',
        made.subject,
        id,
      ])
      for (const what of all) await belongs(made, what)
      return made
    },
    youngPerson: async (area, options = {}) => {
      count += 1
      const area_id = await areaId(area)
      const team = await teamOf(area_id, options.agency ?? (await anyCaseAgency(area_id)))
      const names = {
        givenNames: options.given ?? `Given${count}`,
        surname: options.surname ?? `Surname${count}`,
        knownAs: options.knownAs,
      }
      const by =
        options.heldBy?.id ??
        (
          await one<{ id: string }>(
            `insert into person (name, title, kind) values ('Recorder', 'Recorder', 'professional') returning id`,
          )
        ).id
      const { id } = await one<{ id: string }>(
        `insert into young_person (area_id, reference, given_names, surname, known_as, born_on, created_by) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [
          area_id,
          randomBytes(6).toString('hex'),
          names.givenNames,
          names.surname,
          names.knownAs ?? null,
          options.bornOn === undefined ? '2012-05-04' : options.bornOn,
          by,
        ],
      )
      for (const { part, word, sounds, too } of nameParts(names))
        await db.query('insert into young_person_name values ($1, $2, $3, $4, $5, $6)', [
          area_id,
          id,
          part,
          word,
          sounds,
          too,
        ])
      await db.query(
        'insert into young_person_detail (area_id, young_person_id, postcode, changed_by) values ($1, $2, $3, $4)',
        [area_id, id, options.postcode ?? null, by],
      )
      await db.query(
        `insert into episode (area_id, young_person_id, started_on, recorded_by) values ($1, $2, current_date, $3)`,
        [area_id, id, by],
      )
      await db.query(
        `insert into case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id, made_by) values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          area_id,
          id,
          options.heldBy?.id ?? null,
          options.heldBy ? 'professional' : null,
          team.agency_id,
          team.team_id,
          by,
        ],
      )
      return { id, areaId: area_id, area }
    },
  }
}
