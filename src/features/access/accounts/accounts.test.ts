import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { givable } from './accounts.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = { area: 'york' }
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
const aTeam = await world.one<{ id: string }>(
  `select t.id from team t join area a on a.id = t.area_id where a.key = 'york' order by t.name limit 1`,
)
const newcomer = (name: string) => ({
  name,
  title: 'Social worker',
  email: 'a@example.org',
  phone: '',
  kind: 'professional',
  role: 'case-holder',
  team: aTeam.id,
  service: '',
})

describe('what a role needs (R142)', () => {
  test.each([
    ['case-holder', 'professional', true, false, true],
    ['case-holder', 'professional', false, false, 'choose a team'],
    ['case-holder', 'trusted-relationships', true, false, 'not for a Trusted Relationships worker'],
    ['coordinator', 'trusted-relationships', false, false, true],
    ['coordinator', 'professional', false, false, 'only for a Trusted Relationships worker'],
    ['service-manager', 'trusted-relationships', false, false, 'choose a service'],
    ['service-manager', 'trusted-relationships', false, true, true],
    ['panel-member', 'trusted-relationships', true, false, true],
  ] as const)('%s, %s, team %s, service %s', (role, kind, team, service, answer) => {
    const given = givable(role, { kind, team, service })
    expect(given.ok ? true : given.why).toBe(answer)
  })
})

