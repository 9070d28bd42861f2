import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { asksTheCaseHolder, concernDueOn } from './duty.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const officer = await world.person({ role: 'information-governance', area: 'york' })
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }
beforeAll(async () => {
  child = await world.youngPerson('york', { heldBy: holder, surname: 'Canaryson' })
  key = { area: 'york', youngPerson: child.id }
})

describe('what a night needs to know', () => {
  test('is the level of the newest assessment and who poses a risk by kind, never who or on what evidence', async () => {
    const { id } = await world.one<{ id: string }>(
      `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by, level, level_reason, suggested, completed_at, completed_by)
       values ($1, $2, 'exploitation-risk-assessment', 1, repeat('0', 64), $3, 'significant', 'Canaryreason', '{}', now(), $3) returning id`,
      [child.areaId, child.id, holder.id],
    )
    await world.db.query(`set session_replication_role = 'replica'`)
    await world.db.query(
      `insert into person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, proposed_by)
       values ($1, $2, $3, 'serious-assault', 'known', 'current', 'Canaryperson', 'Canaryevidence', current_date, 'police', $4)`,
      [child.areaId, child.id, id, holder.id],
    )
    await world.db.query(`set session_replication_role = 'origin'`)
    const { status, text } = await (await signedIn(the, duty)).get(urls.duty(key))
    expect(status).toBe(200)
    expect(text).toContain('Significant risk')
    expect(text).toMatch(/: known, current/)
    expect(text).not.toMatch(/Canaryreason|Canaryperson|Canaryevidence/)
  })

  test('opens for duty alone', async () => {
    expect((await (await signedIn(the, holder)).get(urls.duty(key))).status).toBe(403)
  })
})

/** A reference as somebody would read it out. */
const referenceOf = async (one: MadeYoungPerson): Promise<string> =>
  (
    await world.one<{ reference: string }>(
      `update young_person set reference = 'YO-' || translate(upper(substr(id::text, 30, 4) || '-' || substr(id::text, 34, 2)), 'ABE012589', 'DFGHJKMNP')
        where id = $1 returning reference`,
      [one.id],
    )
  ).reference

