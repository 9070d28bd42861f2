import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { aSession } from '../../../test/access/session.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')

describe('meeting mode (promises D)', () => {
  const inAMeeting = async () => {
    const client = await signedIn(the, york.chair)
    await world.db.query(
      `update session set meeting_until = now() + interval '1 hour', last_seen_at = now() - interval '20 minutes' where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [client.token],
    )
    return client
  }

  test('keeps the agenda open although nobody touched the screen', async () => {
    expect((await (await inAMeeting()).get(urls.forum({ area: 'york' }))).status).toBe(200)
  })

  test('opens nothing else, also after the agenda was touched', async () => {
    const client = await inAMeeting()
    await client.get(urls.forum({ area: 'york' }))
    const assessment = `/york/young-people/${randomUUID()}/assessments/${randomUUID()}`
    // A file of an assessment is no less of it than its page.
    const files = [`${assessment}/record-copy/text`, `${assessment}/record-copy/pdf`]
    for (const path of ['/', '/york/young-people', '/your-sessions', ...files])
      expect((await client.get(path)).location, path).toMatch(/^\/locked\?return=/)
  })

  test('is no session like any other when the meeting is over', async () => {
    const client = await inAMeeting()
    expect((await client.get(urls.forum({ area: 'york' }))).status).toBe(200)
    await world.db.query(
      `update session set meeting_until = now() - interval '1 second' where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [client.token],
    )
    for (const path of ['/', urls.forum({ area: 'york' })])
      expect((await client.get(path)).location).toMatch(/^\/locked/)
  })

  test('shows nobody else who waits, and locks when the meeting is closed', async () => {
    await york.sent()
    const { id } = await world.one<{ id: string }>(
      'insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id',
      [await world.areaId('york'), york.chair.id],
    )
    const client = await signedIn(the, york.chair)
    const at = { area: 'york', meeting: id }
    expect((await client.get(urls.forum({ area: 'york' }))).text).toContain('Who is waiting')
    expect((await client.post(urls.meetingMode(at), await client.hidden(urls.meeting(at)))).status).toBe(303)
    const { text } = await client.get(urls.forum({ area: 'york' }))
    expect(text).toContain(urls.meeting(at))
    expect(text).not.toContain('Who is waiting')
    expect((await client.post(urls.close(at), await client.hidden(urls.meeting(at)))).status).toBe(303)
    for (const path of ['/', urls.meeting(at)]) expect((await client.get(path)).location).toMatch(/^\/locked/)
  })

  test('ends with the lock button', async () => {
    const client = await inAMeeting()
    const hidden = await client.hidden(urls.forum({ area: 'york' }))
    expect((await client.post('/lock', { _csrf: hidden._csrf ?? '' })).location).toBe('/locked')
    expect((await client.get(urls.forum({ area: 'york' }))).location).toMatch(/^\/locked/)
  })

  test('opens by SQL, too, the forum and the young people of its meeting, whatever else this person may open', async () => {
    const [on, off] = [await york.sent(), await york.sent()]
    const held = await world.youngPerson('york', { heldBy: york.holder })
    const meeting = await world.one<{ id: string }>(
      'insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id',
      [on.areaId, york.holder.id],
    )
    const { id: discussion } = await world.one<{ id: string }>(
      `insert into discussion (area_id, young_person_id, kind, meeting_id, held_on, waiting_since, listed_by)
       values ($1, $2, 'scheduled', $3, current_date, now(), $4) returning id`,
      [on.areaId, on.id, meeting.id, york.holder.id],
    )
    // A chair who holds cases of their own, is a member and looks after the audit.
    for (const role of ['forum-chair', 'forum-member', 'information-governance'])
      await world.belongs(york.holder, { role, area: 'york' })
    const token = await aSession(world.db, york.holder.id)
    const app = new pg.Client({ connectionString: database.appUrl })
    await app.connect()
    const seen = async () => {
      await app.query('begin')
      const rows: string[] = []
      for (const [name, child] of Object.entries({ on, off, held })) {
        await app.query('select app.enter($1, $2)', [token, [child.id]])
        const { rowCount } = await app.query('select from app.young_person_detail where young_person_id = $1', [
          child.id,
        ])
        const { rows: acts } = await app.query('select cardinality(app.my_acts_on($1)) > 0 as some', [child.id])
        if (rowCount === 1) rows.push(`details of ${name}`)
        const named = await app.query('select from app.young_person where id = $1', [child.id])
        const listed = await app.query('select from app.waiting_for_forum($1, $2, 1, 0)', [child.areaId, child.id])
        if (named.rowCount === 1) rows.push(`name of ${name}`)
        if (listed.rowCount === 1) rows.push(`waiting of ${name}`)
        if (acts[0].some) rows.push(`acts on ${name}`)
      }
      const audit = await app.query(`select app.my_areas_to('read the audit') <> '{}' as some`)
      if (audit.rows[0].some) rows.push('audit')
      const agenda = await app.query('select from app.discussion where id = $1', [discussion])
      if (agenda.rowCount === 1) rows.push('agenda')
      await app.query('rollback')
      return rows
    }
    const of = (name: string) => [`details of ${name}`, `name of ${name}`, `waiting of ${name}`, `acts on ${name}`]
    const ofHeld = of('held').filter(what => !what.startsWith('waiting'))
    expect(await seen()).toEqual([...of('on'), ...of('off'), ...ofHeld, 'audit', 'agenda'])
    await app.query('begin')
    await app.query('select app.enter($1, null)', [token])
    const { rows } = await app.query(`select app.begin_meeting($1, now() + interval '1 hour') as began`, [meeting.id])
    expect(rows).toEqual([{ began: 'done' }])
    await app.query('commit')
    // Nor who else waits for the forum: others are in the room.
    expect(await seen()).toEqual([...of('on'), 'agenda'])
    await app.end()
  })
})