describe('accounts of an area', () => {
  test('an invitation makes an account whose code is kept only as a hash', async () => {
    const client = await signedIn(the, administrator)
    const hidden = await client.hidden(urls.invite(york))
    const answer = await client.post(urls.invite(york), { ...hidden, ...newcomer('Newcomer One') })
    expect(answer.status).toBe(303)
    const made = await world.one<{ id: string; used_at: Date | null; plain: boolean }>(
      `select p.id, i.used_at, i.code_hash = sha256(convert_to($1, 'UTF8')) as plain from person p join invitation i on i.person_id = p.id where p.name = 'Newcomer One'`,
      [hidden.code],
    )
    expect(made).toMatchObject({ used_at: null, plain: true })
    expect(answer.location).toBe(urls.account({ ...york, person: made.id }))
    expect(answer.location).not.toContain(hidden.code)
  })

  test('what was typed stays when something is missing', async () => {
    const client = await signedIn(the, administrator)
    const answer = await client.send(urls.invite(york), { ...newcomer('Kept Name'), role: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="Kept Name"')
    expect(answer.text).toContain('Choose what they will do')
  })

  test('a Trusted Relationships worker cannot be given a statutory role, in the page or in the database (R142)', async () => {
    const client = await signedIn(the, administrator)
    const mentor = await world.person({ role: 'coordinator', area: 'york' })
    const answer = await client.send(urls.account({ ...york, person: mentor.id }), {
      role: 'case-holder',
      team: aTeam.id,
      service: '',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('cannot have this role')
    await expect(world.belongs(mentor, { role: 'case-holder', area: 'york' })).rejects.toThrow(
      /membership_kind_fits_role/,
    )
  })

  test.each(['case-holder', 'team-manager'])(
    'nobody is made a %s in a team of Trusted Relationships, and the page says so (R142)',
    async role => {
      const client = await signedIn(the, administrator)
      const colleague = await world.person({ role: 'duty', area: 'york' })
      const { id: team } = await world.one<{ id: string }>(
        `select t.id from team t join agency a on a.area_id = t.area_id and a.id = t.agency_id join area x on x.id = t.area_id
          where x.key = 'york' and a.kind = 'trusted-relationships' limit 1`,
      )
      const answer = await client.send(urls.account({ ...york, person: colleague.id }), { role, team, service: '' })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('A team of Trusted Relationships holds no cases')
    },
  )

  test.each([
    // Whoever is matched as a relief worker would read all of the record, as a Family Network Coordinator does.
    ['north-yorkshire', 'rp-relief-worker', 'family-network-coordinator'],
    ['north-yorkshire', 'rp-relief-worker', 'volunteer-mentor'],
    ['york', 'volunteer-mentor', 'relief-worker'],
    ['york', 'family-network-coordinator', 'volunteer-mentor'],
  ])('R17, R18, R20: a worker is one of their service, in %s for %s not a %s', async (area, service, role) => {
    const client = await signedIn(the, await world.person({ role: 'area-administrator', area }))
    const answer = await client.send(urls.invite({ area }), {
      ...newcomer(`Of ${role}`),
      kind: 'trusted-relationships',
      role,
      team: '',
      service,
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This service has workers of another kind')
    expect(answer.text).toContain(`value="Of ${role}"`)
    await expect(world.person({ role, area, service })).rejects.toThrow('this service has other workers')
  })

  test('a closed account is out at its next request', async () => {
    const leaver = await world.person({ role: 'case-holder', area: 'york' })
    const theirs = await signedIn(the, leaver)
    expect((await theirs.get('/')).status).toBe(200)
    const client = await signedIn(the, administrator)
    const answer = await client.send(
      urls.account({ ...york, person: leaver.id }),
      {},
      { action: urls.closeAccount({ ...york, person: leaver.id }) },
    )
    expect(answer.status).toBe(303)
    expect((await theirs.get('/')).status).toBe(303)
  })

  test.each(['endRole', 'closeAccount', 'give'])('nobody changes their own roles: %s', async what => {
    const client = await signedIn(the, administrator)
    const own = urls.account({ ...york, person: administrator.id })
    const { id } = await world.one<{ id: string }>('select id from membership where person_id = $1', [administrator.id])
    const action = {
      endRole: urls.endRole({ ...york, person: administrator.id, membership: id }),
      closeAccount: urls.closeAccount({ ...york, person: administrator.id }),
      give: own,
    }[what]
    const answer = await client.post(action ?? '', {
      ...(await client.hidden(urls.invite(york))),
      role: 'information-governance',
      team: '',
      service: '',
    })
    expect(answer.status).toBe(404)
    const { n } = await world.one<{ n: number }>(
      'select count(*)::int as n from membership where person_id = $1 and until_at is null',
      [administrator.id],
    )
    expect(n).toBe(1)
  })

  test('an administrator of one area has no say in another', async () => {
    const client = await signedIn(the, administrator)
    expect((await client.get(urls.accounts({ area: 'north-yorkshire' }))).status).toBe(404)
    const elsewhere = await world.person({ role: 'case-holder', area: 'north-yorkshire' })
    const hidden = await client.hidden(urls.invite(york))
    expect((await client.post(urls.closeAccount({ ...york, person: elsewhere.id }), hidden)).status).toBe(404)
  })

  test('changing roles asks to prove again who they are after five minutes', async () => {
    const client = await signedIn(the, administrator, { authenticatedAt: new Date(Date.now() - 6 * 60_000) })
    const answer = await client.send(urls.invite(york), newcomer('Too Late'))
    expect(answer.location).toMatch(/^\/sign-in\/again/)
  })

  test.each([
    ['lately', 4, 'manage', 'ask'],
    ['six minutes ago', 6, 'insufficient_privilege', 'insufficient_privilege'],
  ])('the database asks for the same of whoever proved it %s (promises D)', async (_, minutes, invited, asked) => {
    const authenticatedAt = new Date(Date.now() - minutes * 60_000)
    const holder = await world.person({ role: 'case-holder', area: 'york' })
    const [boss, helper] = [
      await signedIn(the, administrator, { authenticatedAt }),
      await signedIn(the, holder, { authenticatedAt }),
    ]
    const said = (done: string, token: string, call: string) =>
      the.database.pool
        .query(`select app.enter('${token}', null), a.id, ${call} from area a where a.key = 'york'`)
        .then(
          () => done,
          error => (error.code === '42501' ? 'insufficient_privilege' : String(error)),
        )
    expect(
      await said(
        'manage',
        boss.token,
        `app.invite(a.id, 'Somebody', 'Title', 'professional', null, null, 'steering-group', null, null, null, sha256('x${minutes}'))`,
      ),
    ).toBe(invited)
    expect(
      await said(
        'ask',
        helper.token,
        `app.ask_emergency_access(a.id, '{no,body}', '2012-01-01', 'cover', 'A line of why')`,
      ),
    ).toBe(asked)
  })
})
