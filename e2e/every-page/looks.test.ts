import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Opened } from '../../test/demonstrated.ts'
import { looksRight, withoutOurScripts } from '../looks-right.ts'
import { everyKindOfPage } from './every-page.ts'

const { origin, missed, kinds, wrongOf } = await everyKindOfPage()

const opensWell = async (tab: Page, { path }: Opened): Promise<void> => {
  const answer = await tab.goto(path)
  expect(answer?.status()).toBe(200)
  await looksRight(tab)
}

test('every page can be opened by somebody of the demonstration', () => {
  expect(missed).toEqual([])
  expect(kinds.length).toBeGreaterThan(80)
})

test('every page is right at 320 px', { timeout: 600_000 }, async () => {
  const first = kinds.map(kind => kind[0])
  expect(await wrongOf(first, 320, opensWell)).toEqual([])
})

test('every page is right at a desk when our scripts never arrive', { timeout: 600_000 }, async () => {
  const others = kinds.map(kind => kind.at(-1))
  const wrong = await wrongOf(others, 1280, async (tab, page) => {
    await withoutOurScripts(tab, origin)
    await opensWell(tab, page)
  })
  expect(wrong).toEqual([])
})
