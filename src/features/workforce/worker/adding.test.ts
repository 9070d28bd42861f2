import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { on } from '../../../../test/matches.ts'
import { aRecruit, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Who becomes a worker, and what is known of them: R17, R18.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const york = 'york'
const ny = 'north-yorkshire'
const operational = await world.person({ role: 'operational-manager', area: ny, service: 'rp-relief-worker' })
const service = await world.person({ role: 'service-manager', area: york, service: 'family-network-coordinator' })
const mentors = await world.person({ role: 'mentor-coordinator', area: york, service: 'volunteer-mentor' })

const about = (bornOn: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...on('bornOn', bornOn),
  ...on('startedOn', yearsAgo(0)),
  youngPeopleAtMost: '2',
  gender: 'woman',
  ...more,
})
const confirmed = { confirmedBy: 'A. Example, leaving care', ...on('confirmedOn', '2026-01-05') }
const lead = { safeguardingLead: 'Jo Example, 01632 960 123', emergencyContact: 'Her mother, 01632 960 124' }

describe('adding a worker', () => {
  const add = async (by: MadePerson, area: string, serviceKey: string, said: Record<string, string>) => {
    const recruit = await aRecruit(world, area, serviceKey)
    const answer = await (await signedIn(the, by)).send(urls.addWorker({ area }), {
      who: `${serviceKey}.${recruit.id}`,
      ...said,
    })
    return { answer, recruit }
  }

  test('R17: a relief worker, with who confirmed that they were known before and nothing of why', async () => {
    const { answer, recruit } = await add(operational, ny, 'rp-relief-worker', about(yearsAgo(20), confirmed))
    expect(answer.status).toBe(303)
    expect(
      await world.one('select confirmed_by, young_people_at_most from worker where person_id = $1', [recruit.id]),
    ).toEqual({
      confirmed_by: 'A. Example, leaving care',
      young_people_at_most: 2,
    })
  })

  test.each([
    ['R17: without a confirmation', ny, 'rp-relief-worker', about(yearsAgo(20)), 'every relief worker needs it'],
    [
      'R17: too young to be a relief worker',
      ny,
      'rp-relief-worker',
      about(yearsAgo(15, 300), { ...confirmed, ...lead }),
      'too young',
    ],
    [
      'under 18 with nobody of their own to turn to',
      ny,
      'rp-relief-worker',
      about(yearsAgo(16, 30), confirmed),
      'safeguarding lead',
    ],
    ['R18: a mentor who is no adult', york, 'volunteer-mentor', about(yearsAgo(17), lead), 'too young'],
  ])('%s is sent back, with what was typed', async (_, area, serviceKey, said, text) => {
    const { answer, recruit } = await add(area === ny ? operational : mentors, area, serviceKey, said)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain(`value="${String(said['bornOn-year'])}"`)
    expect((await world.db.query('select from worker where person_id = $1', [recruit.id])).rowCount).toBe(0)
  })

  test.each([
    [ny, 'rp-relief-worker', yearsAgo(20), 3],
    [york, 'volunteer-mentor', yearsAgo(40), 2],
  ])(
    'has as many young people as the file of %s calls usual, unless said otherwise: %s',
    async (area, key, born, usual) => {
      const relief = area === ny
      const said = about(born, { ...(relief ? confirmed : {}), youngPeopleAtMost: '' })
      const { answer, recruit } = await add(relief ? operational : mentors, area, key, said)
      expect(answer.status).toBe(303)
      const most = () => world.one('select young_people_at_most as most from worker where person_id = $1', [recruit.id])
      expect(await most()).toEqual({ most: usual })
      const app = await signedIn(the, relief ? operational : mentors)
      const change = `${answer.location}/change`
      const page = (await app.get(change)).text
      expect(page).toContain(`what is usual: ${usual}.`)
      // R17: of nobody else is asked whether Children and Families Services knew them.
      expect(page.includes('knew them before')).toBe(relief)
      expect(page.includes('If they are under 18')).toBe(relief)
      expect((await app.send(change, { ...said, youngPeopleAtMost: '1' })).status).toBe(303)
      expect(await most()).toEqual({ most: 1 })
    },
  )

  test('what was said of somebody before stays with them, where their service does not ask for it', async () => {
    const { answer, recruit } = await add(mentors, york, 'volunteer-mentor', about(yearsAgo(40)))
    await world.db.query(
      `update worker set safeguarding_lead = 'Canarylead', confirmed_by = 'Canaryconfirmed', confirmed_on = '2026-01-05' where person_id = $1`,
      [recruit.id],
    )
    const app = await signedIn(the, mentors)
    const page = (await app.get(`${answer.location}/change`)).text
    expect([page.includes('value="Canarylead"'), page.includes('value="Canaryconfirmed"')]).toEqual([true, true])
  })

  test('of 16, with a lead of their own, who stands on their page', async () => {
    const { answer } = await add(operational, ny, 'rp-relief-worker', about(yearsAgo(16, 3), { ...confirmed, ...lead }))
    expect(answer.status).toBe(303)
    const page = await (await signedIn(the, operational)).get(answer.location ?? '')
    expect(page.text).toContain('so still a child')
    expect(page.text).toContain('href="tel:01632960123"')
  })

  test('is for whoever manages that very service: nobody of another one is offered, and a forged one is not taken', async () => {
    const { answer, recruit } = await add(service, york, 'volunteer-mentor', about(yearsAgo(30)))
    expect(answer.status).toBe(422)
    const app = await signedIn(the, service)
    expect((await app.get(urls.addWorker({ area: york }))).text).not.toContain(recruit.name)
    expect((await app.get(urls.workers({ area: ny }))).status).toBe(404)
  })
})
