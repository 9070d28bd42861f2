import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aForum } from '../../../../test/forum.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await world.areaId('york')

/** Something asked, `days` from today (negative: late). */
const asked = (desk: string, kind: string, days: number | null, about?: MadeYoungPerson) =>
  world.db.query(
    `insert into task (area_id, young_person_id, kind, desk, path, due_on, record_id)
     values ($1, $2, $3, $4, '/york/young-people', (now() at time zone 'Europe/London')::date + $5::int, gen_random_uuid())`,
    [york, about?.id ?? null, kind, desk, days],
  )
const told = (person: MadePerson, kind: string, about?: MadeYoungPerson) =>
  world.db.query(
    `insert into notification (person_id, area_id, young_person_id, kind, path, urgency) values ($1, $2, $3, $4, '/york/young-people', 'digest')`,
    [person.id, york, about?.id ?? null, kind],
  )
const home = async (person: MadePerson) => (await signedIn(the, person)).get(urls.home())
/** The text of a page as it is read: no markup, single spaces. */
const read = (page: string) =>
  (page.match(/<main[\s\S]*<\/main>/)?.[0] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/\s+/g, ' ')

describe('what is asked of me next', () => {
  test('is the most urgent thing, late ones first, in one line with its date', async () => {
    const holder = await world.person({ role: 'case-holder', area: 'york' })
    const child = await world.youngPerson('york', { heldBy: holder, given: 'Ada', surname: 'Firstline' })
    await asked(`person:${holder.id}`, 'complete a nomination', 1, child)
    await asked(`person:${holder.id}`, 'complete an assessment', -3, child)
    await asked(`person:${holder.id}`, 'do an action', null, child)
    const { status, text } = await home(holder)
    expect(status).toBe(200)
    expect(read(text)).toMatch(
      /What is asked of me next 3 days late Complete the risk assessment \( Ada Firstline \), due \w+day/,
    )
    expect(read(text)).toMatch(/Complete the nomination Ada Firstline, \d+ \w+ \d+ Tomorrow/)
    expect(read(text)).toMatch(/Do what was agreed in the discussion Ada Firstline No date/)
    expect(text.match(/<title>(.*)<\/title>/)?.[1]).not.toContain('Ada')
  })

  test.each([
    ['case-holder', 'find or record a young person in North Yorkshire', 'You hold nobody’s case.'],
    ['coordinator', 'look through the young people', 'No nomination is waiting for the panel.'],
    ['forum-chair', 'look through the young people', 'No meeting is planned.'],
    ['team-manager', 'find or record', 'Nothing is asked of anybody in your team.'],
    ['mentor-coordinator', 'look at the workers of your service in North Yorkshire', 'There is no news.'],
    ['partner-professional', 'read what is shared with your agency in North Yorkshire', 'There is no news.'],
    ['steering-group', 'Nothing is asked of you right now', 'There is no news.'],
  ])('is for a %s never an empty page', async (role, begin, says) => {
    const answer = await home(await world.person({ role, area: 'north-yorkshire' }))
    expect(answer.status).toBe(200)
    const page = read(answer.text).replaceAll('&#39;', '’')
    expect(page).toContain('Nothing is asked of you right now.')
    expect(page).toContain(begin)
    expect(page).toContain(says)
  })

  test.each(['relief-worker', 'family-network-coordinator'])(
    'leads a %s to their people, where what is next and what they owe stands',
    async role => {
      const { text } = await home(await world.person({ role, area: 'north-yorkshire' }))
      expect(text).toContain('href="/north-yorkshire/my-people"')
      expect(read(text)).not.toContain('Nothing is asked of you')
      expect(read(text)).not.toContain('no other pages')
    },
  )

  test('says to somebody without a role what to do about it', async () => {
    const nobody = await world.person()
    expect(read((await home(nobody)).text)).toContain('You have no role here yet.')
  })

  test('is what lies at the desk of a team or a role too, and says whose', async () => {
    const duty = await world.person({ role: 'duty', area: 'york' })
    await asked(`role:${york}:duty`, 'put on the agenda', 2)
    const page = read((await home(duty)).text)
    expect(page).toContain('Put this young person on an agenda')
    expect(page).toContain('for Duty and out-of-hours team')
    await world.db.query(`delete from task where desk = $1`, [`role:${york}:duty`])
  })

  test('does not show what lies at the desk of somebody else', async () => {
    const one = await world.person({ role: 'case-holder', area: 'york' })
    const other = await world.person({ role: 'case-holder', area: 'york' })
    await asked(`person:${other.id}`, 'confirm minutes', 0)
    expect((await home(one)).text).not.toContain('Confirm the minutes')
  })

  test('asks to sign in first', async () => {
    expect((await client(the).get(urls.home())).location).toContain('/sign-in')
  })
})

