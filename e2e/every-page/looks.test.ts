import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { assets } from '../../src/design/assets.ts'
import type { Opened } from '../../test/demonstrated.ts'
import { looksRight } from '../looks-right.ts'
import { everyKindOfPage } from './every-page.ts'

const { origin, missed, kinds, wrongOf } = await everyKindOfPage(2)

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
