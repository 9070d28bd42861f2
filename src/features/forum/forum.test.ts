import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { refusal, sqlAs } from '../../../test/nominations.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')
const north = await aForum(world, 'north-yorkshire')

const decision = {
  finding: 'at risk of',
  findingReason: 'Older men wait outside the school gate for them.',
  suitable: 'yes',
  wouldBenefit: 'yes',
}
const all = async (forum: typeof york, ...keys: string[]) => {
  const ids: string[] = []
  for (const key of keys) ids.push(await forum.agency(key))
  return ids
}
const tasksOf = async (youngPerson: string, kind: string) =>
  (await world.db.query('select * from task where young_person_id = $1 and kind = $2', [youngPerson, kind])).rows

describe.each([
  ['York', york],
  ['North Yorkshire', north],
])('from waiting to an outcome in %s (R12, R13, R131–R133)', (_, forum) => {
  const { area } = forum
  test('a child waits, is put on an agenda, is discussed, and the case-holder is asked for a nomination', async () => {
    const child = await forum.sent({ daysAgo: 30, surname: 'Waitinglong' })
    const co = await signedIn(the, forum.coordinator)
    const home = await co.get(urls.forum({ area }))
    expect(home.status).toBe(200)
    expect(home.text).toContain('Waitinglong')
    expect(home.text).toContain('4 weeks')

    const record = urls.discussions({ area, youngPerson: child.id })
    expect((await (await signedIn(the, forum.holder)).get(record)).text).toMatch(
      /Sent to M\w+ on [\s\S]*They wait until/,
    )

    const made = await co.send(urls.newMeeting({ area }), {
      'heldOn-day': '5',
      'heldOn-month': '12',
      'heldOn-year': '2030',
      startsAt: '9:30',
      place: 'County Hall',
      chair: forum.chair.id,
      coordinator: '',
    })
    expect(made.status).toBe(303)
    const meeting = made.location.split('/').at(-1) ?? ''
    const listed = await co.send(urls.agenda({ area, meeting }), { who: child.id })
    expect(listed.location).toBe(urls.meeting({ area, meeting }))
    const agenda = await co.get(urls.meeting({ area, meeting }))
    expect(agenda.text).toContain('Waitinglong')
    expect(agenda.text).toContain('9:30')

    expect(
      (await co.send(urls.meeting({ area, meeting }), {}, { action: urls.freezeAll({ area, meeting }) })).status,
    ).toBe(303)
    const { id: discussion, papers_frozen_at } = await world.one<{ id: string; papers_frozen_at: Date }>(
      'select id, papers_frozen_at from discussion where young_person_id = $1',
      [child.id],
    )
    expect(papers_frozen_at).toBeInstanceOf(Date)
    const key = { area, youngPerson: child.id, discussion }
    const papers = await (await signedIn(the, forum.police)).get(urls.papers(key))
    expect(papers.status).toBe(200)
    expect(papers.text).toContain('Waitinglong')

    const chair = await signedIn(the, forum.chair)
    const decided = { ...decision, there: await all(forum, 'childrens-social-care', 'police', 'health') }
    // Nothing is decided before its day, by no page and no statement.
    expect(agenda.text).not.toContain('Record the outcome')
    expect((await chair.get(urls.outcome(key))).text).toContain('This discussion is on Thursday 5 December 2030')
    const early = await chair.send(urls.discussion(key), decided, { action: urls.outcome(key) })
    expect(early.status).toBe(422)
    expect(early.text).toContain('The day of this discussion has not come yet')
    const [values, statement] = [
      [child.areaId, child.id, discussion, forum.chair.id],
      `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, recorded_by)
       values ($1, $2, $3, 'at risk of', 'Why', true, true, $4)`,
    ]
    expect(await refusal(sqlAs(the, forum.chair, child, sql => sql(statement, values)))).toBe(
      'forum_outcome_on_its_day',
    )
    await world.db.query('update discussion set held_on = app.today() where id = $1', [discussion])

    const answer = await chair.send(urls.outcome(key), decided)
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(urls.discussion(key))

    const window = await world.one(
      `select members_until = (((now() at time zone 'Europe/London')::date + 29)::timestamp at time zone 'Europe/London') as whole from discussion where id = $1`,
      [discussion],
    )
    expect(window, '28 whole days, by the clock in London').toEqual({ whole: true })
    const [task] = await tasksOf(child.id, 'complete a nomination')
    expect(task).toMatchObject({
      desk: `person:${forum.holder.id}`,
      path: `/${area}/young-people/${child.id}/nominations/new`,
      settled_at: null,
    })
    expect(task.due_on).not.toBeNull()
    const { rows: news } = await world.db.query(
      'select person_id, kind, urgency from notification where young_person_id = $1 and kind = $2',
      [child.id, 'discussion outcome'],
    )
    expect(news).toEqual([{ person_id: forum.holder.id, kind: 'discussion outcome', urgency: 'today' }])
    const read = await (await signedIn(the, forum.holder)).get(urls.discussion(key))
    expect(read.status).toBe(200)
    expect(read.text).toContain('Older men wait outside')
    expect((await co.get(urls.forum({ area }))).text).not.toContain('Waitinglong')
  })
})

