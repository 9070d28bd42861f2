import fc from 'fast-check'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPanel } from '../../../test/nominations.ts'
import { acceptedBy, saysYes, yearsAgo } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'
import { type Answered, decided } from './who-decides.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const areaId = await world.areaId('york')
const accepted = acceptedBy(world, { york: await aPanel(world, 'york') })
const today = yearsAgo(0)

const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})
const yes = {
  answer: 'yes',
  ...on('askedOn', today),
  askedBy: 'Sam Example, youth worker',
  how: ['in person', 'with pictures'],
  explained: 'What it is, who would know, that they can stop',
  understood: 'Canarywords: someone for me, and I can say stop',
  limitsTold: 'yes',
  competence: 'understands',
  competenceReason: 'They said it back to me',
}

const aChild = async (bornOn = yearsAgo(14)) => {
  const child = await world.youngPerson('york', { heldBy: holder, bornOn })
  return { child, key: { area: 'york', youngPerson: child.id } }
}
const now = (child: string) =>
  world.one<{ yes: boolean; because: string }>(
    `select yes, because from app.consent_decided($1, $2, 'taking part', current_date)`,
    [areaId, child],
  )

describe('the young person’s answer (R149, R151)', () => {
  test('is recorded with what was explained, how, and what they understood in their words', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    expect((await app.get(urls.consent(key))).text).toContain('Until it is yes, no worker is told who they are')
    expect((await app.send(urls.askYoungPerson(key), yes)).status).toBe(303)
    const page = (await app.get(urls.consent(key))).text
    expect(page).toContain('Takes part')
    expect(page).toContain('Canarywords')
    expect(await now(child.id)).toEqual({ yes: true, because: 'they said yes' })
    expect(
      await world.one(`select detail from audit_event where young_person_id = $1 and act = 'consent recorded'`, [
        child.id,
      ]),
    ).toEqual({ detail: { question: 'taking part', answer: 'yes' } })
  })

  test.each([
    ['without what was explained', { explained: '' }, 'a yes is only a yes when they know to what'],
    ['without what they understood', { understood: '' }, 'in their words'],
    ['without how', { how: [] }, 'Choose how they were asked'],
    ['before they know what is shared anyway (R78)', { limitsTold: 'no' }, 'they must know it first'],
    ['judged without a reason', { competenceReason: '' }, 'Say what makes you say so'],
    ['on a day to come', on('askedOn', '2099-01-01'), 'today or in the past'],
    ['with why it would not be safe to ask', { notApproachedReason: 'He listens' }, 'which is it?'],
  ])('a yes %s is sent back, with what was typed', async (_, but, text) => {
    const { child, key } = await aChild()
    const answer = await (await signedIn(the, holder)).send(urls.askYoungPerson(key), { ...yes, ...but })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain('Sam Example, youth worker')
    expect(await now(child.id)).toEqual({ yes: false, because: 'they were not asked' })
  })

  test('no is a record, and is not outweighed by a parent’s yes', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    await app.send(urls.addIndividual(key), {
      kind: 'parent or carer',
      name: 'Canarymother',
      relation: 'mother',
      responsibility: 'yes',
    })
    const { id } = await world.one<{ id: string }>('select id from relevant_individual where young_person_id = $1', [
      child.id,
    ])
    expect((await app.send(urls.askIndividual({ ...key, individual: id }), yes)).status).toBe(303)
    expect((await app.send(urls.askYoungPerson(key), { ...yes, answer: 'no' })).status).toBe(303)
    expect(await now(child.id)).toEqual({ yes: false, because: 'they said no' })
    expect((await app.get(urls.consent(key))).text).toContain('nobody is made to take part')
  })

  test('a yes can be taken back, and only a yes', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    const back = { ...yes, answer: 'withdrawn' }
    expect((await app.send(urls.askYoungPerson(key), back)).text).toContain('They have not said yes before')
    await app.send(urls.askYoungPerson(key), yes)
    expect((await app.send(urls.askYoungPerson(key), back)).status).toBe(303)
    expect(await now(child.id)).toEqual({ yes: false, because: 'they said no' })
  })

  test('where it would not be safe to ask, says why, who decided and when it is looked at again', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    const notSafe = { answer: 'not approached', ...on('askedOn', today), askedBy: yes.askedBy }
    const bare = await app.send(urls.askYoungPerson(key), notSafe)
    for (const text of ['Say why it would not be safe', 'Say who decided that', 'Say when somebody looks at it again'])
      expect(bare.text).toContain(text)
    const whole = {
      ...notSafe,
      notApproachedReason: 'He reads her telephone',
      notApproachedBy: 'Pat Example, team manager',
      ...on('until', '2099-01-01'),
    }
    expect((await app.send(urls.askYoungPerson(key), whole)).status).toBe(303)
    expect(await now(child.id)).toEqual({ yes: false, because: 'it is not safe to ask them' })
  })

  test('is nobody else’s to record, by page or by statement, and nobody else’s to read', async () => {
    const { child, key } = await aChild()
    await (await signedIn(the, holder)).send(urls.askYoungPerson(key), yes)
    const other = await world.person({ role: 'case-holder', area: 'york' })
    const app = await signedIn(the, other)
    expect((await app.get(urls.consent(key))).status).toBe(404)
    const duty = await signedIn(the, await world.person({ role: 'duty', area: 'york' }))
    expect((await duty.get(urls.consent(key))).status).toBe(403)
    expect((await world.db.query('select from consent where young_person_id = $1', [child.id])).rowCount).toBe(1)
  })
})

