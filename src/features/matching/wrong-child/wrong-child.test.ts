import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { saysYes } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../../consent/index.ts'
import { urls as matches } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, accepted, insert } = await matching(the, world)
const governor = await world.person({ role: 'information-governance', area: 'york' })

/** Somebody with a strand who said yes, and another young person of the same case-holder. */
async function two() {
  const of = await ready()
  const { holder } = of.panel
  const other = await world.youngPerson('york', { heldBy: holder })
  const { reference } = await world.one<{ reference: string }>(
    `update young_person set reference = 'YO-' || translate(substr(id::text, 30, 4) || '-' || substr(id::text, 34, 2), 'abcdef012589', 'CDFGHJKMNPQR') where id = $1 returning reference`,
    [other.id],
  )
  const { id: answer } = await world.one<{ id: string }>('select id from consent where young_person_id = $1', [
    of.child.id,
  ])
  return {
    of,
    holder,
    other,
    answer,
    there: { area: 'york', youngPerson: other.id },
    input: { reference: reference.toUpperCase(), reason: 'Canaryreason: two of the same name' },
    app: await signedIn(the, holder),
  }
}
const now = (child: string) =>
  world.one<{ yes: boolean; because: string }>(
    `select d.yes, d.because from young_person y, app.consent_decided(y.area_id, y.id, 'taking part', app.today()) d where y.id = $1`,
    [child],
  )
const tasks = async (child: string) =>
  (
    await world.db.query<{ kind: string }>(
      `select kind from task where young_person_id = $1 and settled_at is null and kind ~ 'taking part|taken back|goodbye' order by kind`,
      [child],
    )
  ).rows.map(row => row.kind)

