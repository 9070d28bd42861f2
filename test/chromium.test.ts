import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { launchBrowser } from './chromium.ts'

const browser = await launchBrowser()
afterAll(() => browser.close())

const html = (body: string) => `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html>${body}`)}`

test('the pinned browser renders text, styles and scripts', async () => {
  const page = await browser.newPage()
  await page.goto(html(`<style>p { width: 37px }</style><p>Hello</p><script>document.title = 'from a script'</script>`))
  expect(await page.title()).toBe('from a script')
  expect(await page.locator('p').evaluate(p => p.getBoundingClientRect().width)).toBe(37)
  await page.close()
})

test('text has letters: the fonts came along', async () => {
  const page = await browser.newPage()
  await page.goto(html(`<span id="narrow">iiii</span><br><span id="wide">WWWW</span>`))
  const width = (id: string) => page.locator(id).evaluate(span => span.getBoundingClientRect().width)
  expect(await width('#narrow')).toBeGreaterThan(4)
  expect(await width('#wide')).toBeGreaterThan(2 * (await width('#narrow')))
  await page.close()
})

test('pages without JavaScript can be tried', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(html(`<title>before</title><script>document.title = 'after'</script>`))
  expect(await page.title()).toBe('before')
  await context.close()
})

test('web security is on: a page may not read another origin', async () => {
  const [one, two] = await Promise.all([serve('one'), serve('two')])
  const page = await browser.newPage()
  await page.goto(one.url)
  await expect(page.evaluate(url => fetch(url).then(answer => answer.text()), two.url)).rejects.toThrow(
    'Failed to fetch',
  )
  await page.close()
  one.server.close()
  two.server.close()
})

async function serve(text: string) {
  const server = createServer((_, response) => response.end(text)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, url: `http://127.0.0.1:${address.port}/` }
}
