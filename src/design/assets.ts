// The stylesheet and scripts every page loads, put together once when the server starts. No bundler: GOV.UK and MoJ
// ship theirs ready to serve. All addresses share one hash of everything, so they may be kept for ever and the scripts
// can import each other by their plain names.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export interface AssetFile {
  readonly body: Buffer
  /** The same, compressed, for browsers that take it: an eighth of the bytes on a phone in the field. */
  readonly gzip: Buffer
  /** Smaller again; browsers take it over https. */
  readonly brotli: Buffer
  readonly type: string
}
export interface Assets {
  /** Every file by its address; content never changes under the same address. */
  readonly files: ReadonlyMap<string, AssetFile>
  /** Address of the stylesheet. */
  readonly css: string
  /** Address of the module that starts the page's enhancements. */
  readonly js: string
  /** Address of the icon in the browser's tab: neutral, as everything a stranger can see. */
  readonly icon: string
}

const require = createRequire(import.meta.url)
const here = import.meta.dirname
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`))
const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8')
const withoutMap = (source: string): string => source.replace(/\/[/*]# sourceMappingURL=.*/g, '')

let made: Assets | undefined

/** The assets of this build of the program; made at first use and kept. */
export function assets(): Assets {
  made ??= make()
  return made
}

function make(): Assets {
  const named = new Map<string, AssetFile>()
  const add = (name: string, type: string, source: string) => {
    const body = Buffer.from(source)
    named.set(name, { type, body, gzip: gzipSync(body), brotli: brotliCompressSync(body) })
  }

  add('style.css', 'text/css; charset=utf-8', stylesheet())
  add('icon.svg', 'image/svg+xml', text(here, 'icon.svg'))
  const scripts = 'text/javascript; charset=utf-8'
  add('govuk-frontend.js', scripts, withoutMap(text(folderOf('govuk-frontend'), 'dist/govuk/govuk-frontend.min.js')))
  for (const file of readdirSync(join(here, 'browser'))) {
    if (file.endsWith('.js')) add(file, scripts, text(here, 'browser', file))
  }

  const hash = createHash('sha256')
  for (const [name, { body }] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(body)
  const base = `/assets/${hash.digest('hex').slice(0, 16)}`
  return {
    files: new Map([...named].map(([name, file]) => [`${base}/${name}`, file])),
    css: `${base}/style.css`,
    js: `${base}/start.js`,
    icon: `${base}/icon.svg`,
  }
}

/** MoJ's components in use (moj.ts); the rest of its stylesheet stays at home, and with it the images it asks for. */
const USED_FROM_MOJ = /\.moj-(?:alert|badge|sub-navigation|timeline)(?![a-z])/

function stylesheet(): string {
  const govuk = text(folderOf('govuk-frontend'), 'dist/govuk/govuk-frontend.min.css')
  const moj = text(folderOf('@ministryofjustice/frontend'), 'moj/moj-frontend.min.css')
  const official = withoutMap(govuk + rules(withoutMap(moj), USED_FROM_MOJ))
    // The Transport typeface (and its notice) and the crown are for services on gov.uk only.
    .replace(/@font-face\{[^}]*\}|\/\*! Copyright[^*]*\*\//g, '')
    .replace(/GDS Transport,arial,sans-serif/g, 'Arial,Helvetica,"Liberation Sans",sans-serif')
    .replace(/url\(\/assets\/images\/[\w.-]+\)/g, 'none')
  return `${official}\n${text(here, 'style.css')}`
}

/** The rules of a minified stylesheet whose selector has to do with `wanted`, also inside `@media` and the like. */
function rules(css: string, wanted: RegExp): string {
  let kept = ''
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf('{', at)
    if (open < 0) break
    let depth = 1
    let close = open + 1
    for (; depth > 0 && close < css.length; close++) {
      if (css[close] === '{') depth++
      else if (css[close] === '}') depth--
    }
    const selector = css.slice(at, open)
    if (/^@(?:media|supports)/.test(selector)) {
      const inner = rules(css.slice(open + 1, close - 1), wanted)
      if (inner) kept += `${selector}{${inner}}`
    } else if (wanted.test(selector)) kept += css.slice(at, close)
    at = close
  }
  return kept
}