describe('whom it is about', () => {
  test('is "Restricted" where the reader may not see them, and then nobody is written down', async () => {
    const reader = await world.person({ role: 'case-holder', area: 'york' })
    const hidden = await world.youngPerson('york', { surname: 'Canaryhidden' })
    await asked(`person:${reader.id}`, 'do an action', 1, hidden)
    await told(reader, 'action given', hidden)
    const { text } = await home(reader)
    expect(text).not.toContain('Canaryhidden')
    expect(text).toContain('Restricted')
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from audit_event where person_id = $1 and young_person_id is not null`,
      [reader.id],
    )
    expect(n).toBe(0)
  })

  test('is written down for everybody named', async () => {
    const reader = await world.person({ role: 'case-holder', area: 'york' })
    const child = await world.youngPerson('york', { heldBy: reader })
    await asked(`person:${reader.id}`, 'do an action', 1, child)
    await home(reader)
    expect(
      await world.one(`select act, outcome from audit_event where person_id = $1 and young_person_id = $2`, [
        reader.id,
        child.id,
      ]),
    ).toEqual({ act: 'home viewed', outcome: 'read' })
  })

  test('somebody behind a wall is not there at all', async () => {
    const reader = await world.person({ role: 'case-holder', area: 'york' })
    const child = await world.youngPerson('york', { heldBy: reader, surname: 'Canarywall' })
    await asked(`person:${reader.id}`, 'do an action', 1, child)
    await told(reader, 'action given', child)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'friend', $3)`,
      [york, child.id, reader.id],
    )
    const { text } = await home(reader)
    expect(text).not.toContain('Canarywall')
    expect(text).not.toContain('Restricted')
    expect(text).not.toContain(child.id)
  })
})

