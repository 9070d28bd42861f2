import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../test/app.ts'
import { signedIn } from '../test/as.ts'
import { testDatabase } from '../test/database.ts'
import { until } from '../test/until.ts'
import { startWorker } from '../test/worker.ts'
import { aWorld, type MadePerson } from '../test/world.ts'
import { writing } from './db/scope.ts'
import { tell } from './features/tasks/index.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder, given: 'Canarygiven', surname: 'Canarysurname' })
const asWorker = new pg.Client({ connectionString: database.workerUrl })
await asWorker.connect()
afterAll(() => asWorker.end())

let folder: string
let person: MadePerson
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  person = await world.person({ role: 'case-holder', area: 'york' })
  await world.db.query('update person set name = $2, work_email = $3 where id = $1', [
    person.id,
    `Canaryperson ${person.id}`,
    `${person.id}@council.example`,
  ])
})

/** Tells them something urgent, as the case-holder would by an act of theirs. */
async function tellThem(urgency: 'today' | 'digest' = 'today', times = 1): Promise<void> {
  const { token } = await signedIn(the, holder)
  const request = '019a0000-0000-7000-8000-000000000001'
  const entry = await writing(
    the.database,
    { token, request, focus: [child.id] },
    async tx => {
      for (let i = 0; i < times; i++)
        await tell(tx, {
          area: child.areaId,
          youngPerson: child.id,
          kind: 'hand over asked',
          to: { person: person.id },
          urgency,
          path: `/york/young-people/${child.id}`,
        })
    },
    () => true,
  )
  if (entry.state !== 'open') throw new Error(entry.state)
}

const mailDir = () => join(folder, person.id)
const files = () => readdir(mailDir()).catch(() => [] as string[])
const mailings = async () =>
  (await world.db.query('select id, kind, handed_over_at from mailing where person_id = $1 order by id', [person.id]))
    .rows as { id: string; kind: string; handed_over_at: Date | null }[]
const unmailed = async () =>
  (
    await world.one<{ n: number }>(
      'select count(*)::int as n from notification where person_id = $1 and mailed_at is null',
      [person.id],
    )
  ).n
const jobsFor = async () =>
  (
    await world.db.query('select payload, key from graphile_worker._private_jobs where payload::text like $1', [
      `%${person.id}%`,
    ])
  ).rows

/** What the clock does each minute, after the time in which a worker might still be at it has passed. */
async function minutesPass(): Promise<void> {
  await world.db.query(`update graphile_worker._private_jobs set locked_at = locked_at - interval '1 hour'`)
  await world.db.query(`update mailing set made_at = made_at - interval '1 hour' where handed_over_at is null`)
  await world.db.query(`update notification set told_at = told_at - interval '1 hour' where mailed_at is null`)
  await asWorker.query('select app.mail_left_over()')
}

