import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { type Client, signedIn } from '../../test/as.ts'
import { testDatabase } from '../../test/database.ts'
import { aWorld } from '../../test/world.ts'
import { loadDemonstration } from './load.ts'
import { isPlainlyInvented } from './names.ts'
import { isEmpty, refreshPeopleFile } from './open.ts'
import { plots, stages } from './plots.ts'

const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'tr-demonstration-'))
const options = {
  issuer: 'https://issuer.test',
  peopleFile: join(folder, 'people.json'),
  configDir: 'config',
  say: () => undefined,
}
await loadDemonstration(database.superuserUrl, options)

const the = await testApp(database)
const world = await aWorld(database)
const live = await testDatabase()
const there = await aWorld(live)
const count = async (from: string) => (await world.one<{ n: number }>(`select count(*)::int as n from ${from}`)).n

interface Listed {
  readonly sub: string
  readonly name: string
  readonly role: string
  readonly area: string
  readonly agency: string
}
const people = JSON.parse(await readFile(options.peopleFile, 'utf8')) as Listed[]

describe('where it may not go', () => {
  test('a database that holds somebody is refused in one sentence and stays as it is', async () => {
    await expect(loadDemonstration(database.superuserUrl, options)).rejects.toThrow(
      /^This database holds somebody already: .*\.$/,
    )
    expect(await count('young_person')).toBe(plots.length)
    expect(await isEmpty(database.superuserUrl)).toBe(false)
  })

  test('a live database is refused in one sentence', async () => {
    await there.db.query(`update system set kind = 'live'`)
    await expect(loadDemonstration(live.superuserUrl, options)).rejects.toThrow(/^This is a live database: .*\.$/)
    expect(await isEmpty(live.superuserUrl)).toBe(true)
  })
})

describe('who is there', () => {
  test('young people in two areas, all plainly invented', async () => {
    const { rows } = await world.db.query<{ surname: string; area: string }>(
      'select y.surname, a.key as area from young_person y join area a on a.id = y.area_id',
    )
    expect(rows).toHaveLength(plots.length)
    expect(new Set(rows.map(row => row.area))).toEqual(new Set(['north-yorkshire', 'york']))
    expect(rows.filter(row => !isPlainlyInvented(row.surname))).toEqual([])
  })

  test('somebody plainly invented in every role that can do something, in both areas', async () => {
    const { rows } = await world.db.query<{ role: string; areas: number }>(`
      select r.key as role, (select count(distinct m.area_id)::int from membership m where m.role = r.key and m.until_at is null) as areas
      from role r where exists (select from role_may x where x.role = r.key) or exists (select from relation_kind k where k.role = r.key)`)
    expect(rows.length).toBeGreaterThan(12)
    // Mentors are York's alone, relief workers North Yorkshire's (R33).
    const ofOneArea = ['mentor-coordinator', 'volunteer-mentor', 'relief-worker']
    expect(rows.filter(row => row.areas < (ofOneArea.includes(row.role) ? 1 : 2))).toEqual([])
    expect(people.filter(one => !isPlainlyInvented(one.name))).toEqual([])
  })

  test('no young person has the name of somebody who works with them', async () => {
    const { rows } = await world.db.query(`select p.name from person p
      join young_person y on p.name in (y.given_names || ' ' || y.surname, y.known_as || ' ' || y.surname)`)
    expect(rows).toEqual([])
  })

  test('everybody is in the list of the trial’s sign-in once, some in both areas, and two who can be invited', async () => {
    expect(new Set(people.map(one => one.sub)).size).toBe(people.length)
    expect(people.length).toBe((await count('person')) + 2)
    expect(people.filter(one => one.area === 'North Yorkshire and York').length).toBeGreaterThanOrEqual(4)
    expect(people.filter(one => one.role.startsWith('Without an account'))).toHaveLength(2)
  })

  test('the list follows the trial’s sign-in to another address', async () => {
    await world.db.query(`insert into identity (issuer, subject, person_id)
      select 'http://localhost:1111', subject, person_id from identity where issuer = 'https://issuer.test'`)
    const moved = { issuer: 'http://localhost:2222', peopleFile: join(folder, 'moved.json') }
    expect(await refreshPeopleFile(database.superuserUrl, moved)).toBe(people.length)
    expect(JSON.parse(await readFile(moved.peopleFile, 'utf8'))).toEqual(people)
    expect(await count(`identity where issuer = 'http://localhost:2222'`)).toBe(people.length - 2)
  })
})