describe('the outcome of one child', () => {
  test('is recorded once however often it is sent, and only the first of two chairs records', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child) }
    const there = await all(york, 'childrens-social-care', 'police', 'health')
    const chair = await signedIn(the, york.chair)
    const other = await signedIn(the, york.coordinator)
    const own = await chair.hidden(urls.outcome(key))
    const theirs = await other.hidden(urls.outcome(key))
    const [a, b] = await Promise.all([
      chair.post(urls.outcome(key), { ...own, ...decision, there }),
      chair.post(urls.outcome(key), { ...own, ...decision, there }),
    ])
    expect([a.status, b.status, a.location, b.location]).toEqual([303, 303, urls.discussion(key), urls.discussion(key)])
    const late = await other.post(urls.outcome(key), { ...theirs, ...decision, there })
    expect(late.status).toBe(422)
    const { rows } = await world.db.query('select both_yes from forum_outcome where discussion_id = $1', [
      key.discussion,
    ])
    expect(rows).toEqual([{ both_yes: true }])
  })

  test('that is not finished keeps what was typed and says what is missing', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child) }
    const answer = await (await signedIn(the, york.chair)).send(urls.outcome(key), {
      finding: 'subject to',
      findingReason: 'Kept words <b>here</b>',
      suitable: 'no',
      wouldBenefit: 'yes',
      facts: 'serious-assault',
      action1: 'Visit at home',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Kept words &lt;b&gt;here')
    for (const says of [
      'Say why the answer is no',
      'Say how sure and when',
      'Say what shows it',
      'Say who does action 1',
      'Too few agencies took part',
    ])
      expect(answer.text).toContain(says)
    expect(
      (await world.db.query('select from forum_outcome where discussion_id = $1', [key.discussion])).rowCount,
    ).toBe(0)
  })

  test('sent by a second person gives them back what they wrote, beside what is recorded', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child) }
    const there = await all(york, 'childrens-social-care', 'police')
    const chair = await signedIn(the, york.chair)
    const hers = await chair.hidden(urls.outcome(key))
    const first = { ...decision, there, findingReason: 'First words' }
    expect((await (await signedIn(the, york.coordinator)).send(urls.outcome(key), first)).status).toBe(303)
    const late = await chair.post(urls.outcome(key), {
      ...hers,
      ...decision,
      there,
      findingReason: 'Second <i>words</i>',
    })
    expect(late.status).toBe(422)
    expect(late.text).toContain('The outcome is recorded')
    expect(late.text).toMatch(/What you typed[\s\S]*Second &lt;i>words&lt;\/i>/)
    // As a draft that was kept before, too; and whoever typed nothing is shown nothing.
    await world.db.query(
      `insert into draft (person_id, form, subject, instance, young_person_id, body) values ($1, 'outcome', $2, $3, $4, '{"findingReason": "Third words"}')`,
      [york.chair.id, urls.outcome(key), hers._instance, child.id],
    )
    expect((await chair.get(`${urls.outcome(key)}?draft=${hers._instance}`)).text).toMatch(
      /What you typed[\s\S]*Third words/,
    )
    expect((await chair.get(urls.outcome(key))).text).not.toContain('What you typed')
  })

  test('without the quorum of the area needs a reason, which is kept', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, { kind: 'strategy' }) }
    const chair = await signedIn(the, york.chair)
    const there = await all(york, 'childrens-social-care', 'police')
    const refused = await chair.send(urls.outcome(key), { ...decision, there })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Too few agencies took part')
    const noQuorumReason = 'Health was called away; the child is in danger tonight.'
    expect((await chair.send(urls.outcome(key), { ...decision, there, noQuorumReason })).status).toBe(303)
    const row = await world.one('select no_quorum_reason from forum_outcome where discussion_id = $1', [key.discussion])
    expect(row).toEqual({ no_quorum_reason: noQuorumReason })
  })

  test('keeps facts, options, actions and a different view, and asks each agency for its action', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child) }
    const [police = ''] = await all(york, 'police')
    const answer = await (await signedIn(the, york.coordinator)).send(urls.outcome(key), {
      ...decision,
      there: await all(york, 'childrens-social-care', 'police'),
      facts: 'sexual-exploitation',
      'sexual-exploitation-is': 'known-current',
      'sexual-exploitation-evidence': 'A man known to the police drives them to Leeds.',
      'sexual-exploitation-review': '1',
      options: ['disruption', 'early-help'],
      action1: 'Serve an abduction warning notice',
      'action1-who': police,
      'action1-by': 'week',
      action2: 'See the family on Friday',
      'action2-who': 'holder',
      viewBy: 'School nurse',
      viewSays: 'I think it is happening already.',
    })
    expect(answer.status).toBe(303)
    const fact = await world.one(
      'select kind, certainty, timing, review_on - current_date as days from risk_fact where young_person_id = $1',
      [child.id],
    )
    expect(fact).toMatchObject({ kind: 'sexual-exploitation', certainty: 'known', timing: 'current' })
    expect((fact as { days: number }).days).toBeGreaterThan(26)
    const { rows: options } = await world.db.query(
      'select option_key, recommended from option_considered where discussion_id = $1 order by 1',
      [key.discussion],
    )
    expect(options).toEqual([
      { option_key: 'disruption', recommended: true },
      { option_key: 'early-help', recommended: true },
      { option_key: 'trusted-relationships', recommended: true },
    ])
    const { rows: actions } = await world.db.query(
      'select agency_id, person_id, due_on - current_date as days, climbs_on > due_on as climbs from forum_action where discussion_id = $1 order by due_on',
      [key.discussion],
    )
    expect(actions).toEqual([
      { agency_id: police, person_id: null, days: 7, climbs: true },
      { agency_id: (await all(york, 'childrens-social-care'))[0], person_id: york.holder.id, days: 14, climbs: true },
    ])
    const desks = (await tasksOf(child.id, 'do an action')).map(t => t.desk).sort()
    expect(desks).toEqual([`person:${york.holder.id}`, `person:${york.police.id}`].sort())
    const view = await world.one('select name, says from different_view where discussion_id = $1', [key.discussion])
    expect(view).toEqual({ name: 'School nurse', says: 'I think it is happening already.' })
  })

  test('with a no tells the case-holder and asks for no nomination (R132)', async () => {
    const child = await north.sent()
    const key = { area: 'north-yorkshire', youngPerson: child.id, discussion: await north.discussion(child) }
    const answer = await (await signedIn(the, north.chair)).send(urls.outcome(key), {
      ...decision,
      wouldBenefit: 'no',
      answersReason: 'They have a youth worker they trust.',
      there: await all(north, 'childrens-social-care', 'police'),
    })
    expect(answer.status).toBe(303)
    expect(await tasksOf(child.id, 'complete a nomination')).toEqual([])
    const { rows } = await world.db.query('select person_id from notification where young_person_id = $1', [child.id])
    expect(rows).toContainEqual({ person_id: north.holder.id })
  })

  test('that was wrong is put right by a new row; what it said stays (R132)', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child) }
    const chair = await signedIn(the, york.chair)
    const there = await all(york, 'childrens-social-care', 'police')
    await chair.send(urls.outcome(key), { ...decision, there })
    const corrected = {
      ...decision,
      suitable: 'no',
      answersReason: 'We mixed up two children.',
      reason: 'Two children were mixed up',
    }
    expect((await chair.send(urls.correct(key), corrected)).status).toBe(303)
    const { rows } = await world.db.query(
      'select suitable, corrects is null as first from forum_outcome where discussion_id = $1 order by id',
      [key.discussion],
    )
    expect(rows).toEqual([
      { suitable: true, first: true },
      { suitable: false, first: false },
    ])
    const [task] = await tasksOf(child.id, 'complete a nomination')
    expect(task.settled_at).not.toBeNull()
    expect((await chair.get(urls.discussion(key))).text).toContain('What it said before it was put right')
  })
})

