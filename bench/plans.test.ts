import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../test/database.ts'
import { aWorld } from '../test/world.ts'
import { ofRole, seen, sessions } from './asking.ts'
import { capturing } from './capture.ts'
import { cases } from './cases.ts'
import { generate } from './generate.ts'
import { openHere } from './here.ts'
import { hangsLoose } from './loose.ts'
import { type WholeRead, wholeReads } from './plans.ts'

// What people do all day, with as many young people as decide a plan: nothing big may be read from end to end.

const database = await testDatabase()
const world = await aWorld(database)
const found = new Map<string, readonly WholeRead[]>()

/** What others than those of the cases open first, by role. */
const pages: readonly (readonly [role: string, path: string, name?: string])[] = [
  ...[
    'case-holder',
    'duty',
    'coordinator',
    'panel-member',
    'forum-chair',
    'forum-coordinator',
    'operational-manager',
    'partner-professional',
  ].map(role => [role, '/'] as const),
  ['case-holder', '/york/young-people'],
  ['coordinator', '/york/young-people'],
  ['forum-chair', '/york/young-people/by-name', 'ma'],
  ['case-holder', '/york/young-people/by-name', 'ma'],
  ['forum-coordinator', '/york/forum'],
  ['forum-coordinator', '/york/forum/meetings/:meeting'],
  ['forum-coordinator', '/york/young-people/:child'],
  ['duty', '/york/young-people/:child/chronology'],
  ['case-holder', '/tasks'],
]

beforeAll(async () => {
  await generate(database.superuserUrl, { count: 50_000, drafts: 20, configDir: 'config' }, () => undefined)
  const here = await openHere(database.appUrl, 'config')
  const all = await cases(world.db, here, 5, 0.05)
  const { meeting, child } = await world.one<{ meeting: string; child: string }>(
    `select meeting_id as meeting, young_person_id as child from discussion
      where area_id = (select id from area where key = 'york') order by held_on desc, id limit 1`,
  )
  const capture = capturing()
  for (const [role, path, name] of pages) {
    const [asker] = await sessions(world.db, `${ofRole(role, 'york')} limit 1`, 1)
    const address = path.replace(':meeting', meeting).replace(':child', child)
    const subjects = await seen(here, capture, [
      { token: asker?.token ?? '', path: address, ...(name ? { name } : {}) },
    ])
    all.push({ name: `${role}: ${path}`, subjects, writes: false })
  }
  capture.stop()
  await here.close()
  for (const { name, subjects } of all)
    found.set(name, await wholeReads(world.db, subjects[7 % subjects.length]?.statements ?? [], 2_000))
}, 300_000)

test('what is made with triggers and foreign keys aside hangs together', async () => {
  expect(await hangsLoose(world.db)).toEqual([])
})

test('a manager sees who waits and who could be matched, and a partner who is shared, through the policies', async () => {
  const asked = async (role: string, text: string) => {
    const [asker] = await sessions(world.db, `${ofRole(role, 'york')} limit 1`, 1)
    await world.db.query('begin')
    await world.db.query('select app.enter($1, null)', [asker?.token])
    await world.db.query('set local role app')
    const { rows } = await world.db.query<{ many: number }>(text, [asker?.areaId])
    await world.db.query('rollback')
    return rows.map(row => row.many)
  }
  // 500 wait, each with somebody or other of the 200 workers; a few have said no, or could have nobody.
  const [workers, waiting, takePart, can] = await asked(
    'operational-manager',
    `select unnest(array[jsonb_array_length(p.workers), jsonb_array_length(p.waiting), (select count(*) from jsonb_array_elements(p.waiting) w where (w -> 'takesPart')::boolean)::integer,
       (select count(*) from jsonb_array_elements(p.waiting) w where w -> 'can' <> '[]')::integer]) as many from app.proposal_for($1, 'volunteer-mentor') p`,
  )
  expect([workers, waiting, takePart]).toEqual([200, 500, 475])
  expect(can).toBeGreaterThan(450)
  const [shared] = await asked(
    'partner-professional',
    `select count(*)::integer as many from young_person where area_id = $1`,
  )
  expect(shared).toBeGreaterThan(300)
})

describe('with 50,000 young people, under every policy', () => {
  test.each([
    'List of the 25 newest in own area',
    'Open one record',
    'Submit a nomination',
    'Search by name fragment',
    'Search before recording',
    'Counts by status and service',
    'Candidates of one of 500 who wait, among 200 workers',
    'Proposal for 500 who wait, among 200 workers',
    'List of those shared with a partner',
    'Open one record shared with a partner',
    ...pages.map(([role, path]) => `${role}: ${path}`),
  ])('%s: no table of a size is read from end to end', name => {
    expect(found.get(name)).toEqual([])
  })

  test('a whole read is found where there is one, in a statement and in a function that it calls', async () => {
    await world.db.query(`create function app.planted() returns bigint language sql security definer set search_path = pg_catalog, app
      as $$ select count(*) from app.young_person where pronouns = 'nobody''s' $$; grant execute on function app.planted() to app`)
    const asks = (text: string) => ({ text, values: [], wave: 1 })
    const reads = await wholeReads(
      world.db,
      [asks(`select from young_person where pronouns = 'nobody''s'`), asks('select app.planted()')],
      2_000,
    )
    expect(reads.map(read => read.table)).toEqual(['young_person', 'young_person'])
  })
})
