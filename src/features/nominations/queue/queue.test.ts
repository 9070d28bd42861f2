import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPanel, arranged, takesPartIn } from '../../../../test/nominations.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { asQuery, filterFrom } from './queue.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const coordinator = await signedIn(the, york.coordinator)
const at = urls.queue({ area: 'york' })
const idOf = (path: string) => path.split('/').at(-1) ?? ''

/** A nomination sent this many days ago, under this surname. */
async function waiting(surname: string, days: number) {
  const child = await york.discussed({ surname })
  const path = await arranged(world, child, york.holder)
  await world.db.query('alter table nomination disable trigger nomination_changes')
  await world.db.query(`update nomination set submitted_at = now() - make_interval(days => $2) where id = $1`, [
    idOf(path),
    days,
  ])
  await world.db.query('alter table nomination enable trigger nomination_changes')
  return { child, path }
}
const names = (text: string) => [...text.matchAll(/Waits[a-z]+/g)].map(m => m[0])

describe('filters are in the address', () => {
  const services = ['volunteer-mentor']
  test.each([
    ['nothing', {}, { standing: 'open', service: undefined, missing: undefined, after: undefined }],
    [
      'all of them',
      { standing: 'back', service: 'volunteer-mentor', missing: 'answer' },
      { standing: 'back', service: 'volunteer-mentor', missing: 'answer', after: undefined },
    ],
    [
      'what is none',
      { standing: 'constructor', service: 'x', missing: 'toString', after: "'; drop" },
      { standing: 'open', service: undefined, missing: undefined, after: undefined },
    ],
  ])('%s', (_, query, filter) => {
    expect(filterFrom(query, services)).toEqual(filter)
    expect(
      filterFrom(
        Object.fromEntries(
          Object.entries(asQuery(filterFrom(query, services))).flatMap(([k, v]) => (v ? [[k, v]] : [])),
        ),
        services,
      ),
    ).toEqual(filter)
  })
})

describe('the coordinator’s queue', async () => {
  await waiting('Waitslittle', 2)
  const longest = await waiting('Waitslong', 20)
  const asked = await waiting('Waitsasked', 11)
  await world.db.query('update young_person set born_on_estimated = true, born_on_source = $2 where id = $1', [
    longest.child.id,
    'School',
  ])
  const died = await waiting('Waitsnomore', 30)
  await world.db.query(`update young_person set status = 'died', status_since = current_date where id = $1`, [
    died.child.id,
  ])
  await world.db.query('update case_holding set person_id = null, person_kind = null where young_person_id = $1', [
    asked.child.id,
  ])
  await world.db.query(
    `insert into panel_question (area_id, nomination_id, young_person_id, asks, wanted_by, asked_at, asked_by) values ($1, $2, $3, 'What?', current_date, now() - interval '4 days', $4)`,
    [asked.child.areaId, idOf(asked.path), asked.child.id, york.member.id],
  )
  const done = await waiting('Waitsnomore', 5)
  await takesPartIn(world, done.path, york.member)
  const member = await signedIn(the, york.member)
  const today = new Date()
  await member.send(`${done.path}/accept`, {
    service: york.services[0],
    reason: 'Yes',
    introducer: 'same',
    'decidedOn-day': String(today.getUTCDate()),
    'decidedOn-month': String(today.getUTCMonth() + 1),
    'decidedOn-year': String(today.getUTCFullYear()),
  })

  test('who waits longest comes first, with days waited, and without the days an answer was waited for', async () => {
    const page = await coordinator.get(at)
    expect(page.status).toBe(200)
    expect(names(page.text)).toEqual(['Waitslong', 'Waitsasked', 'Waitslittle'])
    const days = [...page.text.matchAll(/numeric"[^>]*>\s*(\d+)\s*<\/td>/g)].map(m => m[1])
    expect(days).toEqual(['20', '7', '2'])
  })

  test('counts by standing and by service', async () => {
    const { text } = await coordinator.get(at)
    expect(text).toContain('2 nominations with the panel, 1 waiting for an answer')
    expect(text).toContain('1 accepted, 0 not accepted, 0 back with the forum, 0 withdrawn')
    expect(text).toContain('Volunteer Mentors 1, Family Network Coordinators 0')
  })

  test.each([
    ['standing=submitted', ['Waitslong', 'Waitslittle']],
    ['standing=waiting', ['Waitsasked']],
    ['standing=accepted', ['Waitsnomore']],
    ['standing=not-accepted', []],
    ['standing=accepted&service=volunteer-mentor', ['Waitsnomore']],
    ['standing=accepted&service=family-network-coordinator', []],
    ['missing=date-of-birth', ['Waitslong']],
    ['missing=answer', ['Waitsasked']],
    ['missing=case-holder', ['Waitsasked']],
    ['missing=young-person', []],
    ['missing=family', ['Waitslong', 'Waitsasked', 'Waitslittle']],
    ['missing=anything', ['Waitslong', 'Waitsasked', 'Waitslittle']],
  ])('?%s', async (query, wanted) => {
    const page = await coordinator.get(`${at}?${query}`)
    expect(page.status).toBe(200)
    expect(names(page.text)).toEqual(wanted)
  })

  test('goes on after the last one, keeping the filters', async () => {
    const next = await coordinator.get(`${at}?missing=family&after=${idOf(longest.path)}`)
    expect(names(next.text)).toEqual(['Waitsasked', 'Waitslittle'])
    expect(next.text).toContain(`${at}?missing=family"`)
  })

  test('everybody named is written down', async () => {
    await coordinator.get(`${at}?standing=waiting`)
    const { rows } = await world.db.query(
      `select young_person_id from audit_event where person_id = $1 and act = 'nominations listed' order by seq desc limit 1`,
      [york.coordinator.id],
    )
    expect(rows).toEqual([{ young_person_id: asked.child.id }])
  })

  test('is the panel’s of this area alone', async () => {
    expect((await (await signedIn(the, north.coordinator)).get(at)).status).toBe(404)
    expect((await (await signedIn(the, york.holder)).get(at)).status).toBe(403)
    expect(names((await (await signedIn(the, york.member)).get(at)).text)).toHaveLength(3)
  })
})