describe('papers', () => {
  test('stay as they were frozen; what changed later is added as later, once', async () => {
    const child = await york.sent({ given: 'Firstname' })
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, { frozen: false }) }
    const co = await signedIn(the, york.coordinator)
    const member = await signedIn(the, york.school)
    const freeze = () => co.send(urls.discussion(key), {}, { action: urls.freeze(key) })
    expect((await member.get(urls.papers(key))).status).toBe(404)
    expect((await freeze()).status).toBe(303)
    expect((await freeze()).text).toContain('Nothing has changed since')
    await world.db.query(`update young_person set known_as = 'Laterknown' where id = $1`, [child.id])
    const before = await member.get(urls.papers(key))
    expect(before.text).toContain('Firstname')
    expect(before.text).not.toContain('Later: added on')
    expect((await freeze()).status).toBe(303)
    const after = await member.get(urls.papers(key))
    expect(after.text).toContain('after the papers were frozen')
    const { rows } = await world.db.query(
      'select edition, handling from paper where discussion_id = $1 order by 1, 2',
      [key.discussion],
    )
    expect(rows.map(r => `${r.edition} ${r.handling}`)).toEqual([
      '1 all at this item',
      '1 core agencies only',
      '2 all at this item',
      '2 core agencies only',
    ])
  })

  test('cannot be changed, nor frozen with another fingerprint', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    await expect(
      world.db.query(
        `insert into paper (area_id, discussion_id, young_person_id, handling, edition, body, hash, frozen_by) values ($1, $2, $3, 'all at this item', 1, '{"a":1}', sha256('other'), $4)`,
        [child.areaId, discussion, child.id, york.coordinator.id],
      ),
    ).rejects.toMatchObject({ constraint: 'paper_hash_fits' })
  })

  test('a member adds what their agency knows: it is marked as later, and their task is answered', async () => {
    const child = await york.sent()
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, { frozen: false }) }
    await (await signedIn(the, york.coordinator)).send(urls.discussion(key), {}, { action: urls.freeze(key) })
    expect((await tasksOf(child.id, 'contribute to a discussion')).map(t => t.desk)).toContain(
      `person:${york.school.id}`,
    )
    const school = await signedIn(the, york.school)
    const says = 'Attendance fell to 40 % in October 😟 -- drop table'
    const sent = await school.send(urls.papers(key), { says, handling: 'all at this item' })
    expect(sent.status).toBe(303)
    const page = await school.get(urls.papers(key))
    expect(page.text).toContain(says)
    expect(page.text).toContain('Added after the papers were frozen')
    const [task] = (await tasksOf(child.id, 'contribute to a discussion')).filter(
      t => t.desk === `person:${york.school.id}`,
    )
    expect(task.settled_at).not.toBeNull()
    const bad = await school.send(urls.papers(key), { says: 'kept words', handling: '' })
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('kept words')
  })
})