describe('a note of the night', () => {
  test.each([
    ['note', 0],
    ['concern', 1],
  ] as const)('a %s is kept, told to the case-holder, and asks for %i look the same day', async (kind, asked) => {
    const of = await world.youngPerson('york', { heldBy: holder })
    const to = { area: 'york', youngPerson: of.id }
    const client = await signedIn(the, duty)
    expect((await client.send(urls.duty(to), { kind, says: '' })).status).toBe(422)
    expect((await client.send(urls.duty(to), { kind, says: 'Came home at four, cold.' })).status).toBe(303)
    const count = (from: string) =>
      world.one(`select count(*)::int as n from ${from} where young_person_id = $1`, [of.id])
    expect(await count(`notification`)).toEqual({ n: 1 })
    const open = `(select * from task where kind = 'look at a concern' and desk = 'person:${holder.id}' and settled_at is null) t`
    expect(await count(open)).toEqual({ n: asked })
    expect(asksTheCaseHolder(kind)).toBe(asked === 1)
    const asHolder = await signedIn(the, holder)
    expect((await asHolder.get(urls.nightNotes(to))).text).toContain('Came home at four, cold.')
    expect((await asHolder.get(`/york/young-people/${of.id}/chronology`)).text).toContain('Came home at four, cold.')
    const button = 'I have looked at the concerns'
    expect((await asHolder.get(urls.nightNotes(to))).text.includes(button)).toBe(asked === 1)
    const unseen = 'Nobody has looked at the newest concern yet.'
    expect((await client.get(urls.duty(to))).text.includes(unseen)).toBe(asked === 1)
    await asHolder.post(urls.concernSeen(to), await asHolder.hidden(urls.nightNotes(to)))
    expect(await count(open)).toEqual({ n: 0 })
    expect((await asHolder.get(urls.nightNotes(to))).text).not.toContain(button)
    const looked = `${holder.name} looked at the concerns`
    expect((await asHolder.get(urls.nightNotes(to))).text.includes(looked)).toBe(asked === 1)
  })

  test.each([
    ['2026-11-28T02:10:00Z', '2026-11-28'],
    ['2026-11-28T11:59:00Z', '2026-11-28'],
    ['2026-11-28T12:00:00Z', '2026-11-29'],
    ['2026-11-28T23:45:00Z', '2026-11-29'],
    ['2026-07-01T23:30:00Z', '2026-07-02'],
  ])('written at %s is looked at by %s', (at, day) => expect(concernDueOn(new Date(at))).toBe(day))

  test('about another young person moves there: hidden and sealed here, told and asked of there', async () => {
    const [wrong, right] = [
      await world.youngPerson('york', { heldBy: holder }),
      await world.youngPerson('york', { heldBy: holder }),
    ]
    const [from, to] = [wrong, right].map(one => ({ area: 'york', youngPerson: one.id })) as [typeof key, typeof key]
    const write = { kind: 'concern', says: 'Canarynight at the station' }
    await (await signedIn(the, duty)).send(urls.duty(from), write)
    const { id: note } = await world.one<{ id: string }>('select id from night_note where young_person_id = $1', [
      wrong.id,
    ])
    const reference = await referenceOf(right)
    const asHolder = await signedIn(the, holder)
    expect((await asHolder.get(urls.nightNotes(from))).text).toContain(urls.moveNote({ ...from, note }))
    const nobody = await asHolder.send(urls.moveNote({ ...from, note }), {
      reference: 'YK-AAAA-AA',
      reason: 'Two boys',
    })
    expect(nobody.status).toBe(422)
    expect(nobody.text).toContain('There is no record with this reference')
    const moved = await asHolder.send(urls.moveNote({ ...from, note }), { reference, reason: 'Two boys' })
    expect(moved.status).toBe(303)
    for (const page of [urls.nightNotes(from), `/york/young-people/${wrong.id}/chronology`])
      expect((await asHolder.get(page)).text).not.toContain('Canarynight')
    expect((await (await signedIn(the, duty)).get(urls.duty(from))).text).not.toContain('Canarynight')
    expect((await asHolder.get(urls.nightNotes(to))).text).toContain('Canarynight')
    expect((await asHolder.get(urls.moveNote({ ...from, note }))).status).toBe(404)
    const { rows: open } = await world.db.query(
      `select young_person_id as about from task where kind = 'look at a concern' and settled_at is null and young_person_id = any ($1)`,
      [[wrong.id, right.id]],
    )
    expect(open).toEqual([{ about: right.id }])
    const { sealed } = await world.one<{ sealed: boolean }>(
      `select sha256(convert_to(s.original::text, 'UTF8')) = w.seal as sealed from wrong_child w
         join sealed_entry s on s.area_id = w.area_id and s.wrong_child_id = w.id where w.entry_id = $1`,
      [note],
    )
    expect(sealed).toBe(true)
  })

  test('is not moved by whoever does not hold both cases', async () => {
    const mine = await world.youngPerson('york', { heldBy: holder })
    const theirs = await world.youngPerson('york', {
      heldBy: await world.person({ role: 'case-holder', area: 'york' }),
    })
    const from = { area: 'york', youngPerson: mine.id }
    await (await signedIn(the, duty)).send(urls.duty(from), { kind: 'note', says: 'Quiet' })
    const { id: note } = await world.one<{ id: string }>('select id from night_note where young_person_id = $1', [
      mine.id,
    ])
    const reference = await referenceOf(theirs)
    const answer = await (await signedIn(the, holder)).send(urls.moveNote({ ...from, note }), {
      reference,
      reason: 'x',
    })
    expect(answer.status).toBe(422)
    const stranger = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await stranger.get(urls.moveNote({ ...from, note }))).status).toBe(404)
    expect((await (await signedIn(the, duty)).get(urls.moveNote({ ...from, note }))).status).toBe(403)
  })

  test('cannot be changed or taken out, and nobody writes in another’s name', async () => {
    const { token } = await signedIn(the, duty)
    const run = (text: string) =>
      the.database.pool.query(`with open as materialized (select app.enter('${token}', null)) ${text}`)
    await expect(run(`update app.night_note set says = 'x' from open`)).rejects.toThrow('permission denied')
    await expect(run(`delete from app.night_note using open`)).rejects.toThrow('permission denied')
    await expect(
      run(
        `insert into app.night_note (area_id, young_person_id, kind, says, written_by) select '${child.areaId}', '${child.id}', 'note', 'x', '${holder.id}' from open`,
      ),
    ).rejects.toThrow('row-level security')
  })
})

