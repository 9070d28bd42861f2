import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { urls as people } from '../../src/features/people/index.ts'
import { aForum } from '../../test/forum.ts'
import { aHouse, type Visitor } from '../house.ts'

// The screen locks by itself, keeps what was typed, and gives nothing back to whoever sits down at it.

const house = await aHouse()
const york = await aForum(house.world, 'york')
const holder = await house.world.person({ role: 'case-holder', area: 'york' })
const child = await house.world.youngPerson('york', { heldBy: holder, surname: 'Inventedsurname' })
const at = { area: 'york', youngPerson: child.id }
const record = people.youngPerson(at)

const soon = { timeout: 15_000 }
const locked = (page: Page) => expect.poll(() => page.title(), soon).toContain('The screen is locked')
const shows = (page: Page) => page.getByText('Inventedsurname').count()
/** Signs in again from the page of the lock. */
async function unlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(holder.name) }).click()
}
/** Somebody signed in, in a browser whose clock is ours to move. */
async function somebody(comes: Promise<Visitor> = house.as(holder)) {
  const visitor = await comes
  await visitor.context.clock.install()
  return { ...visitor, pass: (minutes: number) => visitor.context.clock.fastForward(minutes * 60_000) }
}

describe('a screen that nobody touches', () => {
  test('locks after fifteen minutes, and neither Back nor the address brings the record back', async () => {
    const { page, pass, leave } = await somebody(house.signsIn(holder))
    await page.goto('/york/young-people')
    await page.goto(record)
    await pass(14)
    expect(await shows(page)).toBeGreaterThan(0)
    await page.mouse.move(200, 200)
    await pass(14)
    expect(await shows(page)).toBeGreaterThan(0)
    await pass(2)
    await locked(page)
    expect(new URL(page.url()).searchParams.get('return')).toBe(record)
    await page.goBack()
    await locked(page)
    expect(await shows(page)).toBe(0)
    await page.goto(record)
    await locked(page)
    await unlock(page)
    await expect.poll(() => shows(page), soon).toBeGreaterThan(0)
    await leave()
  })

  test('was asleep: the touch that wakes it does not open it', async () => {
    const { page, context, leave } = await somebody()
    await page.goto(record)
    // The clock of the computer goes on, its timers do not.
    await context.clock.setSystemTime(Date.now() + 60 * 60_000)
    await page.mouse.move(200, 200)
    await locked(page)
    await leave()
  })

  test('taken out of the browser’s memory is asked for again', async () => {
    const { page, leave } = await somebody()
    await page.goto(record)
    await house.world.db.query(`update session set last_seen_at = now() - interval '16 minutes' where person_id = $1`, [
      holder.id,
    ])
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await locked(page)
    await leave()
  })

  test('stays open in all tabs while one is used, and locks in all', async () => {
    const { page, context, pass, leave } = await somebody()
    const other = await context.newPage()
    await page.goto(record)
    await other.goto('/york/young-people')
    await pass(14)
    await other.mouse.move(200, 200)
    await other.mouse.move(210, 210)
    await pass(14)
    expect(await shows(page)).toBeGreaterThan(0)
    expect(await shows(other)).toBeGreaterThan(0)
    await pass(2)
    await locked(page)
    await locked(other)
    await leave()
  })

  test('keeps what was typed, also in a form that is not saved while it is typed, and comes back to the field', async () => {
    const { page, pass, leave } = await somebody(house.signsIn(holder))
    await page.goto(people.linked(at))
    await page.getByLabel('What else must be known?').fill('They share a room on Sundays')
    await pass(16)
    await locked(page)
    await unlock(page)
    const field = page.getByLabel('What else must be known?')
    await expect.poll(() => field.inputValue(), soon).toBe('They share a room on Sundays')
    // The answer stands there before our script ran.
    await expect.poll(() => field.evaluate(element => element === document.activeElement), soon).toBe(true)
    expect(await page.getByText('It has not been sent yet').count()).toBe(1)
    await leave()
  })

  test('does not lock in a meeting, and a page from before the meeting locks alone', async () => {
    const { page, context, pass, leave } = await somebody(house.as(york.chair))
    await page.goto('/york/forum')
    await house.world.db.query(
      `update session set meeting_until = now() + interval '1 hour' where person_id = $1 and ended_at is null`,
      [york.chair.id],
    )
    const agenda = await context.newPage()
    await agenda.goto('/york/forum')
    await pass(40)
    await locked(page)
    expect(await agenda.title()).not.toContain('locked')
    await agenda.reload()
    expect(await agenda.title()).not.toContain('locked')
    await pass(61)
    await locked(agenda)
    await leave()
  })
})

