import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { openSession, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPhone, codeFor } from '../../../../test/phone.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// One account signs in one way, and on a live system a volunteer’s by a passkey alone: rules of the database (promises D).

const database = await testDatabase()
const world = await aWorld(database)
const the = await testApp(database)
const service = 'volunteer-mentor'
const manager = await world.person({ role: 'mentor-coordinator', area: 'york', service })
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
const aMentor = () => world.person({ role: 'volunteer-mentor', area: 'york', service })
const become = (kind: 'live' | 'trial') => world.db.query('update system set kind = $1', [kind])
afterEach(() => become('trial'))

const entersByIssuer = (person: MadePerson) =>
  openSession(the.database.pool, the.signInKey, person).then(
    () => 'in',
    error => String(error.message),
  )
const insertPasskey = (person: MadePerson) =>
  world.db.query(
    `insert into passkey (person_id, credential_id, public_key, user_handle, counter)
      values ($1::uuid, sha256(convert_to($1::text, 'UTF8')), repeat('k', 40)::bytea, sha256('h'), 0) returning id`,
    [person.id],
  )

describe('a live system', () => {
  test('opens the account of a volunteer or relief worker by no issuer; a trial does, so that everybody can be tried out', async () => {
    const relief = await world.person({ role: 'relief-worker', area: 'north-yorkshire', service: 'rp-relief-worker' })
    const [mentor, holder] = [await aMentor(), await world.person({ role: 'case-holder', area: 'york' })]
    for (const one of [mentor, relief, holder]) expect(await entersByIssuer(one)).toBe('in')
    await become('live')
    for (const one of [mentor, relief]) expect(await entersByIssuer(one)).toBe('the person could not sign in')
    expect(await entersByIssuer(holder)).toBe('in')
  })

  test('takes no session for them from the owner’s own hand either', async () => {
    const mentor = await aMentor()
    await become('live')
    await expect(
      world.db.query(
        `insert into session (token_hash, person_id, authenticated_at, idle_for, expires_at) values (sha256('a'), $1, now(), '5 minutes', now() + interval '1 hour')`,
        [mentor.id],
      ),
    ).rejects.toThrow('not their way to sign in')
  })

  test('still opens it by their telephone', async () => {
    const mentor = await aMentor()
    await become('live')
    const phone = aPhone(the)
    expect((await phone.setUp(await codeFor(the, manager, mentor))).statusCode).toBe(303)
    expect((await phone.signIn()).statusCode).toBe(303)
    expect((await phone.get('/')).statusCode).toBe(200)
  })

  test('binds no work account to a volunteer, whatever code somebody holds, and the code is not used up', async () => {
    const mentor = await aMentor()
    const boss = await signedIn(the, administrator)
    const at = urls.inviteAgain({ area: 'york', person: mentor.id })
    const hidden = await boss.hidden(at)
    await boss.post(at, hidden)
    await become('live')
    const { rows } = await world.db.query(
      `select app.sign_in_ends('https://issuer.test', 'new', sha256('t'), to_timestamp(1000), '', '5 minutes', '8 hours', null, sha256(convert_to($1, 'UTF8')),
        (select sha256(sign_in_key || sha256(sign_in_key || convert_to(concat_ws(E'\\n', 'https://issuer.test', 'new', encode(sha256('t'), 'hex'), 1000, 300, 28800, '', encode(sha256(convert_to($1, 'UTF8')), 'hex')), 'UTF8'))) from app.system)) as who`,
      [hidden.code],
    )
    expect(rows[0].who).toBeNull()
    expect(
      await world.one<{ used: number; bound: number }>(
        `select (select count(*) from invitation where person_id = $1 and used_at is not null)::int as used,
          (select count(*) from identity where person_id = $1 and subject = 'new')::int as bound`,
        [mentor.id],
      ),
    ).toEqual({ used: 0, bound: 0 })
  })
})

describe('one account', () => {
  test.each([
    ['volunteer-mentor', 'coordinator', 'york'],
    ['coordinator', 'volunteer-mentor', 'york'],
    ['family-network-coordinator', 'relief-worker', 'north-yorkshire'],
  ] as const)('that is %s is never %s too', async (first, second, area) => {
    const of = { 'family-network-coordinator': 'family-network-coordinator', 'relief-worker': 'rp-relief-worker' }
    const serviceOf = (role: string) => of[role as keyof typeof of] ?? service
    const person = await world.person({ role: first, area, service: serviceOf(first) })
    await expect(world.belongs(person, { role: second, area, service: serviceOf(second) })).rejects.toThrow(
      'one account signs in one way',
    )
  })

  test('says so on the page of whoever gives roles', async () => {
    const mentor = await aMentor()
    const boss = await signedIn(the, administrator)
    const answer = await boss.send(urls.account({ area: 'york', person: mentor.id }), {
      role: 'coordinator',
      team: '',
      service: '',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('sign in with a phone, and nobody else does')
  })

  test.each(['case-holder', 'coordinator', 'operational-manager', 'area-administrator', 'family-network-coordinator'])(
    'of a %s has no passkey',
    async role => {
      const of = /network/.test(role) ? { service: role } : /manager/.test(role) ? { service } : {}
      const person = await world.person({ role, area: 'york', ...of })
      await expect(insertPasskey(person)).rejects.toThrow('staff sign in with their work account')
    },
  )

  test('with a passkey takes no role of staff, not even after the other one ended', async () => {
    const mentor = await aMentor()
    await insertPasskey(mentor)
    // Its passkey ended with the role; one that had not would still be in the way.
    await world.db.query('update membership set until_at = now() where person_id = $1', [mentor.id])
    const { ended } = await world.one<{ ended: boolean }>(
      'select ended_at is not null as ended from passkey where person_id = $1',
      [mentor.id],
    )
    expect(ended).toBe(true)
    await world.db.query('update passkey set ended_at = null, ended_because = null where person_id = $1', [mentor.id])
    await expect(world.belongs(mentor, { role: 'coordinator', area: 'york' })).rejects.toThrow(
      'one account signs in one way',
    )
  })

  test('given a role of each kind at the same moment keeps one', async () => {
    const person = await world.person()
    await world.db.query(`update person set kind = 'trusted-relationships' where id = $1`, [person.id])
    const other = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
    await other.connect()
    await world.db.query('begin')
    await world.belongs(person, { role: 'volunteer-mentor', area: 'york', service })
    const second = other
      .query(
        `insert into membership (person_id, person_kind, role, area_id) select p.id, p.kind, 'coordinator', a.id from person p, area a where p.id = $1 and a.key = 'york'`,
        [person.id],
      )
      .catch(error => String(error.message))
    await world.db.query('commit')
    const said = await second
    await other.end()
    expect(said).toContain('one account signs in one way')
  })
})