describe('every stage', () => {
  const no = (table: string, more = '') =>
    `not exists (select from ${table} x where x.young_person_id = y.id${more ? ` and ${more}` : ''})`
  const some = (table: string, more: string) =>
    `exists (select from ${table} x where x.young_person_id = y.id and ${more})`
  const where: Readonly<Record<(typeof stages)[number], string>> = {
    'only just recorded': `${no('screening')} and ${no('assessment')}`,
    screened: `${some('screening', `x.outcome = 'assess'`)} and ${no('assessment')}`,
    'screened, no assessment': some('screening', `x.outcome = 'no-assessment'`),
    'assessment begun': some('assessment', 'x.completed_at is null and x.previous_id is null'),
    'assessment overdue': some('task', `x.kind = 'complete an assessment' and x.due_on < current_date`),
    'assessment completed': `${some('assessment', `x.completed_at > now() - interval '20 days'`)} and y.sent_to_forum_at is null`,
    'assessment due again': `${some('task', `x.kind = 'review an assessment' and x.due_on < current_date`)}`,
    'assessment begun again': some('assessment', 'x.completed_at is null and x.previous_id is not null'),
    'sent to the forum': `y.sent_to_forum_at is not null and ${no('discussion')}`,
    'on an agenda': some('discussion', `x.meeting_id is not null and x.papers_frozen_at is null`),
    'papers frozen': some(
      'discussion',
      `x.meeting_id is not null and x.papers_frozen_at is not null and x.outcome_at is null`,
    ),
    'urgent discussion': some('discussion', `x.kind = 'urgent' and x.outcome_at is null`),
    'strategy meeting held': some('discussion', `x.kind = 'strategy' and x.outcome_at is not null`),
    'found neither': some('forum_outcome', `x.finding = 'neither'`),
    'would not benefit': some('forum_outcome', 'x.suitable and not x.would_benefit'),
    'asked for a nomination': `${some('task', `x.kind = 'complete a nomination'`)} and ${no('nomination')}`,
    'nomination begun': some('nomination', 'x.submitted_at is null'),
    'nomination submitted': some(
      'nomination',
      'x.submitted_at is not null and x.decided_at is null and x.withdrawn_at is null and x.question_since is null',
    ),
    'waiting for information': some('nomination', 'x.question_since is not null'),
    'accepted to Strand 1': some('strand_allocation', 'x.strand = 1 and x.until_at is null'),
    'accepted to Strand 2': some('strand_allocation', 'x.strand = 2 and x.until_at is null'),
    'not accepted': some('nomination', `x.decided_as = 'not accepted'`),
    'back with the forum': some('nomination', `x.decided_as = 'back to the forum'`),
    'nomination withdrawn': some('nomination', 'x.withdrawn_at is not null'),
    'come back': some('episode', 'x.ended_on is not null'),
  }
  test.each(stages.map(stage => [stage] as const))('%s: somebody is there', async stage => {
    expect(await count(`young_person y where ${where[stage]}`)).toBeGreaterThan(0)
  })

  test.each([
    ['is missing now', `y.status = 'missing now'`],
    ['is in custody', `y.status = 'custody'`],
    ['is in hospital', `y.status = 'hospital'`],
    ['has a brother or sister', some('young_person_link', `x.kind = 'brother-or-sister'`)],
    [
      'turns eighteen within two months',
      `y.born_on + interval '18 years' between now() and now() + interval '60 days'`,
    ],
    ['has a hand-over pending', some('hand_over', 'x.answered_at is null')],
    ['is held by a team alone', some('case_holding', 'x.until_at is null and x.person_id is null')],
    ['has an estimated date of birth', 'y.born_on_estimated'],
    ['has none that is known', 'y.born_on is null'],
    ['has an interpreter', 'y.interpreter is not null'],
    ['wants easy-read', `y.easy_read = 'yes'`],
    [
      'lives elsewhere',
      `y.id in (select young_person_id from young_person_detail where living_area in ('Leeds', 'Hull'))`,
    ],
    ['was put into another strand than the finding', some('strand_allocation', 'x.different_reason is not null')],
    ['was matched and has met their adult', some('match', 'x.started_on is not null')],
    ['is to be introduced', some('match', `x.introduced_on is null and x.counts`)],
    ['has a match that a second person is to approve', some('match', `x.accepts <> '{}' and x.approved_at is null`)],
    ['has an adult they knew already at their side', some('known_adult', 'x.counts')],
    ['may have one, who waits to be approved', some('known_adult', 'x.approved_at is null and x.ended_at is null')],
    ['is to be matched', some('task', `x.kind = 'match a worker'`)],
    ['has somebody who may not look', some('wall', 'x.until_at is null')],
    ['has an action that climbed', some('forum_action', 'x.climbed_at is not null and x.done_at is null')],
    [
      'has an answer as long as people write',
      `exists (select from assessment_section x where x.young_person_id = y.id and length(x.answers::text) > 19000)`,
    ],
  ])('somebody %s', async (_, condition) => expect(await count(`young_person y where ${condition}`)).toBeGreaterThan(0))
})