test('R150: whoever holds the case is asked to have them asked, by the clock of the area from the forum’s outcome', async () => {
  const { child, panel } = await accepted('york', 1)
  const task = () =>
    world.one(
      `select desk, due_on > current_date as later, settled_at is not null as settled from task
         where young_person_id = $1 and kind = 'ask about taking part'`,
      [child.id],
    )
  expect(await task()).toEqual({ desk: `person:${panel.holder.id}`, later: true, settled: false })
  const app = await signedIn(the, panel.holder)
  const key = { area: 'york', youngPerson: child.id }
  const page = await app.get(urls.askYoungPerson(key))
  expect(page.text).toContain('value="Somebody"')
  // Whoever makes the introduction asks first (R144), or it says why not; also of sharing, and by statement.
  const refused = await app.send(urls.askYoungPerson(key), yes)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Somebody makes the introduction, and asks first')
  expect(refused.text).toContain('Canarywords')
  await expect(
    world.db.query(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'sharing', 'no', app.today(), 'Me', $3)`,
      [areaId, child.id, panel.holder.id],
    ),
  ).rejects.toThrow('asks first')
  const why = { otherAskerReason: 'Canarywhy: Somebody was ill' }
  expect((await app.send(urls.askYoungPerson(key), { ...yes, ...why })).status).toBe(303)
  expect((await app.get(urls.consent(key))).text).toContain('Canarywhy')
  // Nobody in particular asks them again.
  expect((await app.get(urls.askYoungPerson(key))).text).not.toContain('If somebody else asked, why?')
  expect(await task()).toEqual({ desk: `person:${panel.holder.id}`, later: true, settled: true })
  // The manager of the service, who waits for it, is told.
  expect(
    await world.one(
      `select count(*)::int as n from notification where young_person_id = $1 and kind = 'asked about taking part' and person_id = $2`,
      [child.id, panel.managers[0].id],
    ),
  ).toEqual({ n: 1 })
})

test.each([
  ['Somebody', true],
  ['  SOMEBODY,  of the school', true],
  ['Somebodyelse', false],
])('whether %s is the introducer goes by whole words, on the page as in the database (R144)', async (askedBy, is) => {
  const { child, panel } = await accepted('york', 1)
  const app = await signedIn(the, panel.holder)
  const answer = await app.send(urls.askYoungPerson({ area: 'york', youngPerson: child.id }), { ...yes, askedBy })
  expect(answer.status).toBe(is ? 303 : 422)
  const says = world.db.query(
    `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'sharing', 'no', app.today(), $3, $4)`,
    [areaId, child.id, askedBy, panel.holder.id],
  )
  await (is ? says : expect(says).rejects.toThrow('asks first'))
})

test('who introduced somebody years ago is not whom they wait for when they come back (R144)', async () => {
  const { child, panel } = await accepted('york', 1)
  await world.db.query(`update nomination_decision set decided_on = decided_on - 500 where young_person_id = $1`, [
    child.id,
  ])
  const app = await signedIn(the, panel.holder)
  const at = urls.askYoungPerson({ area: 'york', youngPerson: child.id })
  const page = (await app.get(at)).text
  expect([page.includes('value="Somebody"'), page.includes('If somebody else asked, why?')]).toEqual([false, false])
  expect((await app.send(at, yes)).status).toBe(303)
})

test('the database decides as the rule in plain words does, whatever anybody answered (R149, R151)', async () => {
  const answered = fc.record({
    by: fc.constantFrom<Answered['by']>('young person', 'parent or carer', 'council'),
    answer: fc.constantFrom<Answered['answer']>('yes', 'no', 'withdrawn', 'not approached'),
    responsibility: fc.constantFrom<Answered['responsibility']>('yes', 'no', 'not known'),
    competence: fc.constantFrom<Answered['competence']>('understands', 'does not understand', 'not judged'),
    until: fc.constantFrom(null, '2026-01-05', '2026-01-06'),
    asked: fc.constantFrom('2026-01-01', '2026-01-02', '2025-12-01', '2023-01-07'),
  })
  const age = fc.option(fc.integer({ min: 10, max: 19 }), { nil: undefined })
  const day = '2026-01-06'
  await world.db.query(`set session_replication_role = 'replica'`)
  await fc.assert(
    fc.asyncProperty(age, fc.array(answered, { maxLength: 4 }), async (years, drawn) => {
      // Of several of the young person's own answers what was asked last counts; of one day, what was typed last.
      const own = drawn.filter(one => one.by === 'young person')
      const [last] = own.toReversed().sort((a, b) => (a.asked < b.asked ? 1 : a.asked > b.asked ? -1 : 0))
      const newest = drawn
        .filter(one => one.by !== 'young person' || one === last)
        // Every birthday is the day of this test.
        .map(one => ({
          ...one,
          ageThen:
            years === undefined
              ? undefined
              : years - (2026 - Number(one.asked.slice(0, 4))) - (one.asked.slice(5) < '01-06' ? 1 : 0),
        }))
      const { id } = await world.one<{ id: string }>(
        `insert into young_person (area_id, reference, given_names, surname, born_on, created_by)
           values ($1, gen_random_uuid()::text, 'Given', 'Surname', $2, $3) returning id`,
        [areaId, years === undefined ? null : `${2026 - years}-01-06`, holder.id],
      )
      for (const one of drawn) {
        const individual =
          one.by === 'young person'
            ? null
            : (
                await world.one<{ id: string }>(
                  `insert into relevant_individual (area_id, young_person_id, kind, name, responsibility, recorded_by) values ($1, $2, $3, 'Name', $4, $5) returning id`,
                  [areaId, id, one.by, one.by === 'council' ? 'yes' : one.responsibility, holder.id],
                )
              ).id
        const until = one.answer === 'not approached' ? (one.until ?? '2099-01-01') : one.until
        await world.db.query(
          `insert into consent (area_id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told,
             competence, competence_reason, not_approached_reason, not_approached_by, until_on, recorded_by)
             values ($1, $2, $3, 'taking part', $4, $9, 'Somebody', 'It', 'It', '{in person}', true, $5, 'Reason', $6, $6, $7, $8)`,
          [
            areaId,
            id,
            individual,
            one.answer,
            individual ? 'not judged' : one.competence,
            one.answer === 'not approached' ? 'Reason' : null,
            until,
            holder.id,
            one.asked,
          ],
        )
      }
      const said = await world.one(`select yes, because, differs from app.consent_decided($1, $2, 'taking part', $3)`, [
        areaId,
        id,
        day,
      ])
      expect(said).toEqual(decided(years, newest, day))
    }),
    { numRuns: 300 },
  )
  await world.db.query(`set session_replication_role = 'origin'`)
}, 60_000)

test('what was asked last counts, whenever it was typed', async () => {
  const { child, key } = await aChild()
  const app = await signedIn(the, holder)
  expect((await app.send(urls.askYoungPerson(key), { ...yes, answer: 'no' })).status).toBe(303)
  // Last week's yes, found in a notebook.
  expect((await app.send(urls.askYoungPerson(key), { ...yes, ...on('askedOn', yearsAgo(0, 7)) })).status).toBe(303)
  expect(await now(child.id)).toEqual({ yes: false, because: 'they said no' })
  expect((await app.get(urls.consent(key))).text).toContain('They said no: nobody is made to take part')
})

const merge = async (closed: string, into: string) => {
  await world.db.query('update young_person set merged_into = $2 where id = $1', [closed, into])
  await world.db.query(
    `insert into young_person_merge (area_id, young_person_id, into_id, reason, merged_by) values ($1, $2, $3, 'It', $4)`,
    [areaId, closed, into, holder.id],
  )
}
test('an answer in a record that was merged counts', async () => {
  const [one, other] = [await aChild(), await aChild()]
  await saysYes(world, areaId, one.child.id, holder.id)
  await (await signedIn(the, holder)).send(urls.askYoungPerson(other.key), { ...yes, answer: 'no' })
  await merge(other.child.id, one.child.id)
  // And the page says so, and leads to where it stands.
  const page = (await (await signedIn(the, holder)).get(urls.consent(one.key))).text
  expect(page).toContain('counts too: a no stays a no')
  const there = await (await signedIn(the, holder)).get(urls.consent(other.key))
  expect(page).toContain(`href="${urls.consent(other.key)}"`)
  expect(there.status).toBe(200)
  expect(await now(one.child.id)).toEqual({ yes: false, because: 'they said no' })
})

test('when a yes ends by anybody’s answer, whoever holds the case is asked the same day what follows', async () => {
  const { child, panel, key } = await accepted('york', 1)
  await saysYes(world, areaId, child.id, panel.holder.id)
  const open = async () =>
    (
      await world.db.query(
        `select from task where young_person_id = $1 and kind = 'a yes was taken back' and desk = $2 and due_on <= current_date + 1 and settled_at is null`,
        [child.id, `person:${panel.holder.id}`],
      )
    ).rowCount
  const manager = await signedIn(the, panel.managers[0])
  expect((await manager.send(urls.askYoungPerson(key), { ...yes, answer: 'withdrawn' })).status).toBe(303)
  expect(await open()).toBe(1)
  expect(
    await world.one(
      `select urgency from notification where kind = 'takes part no more' and person_id = $1 and young_person_id = $2`,
      [panel.holder.id, child.id],
    ),
  ).toEqual({ urgency: 'today' })
  const app = await signedIn(the, panel.holder)
  expect((await app.get(urls.consent(key))).text).toContain('Could somebody be pressing them?')
  expect((await app.send(urls.consent(key), {}, { action: urls.decided(key) })).status).toBe(303)
  expect(await open()).toBe(0)
})

test('a refusal tells nobody what was answered: the policies speak first', async () => {
  const [asked, other] = [await aChild(), await aChild()]
  await saysYes(world, areaId, asked.child.id, holder.id)
  const app = new Client({ connectionString: database.appUrl })
  await app.connect()
  const said = await Promise.all(
    [asked, other].map(({ child }) =>
      app
        .query(
          `insert into app.consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'taking part', 'withdrawn', current_date, 'Me', $3)`,
          [areaId, child.id, holder.id],
        )
        .then(
          () => 'taken',
          (error: { code: string; constraint?: string }) => [error.code, error.constraint],
        ),
    ),
  )
  await app.end()
  expect(said).toEqual([
    ['42501', undefined],
    ['42501', undefined],
  ])
})

test('whoever answered keeps the name they answered under, and a council keeps its responsibility', async () => {
  const { child, key } = await aChild()
  const app = await signedIn(the, holder)
  await app.send(urls.addIndividual(key), { kind: 'council', name: 'Canarycouncil', responsibility: 'yes' })
  const { id } = await world.one<{ id: string }>('select id from relevant_individual where young_person_id = $1', [
    child.id,
  ])
  const change = urls.changeIndividual({ ...key, individual: id })
  const without = await app.send(change, { name: 'Canarycouncil', responsibility: 'no' })
  expect(without.status).toBe(422)
  expect(without.text).toContain('only where it has parental responsibility')
  expect((await app.send(change, { name: 'Another name', responsibility: 'yes' })).status).toBe(303)
  await app.send(urls.askIndividual({ ...key, individual: id }), yes)
  const renamed = await app.send(change, { name: 'Canaryrenamed', responsibility: 'yes' })
  expect(renamed.status).toBe(422)
  expect(renamed.text).toContain('They have answered under this name')
  expect(renamed.text).toContain('Canaryrenamed')
})
