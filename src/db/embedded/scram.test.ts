import { expect, test } from 'vitest'
import { isVerifierOf, scramVerifier } from './scram.ts'

// StoredKey and ServerKey of RFC 7677's example exchange (user "user", password "pencil"), as PostgreSQL writes them.
const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
const verifier =
  'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU='

test('makes what PostgreSQL makes of the same password and salt', () => {
  expect(scramVerifier('pencil', salt)).toBe(verifier)
})

test('recognises its password and no other', () => {
  expect(isVerifierOf(verifier, 'pencil')).toBe(true)
  expect(isVerifierOf(scramVerifier('pencil'), 'pencil')).toBe(true)
  expect(isVerifierOf(verifier, 'Pencil')).toBe(false)
  expect(isVerifierOf(verifier.replace('4096', '4097'), 'pencil')).toBe(false)
})

test.each([null, '', 'md5c1572a6f2b4a1d6d4d6a3d6a3d6a3d6a', 'SCRAM-SHA-256$4096'])('is not satisfied by %j', stored => {
  expect(isVerifierOf(stored, 'pencil')).toBe(false)
})

test('salts anew each time', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'))
})
