import pg from 'pg'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { openSession, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls as consent } from '../../consent/index.ts'
import { urls } from '../urls.ts'

// Nothing is shared with all schools: each stands by its name, and whoever reads belongs to one (R147, R149).

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
const elsewhere = await world.person({ role: 'area-administrator', area: 'north-yorkshire' })
const holder = await world.person({ role: 'case-holder', area: 'york' })
const at = { area: 'york' }
const york = await world.areaId('york')

const schools = (
  await world.one<{ id: string }>(`select id from agency where area_id = $1 and key = 'schools'`, [york])
).id
const named = (name: string) =>
  world.db
    .query<{ id: string; in_use: boolean; team: string }>(
      `select a.id, a.in_use, t.id as team from agency a join team t on t.area_id = a.area_id and t.agency_id = a.id
         where a.area_id = $1 and a.name = $2 and a.one_of_id is not null`,
      [york, name],
    )
    .then(({ rows }) => rows)
const added = async (name: string) => {
  const app = await signedIn(the, administrator)
  expect((await app.send(urls.oneOfMany(at), { many: schools, name })).status).toBe(303)
  return (await named(name))[0] as { id: string; team: string }
}

test('an administrator adds a school by name, somebody there gets an account, and a case-holder can ask about it', async () => {
  const app = await signedIn(the, administrator)
  const school = await added('St Canary’s School')
  expect((await app.get(urls.oneOfMany(at))).text).toContain('St Canary’s School')
  const child = await world.youngPerson('york', { heldBy: holder })
  const key = { ...at, youngPerson: child.id }
  const worker = await signedIn(the, holder)
  // Asked about nobody's school until somebody says which it is.
  expect((await worker.get(consent.shareYoungPerson(key))).text).not.toContain('St Canary’s School')
  expect((await worker.get(consent.sharing(key))).text).toContain('Schools and colleges')
  expect((await worker.get(consent.nameAgency(key))).text).toContain('Schools and colleges: St Canary’s School')
  expect((await worker.send(consent.nameAgency(key), { agency: school.id })).status).toBe(303)
  expect((await worker.get(consent.shareYoungPerson(key))).text).toContain('What may St Canary’s School know?')
  expect((await worker.get(consent.paper({ ...key, paperKey: 'plain' }))).text).toContain(
    'St Canary’s School: <span class="app-paper__box">☐</span> yes',
  )
  // By name, and no longer as one of all.
  const page = (await worker.get(consent.sharing(key))).text
  expect(page).toContain('St Canary’s School')
  expect(page).not.toContain('Schools and colleges')
  // Once named it is not offered again.
  expect((await worker.get(consent.nameAgency(key))).text).not.toContain('Schools and colleges: St Canary’s School')
  const somebody = await world.person({ role: 'case-holder', area: 'york' })
  const gives = (team: string) =>
    app.send(urls.account({ ...at, person: somebody.id }), { role: 'partner-professional', team })
  const [{ team: all } = { team: '' }] = (
    await world.db.query<{ team: string }>(
      'select id as team from team where area_id = $1 and agency_id = $2 limit 1',
      [york, schools],
    )
  ).rows
  const answer = await gives(all)
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('choose one school or charity by name')
  expect((await gives(school.team)).status).toBe(303)
})

test.each([
  ['without a name', { name: '' }, 'Write its name'],
  ['that has no letters', { name: '…' }, 'Write its name in letters'],
  ['of nothing', { many: '' }, 'Choose what it is'],
  ['with something in it that cannot be seen', { name: 'St Ma\u200bry' }, 'Type its name anew'],
  ['that is turned round', { name: '\u202eyraM tS' }, 'Type its name anew'],
  ['with a letter that only looks like it', { name: 'St M\u0430ry' }, 'Type its name anew'],
  ['of two lines', { name: 'St Mary\nand all' }, 'Type its name anew'],
])('one %s is sent back, with what was typed', async (_, but, text) => {
  const answer = await (await signedIn(the, administrator)).send(urls.oneOfMany(at), {
    many: schools,
    name: 'Canaryname',
    ...but,
  })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(text)
})

