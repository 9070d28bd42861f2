import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld } from '../../../test/world.ts'
import { loadAreasInto } from './index.ts'

// Areas are data: what a council takes out of its file, or gives another name, is what people choose from after a restart.

const configDir = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(configDir, { recursive: true }))
cpSync('config', configDir, { recursive: true })
const file = join(configDir, 'areas/york.yaml')
const york = readFileSync(file, 'utf8')
const youthJustice = york.slice(york.indexOf('  - key: youth-justice'), york.indexOf('  - key: police'))

const database = await testDatabase()
const world = await aWorld(database)
const load = async (text: string) => {
  writeFileSync(file, text)
  await world.db.query('set role tr_owner')
  await loadAreasInto(configDir)(world.db)
  await world.db.query('reset role')
}
const team = (name: string) =>
  world.one<{ area_id: string; agency_id: string; id: string; in_use: boolean }>(
    `select t.area_id, t.agency_id, t.id, t.in_use from team t join area a on a.id = t.area_id where a.key = 'york' and t.name = $1`,
    [name],
  )

const holder = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder })
const removed = await team('Children in care team')
const before = await team('Missing from home coordinators')
const there = await world.youngPerson('york')
await world.db.query('update case_holding set agency_id = $2, team_id = $3 where young_person_id = $1', [
  there.id,
  removed.agency_id,
  removed.id,
])
const forum = await aForum(world, 'york')
const discussed = await forum.sent()
const discussion = await forum.discussion(discussed, { frozen: false, invited: ['childrens-social-care'] })

const changed = york
  .replace('      - { name: Children in care team, phone: null }\n', '')
  .replace('name: Leaving care team', 'name: Care leavers team')
  .replace('{ name: Missing from home coordinators,', '{ name: Missing team, formerly: Missing from home coordinators,')
  .replace('key: volunteer-mentor', 'key: other-mentor')
  .replace(youthJustice, '')
await load(changed)
const the = await testApp(database, { CONFIG_DIR: configDir })
beforeEach(() => load(changed))

describe('what an area’s file no longer names', () => {
  test('is not offered to whoever hands a case over', async () => {
    const { status, text } = await (await signedIn(the, holder)).get(
      `/york/young-people/${child.id}/case-holder/hand-over`,
    )
    expect(status).toBe(200)
    for (const gone of ['Children in care team', 'Leaving care team', 'Youth justice team', 'Missing from home'])
      expect(text).not.toContain(gone)
    for (const now of ['Care leavers team', 'Missing team', 'Emergency duty team']) expect(text).toContain(now)
  })

  test('is not offered to whoever invites somebody or gives a role', async () => {
    const boss = await signedIn(the, await world.person({ role: 'area-administrator', area: 'york' }))
    for (const path of ['/york/accounts/invite', `/york/accounts/${holder.id}`]) {
      const { status, text } = await boss.get(path)
      expect(status).toBe(200)
      for (const gone of ['Children in care team', 'Leaving care team', 'Youth justice team'])
        expect(text).not.toContain(gone)
      expect(text).toContain('Care leavers team')
      // A role is called like the service that was taken out: it stays.
      const services = /<select[^>]*name="service"[\s\S]*?<\/select>/.exec(text)?.[0]
      expect(services).toContain('value="other-mentor"')
      expect(services).not.toContain('value="volunteer-mentor"')
    }
  })

  test('is not offered to whoever invites agencies to a discussion', async () => {
    const { text, status } = await (await signedIn(the, forum.coordinator)).get(
      `/york/young-people/${discussed.id}/discussions/${discussion}/agencies`,
    )
    expect(status).toBe(200)
    expect(text).toContain('North Yorkshire Police')
    expect(text).not.toContain('York youth justice service')
  })

  test('stays where records point at it, and comes back with the file', async () => {
    expect((await team('Children in care team')).in_use).toBe(false)
    await load(york)
    expect(await team('Children in care team')).toEqual({ ...removed, in_use: true })
    expect((await team('Care leavers team')).in_use).toBe(false)
  })
})

test('a team whose file says what it was called before is the same team under its new name', async () => {
  expect((await team('Missing team')).id).toBe(before.id)
  // Again, at the next start: nothing more to rename.
  await load(changed)
  const { n } = await world.one<{ n: number }>(
    `select count(*)::int as n from team where area_id = $1 and name like 'Missing%' and in_use`,
    [before.area_id],
  )
  expect(n).toBe(1)
})

describe('the database', () => {
  const gone = { ...removed }
  const refusing = async (sql: string, values: unknown[], constraint: string) => {
    await world.db.query('update team set in_use = false where id = $1', [gone.id])
    await expect(world.db.query(sql, values)).rejects.toMatchObject({ code: '23514', constraint })
  }
  const into = `insert into case_holding (area_id, young_person_id, agency_id, team_id, made_by)
    select area_id, young_person_id, $2::uuid, $3::uuid, made_by from ended`
  const ended =
    'with ended as (update case_holding set until_at = now() where young_person_id = $1 and until_at is null returning *)'

  test('hands no case to a team that is not in use', async () => {
    await refusing(`${ended} ${into}`, [child.id, gone.agency_id, gone.id], 'case_holding_team_in_use')
  })

  test('asks no team to take a case over that is not in use', async () => {
    await refusing(
      `insert into hand_over (area_id, young_person_id, to_agency_id, to_team_id, reason, due_on, asked_by, from_team_id, from_agency_id)
       select area_id, young_person_id, $2, $3, 'Moved', current_date, $4, team_id, agency_id from case_holding where young_person_id = $1 and until_at is null`,
      [child.id, gone.agency_id, gone.id, holder.id],
      'hand_over_team_in_use',
    )
  })

  test('lets nobody join it', async () => {
    await refusing(
      `insert into membership (person_id, person_kind, role, area_id, agency_id, team_id) values ($1, 'professional', 'case-holder', $2, $3, $4)`,
      [holder.id, gone.area_id, gone.agency_id, gone.id],
      'membership_team_in_use',
    )
  })

  test('lets nobody join a service that is no more', async () => {
    const manager = await world.person({ role: 'coordinator', area: 'york' })
    await world.db.query(`update service set in_use = false where area_id = $1 and key = 'volunteer-mentor'`, [
      gone.area_id,
    ])
    await expect(
      world.belongs(manager, { role: 'operational-manager', area: 'york', service: 'volunteer-mentor' }),
    ).rejects.toMatchObject({ constraint: 'membership_service_in_use' })
  })

  test('lets a case stay where it is when its holder leaves: somebody is always responsible', async () => {
    await world.db.query('update team set in_use = false where id = $1', [gone.id])
    await world.db.query(`${ended} ${into}`, [there.id, gone.agency_id, gone.id])
    const { n } = await world.one<{ n: number }>(
      'select count(*)::int as n from case_holding where young_person_id = $1 and until_at is null',
      [there.id],
    )
    expect(n).toBe(1)
  })
})
