import { HtmlValidate } from 'html-validate'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { testApp } from '../app.ts'
import { type Client, hiddenFields, signedIn } from '../as.ts'
import { testDatabase } from '../database.ts'
import { guarded, personal } from '../headers.ts'
import { aWorld } from '../world.ts'

// Somebody else holds what a page needs, for longer than anybody may be kept waiting: a plain page, which has what was
// typed; sent again from there it is done, once.

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder })
const youngPerson = { area: 'york', youngPerson: child.id }
const path = urls.trustedAdults(youngPerson)

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
const longText = '“He said: <b>come</b> & see”\nÉlodie 🙄 — '.repeat(1_000).trim()
const typed = {
  family: 'yes',
  familyWords: longText,
  community: 'no',
  professional: 'not asked',
  'askedOn-day': '1',
  'askedOn-month': '6',
  'askedOn-year': '2026',
}

/** A connection that holds the lock until it is let go. */
async function holding(lock: string) {
  const client = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
  await client.connect()
  await client.query('begin')
  await client.query(lock)
  let held = true
  const letGo = async () => {
    if (!held) return
    held = false
    await client.query('rollback')
    await client.end()
  }
  onTestFinished(letGo)
  return letGo
}

const rows = () =>
  world.one<{ n: number; words: string | null }>(
    `select count(*)::int as n, max(words) as words from trusted_adult where circle = 'family' and young_person_id = $1`,
    [child.id],
  )

/** Sends what a page of ours carries, as pressing its one button does. */
const pressSendAgain = (me: Client, page: string) => {
  const to = /<form action="([^"]+)" method="post" novalidate><input/.exec(page)?.[1] ?? ''
  expect(to).toBe(path)
  return me.post(to, hiddenFields(page))
}

describe.each([
  ['a lock is not to be had in time', `lock_timeout = '500ms'`, '55P03'],
  ['a statement takes too long', `statement_timeout = '3s'`, '57014'],
])('%s', (_, limit, code) => {
  test('a form comes back with what was typed, and sent again it is done once', async () => {
    await world.db.query(`alter role app in database ${database.name} reset all`)
    await world.db.query(`alter role app in database ${database.name} set ${limit}`)
    if (code === '57014') await world.db.query(`alter role app in database ${database.name} set lock_timeout = 0`)
    await world.db.query('delete from trusted_adult where young_person_id = $1', [child.id])
    const the = await testApp(database)
    const me = await signedIn(the, holder)
    const hidden = await me.hidden(path)
    const letGo = await holding('lock table trusted_adult in share mode')
    const kept = await me.post(path, { ...hidden, ...typed })
    expect(kept.status).toBe(503)
    expect(kept.headers['retry-after']).toBe('5')
    expect(kept.text).toContain('What you typed is still here')
    expect(kept.text).not.toMatch(/\n\s+at .+:\d+:\d+|55P03|57014|canceling/)
    guarded({ headers: kept.headers, body: kept.text }, { page: true })
    personal(kept)
    expect((await validator.validateString(kept.text)).results).toEqual([])
    expect(hiddenFields(kept.text)).toEqual({ ...hidden, ...typed })
    expect(await rows()).toMatchObject({ n: 0 })

    const still = await pressSendAgain(me, kept.text)
    expect(still.status).toBe(503)
    await letGo()
    const done = await pressSendAgain(me, still.text)
    expect([done.status, done.location]).toEqual([303, urls.youngPerson(youngPerson)])
    expect((await pressSendAgain(me, still.text)).status).toBe(303)
    expect(await rows()).toEqual({ n: 1, words: longText })
    expect(the.logged.join('\n')).toContain(code)
    expect(the.logged.join('\n')).not.toMatch(/Élodie|come/)
  })
})
