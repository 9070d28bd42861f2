import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test, vi } from 'vitest'
import { writing } from '../../src/db/scope.ts'
import { tell } from '../../src/features/tasks/index.ts'
import { testApp } from '../app.ts'
import { signedIn } from '../as.ts'
import { testDatabase } from '../database.ts'
import { until } from '../until.ts'
import { startWorker } from '../worker.ts'
import { aWorld, type MadePerson } from '../world.ts'

// kill -9 of the worker in the middle of many e-mails, several times: each arrives. Between a mail server's yes and our
// record of it nobody can tell whether it went out, so it goes again under the same Message-ID, by which mail servers and
// programs know it for the same; it is only ever the one or two that were on their way.

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder })
const many = 40
/** Letters a worker has on their way at once (db/jobs.ts). */
const atOnce = 2

const taken: { readonly to: string; readonly id: string }[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    let text = ''
    stream.on('data', chunk => (text += chunk))
    stream.on('end', () => {
      const id = /^Message-ID: (.*)$/im.exec(text)?.[1] ?? ''
      taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', id })
      done()
    })
  },
})
server.on('error', () => undefined)
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))
const { port } = server.server.address() as { port: number }

async function tellThem(people: readonly MadePerson[]): Promise<void> {
  const { token } = await signedIn(the, holder)
  const entry = await writing(
    the.database,
    { token, request: '019a0000-0000-7000-8000-000000000003', focus: [child.id] },
    async tx => {
      for (const person of people)
        await tell(tx, {
          area: child.areaId,
          youngPerson: child.id,
          kind: 'hand over asked',
          to: { person: person.id },
          urgency: 'today',
          path: '/',
        })
    },
    () => true,
  )
  if (entry.state !== 'open') throw new Error(entry.state)
}

/** Three minutes, after which what a killed worker had begun is asked for again (docs/runbook.md). */
async function threeMinutesPass(): Promise<void> {
  const before = `- interval '3 minutes'`
  await world.db.query(`update graphile_worker._private_jobs set locked_at = locked_at ${before}`)
  await world.db.query(`update mailing set made_at = made_at ${before} where handed_over_at is null`)
  await world.db.query(`update notification set told_at = told_at ${before} where mailed_at is null`)
  await world.db.query('select app.mail_left_over()')
}

test('every e-mail goes out once, or again as the same one', async () => {
  const people: MadePerson[] = []
  for (let n = 0; n < many; n++) {
    const person = await world.person({ role: 'case-holder', area: 'york' })
    await world.db.query('update person set work_email = $2 where id = $1', [person.id, `${person.id}@council.example`])
    people.push(person)
  }
  await tellThem(people)
  let kills = 0
  for (const at of [8, 16, 24]) {
    const worker = startWorker(database, { SMTP_URL: `smtp://127.0.0.1:${port}` })
    await until(
      () => taken.length,
      n => n >= at,
    )
    worker.process.kill('SIGKILL')
    expect(await worker.ended).toBe('SIGKILL')
    kills += 1
    await threeMinutesPass()
  }
  startWorker(database, { SMTP_URL: `smtp://127.0.0.1:${port}` })
  await until(
    () => world.one<{ n: number }>('select count(*)::int as n from notification where mailed_at is null'),
    ({ n }) => n === 0,
  )

  const { rows } = await world.db.query<{ address: string; ids: string[] }>(
    `select p.work_email as address, array_agg(m.id::text) as ids from mailing m join person p on p.id = m.person_id
     where m.handed_over_at is not null group by 1`,
  )
  expect(rows).toHaveLength(many)
  for (const { address, ids } of rows) {
    expect(ids).toHaveLength(1)
    const letters = taken.filter(letter => letter.to === address)
    expect(letters.length).toBeGreaterThanOrEqual(1)
    expect(new Set(letters.map(letter => letter.id))).toEqual(new Set([`<${ids[0]}@example.org>`]))
  }
  expect(taken.length).toBeLessThanOrEqual(many + kills * atOnce)
})
