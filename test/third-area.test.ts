import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadAreasInto } from '../src/features/areas/index.ts'
import { testApp } from './app.ts'
import { signedIn } from './as.ts'
import { testDatabase } from './database.ts'
import { aWorld } from './world.ts'

// R126: another area sets it up for itself with one file and a restart, and nothing else.

const configDir = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(configDir, { recursive: true }))
cpSync('config', configDir, { recursive: true })
const york = readFileSync(join(configDir, 'areas/york.yaml'), 'utf8')
writeFileSync(
  join(configDir, 'areas/madeupshire.yaml'),
  york
    .replace(/^key: york$/m, 'key: madeupshire')
    .replace(/^id: .*$/m, 'id: 019a0000-1111-7222-8333-444455556666')
    .replace(/^name: .*$/m, 'name: Madeupshire')
    .replaceAll('E06000014', 'E06999999'),
)

const database = await testDatabase()
const world = await aWorld(database)
await world.db.query('set role tr_owner')
await loadAreasInto(configDir)(world.db)
await world.db.query('reset role')
const the = await testApp(database, { CONFIG_DIR: configDir })
const area = 'madeupshire'

describe('a third area, after adding its file and starting again', () => {
  test('has its own young people, whom nobody of another area can see', async () => {
    const holder = await world.person({ role: 'case-holder', area })
    const elsewhere = await world.person({ role: 'case-holder', area: 'york' })
    const child = await world.youngPerson(area, { heldBy: holder, surname: 'Thirdarea' })
    const page = `/${area}/young-people/${child.id}`
    const answer = await (await signedIn(the, holder)).get(page)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Thirdarea')
    expect((await (await signedIn(the, elsewhere)).get(page)).status).toBe(404)
  })

  test.each([
    ['case-holder', '/young-people'],
    ['case-holder', '/young-people/find'],
    ['forum-coordinator', '/forum'],
    ['forum-chair', '/forum/meetings/new'],
    ['coordinator', '/nominations'],
    ['duty', '/emergency-access'],
    ['area-administrator', '/accounts'],
    ['information-governance', '/governance/emergency-access'],
  ])('opens to its own %s: %s', async (role, path) => {
    const answer = await (await signedIn(the, await world.person({ role, area }))).get(`/${area}${path}`)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Madeupshire')
  })

  test('stands among the contacts', async () => {
    expect((await the.app.inject('/contact')).body).toContain('Madeupshire')
  })
})
