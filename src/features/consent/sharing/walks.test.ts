import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Client as Database } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { aBareAssessment } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { type Client, client, openSession } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Whatever is given, narrowed, taken back, shared by law or ended, whoever joins or leaves an agency and however many days
// pass: after each step every partner sees what a model in plain words says, by statement and by page (promises A2, A8).

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const areaId = await world.areaId('york')
const holder = await world.person({ role: 'case-holder', area: 'york' })
const app = new Database({ connectionString: database.appUrl })
await app.connect()
afterAll(() => app.end())

const agencies = ['schools.example', 'voluntary-sector.example'] as const
type Agency = (typeof agencies)[number]
const categories = ['identity', 'contact', 'assessment', 'plan'] as const
type Category = (typeof categories)[number]
interface Pair {
  readonly agency: Agency
  readonly category: Category
}
// Early help is shared nothing: whoever leaves everything else still has a role.
const always = { role: 'partner-professional', area: 'york', agency: 'early-help' }
const partners: readonly MadePerson[] = [
  await world.person(always, { ...always, agency: 'schools.example' }),
  await world.person(always, { ...always, agency: 'voluntary-sector.example' }),
  await world.person(always),
]
const agencyIds = new Map<Agency, string>()
for (const key of agencies)
  agencyIds.set(
    key,
    (await world.one<{ id: string }>('select id from agency where area_id = $1 and key = $2', [areaId, key])).id,
  )
const tokens = await Promise.all(
  [holder, ...partners].map(person => openSession(the.database.pool, the.signInKey, person)),
)
const [holderToken, ...partnerTokens] = tokens as [string, ...string[]]
const browsers: readonly Client[] = partnerTokens.map(token => client(the, token))

interface Answer {
  readonly says: 'yes' | 'no' | 'withdrawn'
  readonly competence: 'understands' | 'does not understand' | 'not judged'
  /** Days that it holds from today on; null where it holds until they say otherwise. */
  left: number | null
  readonly names: readonly Pair[]
}
interface State {
  own: Answer | undefined
  parent: Answer | undefined
  readonly saidYes: Set<'own' | 'parent'>
  readonly law: Map<string, Pair>
  readonly members: readonly Set<Agency>[]
}

/** What is shared with an agency, in plain words. */
function sharedWith(state: State, agency: Agency): ReadonlySet<Category> {
  const holds = (one: Answer | undefined) =>
    one && (one.left === null || one.left >= 0 || one.says !== 'yes') ? one : undefined
  const own = holds(state.own)
  const parent = holds(state.parent)
  const names = (one: Answer | undefined, category: Category) =>
    one?.says === 'yes' && one.names.some(pair => pair.agency === agency && pair.category === category)
  const agreed = categories.filter(category => {
    if (!names(own, category)) return false
    if (own?.competence === 'understands') return true
    // A young person of twelve: whoever has parental responsibility decides, once somebody judged.
    return own?.competence === 'does not understand' && names(parent, category)
  })
  return new Set([...agreed, ...[...state.law.values()].filter(one => one.agency === agency).map(one => one.category)])
}

