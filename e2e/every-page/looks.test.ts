import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { assets } from '../../src/design/assets.ts'
import type { Opened } from '../../test/demonstrated.ts'
import { looksRight } from '../looks-right.ts'
import { everyKindOfPage, servedToBrowsers } from './every-page.ts'

const { missed, kinds } = await everyKindOfPage(2)
const { origin, wrongOf } = await servedToBrowsers()

const opensWell = async (tab: Page, { path }: Opened): Promise<void> => {
  const answer = await tab.goto(path)
  expect(answer?.status()).toBe(200)
  await looksRight(tab)
}

/** How much of the smallest telephone somebody sees before they scroll. */
const firstScreen = 568

/** What stands above a page of a record leaves room for what the page is about. What waits unsent may push it down. */
const headingInSight = async (tab: Page, { pattern }: Opened): Promise<void> => {
  if (!pattern.includes('/:youngPerson') || (await tab.getByText('You began this before').count()) > 0) return
  const ends = await tab.evaluate(`document.querySelector('h1').getBoundingClientRect().bottom`)
  expect(ends, 'where the heading ends').toBeLessThanOrEqual(firstScreen)
}

test('every page can be opened by somebody of the demonstration', () => {
  expect(missed).toEqual([])
  expect(kinds.length).toBeGreaterThan(80)
})

test('no style keeps a telephone upright (WCAG 2.2, 1.3.4)', async () => {
  const style = await (await fetch(`${origin}${assets().css}`)).text()
  expect(style).toContain('@media')
  expect(style).not.toMatch(/orientation\s*:/)
})

test('every page is right at 320 px', { timeout: 600_000 }, async () => {
  const first = kinds.map(kind => kind[0])
  const look = async (tab: Page, page: Opened): Promise<void> => {
    await opensWell(tab, page)
    await headingInSight(tab, page)
  }
  expect(await wrongOf(first, { width: 320, scripts: true }, look)).toEqual([])
})

test('every page is right at a desk when our scripts never arrive', { timeout: 600_000 }, async () => {
  const others = kinds.map(kind => kind.at(-1))
  expect(await wrongOf(others, { width: 1280, scripts: false }, opensWell)).toEqual([])
})

test('every page is right when its form was sent as it is', { timeout: 600_000 }, async () => {
  // What is sent changes what others see: on a demonstration of its own.
  const { origin, wrongOf } = await servedToBrowsers()
  let mistaken = 0
  const forms = kinds.flatMap(kind => kind.find(page => page.text.includes('name="_instance"')) ?? [])
  const wrong = await wrongOf(forms, { width: 320, scripts: true }, async (page, { path }) => {
    await page.goto(path)
    const send = page.locator('form:has([name=_instance]) button[type=submit]').first()
    // A form that was sent before it in this very test may have closed it.
    if ((await send.count()) === 0) return
    const answered = page.waitForResponse(one => one.request().method() === 'POST' && one.url().startsWith(origin))
    await send.click()
    const status = (await answered).status()
    await page.waitForLoadState()
    expect(status).toBeLessThan(500)
    if (status === 422) {
      mistaken += 1
      expect(await page.title()).toMatch(/^Error: /)
      expect(await page.locator('.govuk-error-summary a').count(), 'links to fields').toBeGreaterThan(0)
    }
    await looksRight(page)
  })
  expect(wrong).toEqual([])
  expect(mistaken).toBeGreaterThan(20)
})
