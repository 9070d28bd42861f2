import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../test/database.ts'
import { aWorld } from '../test/world.ts'

// The first administrator of an area is made by hand, and never by default (docs/runbook.md, step 3).

const database = await testDatabase()
const world = await aWorld(database)

/** The command as somebody types it, with the key of the owner and nothing else. */
function made(area: string, ...who: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './src/platform/jsx.js', 'scripts/first-administrator.ts', area, ...who],
    {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', MIGRATE_DATABASE_URL: database.superuserUrl },
    },
  )
  return { status, stdout, stderr }
}

const administrators = async () =>
  (
    await world.db.query<{ id: string; name: string; closed_at: Date | null; hash: string; used_at: Date | null }>(
      `select p.id, p.name, encode(i.code_hash, 'hex') as hash, i.used_at from membership m join person p on p.id = m.person_id
         join invitation i on i.person_id = p.id join area a on a.id = m.area_id
        where m.role = 'area-administrator' and a.key = 'york'`,
    )
  ).rows

let first: ReturnType<typeof made>
beforeAll(() => {
  first = made('york', 'Asha Example', 'Systems manager')
})

test('is made once, with a code that is kept only as a hash', async () => {
  expect(first).toMatchObject({ status: 0, stderr: '' })
  const code = first.stdout.trimEnd().split('\n').at(-1) ?? ''
  expect(code).toMatch(/^[\w-]{32}$/)
  const [only, ...others] = await administrators()
  expect(others).toEqual([])
  expect(only).toMatchObject({ name: 'Asha Example', used_at: null })
  const { hash } = await world.one<{ hash: string }>(`select encode(sha256(convert_to($1, 'UTF8')), 'hex') as hash`, [
    code,
  ])
  expect(only?.hash).toBe(hash)
})

test('stands in the audit, with the area and without a name', async () => {
  const [only] = await administrators()
  const event = await world.one(
    `select e.person_id, e.outcome, e.record_id, a.key as area, e.detail from audit_event e join area a on a.id = e.area_id
      where e.act = 'first administrator made'`,
  )
  expect(event).toEqual({ person_id: null, outcome: 'done', record_id: only?.id, area: 'york', detail: {} })
})

test('is not made a second time: administrators invite each other', async () => {
  expect(made('york', 'Somebody Else', 'Manager')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'This area has an administrator already: they can invite others.\n',
  })
  expect(await administrators()).toHaveLength(1)
})

test.each([
  ['an area that is not there', ['atlantis', 'Asha Example', 'Manager'], 'There is no area "atlantis".\n'],
  ['without a title', ['york', 'Asha Example'], /^Say the area, the name and the title: /],
])('is not made for %s', (_, [area = '', ...who], says) => {
  const { status, stdout, stderr } = made(area, ...who)
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(says)
})