describe('an urgent e-mail', () => {
  test('goes out once for all that was told in one act, names nothing, and is recorded', async () => {
    await tellThem('today', 3)
    expect(await jobsFor()).toEqual([{ payload: { person: person.id, kind: 'today' }, key: `mail:today:${person.id}` }])
    const worker = startWorker(database, { MAIL_DIR: mailDir() })
    await until(unmailed, n => n === 0)
    const [mailing] = await mailings()
    expect(await files()).toEqual([`${mailing?.id}.eml`])
    const text = await readFile(join(mailDir(), `${mailing?.id}.eml`), 'utf8')
    expect(text).toContain('Subject: Please sign in today')
    expect(text).toContain(`To: ${person.id}@council.example`)
    for (const word of [/canary/i, /trusted/i, /relationship/i, new RegExp(child.id), /york/i, /http/i])
      expect(text.replace(/^To: .*$/m, '')).not.toMatch(word)
    expect(worker.said()).not.toMatch(/canary|council\.example/i)
    await until(jobsFor, jobs => jobs.length === 0)
    worker.process.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
  })

  test('is not asked for when the act is undone', async () => {
    const { token } = await signedIn(the, holder)
    await writing(
      the.database,
      { token, request: '019a0000-0000-7000-8000-000000000002', focus: [child.id] },
      tx =>
        tell(tx, {
          area: child.areaId,
          youngPerson: child.id,
          kind: 'hand over asked',
          to: { person: person.id },
          urgency: 'today',
          path: '/',
        }),
      () => false,
    )
    expect(await jobsFor()).toEqual([])
  })

  test('is not sent about what was read in the meantime', async () => {
    await tellThem()
    await world.db.query('update notification set read_at = now() where person_id = $1', [person.id])
    startWorker(database, { MAIL_DIR: mailDir() })
    await until(jobsFor, jobs => jobs.length === 0)
    expect(await files()).toEqual([])
  })

  test('does not tell somebody whom a wall keeps from the child', async () => {
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'neighbour', $3)`,
      [child.areaId, child.id, person.id],
    )
    await tellThem()
    expect(await unmailed()).toBe(0)
    expect(await jobsFor()).toEqual([])
  })
})

describe('a worker that is killed', () => {
  test('between the letter and its record: the next one writes the same file and records it once', async () => {
    await tellThem()
    await asWorker.query('select app.mail_begins($1, $2)', [person.id, 'today'])
    // Whoever holds the news keeps the worker from recording that the letter is out.
    const holding = new pg.Client({ connectionString: database.superuserUrl })
    await holding.connect()
    await holding.query('begin')
    await holding.query('select from app.notification where person_id = $1 for share', [person.id])
    const first = startWorker(database, { MAIL_DIR: mailDir() })
    const names = await until(files, found => found.some(name => name.endsWith('.eml')))
    first.process.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    await holding.query('rollback')
    await holding.end()
    expect(await unmailed()).toBe(1)

    await minutesPass()
    startWorker(database, { MAIL_DIR: mailDir() })
    await until(unmailed, n => n === 0)
    expect(await files()).toEqual(names)
    expect(await mailings()).toEqual([
      { id: names[0]?.replace('.eml', ''), kind: 'today', handed_over_at: expect.any(Date) },
    ])
  })

  test('after the mail server took the letter and before it said so: the same Message-ID, recorded once', async () => {
    const mail = await mailServer()
    await tellThem()
    const first = startWorker(database, { SMTP_URL: mail.url })
    await until(
      async () => mail.taken.length,
      n => n === 1,
    )
    first.process.kill('SIGKILL')
    await first.ended
    expect(await unmailed()).toBe(1)

    mail.answers = true
    await minutesPass()
    startWorker(database, { SMTP_URL: mail.url })
    await until(unmailed, n => n === 0)
    const ids = mail.taken.map(text => /^Message-ID: (.*)$/im.exec(text)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    await minutesPass()
    await sleep(2_500)
    expect(mail.taken).toHaveLength(2)
    expect(await mailings()).toHaveLength(1)
  })
})

describe('a worker', () => {
  test('that is asked to stop hands over what it has begun, records it and ends with 0', async () => {
    const mail = await mailServer()
    await tellThem()
    const worker = startWorker(database, { SMTP_URL: mail.url })
    await until(
      async () => mail.taken.length,
      n => n === 1,
    )
    worker.process.kill('SIGTERM')
    await sleep(200)
    mail.answer()
    expect(await worker.ended).toBe(0)
    expect(await unmailed()).toBe(0)
    expect(await jobsFor()).toEqual([])
  })

  test('goes on when every connection to the database breaks', async () => {
    const worker = startWorker(database, { MAIL_DIR: mailDir() })
    await until(
      async () => worker.said(),
      said => said.includes('worker is ready'),
    )
    await sleep(1_000)
    const { rows } = await asWorker.query<{ pid: number }>('select pg_backend_pid() as pid')
    // As far as the worker can tell, the database has gone, and does not answer when it is asked again.
    await world.db.query(`alter database ${database.name} connection limit 0`)
    const broken = await world.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'worker' and datname = $1 and pid <> $2`,
      [database.name, rows[0]?.pid],
    )
    expect(broken.rowCount).toBeGreaterThan(0)
    await sleep(2_500)
    await world.db.query(`alter database ${database.name} connection limit -1`)
    await tellThem()
    await until(unmailed, n => n === 0)
    expect(worker.process.exitCode).toBeNull()
  })

  test('says what is missing, and ends', async () => {
    const worker = startWorker(database, {})
    expect(await worker.ended).toBe(1)
    expect(worker.said()).toContain('SMTP_URL is missing')
  })

  test('says it in a sentence, without a trace of the program', async () => {
    const worker = startWorker(database, { KIND: 'live', MAIL_DIR: mailDir() })
    expect(await worker.ended).toBe(1)
    expect(worker.said()).toBe(
      'The configuration is not complete:\n  SMTP_URL is missing (a trial may have MAIL_DIR instead)\n  REPORTS_DATABASE_URL is missing\n',
    )
  })

  test('does nothing in a database that was away when it started, until that says what it is for', async () => {
    const mail = await mailServer()
    await tellThem()
    await world.db.query(`alter database ${database.name} connection limit 0`)
    const { rows } = await asWorker.query<{ pid: number }>('select pg_backend_pid() as pid')
    await world.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'worker' and datname = $1 and pid <> $2`,
      [database.name, rows[0]?.pid],
    )
    const worker = startWorker(database, {
      KIND: 'live',
      ORIGIN: 'https://tr.example.gov.uk',
      REPORTS_DATABASE_URL: database.reportsUrl,
      SMTP_URL: mail.url,
      MAIL_FROM: 'no-reply@council.example',
    })
    await until(
      async () => worker.said(),
      said => said.includes('the database cannot be reached'),
    )
    await world.db.query(`alter database ${database.name} connection limit -1`)
    expect(await worker.ended).toBe(1)
    expect(worker.said()).toContain('This database is marked trial; it cannot be used as live.')
    expect(mail.taken).toEqual([])
    expect(await jobsFor()).toHaveLength(1)
    // Nothing of it is left for the worker of another test.
    await world.db.query('update notification set read_at = now() where person_id = $1', [person.id])
    await world.db.query('delete from graphile_worker._private_jobs where payload::text like $1', [`%${person.id}%`])
  })

  test('that waits for a database can be stopped', async () => {
    const worker = startWorker(database, {
      MAIL_DIR: mailDir(),
      WORKER_DATABASE_URL: 'postgres://worker@127.0.0.1:1/nowhere',
    })
    await until(
      async () => worker.said(),
      said => said.includes('the database cannot be reached'),
    )
    worker.process.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
  })

  test('seals the audit', async () => {
    await signedIn(the, holder)
    await (await signedIn(the, holder)).get('/')
    startWorker(database, { MAIL_DIR: mailDir() })
    await until(
      async () => (await world.one<{ n: number }>('select count(*)::int as n from audit_seal')).n,
      n => n > 0,
    )
  })
})

interface MailServer {
  readonly url: string
  readonly taken: string[]
  /** Whether it says yes at once, or keeps the sender waiting. */
  answers: boolean
  /** Says yes to whoever waits. */
  answer(): void
}

/** A mail server that takes letters and, at first, says nothing. Closed when the file is over. */
async function mailServer(): Promise<MailServer> {
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', chunk => {
        text += chunk
      })
      stream.on('end', () => {
        made.taken.push(text)
        if (made.answers) done()
        else waiting.push(() => done())
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as { port: number }
  const made: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    taken: [],
    answers: false,
    answer: () => {
      for (const done of waiting.splice(0)) done()
    },
  }
  return made
}
