import * as client from 'openid-client'
import { z } from 'zod'
import { type IssuerConfig, issuerConfig } from '../platform/config.ts'
import { boundedFetch, type Failed, failed, failureFrom } from './oidc-failure.ts'

// Sign-in by OpenID Connect (design D): authorisation code, PKCE, state, nonce, issuer. Knows nothing of sessions, people or
// the web server; logs nothing. openid-client speaks the protocol; what it leaves to its caller is checked here.

export type { Failed, SignInFailure } from './oidc-failure.ts'

/** One issuer people can sign in with. `connect` is this module's own: discovery on first use, see `issuersFrom`. */
export type Issuer = {
  readonly key: string
  readonly name: string
  readonly issuer: string
  readonly connect: (now: Date) => Promise<client.Configuration>
}

/**
 * What must be remembered between leaving for the issuer and coming back. Keep it on the server, bound to the browser by a
 * cookie, and *consume it atomically* (`delete … returning`) before `finishSignIn`: that makes an answer good for one use
 * whatever the issuer does about codes used twice. The verifier and the nonce are secrets.
 */
export type PendingSignIn = {
  readonly issuerKey: string
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly startedAt: Date
  /** Seconds. Present for a step-up only. */
  readonly maxAge?: number
}

/** Who signed in: issuer and subject together, never an e-mail address. `name` is for showing, never for finding anybody. */
export type Identity = {
  readonly issuer: string
  readonly subject: string
  readonly authTime?: Date
  readonly name?: string
}

export type BegunSignIn = { readonly ok: true; readonly url: URL; readonly pending: PendingSignIn } | Failed
export type FinishedSignIn = { readonly ok: true; readonly identity: Identity } | Failed

/** Seconds the issuer's clock may differ from ours; openid-client's own default. */
export const CLOCK_TOLERANCE_SECONDS = 30
/** Seconds somebody may spend at the issuer: second factors and lost phones take time. Our choice; delete older ones. */
export const PENDING_SECONDS = 15 * 60
/** Seconds after which an issuer's description is fetched again. Its keys have a shorter rule of their own (5 minutes). */
const DISCOVERY_SECONDS = 60 * 60

/**
 * Signatures we take, where the issuer advertises them: public-key only. Never `none`; never HS256, with which everybody who
 * can check a token can make one. EdDSA has a second name since RFC 9864.
 */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']

/**
 * The issuers by key. Nothing is fetched yet: an issuer is asked at its first sign-in, remembered for an hour and asked again
 * after a failure, so that one that is down stops neither the server nor the others.
 * @param options.allowHttp plain http, for the trial and for tests
 * @param options.timeoutSeconds for each request to an issuer
 * @throws at start-up, on a configuration that cannot be right
 */
export function issuersFrom(
  configs: readonly IssuerConfig[],
  options: { readonly allowHttp?: boolean; readonly timeoutSeconds?: number } = {},
): ReadonlyMap<string, Issuer> {
  const issuers = new Map<string, Issuer>()
  for (const config of z.array(issuerConfig).parse(configs)) {
    if (issuers.has(config.key)) throw new Error(`Two issuers are both called ${config.key}.`)
    const http = config.issuer.startsWith('http:')
    if (http && !options.allowHttp) throw new Error(`The issuer ${config.key} needs an https address.`)
    issuers.set(config.key, {
      key: config.key,
      name: config.name,
      issuer: config.issuer,
      connect: connector(config, http, options.timeoutSeconds ?? 5),
    })
  }
  return issuers
}

/** One discovery at a time, kept for `DISCOVERY_SECONDS`; a failure is not kept. */
function connector(config: IssuerConfig, http: boolean, timeout: number): Issuer['connect'] {
  let known: { readonly at: number; readonly found: Promise<client.Configuration> } | undefined
  return now => {
    if (known && Math.abs(now.getTime() - known.at) < DISCOVERY_SECONDS * 1000) return known.found
    const found = discover(config, http, timeout)
    const mine = { at: now.getTime(), found }
    known = mine
    found.catch(() => {
      if (known === mine) known = undefined
    })
    return found
  }
}

