import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const york = 'york'
const service = await world.person({ role: 'service-manager', area: york, service: 'family-network-coordinator' })
const mentors = await world.person({ role: 'mentor-coordinator', area: york, service: 'volunteer-mentor' })
const yorkOperational = await world.person({ role: 'operational-manager', area: york, service: 'volunteer-mentor' })

const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})

describe('the list', () => {
  test('says what has run out, what runs out soon, and whose supervision is late', async () => {
    const gap = await aWorker(world, york, 'volunteer-mentor', { without: ['dbs'] })
    const late = await aWorker(world, york, 'volunteer-mentor')
    await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [late.id])
    const soon = await aWorker(world, york, 'volunteer-mentor', { without: ['dbs'] })
    await world.db.query(
      `insert into requirement_met (area_id, worker_id, requirement_key, done_on, seen, recorded_by)
         select area_id, id, 'dbs', current_date - interval '35 months', 'Seen', person_id from worker where id = $1`,
      [soon.id],
    )
    const app = await signedIn(the, mentors)
    const list = async (show?: string) =>
      (await app.get(`${urls.workers({ area: york })}${show ? `?show=${show}` : ''}`)).text
    expect(await list()).toContain('Something runs out within 60 days')
    const [all, ranOut, runsOut, supervision] = await Promise.all(
      [undefined, 'ran-out', 'runs-out', 'supervision'].map(list),
    )
    const named = (page: string | undefined) => [gap, late, soon].filter(one => page?.includes(`/workers/${one.id}"`))
    expect(named(all)).toEqual([gap, late, soon])
    expect(named(ranOut)).toEqual([gap])
    expect(named(runsOut)).toEqual([soon])
    expect(named(supervision)).toEqual([late])
  })

  test('is of one’s own service alone, in the database too', async () => {
    const mentor = await aWorker(world, york, 'volunteer-mentor')
    const coordinator = await aWorker(world, york, 'family-network-coordinator')
    const page = (await (await signedIn(the, service)).get(urls.workers({ area: york }))).text
    expect(page).toContain(coordinator.person.name)
    expect(page).not.toContain(mentor.person.name)
    const app = await signedIn(the, service)
    expect((await app.get(urls.worker({ area: york, worker: mentor.id }))).status).toBe(404)
    expect((await app.get(urls.worker({ area: york, worker: coordinator.id }))).status).toBe(200)
  })
})

describe('training and checks (R38)', () => {
  test('are recorded with what was seen; until when they count is worked out from the area’s file', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor', { without: ['dbs'] })
    const at = { area: york, worker: worker.id }
    const app = await signedIn(the, mentors)
    expect((await app.get(urls.worker(at))).text).toContain('cannot be matched')
    const sent = await app.send(urls.recordRequirement(at), {
      requirement: 'dbs',
      ...on('doneOn', '2026-03-31'),
      seen: 'The certificate, in person',
    })
    expect(sent.status).toBe(303)
    expect(
      await world.one(
        `select expires_on::text, seen from requirement_met where worker_id = $1 and requirement_key = 'dbs'`,
        [worker.id],
      ),
    ).toEqual({ expires_on: '2029-03-30', seen: 'The certificate, in person' })
    expect((await app.get(urls.worker(at))).text).toContain('Everything is there')
  })

  test('on a day to come, or before they were born, are none', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor', { without: ['dbs'] })
    const app = await signedIn(the, mentors)
    const send = (day: string) =>
      app.send(urls.recordRequirement({ area: york, worker: worker.id }), {
        requirement: 'dbs',
        ...on('doneOn', day),
        seen: 'It',
      })
    expect((await send('2099-01-01')).status).toBe(422)
    expect((await send('1950-01-01')).text).toContain('Give a day that has been')
  })

  test('that are wrong are taken back with a reason, stay to be read and count no more', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const { id } = await world.one<{ id: string }>(
      `select id from requirement_met where worker_id = $1 and requirement_key = 'dbs'`,
      [worker.id],
    )
    const at = { area: york, worker: worker.id }
    const app = await signedIn(the, mentors)
    const back = urls.takeBackRequirement({ ...at, met: id })
    expect((await app.send(back, { reason: 'It was his brother’s' })).status).toBe(303)
    const page = (await app.get(urls.worker(at))).text
    expect(page).toContain('It was his brother’s')
    expect(page).toContain('cannot be matched')
    expect((await app.get(back)).status).toBe(404)
  })
})

