import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPanel } from '../../../test/nominations.ts'
import { acceptedBy, aWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const panels = { york: await aPanel(world, 'york'), 'north-yorkshire': await aPanel(world, 'north-yorkshire') }
type AreaKey = keyof typeof panels

const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})

const accepted = acceptedBy(world, panels)

const why = async (of: { areaId: string; strand: string }, worker: string) =>
  (await world.one<{ hard: string[] }>('select app.hard_reasons($1, $2, $3) as hard', [of.areaId, of.strand, worker]))
    .hard

describe('candidates', () => {
  test('are those of the service, for whoever matches for it and nobody else, in both areas', async () => {
    for (const area of ['york', 'north-yorkshire'] as const) {
      const of = await accepted(area, 1)
      const worker = await aWorker(world, area, of.panel.services[0])
      const page = (await (await signedIn(the, of.manager)).get(of.candidates)).text
      expect(page).toContain(worker.person.name)
      expect(page).toContain('There is no yes to taking part yet')
      expect((await (await signedIn(the, of.panel.managers[1])).get(of.candidates)).status).toBe(404)
      expect((await (await signedIn(the, of.panel.holder)).get(of.candidates)).status).toBe(403)
    }
  })

  test('R36, R39: in two strands each manager sees the candidates of their own service alone', async () => {
    const of = await accepted('york', 1)
    const { id: second } = await world.one<{ id: string }>(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
         select area_id, young_person_id, episode_id, nomination_id, submitted_by, 2, $2, 'It fits', 'It fits', decided_by from strand_allocation where id = $1 returning id`,
      [of.strand, of.panel.services[1]],
    )
    const [one, two] = of.panel.managers
    const other = urls.candidates({ ...of.key, strand: second })
    expect((await (await signedIn(the, one)).get(of.candidates)).status).toBe(200)
    expect((await (await signedIn(the, one)).get(other)).status).toBe(404)
    expect((await (await signedIn(the, two)).get(other)).status).toBe(200)
    const nominations = (await (await signedIn(the, one)).get(`/york/young-people/${of.child.id}/nominations`)).text
    expect(nominations).toContain(of.candidates)
    expect(nominations).not.toContain(other)
  })

  test('stand by what the young person wishes, every part in words and points', async () => {
    const of = await accepted('york', 1)
    const [fits, other] = [
      await aWorker(world, 'york', of.panel.services[0], { available: ['fri-evening'], places: ['villages'] }),
      await aWorker(world, 'york', of.panel.services[0], { available: ['mon-early'], places: ['north'] }),
    ]
    const app = await signedIn(the, of.manager)
    const sent = await app.send(urls.wishes(of.key), {
      asked: 'asked',
      ...on('askedOn', yearsAgo(0)),
      words: 'Canarywish: somebody who laughs',
      gender: 'no matter',
      fri: ['evening'],
      places: ['villages'],
    })
    expect(sent.status).toBe(303)
    const page = (await app.get(of.candidates)).text
    expect(page).toContain('Canarywish')
    expect(page.indexOf(`How ${fits.person.name} fits`)).toBeLessThan(page.indexOf(`How ${other.person.name} fits`))
    expect(page).toContain('1 time of the week in common')
    expect(page).toContain('No place in common')
  })

  test.each<[string, AreaKey, string, boolean]>([
    [
      'R60: a known, current risk of sexual exploitation closes the relief workers',
      'north-yorkshire',
      'sexual-exploitation',
      true,
    ],
    ['R77: and leaves the mentors open', 'york', 'sexual-exploitation', false],
    ['R77: serious violence closes the mentors', 'york', 'serious-assault', true],
    ['R60: organised crime closes the relief workers', 'north-yorkshire', 'organised-crime-gang-violence', true],
  ])('%s', async (_, area, kind, closed) => {
    const of = await accepted(area, 1)
    const worker = await aWorker(world, area, of.panel.services[0])
    expect(await why(of, worker.id)).toEqual([])
    await of.panel.discuss(of.child, { facts: [{ kind: kind as 'serious-assault' }] })
    expect(await why(of, worker.id)).toEqual(closed ? ['limb'] : [])
  })

  test('R94: nothing that was found closes the Family Network Coordinators', async () => {
    const of = await accepted('york', 2, { finding: 'subject to' })
    const worker = await aWorker(world, 'york', of.panel.services[1])
    for (const kind of ['sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence'] as const)
      await of.panel.discuss(of.child, { finding: 'subject to', facts: [{ kind }] })
    expect(await why(of, worker.id)).toEqual([])
  })

  test.each([
    ['R38: without a check in date', { without: ['dbs'] }, ['check']],
    ['R17: 25 on the day', { bornOn: yearsAgo(25) }, ['age']],
    ['R17: 24 on the day, and 25 tomorrow,', { bornOn: yearsAgo(25, -1) }, []],
    ['R17: 16 on the day', { bornOn: yearsAgo(16) }, []],
  ])('%s: %j', async (_, but, hard) => {
    const of = await accepted('north-yorkshire', 1)
    const worker = await aWorker(world, 'north-yorkshire', of.panel.services[0], but)
    expect(await why(of, worker.id)).toEqual(hard)
  })

  test('R38: a check that ran out yesterday is not in date', async () => {
    const of = await accepted('york', 1)
    const worker = await aWorker(world, 'york', of.panel.services[0])
    await world.db.query(
      `update requirement_met set expires_on = current_date - 1 where worker_id = $1 and requirement_key = 'dbs'`,
      [worker.id],
    )
    expect(await why(of, worker.id)).toEqual(['check'])
    await world.db.query(
      `update requirement_met set expires_on = current_date where worker_id = $1 and requirement_key = 'dbs'`,
      [worker.id],
    )
    expect(await why(of, worker.id)).toEqual([])
  })

  test.each([
    ['until tomorrow', 'current_date - 7', 'current_date + 1', ['away']],
    ['and back today', 'current_date - 7', 'current_date', []],
    ['from tomorrow on', 'current_date + 1', 'current_date + 9', []],
    ['from today, and nobody knows until when', 'current_date', 'null', ['away']],
  ])('R38: a worker who is away %s', async (_, from, back, hard) => {
    const of = await accepted('york', 1)
    const worker = await aWorker(world, 'york', of.panel.services[0])
    await world.db.query(
      `insert into worker_leave (area_id, worker_id, from_on, back_on, recorded_by) select area_id, id, ${from}, ${back}, person_id from worker where id = $1`,
      [worker.id],
    )
    expect(await why(of, worker.id)).toEqual(hard)
  })

  test('who is away, or knows them in another way, cannot; the manager reads the class and no more', async () => {
    const of = await accepted('york', 1)
    const worker = await aWorker(world, 'york', of.panel.services[0])
    await world.db.query(
      `insert into worker_leave (area_id, worker_id, from_on, recorded_by) select area_id, id, current_date, person_id from worker where id = $1`,
      [worker.id],
    )
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by, reason) values ($1, $2, $3, 'relative', $4, 'Canaryuncle')`,
      [of.areaId, of.child.id, worker.person.id, of.panel.holder.id],
    )
    expect(await why(of, worker.id)).toEqual(['wall', 'away'])
    const page = (await (await signedIn(the, of.manager)).get(of.candidates)).text
    expect(page).toContain('Cannot work with this young person')
    expect(page).not.toContain('Canaryuncle')
  })
})

