import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { testApp } from '../app.ts'
import { type Answer, client } from '../as.ts'
import { testDatabase } from '../database.ts'
import { guarded, personal } from '../headers.ts'
import { until } from '../until.ts'
import { startWeb, type WebProgram } from './web-program.ts'
import { draft, peopleWhoWrite, typedBy } from './writes.ts'

// More than can be done: a plain page at once, which says when to come back, and no growing heap of what waits.

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const quiet = await startWeb(database)
const writers = await peopleWhoWrite(database, 4, quiet.browser)
const [writer] = writers
if (!writer) throw new Error('nobody writes')
const someone = writer
const path = urls.trustedAdults({ area: 'york', youngPerson: someone.child })

function isBusyPage(answer: Answer, status: 429 | 503): void {
  expect(answer.status).toBe(status)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.text).toContain('Please try again in a moment')
  expect(answer.text).not.toMatch(/\n\s+at .+:\d+:\d+|FST_|"statusCode"|rate.?limit/i)
  guarded({ headers: answer.headers, body: answer.text }, { page: true })
  personal(answer)
}

/** Nobody writes an answer about trusted adults until it is let go. */
async function holdWrites(): Promise<() => Promise<void>> {
  const holding = new pg.Client({ connectionString: database.superuserUrl })
  await holding.connect()
  await holding.query('begin')
  await holding.query('lock table app.trusted_adult in share mode')
  let ended: Promise<void> | undefined
  const letGo = () => (ended ??= holding.end())
  onTestFinished(letGo)
  return letGo
}

describe('more requests at once than may wait', () => {
  const many = 60

  /** Sends them all while none can be done. */
  async function flood(web: WebProgram, give: { signal?: AbortSignal } = {}) {
    const letGo = await holdWrites()
    let answered = 0
    const answers = Array.from({ length: many }, async () => {
      const form = { ...typedBy(someone, randomUUID()), more: 'x'.repeat(100_000) }
      const answer = await web.browser(someone.token, give.signal).post(path, form)
      answered += 1
      return answer
    })
    return { answers: Promise.allSettled(answers), answered: () => answered, letGo }
  }

  test('are told at once instead of being kept; those that may wait are done', async () => {
    const web = await startWeb(database, { BUSY_AT: '10' })
    const { answers, answered, letGo } = await flood(web)
    await until(answered, n => n >= many - 10)
    await letGo()
    const all = (await answers).flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
    const busy = all.filter(answer => answer.status === 503)
    for (const answer of busy) isBusyPage(answer, 503)
    expect([all.length, all.length - busy.length]).toEqual([many, all.filter(({ status }) => status === 303).length])
    expect(busy.length).toBeGreaterThanOrEqual(many - 20)
  })

  test('do not count any more once they have gone away unanswered', async () => {
    const web = await startWeb(database, { BUSY_AT: '10' })
    for (let time = 0; time < 2; time++) {
      const leave = new AbortController()
      const { answers, answered, letGo } = await flood(web, leave)
      await until(answered, n => n >= many - 10)
      leave.abort()
      await answers
      await letGo()
    }
    await until(
      () => web.browser(someone.token).get(path),
      answer => answer.status === 200,
    )
    // As many as may be at once, at once.
    const pages = await Promise.all(Array.from({ length: 10 }, () => web.browser(someone.token).get(path)))
    expect(pages.map(page => page.status)).toEqual(pages.map(() => 200))
  })
})

test('a program that falls behind says so, save to whoever asks whether it lives', async () => {
  const web = await startWeb(database, { BUSY_AFTER_MS: '300' })
  const ask = () => web.browser(someone.token).get(path)
  // Stopped for a while, as by a machine that has no time for it.
  const fallBehind = async () => {
    web.process.kill('SIGSTOP')
    const asked = [ask(), web.browser().get('/health/live')] as const
    await sleep(1_500)
    web.process.kill('SIGCONT')
    return Promise.all(asked)
  }
  const [busy, lives] = await until(fallBehind, ([answer]) => answer.status === 503)
  isBusyPage(busy, 503)
  expect(lives.status).toBe(200)
  await until(ask, answer => answer.status === 200)
})

describe('one browser that asks for more than anybody reads', () => {
  test('is told so in a page, and nobody else is', async () => {
    const the = await testApp(database, { BUSY_AT: '1000' })
    const [one, other] = writers.map(({ token }) => client(the, token))
    if (!one || !other) throw new Error('nobody asks')
    // Counted by their session from the second request on; before it, by the address they share.
    await one.get('/your-sessions')
    await other.get('/your-sessions')
    const answers = await Promise.all(Array.from({ length: 600 }, () => one.get('/york/nowhere')))
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([404]))
    const asked = () => one.get('/your-sessions')
    isBusyPage(await until(asked, answer => answer.status !== 200), 429)
    isBusyPage(await one.post(path, typedBy(someone, randomUUID())), 429)
    expect((await other.get('/your-sessions')).status).toBe(200)
  })

  test('people who type in one office are counted one by one, also after a restart', async () => {
    const the = await testApp(database)
    const statuses: number[] = []
    for (let n = 0; n < 130; n++)
      for (const each of writers.slice(0, 2)) statuses.push(await draft(client(the, each.token), each, randomUUID()))
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})
