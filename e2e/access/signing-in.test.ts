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
    const visitor = await house.signsIn(holder, { javaScript, width })
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
    await page.getByRole('button', { name: 'Go to sign in' }).click()
    await expect.poll(() => page.getByText('Choose who to be').count()).toBeGreaterThan(0)
    await visitor.leave()
  })

  test('a locked screen comes back to the page it was on', async () => {
    const visitor = await house.signsIn(holder)
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

describe('an account', () => {
  test('is made by an administrator who proves again who they are, and opened once with the code', async () => {
    const administrator = await house.world.person({ role: 'area-administrator', area: 'york' })
    const visitor = await house.signsIn(administrator)
    const { page } = visitor
    await visitor.open('/york/accounts/invite')
    await page.getByLabel('Name').fill('Nadia Newcomer')
    await page.getByLabel('Their own title').fill('Social worker')
    await page.getByRole('radio', { name: /An agency/ }).check()
    await page.getByLabel('What will they do?').selectOption('case-holder')
    await page.getByLabel('Which team are they in?').selectOption({ index: 1 })
    await house.world.db.query(
      `update session set authenticated_at = now() - interval '6 minutes' where person_id = $1`,
      [administrator.id],
    )
    await page.getByRole('button', { name: 'Make' }).click()
    await expect.poll(() => page.title()).toContain('Show again that it is you')
    await visitor.looksRight()
    await page.getByRole('button', { name: 'Go to sign in' }).click()
    await page.getByRole('button', { name: new RegExp(administrator.name) }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/york/accounts/invite')
    expect(await page.getByLabel('Name').inputValue()).toBe('Nadia Newcomer')
    const code = await page.locator('.app-code').textContent()
    await page.getByRole('button', { name: 'Make' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/york\/accounts\/[0-9a-f-]{36}$/)

    const newcomer = await house.stranger('Nadia at the council')
    await newcomer.goto('/invitation')
    await newcomer.getByLabel('The code you were given').fill(code ?? '')
    await newcomer.getByRole('button', { name: 'Continue' }).click()
    await newcomer.getByRole('button', { name: 'Go to sign in' }).click()
    await newcomer.getByRole('button', { name: /Nadia at the council/ }).click()
    await expect.poll(() => newcomer.title()).toContain('Home')
    await visitor.leave()
  })
})
