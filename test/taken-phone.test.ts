import { afterEach, describe, expect, test } from 'vitest'
import { testApp } from './app.ts'
import { signedIn } from './as.ts'
import { canary, plant } from './canaries/plant.ts'
import { demonstrated } from './demonstrated.ts'
import { allowed, neverSaid, ownYoungPeople, rungNow, saidBy } from './taken-phone/allowed.ts'
import { askedAgain, everythingReachable, type Reached } from './taken-phone/everything.ts'

// Promises C: with the live session of a relief worker or a mentor, everything that can be reached together shows at most
// their own five young people, and of each no more than stands in taken-phone/allowed.ts. Every text of every young person
// of the demonstration holds a word of its own.

const { database, world } = await demonstrated()
const { db } = world

/** A worker at work: five young people, and beside them one of each who is theirs no more, or not yet. */
async function atWork(area: string, service: string) {
  const { id, worker, subject, name } = await world.one<{ id: string; worker: string; subject: string; name: string }>(
    `select p.id, p.name, w.id as worker, i.subject from worker w join person p on p.id = w.person_id join identity i on i.person_id = p.id
       join area a on a.id = w.area_id where a.key = $1 and w.service_key = $2 and w.left_at is null order by w.id limit 1`,
    [area, service],
  )
  await db.query(`set session_replication_role = 'replica'`)
  await db.query('delete from match where worker_id = $1', [worker])
  await db.query('delete from wall where person_id = $1', [id])
  await db.query(
    `with chosen as (select y.area_id, y.id, row_number() over (order by y.id) as n from young_person y join area a on a.id = y.area_id
        where a.key = $1 and y.status <> 'died' and y.merged_into is null and not exists (select from match m where m.young_person_id = y.id) limit 9)
      insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, accepts, accepts_reason, planned_on, introduced_by, introduction_how,
          made_by, ended_on, ended_at, ended_by, end_reason, goodbye, passed_on, stopped_at)
        select area_id, id, gen_random_uuid(), $2, $3, 'It fits', case n when 8 then '{training}'::text[] else '{}' end, case n when 8 then 'Soon' end, current_date, 'Somebody',
          'At lunch', $4, case n when 6 then current_date end, case n when 6 then now() end, case n when 6 then $4::uuid end, case n when 6 then 'as planned' end,
          case n when 6 then 'A walk' end, case n when 6 then 'They like chips' end, case n when 7 then now() end from chosen`,
    [area, service, worker, id],
  )
  await db.query(
    `insert into wall (area_id, young_person_id, person_id, kind, said_by, reason) select area_id, young_person_id, $1, 'keep apart', $1, 'Reason' from match
      where worker_id = $2 and ended_at is null and stopped_at is null and accepts = '{}' order by young_person_id desc limit 1`,
    [id, worker],
  )
  // What they must know first is read; of the five, each may be rung at other times, and one match pauses.
  await db.query(
    `with own as (select m.*, row_number() over (order by m.young_person_id) as n from match m where m.worker_id = $1),
        brief as (insert into brief (area_id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, issued_by)
          select area_id, young_person_id, id, 1, 'The café', 'Nobody', 'Ring me', 'Nothing', 'Somebody', $2 from own returning *),
        said as (insert into brief_read (area_id, young_person_id, match_id, brief_id, worker_id)
          select b.area_id, b.young_person_id, b.match_id, b.id, $1 from brief b),
        pause as (insert into match_pause (area_id, young_person_id, match_id, why, decide_by) select area_id, young_person_id, id, 'away', current_date from own where n = 5)
      update young_person_detail d set safe_number = '07700 900' || lpad((o.n + $3)::text, 3, '0'),
          safe_ringing = (array['any time', 'never', 'not asked', 'at these times', 'any time', 'any time', 'any time', 'any time', 'any time'])[o.n],
          safe_times = case when o.n = 4 then array[coalesce(app.time_of_week(now() + interval '3 days'), 'mon-early')] else '{}' end
        from own o where d.young_person_id = o.young_person_id`,
    [worker, id, area === 'york' ? 500 : 600],
  )
  await db.query(`set session_replication_role = 'origin'`)
  return { id, name, subject, area }
}
const workers = [await atWork('north-yorkshire', 'rp-relief-worker'), await atWork('york', 'volunteer-mentor')]
const { perches } = await plant(db)
const the = await testApp(database)
const areas = (await db.query<{ key: string }>('select key from area')).rows.map(({ key }) => key)

