import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepable } from './keepable.ts'

test('texts and lists of texts are kept under their names, and nothing else', () => {
  const body = { a: 'x', b: ['y', 'z', 5], c: 5, d: null, e: { f: 'g' }, g: undefined }
  expect(JSON.parse(keepable(body) ?? '')).toEqual({ a: 'x', b: ['y', 'z'] })
})

test('what PostgreSQL cannot hold is taken out, and what only looks like it stays', () => {
  const body = { 'na\u0000me': 'a\u0000b\ud800c', like: 'a \\u0000 \\ud800 \\', list: ['\u0000', '\\u0000'] }
  expect(JSON.parse(keepable(body) ?? '')).toEqual({
    name: 'ab\ufffdc',
    like: 'a \\u0000 \\ud800 \\',
    list: ['', '\\u0000'],
  })
})

test('any text without those two comes back as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), body => {
      fc.pre(!JSON.stringify(body).includes('\\u0000'))
      expect(JSON.parse(keepable(body) ?? '')).toEqual({ ...body })
    }),
  )
})

test('more than a draft can hold is said to be that, in bytes and in names', () => {
  expect(keepable({ a: 'x'.repeat(3_890_000) })).toBeDefined()
  expect(keepable({ a: 'x'.repeat(3_910_000) })).toBeUndefined()
  expect(keepable({ a: 'é'.repeat(1_960_000) })).toBeUndefined()
  const names = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`n${i}`, '']))
  expect(keepable(names(5_000))).toBeDefined()
  expect(keepable(names(5_001))).toBeUndefined()
})
