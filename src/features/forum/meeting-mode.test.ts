import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
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

  test('ends with the lock button', async () => {
    const client = await inAMeeting()
    const hidden = await client.hidden(urls.newMeeting({ area: 'york' }))
    expect((await client.post('/lock', { _csrf: hidden._csrf ?? '' })).location).toBe('/locked')
    expect((await client.get(urls.forum({ area: 'york' }))).location).toMatch(/^\/locked/)
  })
})