describe('an answer about the wrong young person', () => {
  test('moves with its signed copies, and both are decided on again at once', async () => {
    const { of, holder, other, answer, there, input, app } = await two()
    await insert(of, of.worker)
    await world.db.query(
      `insert into consent_copy (area_id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_by)
         select area_id, young_person_id, id, 'Canaryform', '1', 'application/pdf', '%PDF-1.7', recorded_by from consent where id = $1`,
      [answer],
    )
    expect((await app.get(urls.consent(of.key))).text).toContain(urls.moveAnswer({ ...of.key, answer }))
    expect((await app.send(urls.moveAnswer({ ...of.key, answer }), input)).status).toBe(303)
    expect(await now(of.child.id)).toEqual({ yes: false, because: 'they were not asked' })
    expect(await now(other.id)).toEqual({ yes: true, because: 'they said yes' })
    // What rested on it stops, and is asked for again.
    expect(
      await world.one('select stopped_at is not null as stopped, counts from match where young_person_id = $1', [
        of.child.id,
      ]),
    ).toEqual({ stopped: true, counts: false })
    expect(await tasks(of.child.id)).toEqual(['a yes was taken back', 'ask about taking part', 'plan a goodbye'])
    expect((await app.get(urls.consent(of.key))).text).not.toContain('Canaryform')
    expect((await app.get(urls.consent(there))).text).toContain('Canaryform')
    const hidden = await world.one<{ id: string }>('select id from consent_copy where young_person_id = $1', [
      of.child.id,
    ])
    expect((await app.get(urls.signedCopy({ ...of.key, copy: hidden.id }))).status).toBe(404)
    // Moved once: it is not there to be moved again.
    expect((await app.get(urls.moveAnswer({ ...of.key, answer }))).status).toBe(404)
    // Who saw it is told to whoever moved it, and governance opens the sealed original.
    const page = await app.get(`/york/young-people/${of.child.id}/wrong-child`)
    expect(page.text).toContain('Answer about consent')
    expect(page.text).toContain(holder.name)
    const move = await world.one<{ id: string; fits: boolean; sealed: string }>(
      `select w.id, sha256(convert_to(s.original::text, 'UTF8')) = w.seal as fits, s.original::text as sealed from wrong_child w join sealed_entry s on s.wrong_child_id = w.id where w.entry_id = $1`,
      [answer],
    )
    expect(move.fits).toBe(true)
    expect(move.sealed).toContain('sha256')
    const governance = await signedIn(the, governor)
    const at = `/york/governance/moved-entries/${move.id}`
    expect((await governance.send(at, { why: 'A request of the family' })).status).toBe(303)
    const sealed = (await governance.get(at)).text
    expect(sealed).toContain('As it was sealed')
    expect(sealed).not.toContain('The seal does not fit')
  })

  test('moves as it was asked to somebody whom the introducer has not asked yet (R144)', async () => {
    const { of, answer, input, app } = await two()
    const { child } = await accepted('york', 1)
    await world.db.query(`update consent set asked_by = 'Canaryasker' where id = $1`, [answer])
    await world.db.query('update young_person set reference = $2 where id = $1', [child.id, 'YO-TTTT-TT'])
    const moved = await app.send(urls.moveAnswer({ ...of.key, answer }), { ...input, reference: 'YO-TTTT-TT' })
    expect(moved.status).toBe(303)
    expect(await now(child.id)).toEqual({ yes: true, because: 'they said yes' })
  })

  test('of a mother of two stands with her on both records', async () => {
    const { of, holder, other, there, input, app } = await two()
    const { id: mother } = await world.one<{ id: string }>(
      `insert into relevant_individual (area_id, young_person_id, kind, name, responsibility, recorded_by) values ($1, $2, 'parent or carer', 'Canarymother', 'yes', $3) returning id`,
      [of.areaId, of.child.id, holder.id],
    )
    const { id } = await world.one<{ id: string }>(
      `insert into consent (area_id, young_person_id, individual_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, $3, 'taking part', 'no', app.today(), 'Me', $4) returning id`,
      [of.areaId, of.child.id, mother, holder.id],
    )
    expect((await app.send(urls.moveAnswer({ ...of.key, answer: id }), input)).status).toBe(303)
    for (const key of [of.key, there]) expect((await app.get(urls.consent(key))).text).toContain('Canarymother')
    expect(
      await world.one(
        'select count(*)::int as n from consent where young_person_id = $1 and moved_at is null and individual_id is not null',
        [other.id],
      ),
    ).toEqual({ n: 1 })
    // And she herself, with all that she answered there.
    const { id: there2 } = await world.one<{ id: string }>(
      'select id from relevant_individual where young_person_id = $1',
      [other.id],
    )
    const back = await world.one<{ reference: string }>(
      `update young_person set reference = 'YO-' || translate(substr(id::text, 30, 4) || '-' || substr(id::text, 34, 2), 'abcdef012589', 'CDFGHJKMNPQR') where id = $1 returning reference`,
      [of.child.id],
    )
    const person = urls.moveIndividual({ ...there, individual: there2 })
    expect((await app.send(person, { ...input, reference: back.reference.toUpperCase() })).status).toBe(303)
    expect((await app.get(urls.consent(there))).text).not.toContain('Canarymother')
    expect((await app.get(person)).status).toBe(404)
  })

  test('that takes a yes back moves after the yes', async () => {
    const { of, holder, input, app, answer } = await two()
    const { id } = await world.one<{ id: string }>(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'taking part', 'withdrawn', app.today(), 'Me', $3) returning id`,
      [of.areaId, of.child.id, holder.id],
    )
    const first = await app.send(urls.moveAnswer({ ...of.key, answer: id }), input)
    expect(first.status).toBe(422)
    expect(first.text).toContain('Move the yes first')
    expect(first.text).toContain('Canaryreason')
    expect(await now(of.child.id)).toMatchObject({ because: 'they said no' })
    expect((await app.send(urls.moveAnswer({ ...of.key, answer }), input)).status).toBe(303)
    expect((await app.send(urls.moveAnswer({ ...of.key, answer: id }), input)).status).toBe(303)
  })

  test('settles what was asked of the right one', async () => {
    const [wrong, right] = [await two(), await two()]
    await world.db.query('delete from consent where young_person_id = $1', [right.of.child.id])
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, record_id, desk, path) values ($1, $2, 'ask about taking part', $2, $3, '/')
         on conflict do nothing`,
      [right.of.areaId, right.of.child.id, `person:${right.holder.id}`],
    )
    await world.db.query(`update young_person set reference = 'YO-CDFG-HJ' where id = $1`, [right.of.child.id])
    // Whoever holds one holds the other.
    await world.db.query('update case_holding set person_id = $2 where young_person_id = $1 and until_at is null', [
      right.of.child.id,
      wrong.holder.id,
    ])
    expect(
      (
        await wrong.app.send(urls.moveAnswer({ ...wrong.of.key, answer: wrong.answer }), {
          ...wrong.input,
          reference: 'YO-CDFG-HJ',
        })
      ).status,
    ).toBe(303)
    expect(await tasks(right.of.child.id)).not.toContain('ask about taking part')
  })

  test('goes nowhere by whoever does not hold both, and to no other area', async () => {
    const { of, answer, input, app } = await two()
    const elsewhere = await world.youngPerson('york', {
      heldBy: await world.person({ role: 'case-holder', area: 'york' }),
    })
    await world.db.query(`update young_person set reference = 'YO-CDFG-HK' where id = $1`, [elsewhere.id])
    const at = urls.moveAnswer({ ...of.key, answer })
    for (const reference of ['YO-CDFG-HK', 'YO-MMMM-MM'])
      expect((await app.send(at, { ...input, reference })).status).toBe(422)
    expect(
      (await (await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))).get(at)).status,
    ).toBe(404)
    expect(await now(of.child.id)).toMatchObject({ yes: true })
  })
})