test('one that is there already is said, and one that was closed is opened again', async () => {
  const app = await signedIn(the, administrator)
  const school = await added('Twice School')
  const again = await app.send(urls.oneOfMany(at), { many: schools, name: 'twice  school' })
  expect(again.status).toBe(422)
  expect(again.text).toContain('It is there already')
  const close = () => app.send(urls.oneOfMany(at), {}, { action: urls.closeOne({ ...at, agency: school.id }) })
  const teacher = await world.person({ role: 'partner-professional', area: 'york', agency: 'schools.twice-school' })
  const inTheWay = await close()
  expect(inTheWay.status).toBe(422)
  expect(inTheWay.text).toContain('Somebody still has a role there')
  await world.db.query('update membership set until_at = now() where person_id = $1', [teacher.id])
  expect((await close()).status).toBe(303)
  expect((await named('Twice School')).map(one => one.in_use)).toEqual([false])
  // What is closed is not named for anybody any more.
  const child = await world.youngPerson('york', { heldBy: holder })
  await expect(world.named(child.id, holder, 'schools.twice-school')).rejects.toThrow('not one of many, or closed')
  expect((await added('Twice School')).id).toBe(school.id)
})

test('a role that is given while it is closed is not given', async () => {
  const school = await added('Closing School')
  const somebody = await world.person({ role: 'case-holder', area: 'york' })
  const closing = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
  await closing.connect()
  try {
    await closing.query('begin')
    await closing.query('select from agency where id = $1 for update', [school.id])
    const gives = world.belongs(somebody, {
      role: 'partner-professional',
      area: 'york',
      agency: 'schools.closing-school',
    })
    const refused = expect(gives).rejects.toThrow('this team is not in use')
    await new Promise(resolve => setTimeout(resolve, 100))
    await closing.query('update team set in_use = false where agency_id = $1', [school.id])
    await closing.query('update agency set in_use = false where id = $1', [school.id])
    await closing.query('commit')
    await refused
  } finally {
    await closing.end()
  }
})

test('nobody else adds one: not a case-holder, not the administrator of another area, by page or by statement', async () => {
  for (const person of [holder, elsewhere]) {
    const app = await signedIn(the, person)
    expect([403, 404]).toContain((await app.get(urls.oneOfMany(at))).status)
    const sent = await app.send(urls.sessions(), { many: schools, name: 'Not There' }, { action: urls.oneOfMany(at) })
    expect(sent.status).not.toBe(303)
    await world.db.query('begin')
    await world.db.query('select app.enter($1, null)', [await openSession(the.database.pool, the.signInKey, person)])
    expect(await world.one('select app.add_one_of_many($1, $2, $3) as ok', [york, schools, 'Not There'])).toEqual({
      ok: false,
    })
    await world.db.query('rollback')
  }
  expect(await named('Not There')).toEqual([])
})

test.each([
  [
    'consent',
    `insert into consent_share (area_id, consent_id, young_person_id, agency_id, category) values ($1, uuidv7(), $2, $3, 'identity')`,
  ],
  [
    'law',
    `insert into lawful_share (area_id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, decided_by, decided_on, review_on, recorded_by)
       select $1, $2, $3, '{identity}', 'I', 'vital interests', 'safeguarding', 'N', 'told', 'D', app.today(), app.today() + 9, h.person_id from case_holding h where h.young_person_id = $2`,
  ],
])('by %s nothing is shared with all of them', async (_, statement) => {
  const child = await world.youngPerson('york', { heldBy: holder })
  await expect(world.db.query(statement, [york, child.id, schools])).rejects.toThrow('with which one?')
})

test('an agency that something is shared with cannot come to stand for many', async () => {
  await world.person({ role: 'partner-professional', area: 'york', agency: 'early-help' })
  await expect(
    world.db.query(`update agency set stands_for_many = true where area_id = $1 and key = 'early-help'`, [york]),
  ).rejects.toThrow('it cannot stand for many')
})
