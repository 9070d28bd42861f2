import type pg from 'pg'
import { aBareAssessment } from './an-assessment.ts'
import type { TestApp } from './app.ts'
import { type Client, signedIn } from './as.ts'
import type { MadePerson, MadeYoungPerson, World } from './world.ts'

// The people a nomination passes through and children whom a forum has discussed, arranged as the superuser.

export type Finding = 'at risk of' | 'subject to' | 'neither'
export type RiskKind = 'sexual-exploitation' | 'serious-assault' | 'organised-crime-gang-violence'

export interface Discussed {
  readonly finding?: Finding
  readonly suitable?: boolean
  readonly wouldBenefit?: boolean
  /** Kinds found around the child; known and current unless said otherwise. */
  readonly facts?: readonly {
    readonly kind: RiskKind
    readonly certainty?: 'known' | 'suspected'
    readonly timing?: 'current' | 'past'
  }[]
  readonly surname?: string
  readonly bornOn?: string | null
  readonly heldBy?: MadePerson
  /** Whether the risk assessment is completed, as it must be before a nomination is sent (R130). */
  readonly assessed?: boolean
}

export interface PanelWorld {
  readonly area: string
  readonly holder: MadePerson
  readonly coordinator: MadePerson
  readonly member: MadePerson
  readonly chair: MadePerson
  readonly forumCoordinator: MadePerson
  /** Managers of the service of Strand 1 and of Strand 2. */
  readonly managers: readonly [MadePerson, MadePerson]
  /** Keys of the services of Strand 1 and of Strand 2. */
  readonly services: readonly [string, string]
  /** A child of the holder, discussed by the forum with both yeses unless said otherwise. */
  discussed(options?: Discussed): Promise<MadeYoungPerson>
  /** Another outcome about a child. */
  discuss(child: MadeYoungPerson, options?: Discussed): Promise<string>
}

export async function aPanel(world: World, area: string): Promise<PanelWorld> {
  const areaId = await world.areaId(area)
  const service = async (strand: number) =>
    (await world.one<{ key: string }>('select key from service where area_id = $1 and strand = $2', [areaId, strand]))
      .key
  const services = [await service(1), await service(2)] as const
  const holder = await world.person({ role: 'case-holder', area })
  const chair = await world.person({ role: 'forum-chair', area })

  const discuss: PanelWorld['discuss'] = async (child, options = {}) => {
    const { id: discussion } = await world.one<{ id: string }>(
      `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by, papers_frozen_at, papers_frozen_by, outcome_at, members_until)
       values ($1, $2, 'urgent', current_date, now(), $3, now(), $3, now(), now() + interval '28 days') returning id`,
      [areaId, child.id, chair.id],
    )
    const yes = [options.suitable ?? true, options.wouldBenefit ?? true] as const
    const { id } = await world.one<{ id: string }>(
      `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, answers_reason, recorded_by)
       values ($1, $2, $3, $4, 'Older men wait outside the school gate.', $5, $6, $7, $8) returning id`,
      [
        areaId,
        child.id,
        discussion,
        options.finding ?? 'at risk of',
        ...yes,
        yes.every(Boolean) ? null : 'Not now',
        chair.id,
      ],
    )
    for (const { kind, certainty = 'known', timing = 'current' } of options.facts ?? [])
      await world.db.query(
        `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
         values ($1, $2, $3, $4, $5, $6, 'Seen twice by a neighbour, report 7.', current_date + 90, $7)`,
        [areaId, child.id, discussion, kind, certainty, timing, chair.id],
      )
    return id
  }

  return {
    area,
    holder,
    chair,
    services,
    coordinator: await world.person({ role: 'coordinator', area }),
    member: await world.person({ role: 'panel-member', area }),
    forumCoordinator: await world.person({ role: 'forum-coordinator', area }),
    managers: [
      await world.person({ role: 'operational-manager', area, service: services[0] }),
      await world.person({ role: 'service-manager', area, service: services[1] }),
    ],
    discuss,
    discussed: async (options = {}) => {
      const child = await world.youngPerson(area, {
        heldBy: options.heldBy ?? holder,
        ...(options.surname ? { surname: options.surname } : {}),
        ...(options.bornOn ? { bornOn: options.bornOn } : {}),
      })
      if (options.bornOn === null)
        await world.db.query('update young_person set born_on = null where id = $1', [child.id])
      if (options.assessed ?? true) await aBareAssessment(world, child, options.heldBy ?? holder)
      await discuss(child, options)
      return child
    },
  }
}

/** What a case-holder types, part by part. */
export const typed = {
  'young-person': { 'young-person-asked': 'yes', 'young-person-words': '“Alright, if it’s not another lecture 🙄”' },
  family: { 'family-asked': 'no', 'family-not-asked': 'It was not safe to ring; we ask on Friday.' },
  introduction: {
    'works-with': 'The school nurse',
    'introducer-name': 'Sam Trusted',
    'introducer-agency': 'Youth justice',
    'introduction-how': 'At football on Thursday',
    'introduction-by-day': '1',
    'introduction-by-month': '6',
    'introduction-by-year': '2030',
  },
  hopes: { 'hope-safety': 'Home by ten, three nights out of four.' },
  worries: { 'could-fail': 'Too many new faces.' },
} as const

/** Begins a nomination as a browser would. @returns its path */
export async function begun(browser: Client, child: MadeYoungPerson): Promise<string> {
  const answer = await browser.send(`/${child.area}/young-people/${child.id}/nominations/new`, {})
  if (answer.status !== 303) throw new Error(`could not begin: ${answer.status}`)
  return answer.location
}