describe('what duty opened', () => {
  const yesterday = `((now() at time zone 'Europe/London')::date - 1)::timestamp at time zone 'Europe/London' + interval '2 hours'`
  const opened = async (by: MadePerson, of: MadeYoungPerson) =>
    world.db.query(
      `insert into audit_event (at, person_id, act, outcome, because, area_id, young_person_id) values (${yesterday}, $1, 'young person viewed', 'read', '{duty}', $2, $3)`,
      [by.id, of.areaId, of.id],
    )
  const picked = async () =>
    (
      await world.one<{ n: number }>('select count(*)::int as n from duty_look where area_id = $1', [
        await world.areaId('york'),
      ])
    ).n
  const again = () => world.db.query('delete from duty_look')

  test.each([
    [0, 0],
    [2, 2],
    [12, 3],
    [45, 5],
    [300, 25],
  ])('of %i children opened yesterday, %i are picked, once', async (children, wanted) => {
    await again()
    await world.db.query('delete from audit_event')
    const { rows } = await world.db.query<{ id: string }>(
      `insert into young_person select (jsonb_populate_record(y, jsonb_build_object('id', gen_random_uuid(), 'reference', gen_random_uuid()))).*
         from young_person y, generate_series(1, $2) where y.id = $1 returning id`,
      [child.id, children],
    )
    // The same record again, and a list, are no more.
    for (const act of ['young person viewed', 'history viewed', 'young people listed'])
      await world.db.query(
        `insert into audit_event (at, person_id, act, outcome, because, area_id, young_person_id)
         select ${yesterday}, $1, $2, 'read', '{duty}', $3, id from unnest($4::uuid[]) id`,
        [duty.id, act, child.areaId, rows.map(row => row.id)],
      )
    await world.db.query('select sample_duty()')
    expect(await picked()).toBe(wanted)
    await world.db.query('select sample_duty()')
    expect(await picked()).toBe(wanted)
  })

  test('is asked about by somebody else, once: who, whose record by reference, when and what', async () => {
    await again()
    await world.db.query('delete from audit_event')
    await world.db.query('delete from task')
    await opened(duty, child)
    await world.db.query('select sample_duty()')
    expect(await world.one(`select kind, desk from task where settled_at is null`)).toEqual({
      kind: 'review duty looks',
      desk: `role:${child.areaId}:information-governance`,
    })
    const reference = await referenceOf(child)
    const { id } = await world.one<{ id: string }>('select id from duty_look')
    const client = await signedIn(the, officer)
    const list = await client.get(urls.dutyLooks({ area: 'york' }))
    expect(list.text).toContain(reference)
    const page = urls.dutyLook({ area: 'york', look: id })
    const one = await client.get(page)
    expect(one.text).toContain(duty.name)
    expect(one.text).toContain('Young person viewed')
    expect(one.text).not.toContain('Canaryson')
    // Both are written down with the child.
    expect(
      await world.one(
        `select count(distinct act)::int as n, min(because[1]) as because from audit_event where person_id = $1 and young_person_id = $2`,
        [officer.id, child.id],
      ),
    ).toEqual({ n: 2, because: 'sample of duty' })
    const answer = { answer: 'yes', note: 'She was missing that night.' }
    expect((await client.send(page, { ...answer, note: '' })).status).toBe(422)
    expect((await client.send(page, answer)).status).toBe(303)
    expect(
      (await client.post(page, { ...answer, ...(await client.hidden(urls.dutyLooks({ area: 'york' }))) })).status,
    ).toBe(422)
    expect(await world.one('select count(*)::int as n from task where settled_at is null')).toEqual({ n: 0 })
  })

  test('goes to the partner area where the only officer is whoever looked', async () => {
    await again()
    await world.db.query('delete from audit_event')
    await world.db.query('update membership set until_at = now() where person_id = $1', [officer.id])
    const both = await world.person({ role: 'duty', area: 'york' }, { role: 'information-governance', area: 'york' })
    const partner = await world.person({ role: 'information-governance', area: 'north-yorkshire' })
    await opened(both, child)
    await world.db.query('select sample_duty()')
    const { id } = await world.one<{ id: string }>('select id from duty_look')
    expect((await (await signedIn(the, both)).get(urls.dutyLook({ area: 'york', look: id }))).status).toBe(404)
    const page = urls.dutyLook({ area: 'north-yorkshire', look: id })
    expect((await (await signedIn(the, partner)).get(page)).status).toBe(200)
    await world.db.query('update membership set until_at = now() where person_id = $1', [both.id])
    await world.db.query('update membership set until_at = null where person_id = $1', [officer.id])
  })
})
