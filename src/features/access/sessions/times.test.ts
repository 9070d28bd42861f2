import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { aPhone, codeFor } from '../../../../test/phone.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls as matches } from '../../matching/index.ts'
import { urls as workforce } from '../../workforce/index.ts'
import { urls } from '../urls.ts'

// How long a screen stays open, as the database decides it (promises D).

const database = await testDatabase()
const world = await aWorld(database)
const the = await testApp(database)
const { ready, insert } = await matching(the, world)
const mine = matches.mine({ area: 'york' })

const times = (person: MadePerson) =>
  world.one<{ idle: number; lasts: number }>(
    `select extract(epoch from idle_for)::int / 60 as idle, extract(epoch from expires_at - started_at)::int / 3600 as lasts
      from session where person_id = $1 order by started_at desc limit 1`,
    [person.id],
  )
const untouched = (person: MadePerson, minutes: number) =>
  world.db.query(
    `update session set last_seen_at = now() - make_interval(mins => $2) where person_id = $1 and ended_at is null`,
    [person.id, minutes],
  )
const isIn = async (client: Client, at = mine) => (await client.get(at)).status === 200

/** A mentor with two young people. */
async function aMentor() {
  const of = await ready()
  const other = await ready()
  await insert(of, of.worker)
  await insert(other, of.worker)
  await world.db.query(`update young_person set known_as = 'Robin' where id = $1`, [of.child.id])
  await world.db.query(`update young_person set known_as = 'Sparrow' where id = $1`, [other.child.id])
  const [one, two] = await Promise.all(
    [of, other].map(each =>
      world.one<{ id: string }>('select id from match where young_person_id = $1', [each.child.id]),
    ),
  )
  const client = await signedIn(the, of.worker.person)
  const begin = (match: string) => client.send(mine, {}, { action: matches.together({ area: 'york', mine: match }) })
  return { of, other, person: of.worker.person, match: one?.id ?? '', second: two?.id ?? '', client, begin }
}

describe('a session', () => {
  test.each([
    ['volunteer-mentor', 'york', 'volunteer-mentor', 5, 8],
    ['relief-worker', 'north-yorkshire', 'rp-relief-worker', 5, 8],
    ['family-network-coordinator', 'york', 'family-network-coordinator', 15, 10],
    ['case-holder', 'york', undefined, 15, 10],
  ])(
    'of a %s in %s is held to its times, whatever the web server asks for',
    async (role, area, service, idle, lasts) => {
      const person = await world.person({ role, area, ...(service ? { service } : {}) })
      await signedIn(the, person, { idleSeconds: 86_400 })
      expect(await times(person)).toEqual({ idle, lasts })
      // Shorter is the council’s to say.
      await signedIn(the, person, { idleSeconds: 60 })
      expect((await times(person)).idle).toBe(1)
    },
  )

  test('by a passkey locks after five minutes untouched and is over after eight hours, however busy', async () => {
    const manager = await world.person({ role: 'mentor-coordinator', area: 'york', service: 'volunteer-mentor' })
    const mentor = await world.person({ role: 'volunteer-mentor', area: 'york', service: 'volunteer-mentor' })
    const phone = aPhone(the)
    await phone.setUp(await codeFor(the, manager, mentor))
    expect(await times(mentor)).toEqual({ idle: 5, lasts: 8 })
    await untouched(mentor, 4)
    expect(await isIn(phone.client())).toBe(true)
    await untouched(mentor, 5)
    const locked = await phone.client().get(mine)
    expect([locked.status, locked.location]).toEqual([303, `/locked?return=${encodeURIComponent(mine)}`])
    await phone.signIn()
    await world.db.query(`update session set expires_at = now() where person_id = $1`, [mentor.id])
    expect(await isIn(phone.client())).toBe(false)
  })

  test.each([
    ['was locked', `last_seen_at = now() - interval '6 minutes'`],
    ['was ended elsewhere', `ended_at = now(), ended_because = 'signed out everywhere'`],
    ['is over', 'expires_at = now()'],
  ])(
    'that %s leaves nothing in the browser: cache and storage are cleared with the answer that says so',
    async (_, becomes) => {
      const mentor = await world.person({ role: 'volunteer-mentor', area: 'york', service: 'volunteer-mentor' })
      const client = await signedIn(the, mentor)
      expect((await client.get(mine)).headers['clear-site-data']).toBeUndefined()
      await world.db.query(`update session set ${becomes} where person_id = $1`, [mentor.id])
      const { headers } = await client.get(mine)
      expect(headers).toMatchObject({ 'clear-site-data': '"cache", "storage"', 'cache-control': 'no-store' })
    },
  )
})