/** Begins a nomination and answers every part. @returns its path */
export async function written(browser: Client, child: MadeYoungPerson): Promise<string> {
  const path = await begun(browser, child)
  for (const [section, fields] of Object.entries(typed)) {
    const saved = await browser.send(`${path}/parts/${section}`, fields)
    if (saved.status !== 303) throw new Error(`could not save ${section}: ${saved.status}`)
  }
  return path
}

/** Begins, answers and sends one. @returns its path */
export async function sent(browser: Client, child: MadeYoungPerson): Promise<string> {
  const path = await written(browser, child)
  const answer = await browser.send(`${path}/check`, {})
  if (answer.status !== 303) throw new Error(`could not send: ${answer.status}`)
  return path
}

/** A nomination that was sent, arranged by SQL: quicker where the way there is not the matter. @returns its path */
export async function arranged(world: World, child: MadeYoungPerson, by: MadePerson): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by)
     select area_id, young_person_id, id, $2 from forum_outcome where young_person_id = $1 order by recorded_at desc limit 1 returning id`,
    [child.id, by.id],
  )
  const answers = {
    ...typed['young-person'],
    ...typed.family,
    'introducer-name': typed.introduction['introducer-name'],
    'introducer-agency': typed.introduction['introducer-agency'],
    'introduction-how': typed.introduction['introduction-how'],
    'introduction-by': '2030-06-01',
    ...typed.hopes,
    ...typed.worries,
  }
  await world.db.query(
    `insert into nomination_answer (area_id, nomination_id, young_person_id, question, version, says, given_by)
     select $1, $2, $3, key, 1, value, $4 from jsonb_each_text($5)`,
    [child.areaId, id, child.id, by.id, JSON.stringify(answers)],
  )
  await world.db.query('update nomination set submitted_at = now(), submitted_by = $2, version = 2 where id = $1', [
    id,
    by.id,
  ])
  await world.db.query(
    `insert into task (area_id, young_person_id, kind, record_id, desk, path) values ($1, $2, 'consider a nomination', $3, $4, '/')`,
    [child.areaId, child.id, id, `role:${child.areaId}:coordinator`],
  )
  return `/${child.area}/young-people/${child.id}/nominations/${id}`
}

/** Somebody of the panel takes part, without a conflict of interest. */
export async function takesPartIn(world: World, path: string, person: MadePerson): Promise<void> {
  await world.db.query(
    `insert into panel_declaration (area_id, nomination_id, young_person_id, person_id, here, conflict, recorded_by)
     select area_id, id, young_person_id, $2, true, false, $2 from nomination where id = $1`,
    [idOf(path), person.id],
  )
}

/** Somebody of the panel says that they take part. */
export async function takesPart(browser: Client, path: string, person: MadePerson): Promise<void> {
  const answer = await browser.send(`${path}/panel`, { [`member-${person.id}`]: 'here' })
  if (answer.status !== 303) throw new Error(`could not take part: ${answer.status}`)
}

/** The id at the end of a path. */
export const idOf = (path: string): string => path.split('/').at(-1) ?? ''

/** A nomination before the panel, and somebody of the panel who takes part. */
export async function considered(the: TestApp, world: World, panel: PanelWorld, options: Discussed = {}) {
  const child = await panel.discussed(options)
  const path = await arranged(world, child, panel.holder)
  await takesPartIn(world, path, panel.member)
  return { child, path, browser: await signedIn(the, panel.member) }
}

const today = new Date()
/** Today, in the three boxes that ask when the panel decided. */
export const decidedOn = {
  'decidedOn-day': String(today.getUTCDate()),
  'decidedOn-month': String(today.getUTCMonth() + 1),
  'decidedOn-year': String(today.getUTCFullYear()),
}
/** What somebody types to accept to a service. */
export const accepting = (service: string) => ({
  service,
  reason: 'They like football.',
  introducer: 'same',
  ...decidedOn,
})

/** Runs SQL as the role of the web server, as this person, on a page about this child; keeps nothing unless told to. */
export async function sqlAs<T>(
  the: TestApp,
  person: MadePerson,
  child: MadeYoungPerson,
  work: (sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>) => Promise<T>,
  end: 'rollback' | 'commit' = 'rollback',
): Promise<T> {
  const { token } = await signedIn(the, person)
  const connection = await the.database.pool.connect()
  try {
    await connection.query('begin')
    await connection.query('select app.enter($1, $2)', [token, [child.id]])
    const answer = await work((text, values) => connection.query(text, values))
    await connection.query(end)
    return answer
  } catch (error) {
    await connection.query('rollback')
    throw error
  } finally {
    connection.release()
  }
}

/** The rule that spoke: the name of a constraint, or PostgreSQL's code where none did; "nothing" where all went well. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'nothing'
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string }
    return constraint ?? code ?? 'thrown'
  }
}

/** Statements of a panel that goes past the program. Values: area, nomination, child, submitter, decider. */
export const declineSql = `insert into nomination_decision (area_id, nomination_id, young_person_id, submitted_by, kind, reason, instead, decided_on, decided_by)
  values ($1, $2, $3, $4, 'not accepted', 'Why', 'Instead', current_date, $5)`
export const acceptSql = `insert into nomination_decision (area_id, nomination_id, young_person_id, submitted_by, kind, reason, introducer_name, introducer_agency,
    introduction_how, introduction_by, decided_on, decided_by)
  values ($1, $2, $3, $4, 'accepted', 'Why', 'Sam', 'Police', 'At home', current_date, current_date, $5)`
/** Values: area, child, nomination, submitter, decider, service, why another strand. */
export const allocateSql = `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
  select $1, $2, app.episode_for_strand($1, $2), $3, $4, strand, key, 'Why', $7, $5 from service where area_id = $1 and key = $6`
