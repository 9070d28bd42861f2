import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { openSession, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPhone, codeFor } from '../../../../test/phone.ts'
import { whenTestIsOver } from '../../../../test/when-over.ts'
import { aWorld } from '../../../../test/world.ts'
import { hash } from '../../../web/session.ts'
import { urls } from '../urls.ts'

// Whoever gives codes could give themself somebody else's account: they are told of, and nobody but who may gives one.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const [area, service] = ['york', 'volunteer-mentor']
const boss = await world.person({ role: 'mentor-coordinator', area, service })
const aMentor = () => world.person({ role: 'volunteer-mentor', area, service })

describe('a code given in person', () => {
  test('is told of where there was a way in before, also one that was stopped first', async () => {
    const mentor = await aMentor()
    const officer = await world.person({ role: 'information-governance', area })
    const told = async () =>
      (
        await world.db.query(
          `select from notification where kind in ('code made for you', 'code made for somebody') and person_id = any ($1)`,
          [[mentor.id, officer.id]],
        )
      ).rowCount
    expect((await aPhone(the).setUp(await codeFor(the, boss, mentor))).statusCode).toBe(303)
    expect(await told()).toBe(0)
    const at = urls.codeInPerson({ area, person: mentor.id })
    const stop = { action: urls.stopPasskeys({ area, person: mentor.id }) }
    expect((await (await signedIn(the, boss)).send(at, {}, stop)).status).toBe(303)
    await codeFor(the, boss, mentor)
    expect(await told()).toBe(2)
  })

  test('is not for whoever only matches for the service, by statement either', async () => {
    const mentor = await aMentor()
    const manager = await world.person({ role: 'service-manager', area, service })
    const token = await openSession(the.database.pool, the.signInKey, manager)
    const client = await the.database.pool.connect()
    try {
      await client.query('begin')
      await client.query('select app.enter($1, null)', [token])
      const values = [await world.areaId(area), mentor.id, hash('AAAAAAAAAAAA')]
      const { rows } = await client.query(
        `select app.invite_in_person($1, $2, 'AAAA', $3) as made, app.stop_passkeys($1, $2) as stopped`,
        values,
      )
      expect(rows).toEqual([{ made: false, stopped: false }])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test('a passkey that is made while the role ends, ends with it', async () => {
  const mentor = await aMentor()
  const begun = async () => {
    const client = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app,pg_catalog' })
    await client.connect()
    whenTestIsOver(() => client.end())
    await client.query('begin')
    return client
  }
  const [one, other] = [await begun(), await begun()]
  await one.query(
    `insert into passkey (person_id, credential_id, public_key, user_handle, counter)
       values ($1, sha256('one'), repeat('k', 40)::bytea, sha256('one'), 0)`,
    [mentor.id],
  )
  const ends = other.query('update membership set until_at = now() where person_id = $1', [mentor.id])
  await new Promise(done => setTimeout(done, 500))
  await one.query('commit')
  await ends
  await other.query('commit')
  expect(await world.one('select ended_because from passkey where person_id = $1', [mentor.id])).toEqual({
    ended_because: 'no role',
  })
})