describe('a worker', () => {
  test('says when and where they can meet (R45), and changes nothing that is for whoever manages them', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const at = { area: york, worker: worker.id }
    const app = await signedIn(the, worker.person)
    const sent = await app.send(urls.aboutMe(at), {
      fri: ['evening'],
      sat: ['early', 'morning'],
      places: ['villages'],
      languages: 'English, Romani, Klingon',
      interests: ['boxing'],
      pronouns: 'she',
      youngPeopleAtMost: '40',
      emergencyContact: 'My sister, 01632 960 125',
    })
    expect(sent.status).toBe(303)
    expect(
      await world.one('select available, places, languages, young_people_at_most as most from worker where id = $1', [
        worker.id,
      ]),
    ).toEqual({
      available: ['fri-evening', 'sat-early', 'sat-morning'],
      places: ['villages'],
      languages: ['eng', 'rom', 'Klingon'],
      most: 3,
    })
    const page = (await app.get(urls.aboutMe(at))).text
    expect(page).toContain('English, Romani, Klingon')
    expect((await app.get(urls.workers({ area: york }))).status).toBe(403)
  })

  test('under 18 keeps somebody to turn to, whoever changes it; whose it is stands on their phone, and a tap rings them', async () => {
    const ny = 'north-yorkshire'
    const worker = await aWorker(world, ny, 'rp-relief-worker', { bornOn: yearsAgo(17) })
    const at = { area: ny, worker: worker.id }
    const phone = await signedIn(the, worker.person)
    const emptied = await phone.send(urls.aboutMe(at), { pronouns: 'they', emergencyContact: '' })
    expect(emptied.status).toBe(422)
    expect(emptied.text).toContain('While you are under 18 we need somebody to ring')
    expect(emptied.text).toContain('value="they"')
    const page = (await phone.get(urls.myWork({ area: ny }))).text
    expect(page).toMatch(/safeguarding lead: <a [^>]*href="tel:01632960001"/)
    const manager = await world.person({ role: 'operational-manager', area: ny, service: 'rp-relief-worker' })
    const changed = await (await signedIn(the, manager)).send(urls.change(at), {
      ...on('bornOn', yearsAgo(17)),
      ...on('startedOn', yearsAgo(0)),
      youngPeopleAtMost: '2',
      gender: 'woman',
      confirmedBy: 'Somebody',
      ...on('confirmedOn', '2025-01-01'),
      emergencyContact: 'Their aunt, 01632 960 002',
    })
    expect(changed.status).toBe(422)
    expect(changed.text).toContain('needs a safeguarding lead of their own')
  })

  test('reads nothing of another worker', async () => {
    const [one, other] = [
      await aWorker(world, york, 'volunteer-mentor'),
      await aWorker(world, york, 'volunteer-mentor'),
    ]
    const app = await signedIn(the, one.person)
    expect((await app.get(urls.aboutMe({ area: york, worker: other.id }))).status).toBe(404)
    expect(
      (await app.post(urls.checkIn({ area: york, worker: other.id }), await app.hidden('/tasks'))).status,
    ).toBeGreaterThanOrEqual(400)
  })

  test('who leaves is out at the next click, on every device, whoever else they know', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const phone = await signedIn(the, worker.person)
    expect((await phone.get(urls.myWork({ area: york }))).status).toBe(200)
    const manager = await signedIn(the, yorkOperational)
    const at = { area: york, worker: worker.id }
    expect((await manager.send(urls.away(at), on('fromOn', '2099-01-01'))).status).toBe(303)
    expect((await manager.send(urls.leaves(at), { why: 'moved on' })).status).toBe(303)
    expect((await phone.get(urls.myWork({ area: york }))).status).not.toBe(200)
    expect(
      await world.one(
        `select (select count(*)::int from session where person_id = $1 and ended_at is null) as open,
           (select count(*)::int from membership where person_id = $1 and until_at is null) as roles`,
        [worker.person.id],
      ),
    ).toEqual({ open: 0, roles: 0 })
    const page = (await manager.get(urls.worker(at))).text
    expect(page).toContain('Nothing opens to')
    // Nor is anything said, or asked, of what is to come.
    expect(page).not.toMatch(/The next (is|was) due|before they are matched\.|Call it off|Record time away/)
    expect((await manager.get(urls.change(at))).status).toBe(404)
  })

  test('whose role an administrator ends is no worker any more', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    await world.db.query('update membership set until_at = now() where person_id = $1', [worker.person.id])
    expect(await world.one('select left_as from worker where id = $1', [worker.id])).toEqual({
      left_as: 'the service ended',
    })
  })

  test('whose telephone is lost is signed out everywhere by whoever manages them', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const phone = await signedIn(the, worker.person)
    const manager = await signedIn(the, yorkOperational)
    const sent = await manager.send(
      urls.worker({ area: york, worker: worker.id }),
      {},
      { action: urls.endSessions({ area: york, worker: worker.id }) },
    )
    expect(sent.status).toBe(303)
    expect((await phone.get(urls.myWork({ area: york }))).status).not.toBe(200)
  })

  test('is away from a day, and back on another; it can be called off', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const at = { area: york, worker: worker.id }
    const manager = await signedIn(the, mentors)
    const wrong = await manager.send(urls.away(at), { ...on('fromOn', '2026-12-20'), ...on('backOn', '2026-12-20') })
    expect(wrong.status).toBe(422)
    const sent = await manager.send(urls.away(at), on('fromOn', yearsAgo(0)))
    expect(sent.status).toBe(303)
    expect((await manager.get(urls.worker(at))).text).toContain('is away now')
    const { id } = await world.one<{ id: string }>('select id from worker_leave where worker_id = $1', [worker.id])
    expect((await manager.send(urls.worker(at), {}, { action: urls.callOff({ ...at, leave: id }) })).status).toBe(303)
    expect((await manager.get(urls.worker(at))).text).not.toContain('is away now')
  })
})

