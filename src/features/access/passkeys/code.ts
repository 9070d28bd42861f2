import { createHash, randomBytes } from 'node:crypto'

// Codes that are given in person and typed on a telephone: twelve letters and digits, none of which looks like another. The
// first four find the code, the other eight are the secret: 40 bits, tried eight times in an hour at most.

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new one, as it is read out: XXXX-XXXX-XXXX. */
export const newCode = (): string => {
  const code = Array.from(randomBytes(12), byte => letters[byte % 32]).join('')
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** A code as somebody typed it, with whatever between; undefined where it cannot be one. O is read as 0, I and L as 1. */
export function codeIn(typed: string): { readonly locator: string; readonly hash: Buffer } | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s.–-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (code.length !== 12 || [...code].some(letter => !letters.includes(letter))) return undefined
  return { locator: code.slice(0, 4), hash: createHash('sha256').update(code).digest() }
}