describe('the parts of work', () => {
  test('a case-holder sees the young people they hold, the one with the nearest date first', async () => {
    const holder = await world.person({ role: 'case-holder', area: 'york' })
    await world.youngPerson('york', { heldBy: holder, surname: 'Aardvark' })
    const soon = await world.youngPerson('york', { heldBy: holder, surname: 'Zebra' })
    await world.youngPerson('york', { surname: 'Notmine' })
    await asked(`person:${holder.id}`, 'complete an assessment', 4, soon)
    const page = read((await home(holder)).text)
    const mine = page.slice(page.indexOf('My young people'))
    expect(mine.indexOf('Zebra')).toBeLessThan(mine.indexOf('Aardvark'))
    expect(mine).toMatch(/Zebra Next: Complete the risk assessment, \d+/)
    expect(mine).toMatch(/Aardvark Nothing with a date/)
    expect(page).not.toContain('Notmine')
  })

  test('a team manager sees what is asked of the people in the team about its young people, and nothing else of theirs', async () => {
    const manager = await world.person({ role: 'team-manager', area: 'york' })
    const worker = await world.person({ role: 'case-holder', area: 'york' })
    const ours = await world.youngPerson('york', { heldBy: worker, surname: 'Ours' })
    const other = await world.youngPerson('york', { agency: 'early-help', surname: 'Canaryother' })
    await asked(`person:${worker.id}`, 'complete an assessment', -1, ours)
    await asked(`person:${worker.id}`, 'confirm minutes', -2, other)
    await asked(`person:${worker.id}`, 'answer a question', -2)
    const { text } = await home(manager)
    const team = read(text).slice(read(text).indexOf('What is asked of my team'))
    expect(team).toContain(`Complete the risk assessment`)
    expect(team).toContain(`for ${worker.name}`)
    expect(text).not.toContain('Canaryother')
    expect(text).not.toContain('Confirm the minutes')
    expect(text).not.toContain('Answer what the panel asked')
  })

  test('a forum chair sees the meetings of their area with how many young people are on them', async () => {
    const chair = await world.person({ role: 'forum-chair', area: 'york' })
    const elsewhere = await world.person({ role: 'forum-chair', area: 'north-yorkshire' })
    const child = await world.youngPerson('york')
    await world.db.query(`update young_person set sent_to_forum_at = now() where id = $1`, [child.id])
    const meeting = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, starts_at, place, made_by) values ($1, current_date + 3, '14:00', 'Room 4', $2) returning id`,
      [york, chair.id],
    )
    await world.db.query(
      `insert into discussion (area_id, young_person_id, kind, meeting_id, held_on, waiting_since, listed_by) values ($1, $2, 'scheduled', $3, current_date + 3, now(), $4)`,
      [york, child.id, meeting.id, chair.id],
    )
    const { text } = await home(chair)
    expect(read(text)).toMatch(/MACEM meeting , in 3 days .*14:00, Room 4\. 1 young person/)
    expect(text).toContain(`/york/forum/meetings/${meeting.id}`)
    expect((await home(elsewhere)).text).not.toContain('Room 4')
  })
})

describe('cover', () => {
  test('a deputy sees what is late for whom they stand in for, and those young people; nothing else of theirs', async () => {
    const agency = 'early-help'
    const holder = await world.person({ role: 'case-holder', area: 'york', agency })
    const deputy = await world.person({ role: 'case-holder', area: 'york', agency })
    const covered = await world.youngPerson('york', { heldBy: holder, surname: 'Coveredchild', agency })
    const other = await world.youngPerson('york', { surname: 'Canaryuncovered', agency })
    await asked(`person:${holder.id}`, 'complete an assessment', -3, covered)
    await asked(`person:${holder.id}`, 'confirm minutes', -5, other)
    await asked(`person:${holder.id}`, 'answer a question', -5)
    const standIn = (until: string) =>
      world.db.query(
        `insert into deputy (area_id, person_id, deputy_id, made_by, from_at, until_at) values ($1, $2, $3, $2, now() - interval '2 days', ${until})`,
        [york, holder.id, deputy.id],
      )
    await standIn(`now() - interval '1 day'`)
    expect((await home(deputy)).text).not.toContain('Coveredchild')
    await standIn('null')
    const { text } = await home(deputy)
    expect(read(text)).toMatch(/3 days late Complete the risk assessment \( Given\d+ Coveredchild \)/)
    expect(read(text)).toContain(`for ${holder.name}`)
    expect(read(text)).toContain(`Coveredchild in place of ${holder.name}`)
    expect(text).not.toMatch(/Confirm the minutes|Answer what the panel asked|Canaryuncovered/)
    // Their case-holder sees no more than before.
    expect(read((await home(holder)).text)).not.toContain('in place of')
  })
})

describe('those who manage', () => {
  test('whoever manages a service is asked to find somebody, and nobody else who works for it', async () => {
    const service = 'volunteer-mentor'
    const child = await world.youngPerson('york', { surname: 'Waitsformentor' })
    await asked(`service:${york}:${service}`, 'match a worker', null, child)
    const manager = await world.person({ role: 'operational-manager', area: 'york', service })
    const page = read((await home(manager)).text)
    expect(page).toContain('Find the right adult for this young person')
    expect(page).toContain('for Volunteer Mentors')
    for (const [role, of] of [
      ['service-manager', 'family-network-coordinator'],
      ['mentor-coordinator', service],
    ] as const)
      expect((await home(await world.person({ role, area: 'york', service: of }))).text).not.toContain(
        'Find the right adult',
      )
  })

  test('whoever manages an agency is led to what it has not done', async () => {
    const manager = await world.person({ role: 'agency-manager', area: 'york', agency: 'police' })
    const browser = await signedIn(the, manager)
    const { text } = await browser.get(urls.home())
    expect(read(text)).toContain('York: no action is late')
    expect(text).toContain('href="/york/forum/late-actions"')
    expect((await browser.get('/york/forum/late-actions')).status).toBe(200)
  })
})

describe('a member of the forum', () => {
  test('is led to what they can open: the forum, and the papers of what they are invited to', async () => {
    const forum = await aForum(world, 'york')
    const child = await forum.sent()
    await world.db.query(
      `insert into meeting (area_id, held_on, place, made_by) values ($1, current_date + 2, 'Room 9', $2)`,
      [york, forum.chair.id],
    )
    const discussion = await forum.discussion(child)
    for (const [person, leadsTo] of [
      [forum.police, [`/york/forum`, `/york/young-people/${child.id}/discussions/${discussion}/papers`]],
      [forum.chair, [`/york/young-people/${child.id}/discussions/${discussion}`]],
    ] as const) {
      const browser = await signedIn(the, person)
      const part = (await browser.get(urls.home())).text.match(/My meetings[\s\S]*?<\/section>/)?.[0] ?? ''
      const links = [...part.matchAll(/href="([^"]+)"/g)].map(found => String(found[1]))
      expect(links).toEqual(expect.arrayContaining([...leadsTo]))
      for (const link of links) expect([link, (await browser.get(link)).status]).toEqual([link, 200])
    }
  })
})

describe('the queue', () => {
  test('tells the panel how many nominations wait, since when, and how many wait for an answer', async () => {
    const holder = await world.person({ role: 'case-holder', area: 'york' })
    const panel = await world.person({ role: 'panel-member', area: 'york' })
    const elsewhere = await world.person({ role: 'panel-member', area: 'north-yorkshire' })
    for (const [days, question] of [
      [20, false],
      [3, false],
      [9, true],
    ] as const) {
      const child = await world.youngPerson('york', { heldBy: holder })
      const discussion = await world.one<{ id: string }>(
        `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by, outcome_at, members_until)
         values ($1, $2, 'urgent', current_date - 30, now(), $3, now() - interval '30 days', now()) returning id`,
        [york, child.id, holder.id],
      )
      const outcome = await world.one<{ id: string }>(
        `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, recorded_by)
         values ($1, $2, $3, 'at risk of', 'Because', true, true, $4) returning id`,
        [york, child.id, discussion.id, holder.id],
      )
      await world.db.query(
        `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by, submitted_at, submitted_by, finding, question_since)
         values ($1, $2, $3, $4, now() - make_interval(days => $5), $4, 'at risk of', case when $6 then now() end)`,
        [york, child.id, outcome.id, holder.id, days, question],
      )
    }
    const { id } = await world.one<{ id: string }>(
      `select young_person_id as id from nomination where submitted_at < now() - interval '19 days' and area_id = $1`,
      [york],
    )
    const page = read((await home(panel)).text)
    expect(page).toContain(
      'York: 2 nominations waiting for the panel , the oldest for 2 weeks; 1 more waits for an answer',
    )
    expect(read((await home(elsewhere)).text)).toContain('No nomination is waiting for the panel.')
    // As in the queue, somebody who died waits for nothing.
    await world.db.query(`update young_person set status = 'died', status_since = current_date where id = $1`, [id])
    expect(read((await home(panel)).text)).toContain('York: 1 nomination waiting for the panel , the oldest for 3 days')
  })
})

describe('news', () => {
  test('is new until it is read, and what came after the page is still new', async () => {
    const reader = await world.person({ role: 'case-holder', area: 'york' })
    await told(reader, 'nomination decided')
    const browser = await signedIn(the, reader)
    const before = await browser.get(urls.home())
    expect(read(before.text)).toMatch(/News New The panel decided about a nomination/)
    const newest = /name="_button"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_button"/.exec(before.text)
    await told(reader, 'service closed')
    const csrf = /name="_csrf" value="([^"]+)"/.exec(before.text)?.[1] ?? ''
    const answer = await browser.post(urls.readNews(), { _csrf: csrf, _button: newest?.[1] ?? newest?.[2] ?? '' })
    expect(answer.status).toBe(303)
    const after = read((await browser.get(urls.home())).text)
    expect(after).toMatch(/New A service cannot take/)
    expect(after).not.toMatch(/New The panel decided/)
  })

  test('of somebody else is not marked', async () => {
    const mine = await world.person({ role: 'case-holder', area: 'york' })
    const theirs = await world.person({ role: 'case-holder', area: 'york' })
    await told(theirs, 'nomination decided')
    await told(mine, 'nomination decided')
    const { id } = await world.one<{ id: string }>('select id from notification where person_id = $1', [theirs.id])
    const browser = await signedIn(the, mine)
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.get(urls.home())).text)?.[1] ?? ''
    await browser.post(urls.readNews(), { _csrf: csrf, _button: id })
    const unread = 'select count(*)::int as n from notification where read_at is null and person_id = any ($1)'
    expect(await world.one(unread, [[mine.id, theirs.id]])).toEqual({ n: 2 })
  })
})

describe('a long list', () => {
  test('goes on, twenty-five at a time, on a page of its own', async () => {
    // Of a team of their own: others are asked things at the desk of the usual one.
    const busy = await world.person({ role: 'case-holder', area: 'york', agency: 'youth-justice' })
    for (let i = 0; i < 27; i++) await asked(`person:${busy.id}`, 'do an action', i)
    const browser = await signedIn(the, busy)
    expect((await browser.get(urls.home())).text).toContain('href="/tasks"')
    const rows = (text: string) => text.split('class="govuk-task-list__item').length - 1
    const first = await browser.get(urls.tasks())
    expect(rows(first.text)).toBe(25)
    expect(first.text).toContain('href="/tasks?page=2"')
    const second = await browser.get('/tasks?page=2')
    expect(rows(second.text)).toBe(2)
    expect(second.text).not.toContain('page=3')
    expect((await browser.get('/tasks?page=nonsense')).status).toBe(200)
    expect((await browser.get('/tasks/team')).status).toBe(200)
    expect((await browser.get('/news')).status).toBe(200)
  })
})

test('home costs at most six queries beside begin, who, commit and audit', async () => {
  const everything = await world.person(
    { role: 'case-holder', area: 'york' },
    { role: 'team-manager', area: 'york' },
    { role: 'forum-chair', area: 'york' },
    { role: 'panel-member', area: 'york' },
  )
  const browser = await signedIn(the, everything)
  const query = vi.spyOn(pg.Client.prototype, 'query')
  const answer = await browser.get(urls.home())
  const asked = query.mock.calls.length
  query.mockRestore()
  expect(answer.status).toBe(200)
  expect(asked).toBeGreaterThan(6)
  expect(asked).toBeLessThanOrEqual(6 + 4)
})
