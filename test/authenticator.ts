import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

// A telephone for tests that makes and shows passkeys honestly, until it is told to lie, one thing at a time.

/** What to get wrong. What is not named stays honest. */
export interface PasskeyLie {
  /** What the browser says it was asked, and where. */
  readonly client?: (honest: Record<string, unknown>) => Record<string, unknown>
  readonly rpId?: string
  /** Bits of the flags to switch: 1 somebody was there, 4 it knew them. */
  readonly without?: number
  readonly counter?: number
  readonly userHandle?: Buffer
  readonly key?: KeyObject
  readonly signature?: (made: Buffer) => Buffer
  readonly answer?: (honest: Record<string, unknown>) => unknown
}

interface Asked {
  readonly challenge: string
  readonly user?: { readonly id: string }
}

const sha = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()
const number = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** As much of CBOR as an answer needs. */
function cbor(value: unknown): Buffer {
  const head = (kind: number, count: number): Buffer =>
    count < 24
      ? Buffer.from([(kind << 5) | count])
      : count < 256
        ? Buffer.from([(kind << 5) | 24, count])
        : Buffer.concat([Buffer.from([(kind << 5) | 25]), number(count, 2)])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([k, v]) => [cbor(k), cbor(v)])])
}

/** A telephone with one passkey for a site. */
export function anAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let userHandle = Buffer.alloc(0)
  let counter = 0

  const data = (flags: number, lie: PasskeyLie, more = Buffer.alloc(0)): Buffer => {
    counter = lie.counter ?? counter + 1
    const site = sha(lie.rpId ?? new URL(origin).hostname)
    return Buffer.concat([site, Buffer.from([flags & ~(lie.without ?? 0)]), number(counter, 4), more])
  }
  const client = (type: string, challenge: string, lie: PasskeyLie): Buffer => {
    const honest = { type, challenge, origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(lie.client?.(honest) ?? honest))
  }
  const answer = (response: Record<string, Buffer>, lie: PasskeyLie): string => {
    const honest = {
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: Object.fromEntries(
        Object.entries(response).map(([name, value]) => [name, value.toString('base64url')]),
      ),
    }
    return JSON.stringify(lie.answer?.(honest) ?? honest)
  }
  return {
    id,
    /** Makes its passkey. */
    create: ({ challenge, user }: Asked, lie: PasskeyLie = {}): string => {
      userHandle = Buffer.from(user?.id ?? '', 'base64url')
      const cose = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(String(jwk.x), 'base64url')],
          [-3, Buffer.from(String(jwk.y), 'base64url')],
        ]),
      )
      const authData = data(0b0100_0101, lie, Buffer.concat([Buffer.alloc(16), number(id.length, 2), id, cose]))
      const attestationObject = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return answer({ clientDataJSON: client('webauthn.create', challenge, lie), attestationObject }, lie)
    },
    /** Shows that somebody is who they are. */
    get: ({ challenge }: Asked, lie: PasskeyLie = {}): string => {
      const clientDataJSON = client('webauthn.get', challenge, lie)
      const authenticatorData = data(0b0000_0101, lie)
      const signed = sign('sha256', Buffer.concat([authenticatorData, sha(clientDataJSON)]), lie.key ?? privateKey)
      const signature = lie.signature?.(signed) ?? signed
      return answer({ clientDataJSON, authenticatorData, signature, userHandle: lie.userHandle ?? userHandle }, lie)
    },
  }
}
export type Authenticator = ReturnType<typeof anAuthenticator>