describe('keeping somebody apart', () => {
  const said = {
    howFar: 'not matched',
    ownPast: 'no',
    reason: 'Canaryreason: they fought',
    evidence: 'Canaryevidence: the police',
    ...on('reviewOn', '2099-01-01'),
  }

  test('a worker: nobody matches them from then on, and whoever matches reads the class alone', async () => {
    const of = await accepted('york', 1)
    const worker = await aWorker(world, 'york', of.panel.services[0])
    const holder = await signedIn(the, of.panel.holder)
    expect((await holder.send(urls.keepApart(of.key), { ...said, worker: worker.id })).status).toBe(303)
    expect(await why(of, worker.id)).toEqual(['keep apart'])
    const page = (await (await signedIn(the, of.manager)).get(of.candidates)).text
    expect(page).toContain('They must be kept apart')
    expect(page).not.toMatch(/Canary/)
    const { id } = await world.one<{ id: string }>('select id from keep_apart where worker_id = $1', [worker.id])
    const close = urls.closeKeepApart({ ...of.key, keepApart: id })
    expect((await holder.send(close, { reason: '' })).status).toBe(422)
    expect((await holder.send(close, { reason: 'It was somebody of the same name' })).status).toBe(303)
    expect(await why(of, worker.id)).toEqual([])
    expect((await holder.get(urls.keepApart(of.key))).text).toContain('It was somebody of the same name')
  })

  test('goes by the person: also when they are added again, and by what a merged record says', async () => {
    const of = await accepted('york', 1)
    const worker = await aWorker(world, 'york', of.panel.services[0])
    const merged = await world.youngPerson('york', { heldBy: of.panel.holder })
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 90, $4)`,
      [of.areaId, merged.id, worker.id, of.panel.holder.id],
    )
    expect(await why(of, worker.id)).toEqual([])
    await world.db.query('update young_person set merged_into = $2 where id = $1', [merged.id, of.child.id])
    expect(await why(of, worker.id)).toEqual(['keep apart'])
    await world.db.query(`update worker set left_at = now(), left_by = person_id, left_as = 'moved on' where id = $1`, [
      worker.id,
    ])
    const { id: again } = await world.one<{ id: string }>(
      `insert into worker (area_id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, young_people_at_most, added_by)
         select area_id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, 2, added_by from worker where id = $1 returning id`,
      [worker.id],
    )
    expect(await why(of, again)).toContain('keep apart')
  })

  test('two young people: both records say so, to whoever may read each', async () => {
    const [one, two] = [await accepted('york', 1), await accepted('york', 1)]
    const holder = await signedIn(the, one.panel.holder)
    const reference = 'YO-7K3F-2M'
    await world.db.query('update young_person set reference = $1 where id = $2', [reference, two.child.id])
    // Nobody matches two young people: it would keep nobody apart.
    const refused = await holder.send(urls.keepApart(one.key), { ...said, reference })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Nobody matches two young people')
    const apart = { ...said, reference, howFar: 'not in the same place at the same time' }
    expect((await holder.send(urls.keepApart(one.key), apart)).status).toBe(303)
    expect((await holder.get(urls.keepApart(one.key))).text).toContain(reference)
    const other = await holder.get(urls.keepApart(two.key))
    expect(other.text).toContain('Canaryreason')
    const { id } = await world.one<{ id: string }>('select id from keep_apart where other_id = $1', [two.child.id])
    expect((await holder.get(urls.closeKeepApart({ ...two.key, keepApart: id }))).status).toBe(200)
  })

  test('from the worker’s own past: whoever matches is sent to the safeguarding lead', async () => {
    const of = await accepted('north-yorkshire', 1)
    const worker = await aWorker(world, 'north-yorkshire', of.panel.services[0])
    const holder = await signedIn(the, of.panel.holder)
    const past = { ...said, worker: worker.id, ownPast: 'yes', reason: '', evidence: '', confirmedBy: 'The lead' }
    expect((await holder.send(urls.keepApart(of.key), { ...past, reason: 'Canarypast' })).text).toContain(
      'nothing is written down',
    )
    expect((await holder.send(urls.keepApart(of.key), past)).status).toBe(303)
    const page = (await (await signedIn(the, of.manager)).get(of.candidates)).text
    expect(page).toContain('Not suitable for each other – ask the safeguarding lead')
    expect(page).not.toMatch(/Canary|kept apart/)
  })

  test.each([
    ['nobody', {}, 'Say who it is'],
    ['two at once', { words: 'A man', reference: 'ABC' }, 'Say who it is'],
    ['somebody unseen', { reference: 'QQQQQQ', howFar: 'no contact at all' }, 'no record with this reference'],
    [
      'a day that was, to look again',
      { words: 'A man', role: 'somebody else', ...on('reviewOn', '2020-01-01') },
      'still to come',
    ],
    ['somebody in words, and not what they are', { words: 'A man' }, 'Say what they are'],
    ['nobody in words, and what they are', { reference: 'QQQQQQ', role: 'poses a risk' }, 'You wrote nobody in words'],
  ])('of %s is sent back, with what was typed', async (_, but, text) => {
    const of = await accepted('york', 1)
    const answer = await (await signedIn(the, of.panel.holder)).send(urls.keepApart(of.key), { ...said, ...but })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain('Canaryreason')
  })

  test.each([
    ['family or network', 'Somebody of the family or the network'],
    ['poses a risk', 'A person who poses a risk by exploitation'],
    ['somebody else', 'Somebody else'],
  ])('says what they are to each other: %s', async (role, says) => {
    const of = await accepted('york', 1)
    const holder = await signedIn(the, of.panel.holder)
    expect((await holder.send(urls.keepApart(of.key), { ...said, words: 'Canaryname', role })).status).toBe(303)
    const row = (await holder.get(urls.keepApart(of.key))).text.split('<tr').find(one => one.includes('Canaryname'))
    expect(row).toContain(says)
    await expect(
      world.db.query(`update keep_apart set other_role = 'it' where young_person_id = $1`, [of.child.id]),
    ).rejects.toThrow('keep_apart_other_role')
  })

  test('is intelligence: not for the panel, not for duty', async () => {
    const of = await accepted('york', 1)
    await (await signedIn(the, of.panel.holder)).send(urls.keepApart(of.key), {
      ...said,
      words: 'A man in a van',
      role: 'poses a risk',
    })
    for (const one of [of.panel.coordinator, of.manager])
      expect((await (await signedIn(the, one)).get(urls.keepApart(of.key))).status).toBe(403)
  })
})

describe('what a young person wishes', () => {
  test('or why they were not asked, is asked for', async () => {
    const of = await accepted('york', 1)
    const app = await signedIn(the, of.panel.holder)
    const empty = await app.send(urls.wishes(of.key), { asked: 'not asked', gender: 'no matter' })
    expect(empty.text).toContain('Say why they were not asked')
    const both = await app.send(urls.wishes(of.key), {
      asked: 'asked',
      ...on('askedOn', yearsAgo(0)),
      notAskedReason: 'Canarywhy',
      gender: 'woman',
    })
    expect(both.text).toContain('which is it?')
    expect(both.text).toContain('Canarywhy')
    expect(
      (await app.send(urls.wishes(of.key), { asked: 'not asked', notAskedReason: 'In hospital', gender: 'no matter' }))
        .status,
    ).toBe(303)
  })

  test('somebody else changed meanwhile is not overwritten', async () => {
    const of = await accepted('york', 1)
    const [one, two] = [await signedIn(the, of.panel.holder), await signedIn(the, of.manager)]
    const fields = { asked: 'not asked', notAskedReason: 'In hospital', gender: 'no matter' }
    const stale = await two.hidden(urls.wishes(of.key))
    expect((await one.send(urls.wishes(of.key), fields)).status).toBe(303)
    const late = await two.post(urls.wishes(of.key), { ...stale, ...fields, notAskedReason: 'Canarylate' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Canarylate')
  })
})
