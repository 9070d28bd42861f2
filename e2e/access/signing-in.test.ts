import { describe, expect, test } from 'vitest'
import { aHouse } from '../house.ts'

const house = await aHouse()
const holder = await house.world.person({ role: 'case-holder', area: 'york' })
const child = await house.world.youngPerson('york', { heldBy: holder, surname: 'Inventedsurname' })
const record = `/york/young-people/${child.id}`

describe('signing in', () => {
  test.each([
    ['with JavaScript', true, 1280],
    ['without JavaScript, on a small phone', false, 320],
  ])('%s: in, to a record, and out', async (_, javaScript, width) => {
    const visitor = await house.as(holder, { javaScript, width })
    const { page } = visitor
    await expect.poll(() => page.title()).toContain('Home')
    await visitor.looksRight()
    await visitor.open('/york/young-people')
    await page.getByRole('link', { name: /Inventedsurname/ }).click()
    expect(new URL(page.url()).pathname).toBe(record)
    await visitor.looksRight()
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(new URL(page.url()).pathname).toBe('/signed-out')
    await visitor.looksRight()
    await page.goto(record)
    await expect.poll(() => page.getByText('Choose who to be').count()).toBeGreaterThan(0)
    await visitor.leave()
  })

  test('a locked screen comes back to the page it was on', async () => {
    const visitor = await house.as(holder)
    await house.world.db.query(`update session set last_seen_at = now() - interval '16 minutes' where person_id = $1`, [
      holder.id,
    ])
    await visitor.page.goto(record)
    await expect.poll(() => visitor.page.title()).toContain('The screen is locked')
    await visitor.looksRight()
    await visitor.page.getByRole('button', { name: 'Sign in' }).click()
    await visitor.page.getByRole('button', { name: new RegExp(holder.name) }).click()
    await expect.poll(() => new URL(visitor.page.url()).pathname).toBe(record)
    await visitor.leave()
  })
})