test('wishes about the wrong young person move, with their history hidden, unless some stand there', async () => {
  const { of, holder, other, there, input, app } = await two()
  const wishes = (child: string, words: string) =>
    world.one<{ id: string }>(
      `insert into wishes (area_id, young_person_id, asked, asked_on, words, changed_by) values ($1, $2, 'asked', app.today(), $3, $4) returning id`,
      [of.areaId, child, words, holder.id],
    )
  const { id } = await wishes(of.child.id, 'Canarywish')
  await world.db.query(
    `insert into record_change (area_id, young_person_id, class, field, became, changed_by) values ($1, $2, 3, 'what they wish', 'Canarybefore', $3)`,
    [of.areaId, of.child.id, holder.id],
  )
  const at = matches.moveWishes({ ...of.key, wishes: id })
  expect((await app.get(matches.wishes(of.key))).text).toContain(at)
  await wishes(other.id, 'Theirs')
  expect((await app.send(at, input)).status).toBe(422)
  await world.db.query('delete from wishes where young_person_id = $1', [other.id])
  expect((await app.send(at, input)).status).toBe(303)
  expect((await app.get(matches.wishes(of.key))).text).not.toContain('Canarywish')
  expect((await app.get(matches.wishes(there))).text).toContain('Canarywish')
  expect((await app.get(`/york/young-people/${of.child.id}/history`)).text).not.toContain('Canarybefore')
  expect(
    await world.one(
      `select original ->> 'words' as words from sealed_entry s join wrong_child w on w.id = s.wrong_child_id where w.entry_id = $1`,
      [id],
    ),
  ).toEqual({ words: 'Canarywish' })
  // And there is room for their own.
  await wishes(of.child.id, 'Their own')
})

test('a keep-apart about the wrong young person moves: it stops the match there that it forbids', async () => {
  const { of, holder, other, there, input, app } = await two()
  const { id } = await world.one<{ id: string }>(
    `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, $3, 'not matched', 'Canarywhy', 'It', app.today() + 1, $4) returning id`,
    [of.areaId, of.child.id, of.worker.id, holder.id],
  )
  await world.db.query('update keep_apart set review_on = app.today() where id = $1', [id])
  await world.db.query('select app.keep_aparts_due()')
  const at = matches.moveKeepApart({ ...of.key, keepApart: id })
  expect((await app.get(matches.keepApart(of.key))).text).toContain(at)
  expect((await app.send(at, input)).status).toBe(303)
  expect((await app.get(matches.keepApart(of.key))).text).not.toContain('Canarywhy')
  expect((await app.get(matches.keepApart(there))).text).toContain('Canarywhy')
  expect(
    await world.one(`select 'keep apart' = any (app.hard_reasons($1, $2, $3)) as kept`, [
      of.areaId,
      of.strand,
      of.worker.id,
    ]),
  ).toEqual({ kept: false })
  expect(
    await world.one(
      `select count(*)::int as n from task where kind = 'look at a keep-apart again' and record_id = $1 and settled_at is null`,
      [id],
    ),
  ).toEqual({ n: 0 })
  expect(
    await world.one('select count(*)::int as n from keep_apart where young_person_id = $1 and moved_at is null', [
      other.id,
    ]),
  ).toEqual({ n: 1 })
})

test('the history of wishes keeps what was said before, in words', async () => {
  const { of, app } = await two()
  const wish = (words: string) => ({
    asked: 'asked',
    'askedOn-day': '1',
    'askedOn-month': '1',
    'askedOn-year': '2026',
    words,
    gender: 'woman',
    mon: ['evening'],
  })
  expect((await app.send(matches.wishes(of.key), wish('Canaryfirst'))).status).toBe(303)
  expect((await app.send(matches.wishes(of.key), wish('Canarysecond'))).status).toBe(303)
  const history = (await app.get(`/york/young-people/${of.child.id}/history`)).text
  for (const said of ['Canaryfirst', 'Canarysecond', 'A woman']) expect(history).toContain(said)
  await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
})
