import { describe, expect, test } from 'vitest'
import { thirdArea as area, configWithThirdArea, loadConfig } from './a-third-area.ts'
import { testApp } from './app.ts'
import { signedIn } from './as.ts'
import { testDatabase } from './database.ts'
import { aWorld } from './world.ts'

// R126: another area sets it up for itself with one file and a restart, and nothing else. The way of one of its young people
// to a strand is in e2e/pathway.test.ts.

const configDir = configWithThirdArea()
const database = await testDatabase()
const world = await aWorld(database)
await loadConfig(world, configDir)
const the = await testApp(database, { CONFIG_DIR: configDir })

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
