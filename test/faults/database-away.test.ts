import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { type Answer, hiddenFields } from '../as.ts'
import { guarded, personal } from '../headers.ts'
import { until } from '../until.ts'
import { ownCluster } from './own-cluster.ts'
import { startWeb } from './web-program.ts'
import { draft, peopleWhoWrite, typedBy } from './writes.ts'

// The database is started again under a server that stays, in order and by kill -9: while it is away, plain pages; when
// it is back, the same sessions, pages and forms.

vi.setConfig({ testTimeout: 300_000 })

const cluster = await ownCluster()
const web = await startWeb(cluster.on)
const [writer] = await peopleWhoWrite(cluster.on, 1, web.browser)
if (!writer) throw new Error('nobody writes')
const youngPerson = { area: 'york', youngPerson: writer.child }
const me = web.browser(writer.token)
const health = async (which: 'live' | 'ready') => {
  const answer = await web.browser().get(`/health/${which}`)
  return [answer.status, JSON.parse(answer.text)] as const
}

function isPlain(answer: Answer): void {
  expect(answer.status).toBe(503)
  expect(answer.headers['retry-after']).toBe('5')
  expect(answer.text).toContain('Please try again in a moment')
  expect(answer.text).not.toMatch(/\n\s+at .+:\d+:\d+|ECONN|ENOENT|PGSQL|terminat|postgres/i)
  guarded({ headers: answer.headers, body: answer.text }, { page: true })
  personal(answer)
}

test.each([
  ['stopped and started in order', cluster.stop],
  ['killed with kill -9', cluster.kill],
])('it is %s: plain pages meanwhile, and everything as before afterwards', async (_, end) => {
  const page = urls.trustedAdults(youngPerson)
  expect((await me.get(page)).status).toBe(200)
  expect(await health('ready')).toEqual([200, { ready: true }])
  await end()
  expect(await health('ready')).toEqual([503, { ready: false }])
  expect(await health('live')).toEqual([200, { live: true }])
  for (const path of ['/', page, '/york/young-people', '/your-sessions']) isPlain(await me.get(path))
  expect((await web.browser().get('/accessibility')).status).toBe(200)
  expect(await draft(me, writer, randomUUID())).toBe(503)
  const form = typedBy(writer, randomUUID())
  const kept = await me.post(page, form)
  isPlain(kept)
  expect(hiddenFields(kept.text)).toEqual(form)
  // Also what cannot be kept as a draft now: a page of an earlier session, sealed for whoever wrote it, as nobody can be
  // asked who is signed in; and the words of a search.
  const earlier = await me.post(page, { ...form, _csrf: 'of an earlier session' })
  isPlain(earlier)
  expect(Object.keys(hiddenFields(earlier.text))).toEqual(['_sealed'])
  const words = { _csrf: writer.csrf, name: 'Robin “Bob” <Inventedname>' }
  const searched = await me.post(urls.byName({ area: 'york' }), words)
  isPlain(searched)
  expect(hiddenFields(searched.text)).toEqual(words)
  const forged = await me.post(page, form, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })
  expect([forged.status, forged.text.includes(form.familyWords)]).toEqual([403, false])

  await cluster.start()
  await until(
    () => health('ready'),
    ([status]) => status === 200,
  )
  const done = await me.post(page, hiddenFields(kept.text))
  expect([done.status, done.location]).toEqual([303, urls.youngPerson(youngPerson)])
  expect((await me.get(page)).text).toContain(form.familyWords)
  expect(await draft(me, writer, randomUUID())).toBe(200)
  for (const path of ['/', page, '/york/young-people', '/your-sessions']) expect((await me.get(path)).status).toBe(200)
  expect(web.process.exitCode).toBeNull()
  expect(web.said()).not.toContain(form.familyWords)
})