describe('what is typed', () => {
  /** The form about a child of whom nothing was typed yet. */
  const aForm = async () => {
    const { id } = await house.world.youngPerson('york', { heldBy: holder })
    return people.trustedAdults({ area: 'york', youngPerson: id })
  }
  const drafts = async (subject: string) =>
    (await house.world.one<{ n: number }>('select count(*)::int as n from draft where subject = $1', [subject])).n
  const words = (page: Page, field: string) => page.locator(`#${field}`)
  async function open(page: Page): Promise<string> {
    const path = await aForm()
    await page.goto(path)
    for (const circle of ['family', 'community', 'professional'])
      await page.locator(`[name=${circle}][value=yes]`).check()
    return path
  }

  test('is what is kept: going from field to field is not typing', async () => {
    const { page, leave } = await house.as(holder)
    const path = await aForm()
    await page.goto(path)
    for (let n = 0; n < 6; n++) await page.keyboard.press('Tab')
    await words(page, 'familyWords').focus()
    await page.goto(record)
    expect(await drafts(path)).toBe(0)
    await open(page)
    await words(page, 'familyWords').fill('A neighbour')
    const typedIn = new URL(page.url()).pathname
    await page.goto(record)
    await expect.poll(() => drafts(typedIn), soon).toBe(1)
    await page.goto(typedIn)
    await page.getByRole('link', { name: /throw it away/ }).click()
    await page.getByRole('button', { name: 'Throw it away' }).click()
    await expect.poll(() => drafts(typedIn), soon).toBe(0)
    await leave()
  })

  test('and sent before it was saved does not come back as unsent', async () => {
    const { page, leave } = await house.as(holder)
    const path = await open(page)
    const late: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/drafts')) late.push(request.method())
    })
    await words(page, 'familyWords').fill('An aunt who comes on Sundays')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => new URL(page.url()).pathname, soon).not.toBe(path)
    // Longer than a request that left with the page needs.
    await page.waitForTimeout(1_000)
    expect(await drafts(path)).toBe(0)
    await page.goto(path)
    expect(await page.getByText('You began this before').count()).toBe(0)
    expect(late).toEqual([])
    await leave()
  })

  test('and sent as the screen locks comes back in the field they were in', async () => {
    const { page, leave } = await house.signsIn(holder)
    await open(page)
    await words(page, 'communityWords').fill('The coach')
    await house.world.db.query(`update session set last_seen_at = now() - interval '16 minutes' where person_id = $1`, [
      holder.id,
    ])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await locked(page)
    await unlock(page)
    await expect.poll(() => words(page, 'communityWords').inputValue(), soon).toBe('The coach')
    // The answer stands there before our script ran.
    await expect
      .poll(() => words(page, 'communityWords').evaluate(element => element === document.activeElement), soon)
      .toBe(true)
    await leave()
  })

  test('is there on another device after the browser was killed: all but the last five seconds', async () => {
    const dying = await house.as(holder)
    const path = await open(dying.page)
    await words(dying.page, 'professionalWords').fill('The school nurse, who knew at once')
    await dying.page.waitForTimeout(5_000)
    const killer = await dying.context.newCDPSession(dying.page)
    // Ends the page's process as it is: no event of its goodbye is heard.
    const gone = dying.page.waitForEvent('crash')
    void killer.send('Page.crash').catch(() => undefined)
    await gone
    const { page, leave } = await house.as(holder)
    await page.goto(path)
    await page
      .getByRole('link', { name: /Carry on with what you typed/ })
      .first()
      .click()
    expect(await words(page, 'professionalWords').inputValue()).toBe('The school nurse, who knew at once')
    await leave()
    await dying.leave()
  })
})
