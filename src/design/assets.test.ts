import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { assets } from './assets.ts'

const { files, css, js, icon } = assets()
const body = (url: string) => files.get(url)?.body.toString('utf8') ?? ''

describe('the assets', () => {
  test('the page asks for files that are there, and their address changes with their content', () => {
    for (const url of [css, js, icon]) expect(url).toMatch(/^\/assets\/[0-9a-f]{16}\/\w+\.\w+$/)
    for (const url of [css, js, icon]) expect(body(url)).not.toBe('')
  })

  test('the stylesheet asks for nothing else: no typeface, no crown, no source map', () => {
    expect(body(css).match(/url\([^)]*\)|@import|@font-face|GDS Transport|crest|sourceMappingURL/g)).toBeNull()
  })

  test('it holds the components in use from GOV.UK, from MoJ, and our own', () => {
    for (const selector of [
      '.govuk-radios',
      '.moj-timeline',
      '.moj-badge',
      '.moj-alert',
      '.moj-sub-navigation',
      '.app-who',
    ])
      expect(body(css)).toContain(selector)
  })

  test('braces are balanced after the parts we left out', () => {
    const count = (brace: string) => body(css).split(brace).length
    expect(count('{')).toBe(count('}'))
  })

  test('each is there compressed as well, and is the same', () => {
    for (const { body: plain, gzip, brotli } of files.values()) {
      expect(gunzipSync(gzip).equals(plain)).toBe(true)
      expect(brotliDecompressSync(brotli).equals(plain)).toBe(true)
    }
  })

  test('every script imports only files that are served beside it', () => {
    const base = js.slice(0, js.lastIndexOf('/'))
    let imports = 0
    for (const [url, { type }] of files) {
      if (!type.startsWith('text/javascript')) continue
      for (const [, name] of body(url).matchAll(/(?:^|\n)import [^\n]*?['"]\.\/([^'"]+)['"]/g)) {
        imports++
        expect(files.has(`${base}/${name}`), `${url} imports ${name}`).toBe(true)
      }
    }
    expect(imports).toBeGreaterThan(0)
  })
})