describe('working alone', () => {
  const overdue = async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const at = { area: york, worker: worker.id }
    const app = await signedIn(the, worker.person)
    expect((await app.send(urls.alone(at), { hours: '2', going: 'Canaryplace' })).status).toBe(303)
    for (const at of ['/', '/york/my-people', '/york/my-work']) expect((await app.get(at)).text).toMatch(/Check in/)
    await world.db.query(
      `update lone_visit set started_at = now() - interval '3 hours', back_by = now() - interval '1 minute' where worker_id = $1`,
      [worker.id],
    )
    await world.db.query('select app.lone_visits_overdue()')
    for (const at of ['/', '/york/my-work']) expect((await app.get(at)).text).toContain('Check in now: it was to be by')
    return { worker, at, app }
  }

  test('whoever has not checked in is asked after: those who manage and supervise them, and duty', async () => {
    const duty = await world.person({ role: 'duty', area: york })
    const { worker, app, at } = await overdue()
    // Back to their workers; duty, who has none, to what is asked of them.
    for (const one of [mentors, yorkOperational, duty]) {
      const back = one === duty ? '/' : urls.workers({ area: york })
      const page = (await (await signedIn(the, one)).get(urls.overdue({ area: york }))).text
      expect(page).toContain(`<a href="${back}" class="govuk-back-link"`)
      expect(page).toContain(worker.person.name)
      expect(page).toContain('Canaryplace')
    }
    expect((await (await signedIn(the, service)).get(urls.overdue({ area: york }))).text).not.toContain(
      worker.person.name,
    )
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from task t join lone_visit v on v.id = t.record_id where v.worker_id = $1 and t.settled_at is null`,
      [worker.id],
    )
    expect(n).toBe(3)
    // Once is enough.
    await world.db.query('select app.lone_visits_overdue()')
    expect((await app.send(urls.myWork({ area: york }), {}, { action: urls.checkIn(at) })).status).toBe(303)
    const left = await world.one(
      `select count(*)::int as open from task t join lone_visit v on v.id = t.record_id where v.worker_id = $1 and t.settled_at is null`,
      [worker.id],
    )
    expect(left).toEqual({ open: 0 })
  })

  test('what was found out is written down, and only when they are safe is nobody asked any more', async () => {
    const { worker } = await overdue()
    const { id } = await world.one<{ id: string }>('select id from lone_visit where worker_id = $1', [worker.id])
    const manager = await signedIn(the, mentors)
    const at = urls.seeToVisit({ area: york, visit: id })
    expect((await manager.send(at, { note: '' })).status).toBe(422)
    expect((await manager.send(at, { note: 'Canaryfirst: no answer yet', safe: 'no' })).status).toBe(303)
    // The next one reads it, and still looks for them.
    expect((await (await signedIn(the, yorkOperational)).get(at)).text).toContain('Canaryfirst')
    expect((await manager.send(at, { note: 'At home and well', safe: 'yes' })).status).toBe(303)
    expect((await manager.get(at)).status).toBe(404)
    expect(
      await world.one(
        `select count(*)::int as open from task where record_id = $1 and kind = 'ring a worker' and settled_at is null`,
        [id],
      ),
    ).toEqual({ open: 0 })
  })
})
