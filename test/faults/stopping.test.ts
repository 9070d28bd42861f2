import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { testDatabase } from '../database.ts'
import { until } from '../until.ts'
import { aWorld } from '../world.ts'
import { startWeb } from './web-program.ts'
import { acknowledgements, count, missing, nothingYet, peopleWhoWrite, typedBy, writeUntil } from './writes.ts'

// SIGTERM while people work (promises E): nobody who was let in goes without an answer, whoever asks whether it is ready
// is told no, and then it ends, with nothing of it left behind.

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const world = await aWorld(database)
// One request waits here for as long as the test wants.
for (const limit of ['lock_timeout', 'statement_timeout'])
  await world.db.query(`alter role app in database ${database.name} set ${limit} = 0`)
const web = await startWeb(database, { DRAIN_SECONDS: '60' })
const [slow, ...writers] = await peopleWhoWrite(database, 8, web.browser)
if (!slow) throw new Error('nobody writes')
const youngPerson = { area: 'york', youngPerson: slow.child }

const connections = async (that = 'true') =>
  (
    await world.one<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'app' and ${that}`,
    )
  ).n

test('SIGTERM under load: all that was begun is answered, then it ends', async () => {
  // The same form is already being sent: the second post waits for the first, which is given up in the end.
  const form = typedBy(slow, randomUUID())
  const first = new pg.Client({ connectionString: database.superuserUrl })
  await first.connect()
  onTestFinished(() => first.end())
  await first.query('begin')
  await first.query('insert into app.sent_form (token, person_id) select $1, id from app.person limit 1', [form._form])
  const waiting = web.browser(slow.token).post(urls.trustedAdults(youngPerson), form)
  await until(
    () => connections(`wait_event_type = 'Lock'`),
    n => n === 1,
  )

  const [written, stop] = [nothingYet(), new AbortController()]
  const writing = writeUntil(stop.signal, writers, web.browser, written)
  await acknowledgements(written, 100, [writing])
  web.process.kill('SIGTERM')
  const asked = await until(
    () => web.browser().get('/health/ready'),
    answer => answer.status !== 200,
  )
  expect([asked.status, JSON.parse(asked.text)]).toEqual([503, { ready: false }])
  // Those who do not know yet are still answered, and asked not to come back.
  await acknowledgements(written, 20, [writing])
  const page = await web.browser(slow.token).get(urls.youngPerson(youngPerson))
  expect([page.status, page.headers.connection]).toEqual([200, 'close'])
  expect((await web.browser().get('/health/live')).status).toBe(200)
  stop.abort()
  expect(await writing).toBe(0)
  expect(web.process.exitCode).toBeNull()

  await first.query('rollback')
  const answer = await waiting
  expect([answer.status, answer.location]).toEqual([303, urls.youngPerson(youngPerson)])
  written.acts.add(form._form)
  expect(await web.ended).toBe(0)
  await expect(web.browser().get('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await until(
    () => connections(),
    n => n === 0,
  )
  expect(count(written)).toBeGreaterThan(120)
  expect(await missing(database, written)).toMatchObject({ drafts: [], acts: [] })
  expect(web.said()).not.toMatch(/"level":[456]0/)
})
