import { describe, expect, test } from 'vitest'
import { urls } from '../../src/features/matching/index.ts'
import { urls as workforce } from '../../src/features/workforce/index.ts'
import { testApp } from '../../test/app.ts'
import { matching, on } from '../../test/matches.ts'
import { aHouse, type Visitor } from '../house.ts'

// A match from the list of who can to the goodbye, with two people at it: the manager of the service and the adult. In between
// something is found about safety, and the match pauses; and somebody leaves.

const house = await aHouse()
const { world } = house
const { ready, matched } = await matching(await testApp(house.database), world)

/** Opens what stands of somebody among those who can, and chooses them. */
async function choose({ page, goesOn }: Visitor, name: string): Promise<void> {
  const link = page.getByRole('link', { name: `Match them with ${name}` })
  if (!(await link.isVisible())) await page.locator('summary', { hasText: name }).click()
  await goesOn(link)
}

describe('a match, in a browser', () => {
  test.each([
    ['york', true],
    ['north-yorkshire', false],
  ] as const)(
    'is made, pauses on new intelligence, goes on, and ends with a goodbye, in %s; JavaScript: %s',
    async (area, javaScript) => {
      const of = await ready(area)
      const manager = await house.as(of.manager, { javaScript, width: 320 })
      await manager.open(of.candidates)
      await choose(manager, of.worker.person.name)
      // Nothing said: everything that is missing is named at once, and the page stays.
      await manager.goesOn(manager.page.getByRole('button', { name: 'Match them' }))
      expect(await manager.page.title()).toContain('Error:')
      await manager.page.locator('#reason').fill('They both like boxing')
      for (const [name, value] of Object.entries(on('plannedOn', '2099-01-01')))
        await manager.page.locator(`#${name}`).fill(value)
      await manager.page.locator('#introducedBy').fill('Sam Example')
      await manager.page.locator('#introductionHow').fill('At lunch, in the hall')
      await manager.goesOn(manager.page.getByRole('button', { name: 'Match them' }))
      const match = (await matched(of)) ?? ''
      expect(await manager.page.content()).toContain('To be introduced')

      const phone = await house.as(of.worker.person, { javaScript, width: 320 })
      await phone.open(urls.mine({ area }))
      expect(await phone.page.content()).toContain('At lunch, in the hall')

      // R60, R77: what is found later stops no match and no work is lost: there are no new meetings until it is decided.
      await of.panel.discuss(of.child, { facts: [{ kind: 'serious-assault' }] })
      await phone.open(urls.mine({ area }))
      expect(await phone.page.content()).toContain(`for now. ${of.manager.name} rings you`)
      await manager.open(urls.matches(of.key))
      expect(await manager.page.content()).toContain('No new meetings for now')
      await world.db.query(
        `update risk_fact set lifted_at = now(), lifted_by = $2, lifted_reason = 'It' where young_person_id = $1`,
        [of.child.id, of.panel.holder.id],
      )
      await manager.open(urls.matches(of.key))
      await manager.goesOn(manager.page.getByRole('link', { name: 'Decide whether they meet again' }))
      await manager.page.getByLabel('They meet again').check()
      await manager.page.locator('#says').fill('We talked with the police and with them')
      await manager.goesOn(manager.page.getByRole('button', { name: 'Write it down' }))
      await phone.open(urls.mine({ area }))
      expect(await phone.page.content()).not.toContain(`for now. ${of.manager.name} rings you`)

      await manager.open(urls.end({ ...of.key, match }))
      const { today } = await world.one<{ today: string }>('select app.today()::text as today')
      for (const [name, value] of Object.entries(on('endedOn', today)))
        await manager.page.locator(`#${name}`).fill(value)
      await manager.page.getByLabel('The young person wished it').check()
      await manager.page.locator('#goodbye').fill('A walk by the river')
      await manager.goesOn(manager.page.getByRole('button', { name: 'End it' }))
      await phone.open(urls.mine({ area }))
      expect(await phone.page.content()).toContain('Nobody yet')
      await manager.leave()
      await phone.leave()
    },
  )

  test('whoever leaves has nothing open any more from that press on, and a goodbye is asked for', async () => {
    const of = await ready('york', 2)
    const manager = await house.as(of.manager, {})
    await manager.open(of.candidates)
    await choose(manager, of.worker.person.name)
    await manager.page.locator('#reason').fill('They know how to find family')
    for (const [name, value] of Object.entries(on('plannedOn', '2099-01-01')))
      await manager.page.locator(`#${name}`).fill(value)
    await manager.page.locator('#introducedBy').fill('Sam Example')
    await manager.page.locator('#introductionHow').fill('At lunch, in the hall')
    const another = manager.page.locator('#otherReason')
    if ((await another.count()) > 0) await another.fill('They wish for each other')
    await manager.goesOn(manager.page.getByRole('button', { name: 'Match them' }))
    expect(await manager.page.title()).not.toContain('Error:')
    const worker = await house.as(of.worker.person, {})
    await worker.open(`/york/young-people/${of.child.id}`)

    await manager.open(workforce.leaves({ area: 'york', worker: of.worker.id }))
    await manager.page.getByLabel('They moved on').check()
    await manager.goesOn(manager.page.getByRole('button', { name: 'They leave now' }))
    await worker.page.goto(new URL(`/york/young-people/${of.child.id}`, house.origin).href)
    expect(await worker.page.content()).not.toContain('Why you can see this')
    const task = await world.one<{ n: number }>(
      `select count(*)::int as n from task where kind = 'plan a goodbye' and young_person_id = $1 and settled_at is null`,
      [of.child.id],
    )
    expect(task.n).toBe(1)
    await manager.leave()
  })
})
