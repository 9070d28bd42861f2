import { expect, test } from 'vitest'
import { looksRight } from '../looks-right.ts'
import { everyKindOfPage } from './every-page.ts'

const { origin, kinds, wrongOf } = await everyKindOfPage(1)

test('every page is right when its form was sent as it is', { timeout: 600_000 }, async () => {
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