describe.each(['north-yorkshire', 'york'])('in %s, of whoever was accepted since', area => {
  const there = async (from: string) => count(`${from} and x.area_id = (select id from area where key = '${area}')`)
  test.each([
    [
      'a hand-over of a match under way',
      `match x join match n on n.follows_id = x.id where x.handing_over_at is not null and x.ended_at is null`,
    ],
    [
      'a match that pauses, as a fact came later',
      `match_pause x join match m on m.id = x.match_id join risk_fact f on f.young_person_id = m.young_person_id and f.found_at > m.made_at where x.decided_at is null and f.timing = 'current' and f.certainty = 'known'`,
    ],
    [
      'a match that waits for a second person',
      `match x where x.accepts <> '{}' and x.approved_at is null and x.ended_at is null`,
    ],
    ['top tips', `engagement_tips x where x.says is not null`],
    [
      'nobody yet, and a finding that is too old',
      `task x where x.kind = 'put on the agenda' and x.settled_at is null and x.record_id in (select id from strand_allocation)`,
    ],
    [
      'somebody who waits and whom an adult could have now, with nothing to accept',
      `strand_allocation x join worker w on w.area_id = x.area_id and w.service_key = x.service_key and w.left_at is null where x.until_at is null
        and not exists (select from allocation_with_adult a where a.strand_allocation_id = x.id) and exists (select from app.consent_decided(x.area_id, x.young_person_id, 'taking part', app.today()) d where d.yes)
        and app.hard_reasons(x.area_id, x.id, w.id) = '{}' and app.soft_reasons(x.area_id, x.id, w.id) = '{}'`,
    ],
    ['an adult they knew already at their side', 'known_adult x where x.counts'],
    [
      'somebody with both strands at once',
      `strand_allocation x join strand_allocation o on o.young_person_id = x.young_person_id and o.strand = 2 and o.until_at is null where x.strand = 1 and x.until_at is null`,
    ],
    ['a planned goodbye', `match x where x.end_reason = 'as planned' and x.goodbye is not null`],
    [
      'somebody whose adult leaves',
      `worker x join match m on m.worker_id = x.id and m.ended_at is null join task t on t.record_id = m.id and t.kind = 'plan a goodbye' and t.settled_at is null where x.left_at is not null`,
    ],
    ['a check that has run out', `requirement_met x where x.requirement_key = 'dbs' and x.expires_on < current_date`],
    [
      'a check that soon runs out',
      `requirement_met x where x.requirement_key = 'dbs' and x.expires_on between current_date and current_date + 60`,
    ],
    ['who is asked about it', `task x where x.kind = 'renew what runs out' and x.settled_at is null`],
    [
      'a supervision that is due, and who is asked',
      `task x where x.kind = 'supervise a worker' and x.due_on < current_date and x.settled_at is null`,
    ],
    ['a yes to sharing that was taken back', `consent x where x.question = 'sharing' and x.answer = 'withdrawn'`],
    [
      'a yes to sharing that says less than before',
      `consent x join consent b on b.young_person_id = x.young_person_id and b.question = 'sharing' and b.answer = 'yes' and b.asked_on < x.asked_on
        where x.question = 'sharing' and x.answer = 'yes' and (select count(*) from consent_share s where s.consent_id = x.id) < (select count(*) from consent_share s where s.consent_id = b.id)`,
    ],
    ['something shared without consent', `lawful_share x where x.ended_at is null`],
    ['a no', `consent x where x.question = 'taking part' and x.answer = 'no'`],
    [
      'somebody not approached, as it would not be safe',
      `consent x where x.answer = 'not approached' and x.until_on > current_date`,
    ],
    [
      'two kept apart, to be looked at again',
      `keep_apart x join task t on t.record_id = x.id and t.kind = 'look at a keep-apart again' and t.settled_at is null where x.review_on <= current_date`,
    ],
    ['two workers kept apart', 'worker_apart x where x.other_area_id = x.area_id and x.closed_at is null'],
    ['a worker kept apart from one of the partner area', 'worker_apart x where x.other_area_id <> x.area_id'],
    ['somebody kept apart from a young person of the partner area', 'keep_apart x where x.other_area_id <> x.area_id'],
    ['a brief that was read', 'brief_read x where true'],
    ['something that was tried, to reach somebody', 'engagement_attempt x where true'],
    ['a review of what was tried', 'engagement_review x where true'],
    ['somebody who said what they wish', `wishes x where x.asked = 'asked'`],
    ['somebody who was not asked yet, and why', `wishes x where x.asked = 'not asked'`],
    ['who keeps in touch with somebody who waits', 'waiting_check x where true'],
    ['an adult who is away, and back on a day', 'worker_leave x where x.back_on is not null'],
    ['what was said in a supervision', 'supervision_note x where true'],
    ['a signed copy of the form', 'consent_copy x where true'],
    ['a form asked for in another language or format', 'format_request x where true'],
    ['a group activity', 'planned_meeting x where x.group_id is not null and x.called_off_at is null'],
    ['a school or charity by name', `agency x where x.one_of_id is not null`],
    [
      'a worker who went alone and has not checked in',
      `lone_visit x where x.overdue_at is not null and x.checked_in_at is null and x.seen_to_at is null`,
    ],
  ])('there is %s', async (_, from) => expect(await there(from)).toBeGreaterThan(0))

  test('the list of who has not checked in is not empty', async () => {
    const { sub } = people.find(
      one => one.role === 'Operational manager' && one.area === (area === 'york' ? 'York' : 'North Yorkshire'),
    ) ?? { sub: '' }
    expect((await (await as(sub)).get(`/${area}/workers/overdue`)).text).toContain(
      'The leisure centre, then the bus home',
    )
  })
})