/** Everything the telephone of somebody shows. */
async function shownTo(worker: (typeof workers)[number]) {
  // Ids are no secret to whoever once held a paper: those of all that is about their own, and some of others'.
  const { rows } = await db.query<{ id: string }>(
    `select young_person_id as id from match m join worker w on w.id = m.worker_id where w.person_id = $1
     union select m.id from match m join worker w on w.id = m.worker_id where w.person_id = $1
     union (select y.id from young_person y order by y.id limit 3)
     union (select n.id from nomination n join match m on m.young_person_id = n.young_person_id join worker w on w.id = m.worker_id where w.person_id = $1 limit 2)`,
    [worker.id],
  )
  return everythingReachable(the, () => sessionOf(worker), { ids: rows.map(({ id }) => id), areas })
}
const sessionOf = async (worker: (typeof workers)[number]) => ({
  token: (await signedIn(the, worker)).token,
  by: the.byOf(worker.id),
})
const crawls = new Map<string, Promise<readonly Reached[]>>()
/** The same, once for each of them. */
function crawlOf(worker: (typeof workers)[number]): Promise<readonly Reached[]> {
  const crawl = crawls.get(worker.id) ?? shownTo(worker)
  crawls.set(worker.id, crawl)
  return crawl
}
const numbersIn = (reached: readonly Reached[]): ReadonlySet<number> =>
  new Set(
    reached.flatMap(({ answer }) =>
      [...`${answer.text} ${JSON.stringify(answer.headers)}`.matchAll(canary)].map(([, number]) => Number(number)),
    ),
  )
/** Says what is shown beyond what their telephone may show, as table and column. */
async function beyond(worker: (typeof workers)[number]): Promise<(reached: readonly Reached[]) => readonly string[]> {
  const may = await allowed(db, worker.id, perches)
  const own = await ownYoungPeople(db, worker.id)
  return reached => {
    const of = [...numbersIn(reached)].filter(number => !may.has(number)).map(number => perches.get(number))
    return [
      ...new Set(
        of.map(
          perch => `${perch?.table}.${perch?.column}${perch && own.has(perch.youngPerson) ? '' : ' of somebody else'}`,
        ),
      ),
    ].sort()
  }
}