const pair = fc.record<Pair>({ agency: fc.constantFrom(...agencies), category: fc.constantFrom(...categories) })
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('answer' as const),
      by: fc.constantFrom('own' as const, 'own' as const, 'parent' as const),
      says: fc.constantFrom<Answer['says']>('yes', 'yes', 'yes', 'no', 'withdrawn'),
      competence: fc.constantFrom<Answer['competence']>('understands', 'does not understand', 'not judged'),
      left: fc.option(fc.integer({ min: 0, max: 2 })),
      names: fc.uniqueArray(pair, { selector: one => `${one.agency} ${one.category}`, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('share by law' as const), what: pair }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('end by law' as const), which: fc.nat({ max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('membership' as const),
      who: fc.nat({ max: 2 }),
      agency: fc.constantFrom(...agencies),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('a day passes' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('they look' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Runs statements as somebody, as the program would: one transaction of the role app that knows its token. */
async function as<T>(token: string, focus: string | null, work: () => Promise<T>): Promise<T> {
  await app.query('begin')
  try {
    await app.query('select app.enter($1, $2)', [token, focus && [focus]])
    const result = await work()
    await app.query('commit')
    return result
  } catch (error) {
    await app.query('rollback')
    throw error
  }
}

async function take(step: Step, state: State, child: string, parent: string): Promise<void> {
  switch (step.is) {
    case 'answer': {
      const says = step.says === 'withdrawn' && !state.saidYes.has(step.by) ? 'no' : step.says
      const answer: Answer = { ...step, says, names: says === 'yes' ? step.names : [] }
      const id = randomUUID()
      await as(holderToken, child, async () => {
        for (const one of answer.names)
          await app.query(
            'insert into app.consent_share (area_id, consent_id, young_person_id, agency_id, category) values ($1, $2, $3, $4, $5)',
            [areaId, id, child, agencyIds.get(one.agency), one.category],
          )
        await app.query(
          `insert into app.consent (area_id, id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told,
             competence, competence_reason, purposes, until_on, recorded_by)
           values ($1, $2, $3, $4, 'sharing', $5, current_date, 'Somebody', 'It', 'It', '{in person}', true, $6, 'Reason', $7, current_date + $8::int, $9)`,
          [
            areaId,
            id,
            child,
            step.by === 'own' ? null : parent,
            says,
            step.by === 'own' ? answer.competence : 'not judged',
            says === 'yes' ? ['safeguarding'] : [],
            answer.left,
            holder.id,
          ],
        )
      })
      state[step.by] = answer
      if (says === 'yes') state.saidYes.add(step.by)
      return
    }
    case 'share by law': {
      const id = randomUUID()
      await as(holderToken, child, () =>
        app.query(
          `insert into app.lawful_share (area_id, id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, decided_by, decided_on, review_on, recorded_by)
             values ($1, $2, $3, $4, $5, 'It', 'vital interests', 'safeguarding', 'It', 'told', 'Somebody', current_date, current_date + 9, $6)`,
          [areaId, id, child, agencyIds.get(step.what.agency), [step.what.category], holder.id],
        ),
      )
      state.law.set(id, step.what)
      return
    }
    case 'end by law': {
      const id = [...state.law.keys()][step.which % Math.max(state.law.size, 1)]
      if (!id) return
      await as(holderToken, child, () =>
        app.query(
          `update app.lawful_share set ended_at = now(), reviewed_by = $2, reviewed_reason = 'Over' where area_id = $1 and id = $3`,
          [areaId, holder.id, id],
        ),
      )
      state.law.delete(id)
      return
    }
    case 'membership': {
      const agency = agencyIds.get(step.agency)
      const person = partners[step.who] as MadePerson
      const member = state.members[step.who] as Set<Agency>
      if (member.delete(step.agency))
        await world.db.query(
          'update membership set until_at = now() where person_id = $1 and agency_id = $2 and until_at is null',
          [person.id, agency],
        )
      else {
        await world.belongs(person, { ...always, agency: step.agency })
        member.add(step.agency)
      }
      return
    }
    case 'a day passes':
      await world.db.query(
        `update consent set asked_on = asked_on - 1, until_on = until_on - 1, recorded_at = recorded_at - interval '1 day' where young_person_id = $1`,
        [child],
      )
      for (const one of [state.own, state.parent]) if (one && one.left !== null) one.left -= 1
  }
}

/** What a partner sees of a young person by statement, on their page and beside it. */
async function seenBy(token: string, child: string) {
  const look = async () =>
    (
      await app.query<{ identity: boolean; contact: boolean; assessment: boolean; rest: boolean }>(
        `select exists (select from app.young_person where id = $1) as identity,
           exists (select from app.young_person_detail where young_person_id = $1) as contact,
           exists (select from app.assessment where young_person_id = $1) as assessment,
           exists (select from app.consent where young_person_id = $1) or exists (select from app.consent_share where young_person_id = $1)
             or exists (select from app.lawful_share where young_person_id = $1) or exists (select from app.episode where young_person_id = $1)
             or exists (select from app.trusted_adult where young_person_id = $1) as rest`,
        [child],
      )
    ).rows[0]
  const found = async () =>
    (
      await app.query(`select from app.find_young_people($1, '{walked}', null, null, 500) where id = $2`, [
        areaId,
        child,
      ])
    ).rowCount
  const listed = async () =>
    (
      await app.query<{ there: boolean }>('select $2::uuid = any (app.shared_with_me($1, null, 1000)) as there', [
        areaId,
        child,
      ])
    ).rows[0]?.there
  // One transaction, on a page of theirs and beside it.
  return as(token, child, async () => {
    const onThePage = await look()
    await app.query('select app.enter($1, null)', [token])
    return { onThePage, inLists: await look(), bySearch: await found(), amongThoseShared: await listed() }
  })
}

test('after every step every partner sees what the model says, by statement and by page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async steps => {
      const { id: child } = await world.youngPerson('york', { heldBy: holder, bornOn: yearsAgo(12), surname: 'Walked' })
      await world.db.query(`update young_person_detail set address = 'Canarywalk' where young_person_id = $1`, [child])
      await aBareAssessment(world, { id: child, areaId, area: 'york' }, holder)
      const { id: parent } = await world.one<{ id: string }>(
        `insert into relevant_individual (area_id, young_person_id, kind, name, responsibility, recorded_by)
           values ($1, $2, 'parent or carer', 'Name', 'yes', $3) returning id`,
        [areaId, child, holder.id],
      )
      await world.db.query(
        `update membership set until_at = now() where person_id = any ($1) and until_at is null and agency_id = any ($2)`,
        [partners.map(one => one.id), [...agencyIds.values()]],
      )
      await world.belongs(partners[0] as MadePerson, { ...always, agency: 'schools.example' })
      await world.belongs(partners[1] as MadePerson, { ...always, agency: 'voluntary-sector.example' })
      const state: State = {
        own: undefined,
        parent: undefined,
        saidYes: new Set(),
        law: new Map(),
        members: [
          new Set<Agency>(['schools.example']),
          new Set<Agency>(['voluntary-sector.example']),
          new Set<Agency>(),
        ],
      }
      const opened = new Set<number>()
      const page = urls.shared({ area: 'york', youngPerson: child })
      for (const [n, one] of steps.entries()) {
        await take(one, state, child, parent)
        for (const [who, token] of partnerTokens.entries()) {
          const shared = new Set([...(state.members[who] ?? [])].flatMap(agency => [...sharedWith(state, agency)]))
          const rows = {
            identity: shared.size > 0,
            contact: shared.has('contact'),
            assessment: shared.has('assessment'),
            rest: false,
          }
          expect(await seenBy(token, child)).toEqual({
            onThePage: rows,
            inLists: rows,
            bySearch: shared.size > 0 ? 1 : 0,
            amongThoseShared: shared.size > 0,
          })
          if (one.is !== 'they look' && n < steps.length - 1) continue
          const answer = await (browsers[who] as Client).get(page)
          expect(answer.status).toBe(shared.size > 0 ? 200 : opened.has(who) ? 410 : 404)
          if (answer.status !== 200) continue
          opened.add(who)
          expect(answer.text.includes('Canarywalk')).toBe(shared.has('contact'))
          expect(answer.text.includes('How worried we are')).toBe(shared.has('assessment'))
        }
      }
    }),
    { numRuns: 12 },
  )
}, 300_000)
