import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn, statement } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Two of two areas that are partners: written down by whoever can open both, and near by of it the class alone.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)

type AreaKey = 'york' | 'north-yorkshire'
const areas = ['york', 'north-yorkshire'] as const
const partner = { york: 'north-yorkshire', 'north-yorkshire': 'york' } as const
const said = {
  howFar: 'no contact at all',
  ownPast: 'no',
  reason: 'Canaryreason',
  evidence: 'Canaryevidence',
  ...on('reviewOn', '2099-01-01'),
}

/** Two young people, one of each area, with who holds each case; and each holder's own name. */
async function two(area: AreaKey) {
  const here = await world.person({ role: 'case-holder', area })
  const there = await world.person({ role: 'case-holder', area: partner[area] })
  const one = await world.youngPerson(area, { heldBy: here })
  const other = await world.youngPerson(partner[area], { heldBy: there })
  const reference = `NR-${one.id.slice(-4)}-${other.id.slice(-2)}`.toUpperCase()
  await world.db.query('update young_person set reference = $1 where id = $2', [reference, other.id])
  return { area, here, there, one, other, reference }
}
type Two = Awaited<ReturnType<typeof two>>
const page = ({ area, one }: Two) => urls.keepApart({ area, youngPerson: one.id })
const pageThere = ({ area, other }: Two) => urls.keepApart({ area: partner[area], youngPerson: other.id })
/** Works in the partner area too, and holds that case. */
async function opensBoth(of: Two): Promise<void> {
  await world.belongs(of.here, { role: 'case-holder', area: partner[of.area] })
  await world.db.query(
    `update case_holding h set person_id = $2, person_kind = 'professional', team_id = m.team_id, agency_id = m.agency_id from membership m
       where h.young_person_id = $1 and h.until_at is null and m.person_id = $2 and m.area_id = h.area_id`,
    [of.other.id, of.here.id],
  )
}
const handBack = (of: Two) =>
  world.db.query(
    `update case_holding h set person_id = $2, team_id = m.team_id, agency_id = m.agency_id from membership m
       where h.young_person_id = $1 and h.until_at is null and m.person_id = $2 and m.area_id = h.area_id`,
    [of.other.id, of.there.id],
  )
const ask = (by: MadePerson, text: string, values: readonly unknown[] = []) => statement(the, by, text, values)
const insert = `insert into app.keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
  values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`
const values = (of: Two, other: MadeYoungPerson = of.other) => [of.one.areaId, of.one.id, other.id, of.here.id]

