import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'

// Sign-in with a passkey (design D): WebAuthn with user verification, and a passkey that the telephone finds by itself. Knows
// nothing of sessions, people or the web server; logs nothing. @simplewebauthn/server reads the telephone's answers; what it
// leaves to its caller is checked here.

/** Where passkeys belong: the name a telephone shows, and the address they are bound to. All of it neutral. */
export interface RelyingParty {
  readonly name: string
  /** The public address, compared character by character. */
  readonly origin: string
}

/** Seconds from the question to the answer: somebody may have to look for their glasses. Our choice. */
export const CHALLENGE_SECONDS = 300
/** Public-key signatures that telephones and keys make: ES256, EdDSA, RS256. */
const ALGORITHMS = [-7, -8, -257]

const rpId = ({ origin }: RelyingParty): string => new URL(origin).hostname
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/)

/** What both kinds of answer have; what is not named is not read. */
const envelope = {
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  // Asked for nothing, so whatever it holds is not looked at.
  clientExtensionResults: z.unknown().transform(() => ({})),
}
const created = z.object({
  ...envelope,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
})
const asserted = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.min(1),
  }),
})
const clientData = z.object({ challenge: base64url.min(32).max(200), crossOrigin: z.boolean().optional() })

/** The answer as it was posted, read as JSON; undefined for anything that cannot be one. */
function read<T extends { response: { clientDataJSON: string } }>(schema: z.ZodType<T>, text: unknown) {
  if (typeof text !== 'string' || text.length > 60_000) return undefined
  try {
    const answer = schema.safeParse(JSON.parse(text))
    if (!answer.success) return undefined
    const said = clientData.safeParse(
      JSON.parse(Buffer.from(answer.data.response.clientDataJSON, 'base64url').toString('utf8')),
    )
    // A page of somebody else’s that holds ours in a frame asks for nothing.
    if (!said.success || said.data.crossOrigin === true) return undefined
    return { answer: answer.data, challenge: said.data.challenge }
  } catch {
    return undefined
  }
}

/** An answer to "make a passkey", not yet checked. */
export const readCreated = (text: unknown) => read(created, text)
/** An answer to "show that it is you", not yet checked. */
export const readAsserted = (text: unknown) => read(asserted, text)

/**
 * What the browser is to ask the telephone for: a passkey that it finds by itself and opens only for whoever it knows.
 * @param userHandle what the telephone knows the account by: chance, nothing about anybody
 * @param known passkeys of the account; a telephone that holds one of them makes no second one
 */
export const creationOptions = (party: RelyingParty, userHandle: Buffer, known: readonly Buffer[]) =>
  generateRegistrationOptions({
    rpName: party.name,
    rpID: rpId(party),
    userName: party.name,
    userDisplayName: party.name,
    userID: Uint8Array.from(userHandle),
    timeout: CHALLENGE_SECONDS * 1000,
    // Which make of telephone somebody has is no business of ours.
    attestationType: 'none',
    excludeCredentials: known.map(id => ({ id: id.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })

/** Names nobody: whoever holds the telephone chooses from what it holds. */
export const assertionOptions = (party: RelyingParty) =>
  generateAuthenticationOptions({
    rpID: rpId(party),
    userVerification: 'required',
    timeout: CHALLENGE_SECONDS * 1000,
  })

export interface Made {
  readonly credentialId: Buffer
  readonly publicKey: Buffer
  readonly counter: number
}
/** Words for the log, never about anybody. */
type Checked<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly why: string }
const refused = (error: unknown) =>
  // What the library says may quote the answer: its first words name the check.
  ({ ok: false, why: error instanceof Error ? error.message.replace(/["“].*/s, '').slice(0, 80) : 'unknown' }) as const

/** @param challenge taken out of the database for this very browser: good for one answer */
export async function checkCreated(
  party: RelyingParty,
  { answer, challenge }: NonNullable<ReturnType<typeof readCreated>>,
): Promise<Checked<{ made: Made }>> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: rpId(party),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified) return { ok: false, why: 'not verified' }
    const { id, publicKey, counter } = registrationInfo.credential
    return {
      ok: true,
      made: { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter },
    }
  } catch (error) {
    return refused(error)
  }
}

/**
 * Checks whose answer it is. What it counts is handed on, never compared here: the database does that, and only for an answer
 * whose signature was checked.
 */
export async function checkAsserted(
  party: RelyingParty,
  { answer, challenge }: NonNullable<ReturnType<typeof readAsserted>>,
  known: { readonly publicKey: Buffer; readonly userHandle: Buffer },
): Promise<Checked<{ counter: number }>> {
  if (!Buffer.from(answer.response.userHandle, 'base64url').equals(known.userHandle))
    return { ok: false, why: 'another account' }
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: rpId(party),
      requireUserVerification: true,
      credential: { id: answer.id, publicKey: Uint8Array.from(known.publicKey), counter: 0 },
    })
    return verified ? { ok: true, counter: authenticationInfo.newCounter } : { ok: false, why: 'the signature' }
  } catch (error) {
    return refused(error)
  }
}