describe('signing out everywhere', () => {
  test.each([
    ['themself', undefined],
    ['whoever manages them', 'manager'],
  ])('by %s ends every session at its next request', async (_, by) => {
    const { of, person, client } = await aMentor()
    const other = await signedIn(the, person)
    if (by === undefined) await client.send(urls.sessions(), {}, { action: urls.signOutEverywhere() })
    else {
      const at = { area: 'york', worker: of.worker.id }
      const boss = await signedIn(the, of.manager)
      await boss.send(workforce.worker(at), {}, { action: workforce.endSessions(at) })
    }
    for (const each of [client, other]) expect(await isIn(each)).toBe(false)
  })

  test('is never named after force or loss, on the screen of whoever it is for', async () => {
    const { client } = await aMentor()
    const { text } = await client.get(urls.sessions())
    expect(text).toContain('Sign out everywhere')
    expect(text).not.toMatch(/\b(lost|stolen|taken|forced?|threat|danger|emergency|unsafe)\b/i)
  })
})

describe('filling in together', () => {
  test('stays open for twenty minutes untouched, and an hour at most', async () => {
    const { person, client, match, begin } = await aMentor()
    expect((await begin(match)).location).toBe(mine)
    await untouched(person, 19)
    expect(await isIn(client)).toBe(true)
    await untouched(person, 20)
    expect(await isIn(client)).toBe(false)
    const again = await aMentor()
    await again.begin(again.match)
    const { minutes } = await world.one<{ minutes: number }>(
      `select round(extract(epoch from together_until - now()) / 60)::int as minutes from session where person_id = $1`,
      [again.person.id],
    )
    expect(minutes).toBe(60)
    await world.db.query('update session set together_until = now(), last_seen_at = now() where person_id = $1', [
      again.person.id,
    ])
    expect(await isIn(again.client)).toBe(false)
    // Nor does it become a session like any other again.
    await world.db.query(`update session set together_until = now() - interval '1 hour' where person_id = $1`, [
      again.person.id,
    ])
    expect(await isIn(again.client)).toBe(false)
  })

  test('opens that one young person alone, in the page and to SQL', async () => {
    const { client, match, begin } = await aMentor()
    const before = await client.get(mine)
    for (const name of ['Robin', 'Sparrow']) expect(before.text).toContain(name)
    await begin(match)
    const { text } = await client.get(mine)
    expect(text).toContain('Robin')
    expect(text).not.toContain('Sparrow')
    expect(text).toContain('Filling in together')
    // Nor does it offer what would lock the screen, or what is said of them.
    expect(text).toContain('Write down how it went')
    for (const other of ['Before you ring', '/meetings/', '/before-you-meet', '/my-work'])
      expect(text).not.toContain(other)
    const { rows } = await the.database.pool.query(
      `select app.enter('${client.token}', null), (select array_agg(goes_by) from app.my_matches()) as names`,
    )
    expect(rows[0].names).toEqual(['Robin'])
    for (const closed of ['/', workforce.myWork({ area: 'york' }), urls.sessions()]) {
      const answer = await client.get(closed)
      expect([closed, answer.status, answer.location.split('?')[0]]).toEqual([closed, 303, '/locked'])
    }
  })

  test('is ended by the lock, and by nothing short of signing in anew', async () => {
    const { client, match, second, begin } = await aMentor()
    await begin(match)
    // Not switched to another young person from inside.
    const csrf = the.csrfOf(client.token)
    await client.post(matches.together({ area: 'york', mine: second }), { _csrf: csrf })
    expect((await client.get(mine)).text).not.toContain('Sparrow')
    await client.post(urls.lock(), { _csrf: csrf })
    expect(await isIn(client)).toBe(false)
  })

  test('is for a match of one’s own, and for whoever works by telephone', async () => {
    const { match, client } = await aMentor()
    const stranger = await aMentor()
    const at = matches.together({ area: 'york', mine: match })
    expect((await stranger.client.send(mine, {}, { action: at })).status).toBe(404)
    const desk = await ready('york', 2)
    await insert(desk, desk.worker)
    const { id } = await world.one<{ id: string }>('select id from match where young_person_id = $1', [desk.child.id])
    const coordinator = await signedIn(the, desk.worker.person)
    expect((await coordinator.get(mine)).text).not.toContain('Fill in together')
    expect((await coordinator.send(mine, {}, { action: matches.together({ area: 'york', mine: id }) })).status).toBe(
      404,
    )
    expect(await isIn(client)).toBe(true)
  })
})
