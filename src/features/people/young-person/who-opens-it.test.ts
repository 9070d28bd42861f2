import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { saidContact, saidHome, saidIdentity, saidPicture, saidWishes } from '../said.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
let asHolder: Client
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }

beforeAll(async () => {
  asHolder = await signedIn(the, holder)
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Okoro', bornOn: '2011-03-04' })
  key = { area: 'york', youngPerson: child.id }
})

/** What a page says, without its mark-up. */
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
describe('a link on a record', () => {
  const patterns = Object.values(urls).map(
    to => new RegExp(`^${to.pattern.replaceAll(/:[A-Za-z]+/g, '[^/]+')}(\\?.*)?$`),
  )
  /** Addresses of this feature about the child that a page leads to. */
  const linksOn = (page: string) =>
    [...page.matchAll(/href="([^"#]+)"/g)]
      .map(match => (match[1] ?? '').replaceAll('&amp;', '&'))
      .filter(path => path.includes(child.id) && patterns.some(pattern => pattern.test(path)))

  test.each([
    'case-holder',
    'team-manager',
    'agency-manager',
    'duty',
    'duty where they live',
    'panel-member',
    'forum-chair',
    'deputy',
    'asked to take over',
    'emergency access',
  ])(
    'answers whoever follows it: %s',
    async role => {
      const who = role === 'duty where they live' ? 'duty' : role
      const of = { area: role === 'duty where they live' ? 'north-yorkshire' : 'york', agency: 'police' }
      const made = async (role: string, agency?: string) =>
        world.person({ role, area: of.area, ...(agency ? { agency } : {}) })
      const person =
        role === 'case-holder'
          ? holder
          : role === 'team-manager'
            ? manager
            : ['deputy', 'asked to take over', 'emergency access'].includes(role)
              ? await made('case-holder', of.agency)
              : await made(who)
      await world.db.query(
        `update young_person_detail set living_area = 'north-yorkshire' where young_person_id = $1`,
        [child.id],
      )
      const arrange: Readonly<Record<string, string>> = {
        'panel-member': `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by, submitted_at, submitted_by, finding) values ($1, $2, uuidv7(), $3, now(), $3, 'at risk of')`,
        'forum-chair': `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by) values ($1, $2, 'urgent', current_date, now(), $3)`,
        deputy: `insert into deputy (area_id, person_id, deputy_id, made_by) select $1, person_id, $3, person_id from case_holding where young_person_id = $2 and until_at is null`,
        'asked to take over': `insert into hand_over (area_id, young_person_id, to_agency_id, to_team_id, to_person_id, to_person_kind, reason, due_on, asked_by, from_team_id, from_agency_id)
        select h.area_id, h.young_person_id, m.agency_id, m.team_id, m.person_id, 'professional', 'x', current_date, h.person_id, h.team_id, h.agency_id
        from case_holding h, membership m where h.area_id = $1 and h.young_person_id = $2 and h.until_at is null and m.person_id = $3`,
        'emergency access': `insert into emergency_access (area_id, young_person_id, person_id, kind, line, looked_up_at) values ($1, $2, $3, 'missing now', 'x', now())`,
      }
      const arranged = arrange[role]
      if (arranged) {
        await world.db.query('set session_replication_role = replica')
        await world.db.query(arranged, [child.areaId, child.id, person.id])
        await world.db.query('set session_replication_role = origin')
      }
      await world.db.query(
        `insert into exploitation_concern (area_id, young_person_id, kind, recorded_by) values ($1, $2, 'gang', $3)`,
        [child.areaId, child.id, holder.id],
      )
      const as = await signedIn(the, person)
      const followed = new Set<string>()
      const queue = [urls.youngPerson(key)]
      const answers: [string, number][] = []
      for (let next = queue.shift(); next && followed.size < 60; next = queue.shift()) {
        if (followed.has(next)) continue
        followed.add(next)
        const answer = await as.get(next)
        answers.push([next.replace(child.id, ':youngPerson'), answer.status])
        queue.push(...linksOn(answer.text))
      }
      expect(answers.length).toBeGreaterThan(1)
      expect(answers.filter(([, status]) => status !== 200)).toEqual([])
      await world.db.query('delete from deputy')
    },
    60_000,
  )
})

describe('duty of the area where a young person lives', () => {
  const lives = (area: string) =>
    world.db.query('update young_person_detail set living_area = $2 where young_person_id = $1', [child.id, area])

  test('opens the record one at a time, under its own address, and is written down with why', async () => {
    const there = await signedIn(the, await world.person({ role: 'duty', area: 'north-yorkshire' }))
    expect((await there.get(urls.youngPerson(key))).status).toBe(404)
    await lives('north-yorkshire')
    const seen = await there.get(urls.youngPerson(key))
    expect(seen.status).toBe(200)
    expect(words(seen.text)).toContain('You are on duty for the area where this young person lives')
    expect(words(seen.text)).toContain('Before you ring or write')
    expect((await there.get(urls.status(key))).status).toBe(200)
    expect((await there.get(urls.identity(key))).status).toBe(403)
    expect((await there.get(urls.list({ area: 'york' }))).text).not.toContain(child.id)
    expect(
      await world.one(
        `select distinct because from audit_event where young_person_id = $1 and act = 'young person viewed' and outcome = 'read'`,
        [child.id],
      ),
    ).toEqual({ because: ['duty where they live'] })
  })

  test.each([['Somewhere in Hull'], ['york']])('and not where they live in %s', async area => {
    await lives(area)
    const there = await signedIn(the, await world.person({ role: 'duty', area: 'north-yorkshire' }))
    expect((await there.get(urls.youngPerson(key))).status).toBe(404)
  })
})

describe('the history of a record', () => {
  test('is written by the database alone: no statement of a case-holder adds to it', async () => {
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query('select app.enter($1, $2)', [asHolder.token, [child.id]])
      await expect(
        connection.query(
          `insert into app.record_change (area_id, young_person_id, class, field, was, became, changed_by) values ($1, $2, 1, 'surname', 'forged', 'forged', $3)`,
          [child.areaId, child.id, holder.id],
        ),
      ).rejects.toMatchObject({ code: '42501' })
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  })

  test('names every field as the pages do', async () => {
    const { rows } = await world.db.query<{ args: string }>(
      `select encode(tgargs, 'escape') as args from pg_trigger where tgname = 'keeps_history' and tgnargs > 0`,
    )
    const inDatabase = rows.flatMap(({ args }) => args.split('\\000').filter((_, n) => n % 3 === 2))
    const onPages = [saidIdentity, saidHome, saidContact, saidPicture, saidWishes].flatMap(said =>
      Object.values(said).map(({ says }) => says),
    )
    expect(inDatabase.sort()).toEqual(onPages.sort())
  })

  test.each([
    ['note of a concern', `update exploitation_concern set note = 'rewritten' where young_person_id = $1`],
    [
      'end of a concern, under another name',
      `update exploitation_concern set ended_at = now(), ended_reason = 'x', ended_by = $2 where young_person_id = $1`,
    ],
    [
      'picture, under another name',
      `insert into local_picture (area_id, young_person_id, changed_by) select area_id, id, $2 from young_person where id = $1`,
    ],
    [
      'home, under another name',
      `update young_person_detail set address = 'x', changed_by = $2 where young_person_id = $1`,
    ],
    ['birth that lies ahead', `update young_person set born_on = '2999-01-01' where id = $1`],
  ])('no statement of a case-holder forges a %s', async (_, statement) => {
    await world.db.query(
      `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'gang', 'what Sam wrote', $3)`,
      [child.areaId, child.id, manager.id],
    )
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query('select app.enter($1, $2)', [asHolder.token, [child.id]])
      await connection.query('set local search_path = app')
      const values = statement.includes('$2') ? [child.id, manager.id] : [child.id]
      await expect(connection.query(statement, values)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|23514)$/),
      })
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  })
})
