import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')
export const hash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Cookie names carry `__Host-` where https allows it: no other host, path or plain connection can set or read them. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)
export const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const

/** The token that proves a form came from a page of this session. */
export const csrfToken = (secret: string, session: string): string =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(`form ${session}`).digest('base64url')

/** Says in a form who its page was drawn for; only we can tell who that is. The same in all sessions of one person. */
export const writtenBy = (secret: string, person: string): string =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(`written by ${person}`).digest('base64url').slice(0, 22)

export function sameToken(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string') return false
  const a = Buffer.from(given)
  const b = Buffer.from(wanted)
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Whether a post may come from where its headers say: our own pages only. Browsers that send neither header are left to
 * the form's token.
 */
export function fromOurselves(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  origin: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const from = headers.origin
  return from === undefined || from === origin
}

/** Double SHA-256 with a shared key: what app.sign_in_proof works out too. */
export function signInProof(key: string, message: string): Buffer {
  const secret = Buffer.from(key, 'hex')
  const inner = createHash('sha256').update(secret).update(message).digest()
  return createHash('sha256').update(secret).update(inner).digest()
}

/** A browser in plain words, for the list of own sessions: never the raw header. */
export function deviceName(userAgent: string | undefined): string {
  const ua = userAgent ?? ''
  const browser = /Edg\//.test(ua)
    ? 'Edge'
    : /Firefox\//.test(ua)
      ? 'Firefox'
      : /Chrom(e|ium)\//.test(ua)
        ? 'Chrome'
        : /Safari\//.test(ua)
          ? 'Safari'
          : 'A browser'
  const system = /Android/.test(ua)
    ? 'Android'
    : /iPhone|iPad/.test(ua)
      ? 'iPhone or iPad'
      : /Windows/.test(ua)
        ? 'Windows'
        : /Mac OS X/.test(ua)
          ? 'Mac'
          : /Linux/.test(ua)
            ? 'Linux'
            : ''
  return system ? `${browser} on ${system}` : browser
}
