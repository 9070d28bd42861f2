import { now } from '../src/platform/clock.ts'
import {
  beginSignIn,
  type FinishedSignIn,
  finishSignIn,
  type Issuer,
  issuersFrom,
  type PendingSignIn,
} from '../src/web/oidc.ts'
import type { Client, HostileIssuer, Lie } from './hostile-issuer.ts'

// Our side of a sign-in, as the tests of it need it.

export const redirectUri = 'https://service.example/sign-in/callback'
export const ours: Client = { id: 'trusted-relationships', secret: 'a secret: with + and /' }

/** The issuer at an address; a fresh one each time, so that no answer of an earlier test is remembered. */
export function issuerAt(issuer: string, client: Client = ours, key = 'council'): Issuer {
  const config = { key, name: 'The council', issuer, clientId: client.id, clientSecret: client.secret }
  const made = issuersFrom([config], { allowHttp: true, timeoutSeconds: 1 }).get(key)
  if (!made) throw new Error(`No issuer ${key}`)
  return made
}

/** Begins, and expects that to work. */
export async function begin(
  from: Issuer,
  stepUp?: { maxAgeSeconds: number },
): Promise<{ url: URL; pending: PendingSignIn }> {
  const begun = await beginSignIn(from, { redirectUri, now: now(), ...(stepUp ? { stepUp } : {}) })
  if (!begun.ok) throw new Error(begun.why)
  return begun
}

/** A whole sign-in with an issuer that tells this lie. */
export async function signInWith(
  hostile: HostileIssuer,
  lie: Lie,
  stepUp?: { maxAgeSeconds: number },
): Promise<FinishedSignIn> {
  hostile.lies(lie)
  const from = issuerAt(hostile.issuer)
  const { url, pending } = await begin(from, stepUp)
  return finishSignIn(from, hostile.visit(url), pending, now())
}
