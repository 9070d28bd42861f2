import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownPath, path, withQuery } from './path.ts'

describe('a typed path', () => {
  test('puts its parameters in their places', () => {
    const to = path('/:area/young-people/:youngPerson')
    expect(to({ area: 'york', youngPerson: 'a1' })).toBe('/york/young-people/a1')
    expect(to.pattern).toBe('/:area/young-people/:youngPerson')
    expect(path('/your-sessions')()).toBe('/your-sessions')
  })

  test('whatever a parameter holds stays one piece of the path', () => {
    const to = path('/:area/x')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), area => {
        fc.pre(area !== '.' && area !== '..')
        const { pathname, search, hash, origin } = new URL(to({ area }), 'https://ours.example')
        expect([origin, search, hash]).toEqual(['https://ours.example', '', ''])
        expect(pathname.split('/')).toHaveLength(3)
        expect(decodeURIComponent(pathname.split('/')[1] ?? '')).toBe(area)
      }),
    )
  })
})

describe('a query', () => {
  test('leaves out what is empty, and says the rest so that it comes back as it was', () => {
    expect(withQuery('/a', {})).toBe('/a')
    expect(withQuery('/a', { b: '', c: undefined })).toBe('/a')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), value => {
        const url = new URL(withQuery('/a', { q: value }), 'https://ours.example')
        expect([...url.searchParams]).toEqual([['q', value]])
      }),
    )
  })
})

describe('an address to return to', () => {
  test.each([
    '/',
    '/york',
    '/york/young-people?page=2&x=%20y',
    '/a#b',
    '/a//b',
    '/a/../b',
    '/%2F%2Fevil.example',
    '/@evil.example',
    '/:443',
  ])('%s is ours', address => expect(ownPath(address)).toBe(address))

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '\\\\evil.example',
    '/a\\b',
    'https://evil.example',
    'https:evil.example',
    'HTTPS://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    './york',
    '?x=/',
    '#/',
    '',
    ' /york',
    '/york ',
    '/york young',
    '/\tevil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/york\r\nSet-Cookie: session=x',
    '/york\u0000',
    '/york\u007f',
    '/yörk',
    '/\u2028evil',
    '/\u202eevil',
    '/\uff0fevil.example',
    `/${'x'.repeat(2_001)}`,
    undefined,
    null,
    5,
    ['/york'],
    ['/york', '//evil.example'],
    { toString: () => '/york' },
  ])('%j is not', address => expect(ownPath(address)).toBe('/'))

  test('wherever it leads, a browser stays with us', () => {
    // Built of what has fooled such checks before.
    const pieces = fc.array(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        '@',
        ':',
        '?',
        '#',
        '%2f',
        '%5c',
        '\t',
        '\n',
        'https:',
        'evil.example',
        '\u0000',
        ' ',
      ),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(pieces, parts => {
        const url = new URL(ownPath(parts.join('')), 'https://ours.example/locked')
        expect(url.origin).toBe('https://ours.example')
      }),
      { numRuns: 5_000 },
    )
  })
})
