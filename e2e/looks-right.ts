import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { FastifyInstance } from 'fastify'
import { type ConfigData, HtmlValidate, type ResolvedConfig, StaticConfigLoader } from 'html-validate'
import type { Page, Response } from 'playwright-core'
import { expect } from 'vitest'

// What every page in every state is held to.

/**
 * As for somebody whose scripts never arrive. The browser's own engine stays on, because axe runs in the page; our files
 * are blocked, and what the one inline script says (that there is JavaScript) is taken back at once.
 */
export async function withoutOurScripts(page: Page, origin: string): Promise<void> {
  // Not by a route of Playwright's: that would leave the browser without its cache.
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.setBlockedURLs', { urls: [`${origin}/assets/*.js`] })
  await page.addInitScript(`new MutationObserver(() => document.body?.classList.contains('js-enabled') && document.body.classList.remove('js-enabled', 'govuk-frontend-supported'))
    .observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })`)
}

/**
 * GOV.UK's script puts aria-expanded on a radio or checkbox that opens more questions, so that screen readers say so;
 * ARIA does not list it for them (alphagov/govuk-frontend, issue 979). Nothing else is let pass.
 */
const isKnown = (rule: string, html: string): boolean =>
  rule === 'aria-allowed-attr' &&
  /^<input\b[^>]*\btype="(?:radio|checkbox)"[^>]*>$/.test(html) &&
  html.includes('aria-expanded=')

/** Html-validate puts its rules together anew for each page, which takes a third of the time the page takes. */
class Once extends StaticConfigLoader {
  #rules: ResolvedConfig | Promise<ResolvedConfig> | undefined
  override getConfigFor(file: string, override?: ConfigData): ResolvedConfig | Promise<ResolvedConfig> {
    this.#rules ??= super.getConfigFor(file, override)
    return this.#rules
  }
}
const validator = new HtmlValidate(new Once({ extends: ['html-validate:standard'] }))

/** All of WCAG 2.2 AA that axe can see, and what it holds to be good besides. */
const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // Fetches every style of every page again, for one rule: that none locks a telephone upright (looks.test.ts).
  preload: false,
}

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Lets pages of a test's own server fetch axe, once: put into each page by hand, its half a megabyte takes longer to
 * arrive and be understood than the page takes to be judged.
 */
export function servesAxe(app: FastifyInstance): void {
  app.get('/axe.js', { config: { declared: { may: 'anyone', audit: 'none' } } }, (_, reply) =>
    reply.type('text/javascript').header('cache-control', 'max-age=3600, immutable').send(engine),
  )
}

const came = new WeakMap<Page, Response>()
/** Lets `looksRight` read what the server sent for a page, whatever was asked for: nothing is asked for twice. */
export function remembersWhatCame(page: Page): void {
  page.on('response', answer => {
    if (answer.request().isNavigationRequest()) came.set(page, answer)
  })
}

/** What axe finds, and whether the page scrolls sideways. */
interface Found {
  readonly violations: readonly axe.Result[]
  readonly sideways: boolean
}

/** No page of ours has frames, and axe's own driver for browsers takes twice as long. */
async function foundOn(page: Page): Promise<Found> {
  await page.waitForLoadState()
  // In one go, on a page that has come: what is put into a page is gone with it.
  return page.evaluate(`(async () => {
    if (!window.axe)
      await new Promise((come, missing) => {
        const script = document.createElement('script')
        Object.assign(script, { src: '/axe.js', onload: come, onerror: () => missing(new Error('axe did not come')) })
        document.head.append(script)
      })
    const { violations } = await axe.run(document, ${JSON.stringify(rules)})
    const { scrollWidth, clientWidth } = document.documentElement
    return { violations, sideways: scrollWidth > clientWidth }
  })()`)
}

/** Checks the page as it is now: axe finds nothing, html-validate finds nothing, nothing scrolls sideways. */
export async function looksRight(page: Page): Promise<void> {
  const { violations, sideways } = await foundOn(page)
  const found = violations.flatMap(v =>
    v.nodes.filter(n => !isKnown(v.id, n.html)).map(n => `${v.id}: ${n.target.join(' ')}`),
  )
  expect(found).toEqual([])
  expect(sideways, 'the page scrolls sideways').toBe(false)
  // What the server sent, not what scripts made of it.
  const sent = came.get(page)
  if (!sent) throw new Error('nobody remembers what came')
  const report = await validator.validateString(await sent.text())
  expect(report.results.flatMap(r => r.messages.map(m => `${m.ruleId} ${m.line}: ${m.message}`))).toEqual([])
}