test('a relief worker under 18 has a safeguarding lead of their own, in North Yorkshire alone', async () => {
  const { rows } = await world.db.query(
    `select a.key, w.safeguarding_lead is not null as lead from worker w join area a on a.id = w.area_id where w.born_on > current_date - interval '18 years'`,
  )
  expect(rows).toEqual([{ key: 'north-yorkshire', lead: true }])
})

describe('what is so of it', () => {
  test('every open task and every piece of news of somebody leads to a page of ours about a person they can see', async () => {
    expect(await count('task where settled_at is null')).toBeGreaterThan(60)
    expect(await count(`notification where path !~ '^/(north-yorkshire|york)/'`)).toBe(0)
  })

  test('nobody is asked or told twice, and nothing happened in the future', async () => {
    for (const [table, column] of [
      ['audit_event', 'at'],
      ['task', 'asked_at'],
      ['notification', 'told_at'],
      ['forum_outcome', 'recorded_at'],
      ['assessment', 'started_at'],
      ['nomination', 'submitted_at'],
    ])
      expect([table, await count(`${table} where ${column} > now()`)]).toEqual([table, 0])
  })

  test('nobody is asked to approve what was approved', async () => {
    expect(
      await count(
        `task t join match m on m.id = t.record_id where t.kind = 'approve a match' and t.settled_at is null and m.approved_at is not null`,
      ),
    ).toBe(0)
  })

  test('the audit names young people of the area it names, in the order of time', async () => {
    expect(await count('audit_event')).toBeGreaterThan(300)
    expect(
      await count(
        'audit_event e left join young_person y on y.id = e.young_person_id and y.area_id = e.area_id where e.young_person_id is not null and y.id is null',
      ),
    ).toBe(0)
    expect(await count('(select at, lag(at) over (order by seq) as before from audit_event) e where at < before')).toBe(
      0,
    )
    expect(await count('audit_event e left join person p on p.id = e.person_id where p.id is null')).toBe(0)
  })
})

