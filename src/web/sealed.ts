import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

// What somebody sent while nobody, or somebody else, was signed in. The page that carries it can be opened only by us: the
// next person at this screen reads nothing in it.

type Sent = Readonly<Record<string, unknown>>

const keyOf = (secret: string): Buffer =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update('sealed forms').digest()

/** @param path the address it was sent to, and the only one it can be opened for */
export function seal(secret: string, path: string, sent: Sent): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(path))
  const text = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(sent))), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** @returns undefined for anything that was not sealed by us for this address */
export function unseal(secret: string, path: string, sealed: unknown): Record<string, unknown> | undefined {
  if (typeof sealed !== 'string') return undefined
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(path))
      .setAuthTag(bytes.subarray(12, 28))
    const text = inflateRawSync(Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]))
    // Sealed by us, from a body that was parsed: an object of texts and lists of texts.
    return JSON.parse(text.toString()) as Record<string, unknown>
  } catch {
    return undefined
  }
}
