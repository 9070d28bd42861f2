import type { BrowserContext, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { testApp } from '../../test/app.ts'
import { launchBrowser } from '../../test/chromium.ts'
import { testDatabase } from '../../test/database.ts'
import { demonstrated, everyPage, type Opened } from '../../test/demonstrated.ts'
import { aWorld } from '../../test/world.ts'
import { freePort } from '../house.ts'

// Every page there is, on a small phone with our scripts, on a desk without them, and with its form sent as it is:
// nothing for axe to find, valid HTML, no scrolling sideways (WCAG 2.2 AA, 1.4.10 at 320 px). Journeys follow people;
// this follows the list of routes, so that a new page is looked at without anybody thinking of it.

/** The demonstration served on a port, a browser, and pages of every kind that somebody may open. */
export async function everyKindOfPage() {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const database = await testDatabase()
  const world = await aWorld(database)
  await demonstrated(database, world)
  const the = await testApp(database, { ORIGIN: origin, PORT: String(port) })
  await the.app.listen({ port, host: '127.0.0.1' })
  const browser = await launchBrowser()
  afterAll(() => browser.close())

  const { as, openings, pages } = await everyPage(the, world)
  const reachable: Opened[] = []
  const missed: string[] = []
  for (const route of pages) {
    const found = await openings(route, 2)
    if (found.length === 0) missed.push(route.pattern)
    reachable.push(...found)
  }

  /** A browser of somebody's own, with their session; the same one for all of their pages, with what it has cached. */
  const browserOf = async (page: Opened, width: number, open: Map<string, BrowserContext>): Promise<BrowserContext> => {
    const { token } = await as(page.by)
    const before = open.get(token)
    if (before) return before
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    })
    await context.addCookies([{ name: 'session', value: token, url: origin }])
    open.set(token, context)
    return context
  }

  /** Looks at pages one after the other; says of each what is wrong with it. */
  const wrongOf = async (
    all: readonly (Opened | undefined)[],
    width: number,
    look: (tab: Page, page: Opened) => Promise<void>,
  ): Promise<readonly string[]> => {
    const wrong: string[] = []
    const open = new Map<string, BrowserContext>()
    for (const page of all) {
      if (!page) continue
      const tab = await (await browserOf(page, width, open)).newPage()
      try {
        await look(tab, page)
      } catch (error) {
        wrong.push(`${page.path} as ${page.by.name}: ${error instanceof Error ? error.message : error}`)
      } finally {
        await tab.close()
      }
    }
    for (const context of open.values()) await context.close()
    return wrong
  }
  return { origin, missed, kinds: [...Map.groupBy(reachable, page => page.pattern).values()], wrongOf }
}
