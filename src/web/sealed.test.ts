import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from './sealed.ts'

const secret = 'ab'.repeat(32)
const sent = { words: ['ä 😀', ''], reason: 'She said "no"', _by: 'x' }

test('what was sealed comes back as it was, for the address it was sent to', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), body => {
      expect(unseal(secret, '/a', seal(secret, '/a', body))).toEqual({ ...body })
    }),
  )
  expect(unseal(secret, '/a', seal(secret, '/a', sent))).toEqual(sent)
})

test('nothing of it can be read, or guessed from another', () => {
  const sealed = seal(secret, '/a', sent)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('said')
  expect(seal(secret, '/a', sent)).not.toBe(sealed)
})

test('with another secret, for another address, changed, cut or made up, it is nothing', () => {
  const sealed = seal(secret, '/a', sent)
  expect(unseal('cd'.repeat(32), '/a', sealed)).toBeUndefined()
  expect(unseal(secret, '/b', sealed)).toBeUndefined()
  const bytes = Buffer.from(sealed, 'base64url')
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(secret, '/a', changed.toString('base64url'))).toBeUndefined()
  }
  for (const made of ['', 'x', '%00', 5, null, undefined, [sealed], sealed.slice(0, 30), sealed.slice(0, -1)])
    expect(unseal(secret, '/a', made)).toBeUndefined()
})