describe.each(workers)('the telephone of somebody in $area', worker => {
  const everything = () => crawlOf(worker)

  test('is crawled: every route, every id, every link, every form', { timeout: 600_000 }, async () => {
    const reached = await everything()
    const opened = reached.filter(({ answer }) => answer.status === 200).length
    process.stdout.write(`${worker.area}: ${reached.length} requests, ${opened} pages\n`)
    expect(reached.length).toBeGreaterThan(100)
    expect(reached.filter(({ answer }) => answer.status >= 500).map(({ path }) => path)).toEqual([])
  })

  test('shows the name, how to reach them safely and the meeting of each of their own, who are five at most', {
    timeout: 600_000,
  }, async () => {
    const reached = await everything()
    const own = await ownYoungPeople(db, worker.id)
    const shown = [...numbersIn(reached)].map(number => perches.get(number))
    expect(own.size).toBe(5)
    expect(new Set(shown.map(perch => perch?.youngPerson))).toEqual(own)
    const columns = new Set(shown.map(perch => `${perch?.table}.${perch?.column}`))
    expect(columns).toContain('young_person.known_as')
    expect(columns).toContain('match.introduction_how')
  })

  test('shows nothing beyond that: no address, school, surname, nobody else’s note, nobody else', {
    timeout: 600_000,
  }, async () => {
    expect((await beyond(worker))(await everything())).toEqual([])
  })

  test('shows a number only where they may be rung now', { timeout: 600_000 }, async () => {
    const may = await rungNow(db, worker.id)
    const shown = (await everything()).flatMap(({ answer }) => answer.text.match(/07700 900[56]\d\d/g) ?? [])
    expect(may.size).toBe(1)
    expect(new Set(shown)).toEqual(may)
  })

  test('says no word of risk, and none of what brought them here', { timeout: 600_000 }, async () => {
    const said = (await everything())
      .filter(({ answer }) => answer.status === 200)
      .flatMap(({ path, answer }) => (saidBy(answer.text).match(neverSaid) ?? []).map(word => `${word}: ${path}`))
    expect([...new Set(said)]).toEqual([])
  })

  test('says in no title and no address who anybody is', { timeout: 600_000 }, async () => {
    for (const { path, answer } of await everything()) {
      const title = /<title>([\s\S]*?)<\/title>/.exec(answer.text)?.[1] ?? ''
      expect(`${path} ${title} ${answer.headers.location ?? ''}`).not.toMatch(canary)
      expect(title).not.toContain('Trusted Relationships')
    }
  })
})

describe('the crawl finds', { shuffle: false }, () => {
  const [relief] = workers
  const undo: string[] = []
  afterEach(async () => {
    for (const sql of undo.splice(0)) await db.query(sql)
  })
  /** Changes the text of a function, and puts it back afterwards. */
  const inFunction = async (name: string, from: string | RegExp, to: string): Promise<void> => {
    const { text } = await world.one<{ text: string }>(
      `select pg_get_functiondef(p.oid) as text from pg_proc p where p.proname = $1`,
      [name],
    )
    expect(text.replace(from, to)).not.toBe(text)
    undo.push(text)
    await db.query(text.replace(from, to))
  }

  test.each([
    [
      'a surname',
      'coalesce(n.known_as, y.given_names)',
      "concat_ws(' ', y.known_as, y.surname)",
      'young_person.surname',
    ],
    ['an address', 'n.safe_contact_note,', 'd.address,', 'young_person_detail.address'],
    ['somebody they were matched with before', 'm.counts and ', '', 'young_person.known_as of somebody else'],
    ['everybody', 'm.worker_id = any (app.me_as_worker())', 'true', 'young_person.known_as of somebody else'],
  ])('%s that a planted fault lets through', { timeout: 600_000 }, async (_, from, to, found) => {
    if (!relief) throw new Error('nobody is at work')
    const before = await crawlOf(relief)
    await inFunction('my_matches', from, to)
    const beyondIn = await beyond(relief)
    const shown: string[] = []
    // The first page that shows it is enough.
    for await (const again of askedAgain(the, () => sessionOf(relief), before)) {
      shown.push(...beyondIn([again]))
      if (shown.includes(found)) break
    }
    expect(shown).toContain(found)
  })

  test('a number that a planted fault lets through at any time', { timeout: 600_000 }, async () => {
    if (!relief) throw new Error('nobody is at work')
    const before = await crawlOf(relief)
    await inFunction('number_to_ring', "r.stands = 'now'", 'true')
    const shown = new Set<string>()
    // The five of them, and then no other.
    for await (const { answer } of askedAgain(the, () => sessionOf(relief), before))
      for (const number of answer.text.match(/07700 900[56]\d\d/g) ?? []) shown.add(number)
    expect(shown.size).toBe(5)
  })

  test('a word of risk wherever it stands', () => {
    expect(
      saidBy('<head><title>Risk level</title></head><p title="x">She is <b>at risk</b></p>').match(neverSaid),
    ).toEqual(['at risk'])
  })
})
