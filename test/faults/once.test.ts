import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { hiddenFields } from '../as.ts'
import { until } from '../until.ts'
import { ownCluster } from './own-cluster.ts'
import { startWeb } from './web-program.ts'
import { peopleWhoWrite, typedBy } from './writes.ts'

// The same form, sent again: by an impatient finger, or because the answer never came (promises E). Nothing in the
// record itself would keep the act from happening twice; only the form's own token does.

vi.setConfig({ testTimeout: 300_000 })

const cluster = await ownCluster()
const web = await startWeb(cluster.on)
const [writer] = await peopleWhoWrite(cluster.on, 1, web.browser)
if (!writer) throw new Error('nobody writes')
const youngPerson = { area: 'york', youngPerson: writer.child }
const send = (program: typeof web, form: ReturnType<typeof typedBy>) =>
  program.browser(writer.token).post(urls.trustedAdults(youngPerson), form)

async function asSuperuser<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: cluster.on.superuserUrl })
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** How often it was done: the rows of the record, and what the audit says. */
const done = async (mark: string) => {
  const [row] = await asSuperuser<{ rows: number; events: number }>(
    `select count(*)::int as rows, (select count(*)::int from app.audit_event e
       where e.act = 'trusted adults recorded' and e.outcome = 'done' and e.xid in (select xmin::text::xid8 from app.trusted_adult where words = $1)) as events
     from app.trusted_adult where words = $1`,
    [mark],
  )
  return row
}
const once = { rows: 1, events: 1 }

/** Lets every commit stand on the disk and yet not be answered, as if the machine had stopped for a moment just there. */
async function holdAnswers(): Promise<void> {
  await asSuperuser(`alter system set synchronous_standby_names = 'nobody'`)
  await asSuperuser('select pg_reload_conf()')
  await until(
    () => asSuperuser<{ held: string }>(`select current_setting('synchronous_standby_names') as held`),
    ([row]) => row?.held === 'nobody',
  )
}
async function letAnswersGo(): Promise<void> {
  await asSuperuser('alter system reset synchronous_standby_names')
  await asSuperuser('select pg_reload_conf()')
}
const someCommitIsHeld = () =>
  until(
    () => asSuperuser(`select from pg_stat_activity where usename = 'app' and wait_event = 'SyncRep'`),
    rows => rows.length === 1,
  )

test('twenty clicks at once on one button are one act, and all lead to where it led', async () => {
  const mark = randomUUID()
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(web, typedBy(writer, mark))))
  expect(new Set(answers.map(answer => `${answer.status} ${answer.location}`))).toEqual(
    new Set([`303 ${urls.youngPerson(youngPerson)}`]),
  )
  expect(await done(mark)).toEqual(once)
  // Teeth: with tokens of their own they are two acts.
  await Promise.all([
    send(web, { ...typedBy(writer, mark), _form: randomUUID() }),
    send(web, { ...typedBy(writer, mark), _form: randomUUID() }),
  ])
  expect(await done(mark)).toEqual({ rows: 3, events: 3 })
})

test('twenty clicks on a button of a page that only shows are one act, too', async () => {
  await asSuperuser(
    `insert into app.notification (person_id, kind, urgency, path) select person_id, 'case given', 'digest', '/' from app.session s
     where s.person_id is not null limit 1`,
  )
  const me = web.browser(writer.token)
  const [form = ''] = (await me.get('/news')).text.match(/<form[^>]*action="\/news\/read"[\s\S]*?<\/form>/) ?? []
  const [, button = ''] = /<button[^>]* value="([^"]*)"/.exec(form) ?? []
  const fields = { ...hiddenFields(form), _button: button }
  const answers = await Promise.all(Array.from({ length: 20 }, () => me.post('/news/read', fields)))
  expect(new Set(answers.map(answer => `${answer.status} ${answer.location}`))).toEqual(new Set(['303 /']))
  const events = await asSuperuser(`select from app.audit_event where act = 'news read' and outcome = 'done'`)
  expect(events).toHaveLength(1)
})

test('the server is killed between commit and answer: sent again, it is still one act', async () => {
  const form = typedBy(writer, randomUUID())
  const dies = await startWeb(cluster.on)
  await holdAnswers()
  const lost = send(dies, form).catch((error: NodeJS.ErrnoException) => error.code)
  await someCommitIsHeld()
  await dies.kill()
  expect(await lost).toBe('ECONNRESET')
  await letAnswersGo()
  const again = await send(web, form)
  expect([again.status, again.location]).toEqual([303, urls.youngPerson(youngPerson)])
  expect(await done(form._form)).toEqual(once)
})

test('the database is killed between commit and answer: sent again, it is still one act', async () => {
  const form = typedBy(writer, randomUUID())
  await holdAnswers()
  const lost = send(web, form)
  await someCommitIsHeld()
  await cluster.kill()
  expect((await lost).status).toBe(503)
  await cluster.start({ synchronous_standby_names: '' })
  const again = await until(
    () => send(web, form),
    answer => answer.status !== 503,
  )
  expect([again.status, again.location]).toEqual([303, urls.youngPerson(youngPerson)])
  expect(await done(form._form)).toEqual(once)
  // Without the setting that was given at the start, so that answers can be held again.
  await letAnswersGo()
  await cluster.stop()
  await cluster.start()
})
