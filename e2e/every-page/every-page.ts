import type { Page } from 'playwright-core'
import { testApp } from '../../test/app.ts'
import { type Client, manySessions } from '../../test/as.ts'
import { launchBrowser } from '../../test/chromium.ts'
import { demonstrated, everyPage, type Opened } from '../../test/demonstrated.ts'
import { freePort } from '../../test/free-ports.ts'
import { whenFileIsOver } from '../../test/when-over.ts'
import { remembersWhatCame, servesAxe, withoutOurScripts } from '../looks-right.ts'

// Every page there is, on a small phone with our scripts, on a desk without them, and with its form sent as it is:
// nothing for axe to find, valid HTML, no scrolling sideways (WCAG 2.2 AA, 1.4.10 at 320 px). Journeys follow people;
// this follows the list of routes, so that a new page is looked at without anybody thinking of it.

/** How pages are looked at: the width of the window, and whether our scripts arrive. */
export interface Looking {
  readonly width: number
  readonly scripts: boolean
}

/**
 * Pages of every kind that somebody may open, found once: they are the same in every database of the demonstration.
 * @param each how many of a kind, by different people
 */
export async function everyKindOfPage(each: number) {
  const { database, world } = await demonstrated()
  const { openings, pages } = await everyPage(await testApp(database), world)
  const reachable: Opened[] = []
  const missed: string[] = []
  for (const route of pages) {
    const found = await openings(route, each)
    if (found.length === 0) missed.push(route.pattern)
    reachable.push(...found)
  }
  return { missed, kinds: [...Map.groupBy(reachable, page => page.pattern).values()] }
}

/** A demonstration nobody touched yet, served on a port, and browsers to look at it with. */
export async function servedToBrowsers() {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const { database } = await demonstrated()
  const the = await testApp(database, { ORIGIN: origin, PORT: String(port) })
  servesAxe(the.app)
  await the.app.listen({ port, host: '127.0.0.1' })
  const as = manySessions(the)
  const browser = await launchBrowser()
  whenFileIsOver(() => browser.close())

  /** Somebody's own browser, with their session: a tab for all of their pages, with what it has cached. */
  const tabOf = async ({ token }: Client, { width, scripts }: Looking): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    })
    await context.addCookies([{ name: 'session', value: token, url: origin }])
    const tab = await context.newPage()
    remembersWhatCame(tab)
    if (!scripts) await withoutOurScripts(tab, origin)
    return tab
  }

  /** Looks at pages one after the other; says of each what is wrong with it. */
  const wrongOf = async (
    all: readonly (Opened | undefined)[],
    looking: Looking,
    look: (tab: Page, page: Opened) => Promise<void>,
  ): Promise<readonly string[]> => {
    const wrong: string[] = []
    for (const theirs of Map.groupBy(
      all.filter(page => page !== undefined),
      page => page.by.id,
    ).values()) {
      const [first] = theirs
      if (!first) continue
      const tab = await tabOf(await as(first.by), looking)
      for (const page of theirs)
        try {
          await look(tab, page)
        } catch (error) {
          wrong.push(`${page.path} as ${page.by.name}: ${error instanceof Error ? error.message : error}`)
        }
      await tab.context().close()
    }
    return wrong
  }
  return { origin, wrongOf }
}