const asked: Readonly<Record<string, Client>> = {}
/** A session of somebody in the list; a new one before the limit of requests a minute is near. */
let requests = 0
async function as(sub: string): Promise<Client> {
  const { id, name } = await world.one<{ id: string; name: string }>(
    `select p.id, p.name from identity i join person p on p.id = i.person_id where i.issuer = 'https://issuer.test' and i.subject = $1`,
    [sub],
  )
  requests += 1
  const key = `${sub} ${Math.floor(requests / 300)}`
  const client = asked[key] ?? (await signedIn(the, { id, name, subject: sub }))
  Object.assign(asked, { [key]: client })
  return client
}

describe('what opens', () => {
  test.each(people.filter(one => one.role !== '' && !one.role.startsWith('Without')))(
    'the home page of $name ($role)',
    async ({ sub, role }) => {
      const { status, text } = await (await as(sub)).get('/')
      expect(status).toBe(200)
      const nothing = text.includes('Nothing is asked of you right now') && text.includes('There is no news')
      // Of those who keep accounts nothing is asked yet; duty and the panel find where to begin.
      if (/administrator/.test(role)) return
      expect(nothing && !/Until then you can|waiting for the panel|no other pages for your role yet/.test(text)).toBe(
        false,
      )
    },
  )

  test('every page about every young person, for whoever holds their case', { timeout: 180_000 }, async () => {
    const { rows } = await world.db.query<{ id: string; area: string; sub: string }>(`
      select y.id, a.key as area, i.subject as sub from young_person y join area a on a.id = y.area_id
        join case_holding h on h.area_id = y.area_id and h.young_person_id = y.id and h.until_at is null
        join identity i on i.person_id = h.person_id and i.issuer = 'https://issuer.test'`)
    expect(rows.length).toBeGreaterThan(70)
    const broken: string[] = []
    for (const { id, area, sub } of rows)
      for (const page of [
        '',
        '/chronology',
        '/assessments',
        '/screening',
        '/discussions',
        '/nominations',
        '/case-holder',
        '/who',
        '/history',
      ]) {
        const { status } = await (await as(sub)).get(`/${area}/young-people/${id}${page}`)
        if (status !== 200) broken.push(`${status} ${page}`)
      }
    expect(broken).toEqual([])
  })
})