describe.each(areas)('two young people, one of %s and one of its partner', area => {
  test('are kept apart by whoever can open both, by page and by statement; where they cannot, there is no such record', async () => {
    const of = await two(area)
    const app = await signedIn(the, of.here)
    const refused = await app.send(page(of), { ...said, reference: of.reference })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('There is no record with this reference that you can open')
    expect(refused.text).toContain(`value="${of.reference}"`)
    expect(await ask(of.here, insert, values(of))).toBe('42501')
    await opensBoth(of)
    expect(await ask(of.here, insert, values(of))).toEqual([])
    // Nobody matches two young people: it would keep nobody apart.
    expect(await ask(of.here, insert.replace('no contact at all', 'not matched'), values(of))).toBe('42501')
    expect((await app.send(page(of), { ...said, reference: of.reference })).status).toBe(303)
    expect((await app.get(page(of))).text).toContain(of.reference)
    expect(
      await world.one('select area_id as a, other_area_id as b from keep_apart where young_person_id = $1', [
        of.one.id,
      ]),
    ).toEqual({ a: of.one.areaId, b: of.other.areaId })
    // Whoever opens both reads all of it on either side, and decides where it was written.
    const near = (await app.get(pageThere(of))).text
    expect(near).toContain('Canaryreason')
    expect(near).not.toContain('It has ended')
  })

  test('near by it is read as that: that there is somebody, how far apart, and whom to ask', async () => {
    const of = await two(area)
    await opensBoth(of)
    const writer = await signedIn(the, of.here)
    expect((await writer.send(page(of), { ...said, reference: of.reference })).status).toBe(303)
    await handBack(of)
    const { id } = await world.one<{ id: string }>('select id from keep_apart where young_person_id = $1', [of.one.id])
    const there = await signedIn(the, of.there)
    const text = (await there.get(pageThere(of))).text
    for (const says of ['A young person of a partner area', 'no contact at all', 'Ask the duty worker'])
      expect(text).toContain(says)
    expect(text).not.toMatch(/Canaryreason|Canaryevidence|It has ended|Look again/)
    for (const hidden of [of.one.id, of.here.name]) expect(text).not.toContain(hidden)
    const key = { area: partner[area], youngPerson: of.other.id, keepApart: id }
    for (const path of [urls.lookAtKeepApart(key), urls.closeKeepApart(key), urls.moveKeepApart(key)])
      expect((await there.get(path)).status).toBe(404)
    expect(await ask(of.there, `select app.close_keep_apart($1, $2, 'Me') as is`, [of.other.id, id])).toEqual([
      { is: 'gone' },
    ])
    expect(await ask(of.there, 'select from app.keep_apart where id = $1', [id])).toEqual([])
    // Where it stands, whoever cannot open the other any more reads why, and not of whom.
    const here = (await writer.get(page(of))).text
    expect(here).toContain('Canaryreason')
    expect(here).toContain('A young person of a partner area')
    expect(here).not.toContain(of.reference)
    // The day to look again asks whoever holds the case where it was written.
    await world.db.query('update keep_apart set review_on = app.today() where id = $1', [id])
    await world.db.query('select app.keep_aparts_due()')
    const asked = await world.db.query('select desk from task where record_id = $1 and settled_at is null', [id])
    expect(asked.rows).toEqual([{ desk: `person:${of.here.id}` }])
    // What is written down of who looked says nothing of the other.
    const { rows } = await world.db.query(
      'select to_jsonb(e)::text as row from audit_event e where e.person_id = $1 and e.young_person_id = $2',
      [of.there.id, of.other.id],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(({ row }) => row.includes(of.one.id) || row.includes(id))).toBe(false)
    // It ends where it was written.
    expect(
      (await writer.send(urls.closeKeepApart({ area, youngPerson: of.one.id, keepApart: id }), { reason: 'Canaryend' }))
        .status,
    ).toBe(303)
    const after = (await there.get(pageThere(of))).text
    expect(after).toContain('Ended')
    expect(after).not.toContain('Canaryend')
  })

  test('what is read before they meet is written anew on both sides', async () => {
    const [one, other] = [await ready(area), await ready(partner[area])]
    const matches = [await introduced(one), await introduced(other)]
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
         values ($1, $2, $3, 'no contact at all', 'Canaryreason', 'It', current_date + 30, $4)`,
      [one.areaId, one.child.id, other.child.id, one.panel.holder.id],
    )
    const { rows } = await world.db.query(
      `select area_id, record_id, to_jsonb(t)::text as row from task t where kind = 'write what to read first' and settled_at is null and record_id = any ($1)`,
      [matches],
    )
    expect(rows.map(({ area_id, record_id }) => [area_id, record_id])).toEqual(
      expect.arrayContaining([
        [one.areaId, matches[0]],
        [other.areaId, matches[1]],
      ]),
    )
    expect(rows.find(({ area_id }) => area_id === other.areaId)?.row).not.toContain(one.child.id)
  })
})

test('an area that is no partner is none', async () => {
  const of = await two('york')
  await opensBoth(of)
  await world.db.query('begin')
  await world.db.query(`update area set partners = '{}' where key = 'york'`)
  await expect(world.db.query(insert, values(of))).rejects.toMatchObject({ constraint: 'keep_apart_of_partner_areas' })
  await world.db.query('rollback')
})