/** The shape openid-client gives the same finding, so that one place names both. */
class Misconfigured extends Error {
  readonly code = 'OAUTH_INVALID_SERVER_METADATA'
  constructor(attribute: string) {
    super(`The issuer's description is wrong: ${attribute}`, { cause: { attribute } })
  }
}

async function discover(config: IssuerConfig, http: boolean, timeout: number): Promise<client.Configuration> {
  const discovered = await client.discovery(new URL(config.issuer), config.clientId, config.clientSecret, undefined, {
    timeout,
    [client.customFetch]: boundedFetch,
    execute: http ? [client.allowInsecureRequests] : [],
  })
  const server = discovered.serverMetadata()
  // The library compares addresses; the standard asks for the very same text (OpenID Connect Discovery 1.0, 4.3).
  if (server.issuer !== config.issuer) throw new Misconfigured('issuer')
  for (const endpoint of [server.authorization_endpoint, server.token_endpoint, server.jwks_uri]) {
    if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) throw new Misconfigured('endpoint')
    if (!http && !endpoint.startsWith('https:')) throw new Misconfigured('https')
  }
  const advertised = server.id_token_signing_alg_values_supported ?? ['RS256']
  const algorithms = Array.isArray(advertised) ? ALGORITHMS.filter(a => advertised.includes(a)) : []
  if (algorithms.length === 0) throw new Misconfigured('id_token_signing_alg_values_supported')

  const configuration = new client.Configuration(
    Object.assign({}, server, { id_token_signing_alg_values_supported: algorithms }),
    config.clientId,
    { client_secret: config.clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    authentication(server.token_endpoint_auth_methods_supported, config.clientSecret),
  )
  configuration.timeout = timeout
  configuration[client.customFetch] = boundedFetch
  if (http) client.allowInsecureRequests(configuration)
  // Without this line openid-client trusts the connection and does not look at the token's signature.
  client.enableNonRepudiationChecks(configuration)
  return configuration
}

/** `client_secret_basic` is the standard's default when an issuer does not say. */
function authentication(methods: unknown, secret: string): client.ClientAuth {
  if (!Array.isArray(methods) || methods.includes('client_secret_basic')) return client.ClientSecretBasic(secret)
  if (methods.includes('client_secret_post')) return client.ClientSecretPost(secret)
  throw new Misconfigured('token_endpoint_auth_methods_supported')
}

/**
 * Where to send the browser, and what to remember until it comes back.
 * @param options.redirectUri our own callback address, exactly as registered with the issuer
 * @param options.stepUp asks the issuer to check the person again now; `maxAgeSeconds` is how old that check may be on return
 * @param options.loginHint who is expected, in the issuer's terms; a hint, never proof
 */
export async function beginSignIn(
  issuer: Issuer,
  options: {
    readonly redirectUri: string
    readonly now: Date
    readonly stepUp?: { readonly maxAgeSeconds: number }
    readonly loginHint?: string
  },
): Promise<BegunSignIn> {
  const pending: PendingSignIn = {
    issuerKey: issuer.key,
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
    startedAt: options.now,
    ...(options.stepUp ? { maxAge: Math.max(0, Math.floor(options.stepUp.maxAgeSeconds)) } : {}),
  }
  try {
    const configuration = await issuer.connect(options.now)
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: options.redirectUri,
      scope: 'openid profile',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
      ...(pending.maxAge === undefined ? {} : { max_age: String(pending.maxAge), prompt: 'login' }),
      ...(options.loginHint === undefined ? {} : { login_hint: options.loginHint }),
    })
    return { ok: true, url, pending }
  } catch (error) {
    return failureFrom(error)
  }
}

/**
 * Checks the answer and says who it is.
 * A step-up proves that *somebody* signed in just now: the caller must compare issuer and subject with the session's own.
 * @param callbackUrl our public callback address with the query that arrived. Build it from the configured origin, never from
 *   the Host header: without its query it is what the issuer compares with `redirectUri`.
 * @param pending already consumed (see `PendingSignIn`)
 */
