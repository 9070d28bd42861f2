import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { saysYes, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { standsOf } from './known-adult.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { accepted, ready, make } = await matching(the, world)
const today = yearsAgo(0)
const ahead = '2099-01-01'

type Of = Awaited<ReturnType<typeof accepted>>

const named = {
  name: 'Canaryaunt Green',
  relation: 'Canaryrelation: aunt',
  knownSince: 'Since she was six',
  phone: 'Canaryphone 01632 960 777',
  words: 'Canarywords: she never shouts',
  ...on('agreedOn', today),
  knowledge: 'Mum knows',
}
const checked = {
  kind: 'check',
  ...on('doneOn', today),
  doneBy: 'The police',
  says: 'Canarychecked',
  outcome: 'in order',
}

const nameOne = async (of: Of, by = of.panel.holder, but: Record<string, string> = {}) =>
  (await signedIn(the, by)).send(urls.nameKnownAdult({ ...of.key, strand: of.strand }), { ...named, ...but })
const idOf = async (of: Of) =>
  (
    await world.one<{ id: string }>(
      'select id from known_adult where young_person_id = $1 order by proposed_at desc limit 1',
      [of.child.id],
    )
  ).id
const step = async (of: Of, but: Record<string, string> = {}, by = of.panel.holder) =>
  (await signedIn(the, by)).send(urls.knownAdultStep({ ...of.key, knownAdult: await idOf(of) }), { ...checked, ...but })
const approve = async (of: Of, by = of.manager, but: Record<string, string> = {}) =>
  (await signedIn(the, by)).send(urls.approveKnownAdult({ ...of.key, knownAdult: await idOf(of) }), {
    approvalSays: 'Canaryapproval',
    supportedBy: of.manager.id,
    everyDays: '14',
    ...on('nextContactOn', ahead),
    ...on('reviewOn', ahead),
    ...but,
  })
/** Somebody of a strand who said yes, with an aunt who was checked. */
async function withAnAunt(area: 'york' | 'north-yorkshire' = 'york') {
  const of = await accepted(area, 1)
  await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
  await nameOne(of)
  await step(of)
  return of
}
const open = async (of: Of, kind: string) =>
  (
    await world.db.query('select from task where young_person_id = $1 and kind = $2 and settled_at is null', [
      of.child.id,
      kind,
    ])
  ).rowCount
const hasAdult = async (of: Of) =>
  (
    await world.db.query<{ how: string }>('select how from allocation_with_adult where strand_allocation_id = $1', [
      of.strand,
    ])
  ).rows

test.each([
  [{ endedOn: null, stoppedAt: null, approvedAt: null, steps: [] }, 'waits for a check'],
  [{ endedOn: null, stoppedAt: null, approvedAt: null, steps: [{ kind: 'check' }] }, 'waits for approval'],
  [{ endedOn: null, stoppedAt: null, approvedAt: new Date(), steps: [] }, 'at their side'],
  [{ endedOn: null, stoppedAt: new Date(), approvedAt: new Date(), steps: [] }, 'stopped'],
  [{ endedOn: today, stoppedAt: new Date(), approvedAt: new Date(), steps: [] }, 'ended'],
])('%j: %s', (of, stands) => expect(standsOf(of as never)).toBe(stands))

describe('an adult whom a young person knows already (R31)', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'is named, checked, approved by a second person, supported, looked at again and ended, in %s',
    async area => {
      const of = await accepted(area, 1)
      await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
      await world.db.query(
        `insert into task (area_id, young_person_id, kind, record_id, desk, path) values ($1, $2, 'match a worker', $3, $4, '/x') on conflict do nothing`,
        [of.areaId, of.child.id, of.strand, `service:${of.areaId}:${of.panel.services[0]}`],
      )
      expect((await nameOne(of)).status).toBe(303)
      expect(await open(of, 'approve a known adult')).toBe(1)
      const manager = await signedIn(the, of.manager)
      const overview = urls.knownAdults(of.key)
      expect((await manager.get(overview)).text).toContain('Waits for a check')
      expect(await hasAdult(of)).toEqual([])

      expect((await step(of)).status).toBe(303)
      expect((await manager.get(overview)).text).toContain('Waits for approval')
      expect((await approve(of)).status).toBe(303)
      const page = (await manager.get(overview)).text
      for (const says of [
        'At their side',
        'Canarywords',
        'Canaryphone',
        'Canarychecked',
        'Canaryapproval',
        'every 14 days',
      ])
        expect(page).toContain(says)
      expect(await hasAdult(of)).toEqual([{ how: 'known adult' }])
      expect(await open(of, 'match a worker')).toBe(0)
      expect(await open(of, 'approve a known adult')).toBe(0)
      expect(
        await world.one(
          `select count(*)::int as n from notification where kind = 'known adult approved' and person_id = $1 and young_person_id = $2`,
          [of.panel.holder.id, of.child.id],
        ),
      ).toEqual({ n: 1 })

      // What is due is asked for, once, and answered by what was done.
      const id = await idOf(of)
      await world.db.query(
        'update known_adult set next_contact_on = current_date, review_on = current_date where id = $1',
        [id],
      )
      await world.db.query('select app.known_adults_due()')
      await world.db.query('select app.known_adults_due()')
      expect(await open(of, 'talk with a known adult')).toBe(1)
      expect(await open(of, 'look at a known adult again')).toBe(1)
      const talked = { kind: 'contact', outcome: '', ...on('nextOn', '2099-02-02') }
      expect((await step(of, talked, of.manager)).status).toBe(303)
      expect(await open(of, 'talk with a known adult')).toBe(0)
      expect((await step(of, { ...talked, kind: 'review', ...on('nextOn', '2099-03-03') })).status).toBe(303)
      expect(await open(of, 'look at a known adult again')).toBe(0)
      expect(
        await world.one('select next_contact_on::text, review_on::text from known_adult where id = $1', [id]),
      ).toEqual({ next_contact_on: '2099-02-02', review_on: '2099-03-03' })

      const end = urls.endKnownAdult({ ...of.key, knownAdult: id })
      expect((await manager.send(end, { ...on('endedOn', today), why: 'the adult wished it' })).text).toContain(
        'Write what they know and say',
      )
      const ended = { ...on('endedOn', today), why: 'the adult wished it', endSays: 'Canaryend' }
      expect((await manager.send(end, ended)).status).toBe(303)
      expect((await manager.get(overview)).text).toContain('Canaryend')
      expect(await hasAdult(of)).toEqual([])
      expect(await open(of, 'match a worker')).toBe(1)
      expect((await manager.get(end)).status).toBe(404)
      for (const act of ['known adult named', 'known adult step recorded', 'known adult approved', 'known adult ended'])
        expect(
          (await world.db.query('select from audit_event where act = $1 and young_person_id = $2', [act, of.child.id]))
            .rowCount,
        ).toBeGreaterThan(0)
    },
  )

  test('is not approved by whoever named them, by page and by statement', async () => {
    const of = await accepted('york', 1)
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    expect((await nameOne(of, of.manager)).status).toBe(303)
    await step(of)
    expect((await (await signedIn(the, of.manager)).get(urls.knownAdults(of.key))).text).toContain(
      'somebody else approves them',
    )
    expect((await approve(of)).text).toContain('somebody else approves them')
    await expect(
      world.db.query(
        `update known_adult set approved_by = proposed_by, approval_says = 'It', supported_by = proposed_by, every_days = 3, next_contact_on = current_date + 1, review_on = current_date + 1 where young_person_id = $1`,
        [of.child.id],
      ),
    ).rejects.toThrow('known_adult_approved_by_another')
  })

  test('is approved by whoever matches for the service, and by nobody else', async () => {
    const of = await withAnAunt()
    const at = urls.approveKnownAdult({ ...of.key, knownAdult: await idOf(of) })
    for (const [who, status] of [
      [of.panel.holder, 403],
      [of.panel.managers[1], 404],
      [of.panel.coordinator, 403],
    ] as const)
      expect((await (await signedIn(the, who)).get(at)).status).toBe(status)
  })

  test.each([
    ['without a check', async (_: Of) => undefined, 'Write down a check first'],
    [
      'with a check that is not in order',
      async (of: Of) => {
        await step(of)
        await step(of, { outcome: 'not in order' })
      },
      'Write down a check first',
    ],
    [
      'who must be kept apart',
      async (of: Of) => {
        await step(of)
        await world.db.query(
          `insert into keep_apart (area_id, young_person_id, other_words, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, 'His mother’s sister, Green (Canaryaunt)', 'no contact at all', 'Canarysecret', 'It', current_date + 90, $3)`,
          [of.areaId, of.child.id, of.panel.holder.id],
        )
      },
      'They must be kept apart',
    ],
  ])('is not approved %s', async (_, happens, says) => {
    const of = await accepted('york', 1)
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    await nameOne(of)
    await happens(of)
    const answer = await approve(of)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
    expect(answer.text).toContain('Canaryapproval')
    expect(answer.text).not.toContain('Canarysecret')
    expect(await hasAdult(of)).toEqual([])
  })

  test('is not approved before a yes to taking part (R151), nor with somebody of another service', async () => {
    const of = await accepted('york', 1)
    await nameOne(of)
    await step(of)
    expect((await approve(of)).text).toContain('There is no yes to taking part')
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    expect((await approve(of, of.manager, { supportedBy: of.panel.managers[1].id })).status).toBe(422)
    expect((await approve(of)).status).toBe(303)
  })

  test('is looked at the same day when somebody says that one of this name must be kept apart', async () => {
    const of = await withAnAunt()
    expect((await approve(of)).status).toBe(303)
    const holder = await signedIn(the, of.panel.holder)
    const apart = {
      words: 'Canaryaunt Green, her aunt',
      role: 'family or network',
      howFar: 'no contact at all',
      ownPast: 'no',
      reason: 'It',
      evidence: 'It',
      ...on('reviewOn', ahead),
    }
    expect((await holder.send(urls.keepApart(of.key), apart)).status).toBe(303)
    expect(await open(of, 'look at a known adult again')).toBe(1)
  })

  test.each([
    ['nothing typed', { name: '', words: '' }, ['Say who it is', 'Write down what the young person said']],
    ['a day to come', on('agreedOn', ahead), ['Canarywords']],
  ])('%s is sent back, with what was typed', async (_, but, says) => {
    const of = await accepted('york', 1)
    const answer = await nameOne(of, of.panel.holder, but)
    expect(answer.status).toBe(422)
    for (const one of [...says, 'Mum knows']) expect(answer.text).toContain(one)
  })

  test.each([
    ['a check without an outcome', { outcome: '' }, 'Say whether it is in order'],
    ['a talk without the next one', { kind: 'contact', outcome: '' }, 'Give the day of the next one'],
    [
      'a talk before somebody approved them',
      { kind: 'contact', outcome: '', ...on('nextOn', ahead) },
      'Somebody approves them first',
    ],
    ['a check on a day to come', on('doneOn', ahead), 'Canarychecked'],
  ])('%s is sent back', async (_, but, says) => {
    const of = await accepted('york', 1)
    await nameOne(of)
    const answer = await step(of, but)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
  })

  test('ends with the strand: the service supports nobody beyond it', async () => {
    const of = await withAnAunt()
    await approve(of)
    await world.db.query(
      `update strand_allocation set until_at = now(), ended_by = decided_by, ended_reason = 'It' where id = $1`,
      [of.strand],
    )
    expect(await world.one('select end_reason from known_adult where id = $1', [await idOf(of)])).toEqual({
      end_reason: 'the strand ended',
    })
    await expect(nameOne(of)).rejects.toThrow('404')
  })

  test('never stands on a telephone, and is not there for anybody without a relation', async () => {
    const of = await ready()
    await nameOne(of)
    await step(of)
    expect((await approve(of)).status).toBe(303)
    expect((await make(of)).status).toBe(303)
    const phone = await signedIn(the, of.worker.person)
    const mine = (await phone.get(urls.mine({ area: 'york' }))).text
    expect(mine).not.toMatch(/Canary(aunt|phone|relation|words)/)
    for (const path of [urls.knownAdults(of.key), urls.nameKnownAdult({ ...of.key, strand: of.strand })])
      expect((await phone.get(path)).status).toBeGreaterThanOrEqual(400)
    const stranger = await world.person({ role: 'case-holder', area: 'york' })
    expect((await (await signedIn(the, stranger)).get(urls.knownAdults(of.key))).status).toBe(404)
    expect((await (await signedIn(the, of.panel.managers[1])).get(urls.knownAdults(of.key))).status).toBe(404)
  })

  test('counts where everybody who waits is looked at: they wait no more', async () => {
    const of = await withAnAunt()
    const at = '/york/proposal?show=without'
    const manager = await signedIn(the, of.manager)
    const waits = async () =>
      [(await manager.get('/york/proposal')).text, (await manager.get(at)).text].some(text =>
        text.includes(of.child.id),
      )
    expect(await waits()).toBe(true)
    expect((await approve(of)).status).toBe(303)
    expect(await waits()).toBe(false)
  })

  test('somebody else changed meanwhile is not overwritten', async () => {
    const of = await withAnAunt()
    const app = await signedIn(the, of.manager)
    const at = urls.endKnownAdult({ ...of.key, knownAdult: await idOf(of) })
    const before = await app.hidden(at)
    expect((await approve(of)).status).toBe(303)
    const late = await app.post(at, { ...before, ...on('endedOn', today), why: 'not approved', endSays: 'Canarylate' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Canarylate')
  })
})