export async function finishSignIn(
  issuer: Issuer,
  callbackUrl: URL,
  pending: PendingSignIn,
  now: Date,
): Promise<FinishedSignIn> {
  if (pending.issuerKey !== issuer.key) return failed('begun with another issuer')
  const age = (now.getTime() - pending.startedAt.getTime()) / 1000
  if (!(age <= PENDING_SECONDS)) return failed('begun too long ago')
  try {
    const configuration = await issuer.connect(now)
    const wrong = wrongAnswer(callbackUrl.searchParams, pending, configuration.serverMetadata())
    if (wrong) return wrong
    const tokens = await client.authorizationCodeGrant(configuration, callbackUrl, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
      ...(pending.maxAge === undefined ? {} : { maxAge: pending.maxAge }),
    })
    const claims = tokens.claims()
    if (!claims) return failed('token missing')
    return (
      wrongToken(claims, configuration.clientMetadata().client_id, pending, now) ?? { ok: true, identity: who(claims) }
    )
  } catch (error) {
    return failureFrom(error)
  }
}

/** openid-client checks these again; here each gets its name. State comes first: without it nothing else is worth reading. */
function wrongAnswer(
  answer: URLSearchParams,
  pending: PendingSignIn,
  server: client.ServerMetadata,
): Failed | undefined {
  for (const name of new Set(answer.keys())) {
    if (answer.getAll(name).length > 1) return failed('answer malformed')
  }
  const state = answer.get('state')
  if (!state) return failed('state missing')
  if (state !== pending.state) return failed('state wrong')
  const iss = answer.get('iss')
  if (!iss && server.authorization_response_iss_parameter_supported === true) return failed('issuer not named')
  if (iss !== null && iss !== server.issuer) return failed('answer from another issuer')
  const error = answer.get('error')
  if (error !== null) return failed(error === 'access_denied' ? 'declined' : 'issuer reported an error', error)
  if (['id_token', 'token', 'access_token', 'response'].some(name => answer.has(name)))
    return failed('answer malformed')
  return answer.get('code') ? undefined : failed('code missing')
}

/** What openid-client leaves to its caller, and the times once more by the caller's clock. */
function wrongToken(claims: client.IDToken, clientId: string, pending: PendingSignIn, now: Date): Failed | undefined {
  const seconds = now.getTime() / 1000
  const latest = seconds + CLOCK_TOLERANCE_SECONDS
  const earliest = seconds - CLOCK_TOLERANCE_SECONDS
  if (claims.azp !== undefined && claims.azp !== clientId) return failed('authorised party wrong')
  if (claims.exp <= earliest) return failed('token expired')
  if (claims.iat > latest || (claims.nbf ?? 0) > latest || (claims.auth_time ?? 0) > latest) {
    return failed('token from the future')
  }
  if (!SUBJECT.test(claims.sub)) return failed('subject malformed')
  if (pending.maxAge === undefined) return undefined
  if (claims.auth_time === undefined) return failed('time of sign-in missing')
  // The second half: whoever holds the unlocked screen can strip `prompt` and `max_age` from the address on its way out.
  const begun = pending.startedAt.getTime() / 1000 - CLOCK_TOLERANCE_SECONDS
  if (claims.auth_time + pending.maxAge < earliest || claims.auth_time < begun) return failed('signed in too long ago')
  return undefined
}

/** At most 255 ASCII characters (OpenID Connect Core 1.0, 2); of ASCII no control characters, no blank at either end. */
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

function who(claims: client.IDToken): Identity {
  const name =
    typeof claims.name === 'string'
      ? claims.name
          .replace(/[\p{C}\s]+/gu, ' ')
          .trim()
          .slice(0, 200)
      : ''
  return {
    issuer: claims.iss,
    subject: claims.sub,
    ...(claims.auth_time === undefined ? {} : { authTime: new Date(claims.auth_time * 1000) }),
    ...(name ? { name } : {}),
  }
}
