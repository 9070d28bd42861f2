import * as client from 'openid-client'

/**
 * Every way a sign-in can fail, as a closed list. They are for the log and the tests: a person sees one sentence whichever it
 * was, so that an attacker learns nothing from it.
 */
export const signInFailures = [
  // The issuer itself.
  'issuer unavailable', // no answer in time, no connection, or "try later"
  'issuer misconfigured', // it says it is somebody else, lacks an address we need, or offers no signature we take
  'issuer answered unexpectedly', // not JSON, an odd status, far too long, no bearer token
  'issuer reported an error', // an OAuth error; its code is in `detail`
  // The answer that came back through the browser.
  'begun with another issuer',
  'begun too long ago',
  'answer malformed', // a parameter twice, or one of another flow
  'state missing',
  'state wrong',
  'issuer not named', // RFC 9207: it promised to name itself and did not
  'answer from another issuer', // RFC 9207: mix-up attack
  'declined', // the person, or the issuer's own rules, said no
  'code missing',
  'code refused', // used before, somebody else's, or PKCE does not match
  'client refused', // our own id or secret is wrong
  // The identity token.
  'token missing',
  'token malformed',
  'algorithm not allowed',
  'key unknown',
  'key unusable', // too short, or not a key
  'signature wrong',
  'claim missing',
  'token from another issuer',
  'audience wrong',
  'authorised party wrong',
  'nonce missing',
  'nonce wrong',
  'token expired',
  'token from the future',
  'subject malformed',
  'time of sign-in missing', // step-up only
  'signed in too long ago', // step-up only
] as const

export type SignInFailure = (typeof signInFailures)[number]

/** `detail` is a short code for the log (`invalid_scope`, `ECONNREFUSED`), never text, a claim or a token. */
export type Failed = { readonly ok: false; readonly why: SignInFailure; readonly detail?: string }

/** A detail comes from outside: anything but a short plain code is dropped. */
export function failed(why: SignInFailure, detail?: unknown): Failed {
  return typeof detail === 'string' && /^[A-Za-z0-9_.-]{1,60}$/.test(detail)
    ? { ok: false, why, detail }
    : { ok: false, why }
}

/** Thrown inside `fetch` below, so that "no answer" can be told from every other trouble. */
class NoAnswer extends Error {}

/** A discovery document or a token answer is a few kilobytes; more is an accident or an attack. */
const LONGEST_ANSWER = 262_144

/**
 * `fetch` for openid-client that reads a bounded body within the time-out.
 * @throws NoAnswer when the issuer cannot be reached, is too slow or never stops talking
 */
export const boundedFetch: client.CustomFetch = async (url, { body, ...options }) => {
  try {
    const answer = await fetch(url, body === undefined ? options : { ...options, body: body as BodyInit })
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of answer.body ?? []) {
      length += chunk.byteLength
      if (length > LONGEST_ANSWER) throw new NoAnswer('too-long')
      chunks.push(chunk)
    }
    return new Response(length === 0 ? null : Buffer.concat(chunks), { status: answer.status, headers: answer.headers })
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(codeOf(error), { cause: error })
  }
}

const property = (thing: unknown, name: string): unknown =>
  typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined

const codeOf = (error: unknown): string => {
  const code = property(property(error, 'cause'), 'code') ?? property(error, 'code')
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown'
}

/** What openid-client found wrong: its errors wrap the finding once (`OperationProcessingError`) or not at all. */
const findingIn = (error: unknown): unknown => {
  const cause = property(error, 'cause')
  return cause instanceof Error ? cause.cause : cause
}

/**
 * Names what openid-client threw. What it cannot name is 'issuer answered unexpectedly': in doubt nobody is signed in.
 * It goes by codes and by what the error carries; only a body that is not JSON is told from a token that is not by its words.
 */
export function failureFrom(error: unknown): Failed {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    if (e instanceof NoAnswer) return failed('issuer unavailable', e.message)
  }
  if (error instanceof client.ResponseBodyError) return refusal(error.error)
  if (error instanceof client.WWWAuthenticateChallengeError) return failed('client refused')

  const finding = findingIn(error)
  switch (property(error, 'code')) {
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
      return failed('issuer unavailable', 'timeout')
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return unexpectedStatus(finding)
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
    case 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN':
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_INVALID_SERVER_METADATA':
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return failed('issuer misconfigured', property(finding, 'attribute'))
    case 'OAUTH_KEY_SELECTION_FAILED':
      return failed('key unknown')
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return failed(wrongClaim(property(finding, 'claim')))
    case 'OAUTH_PARSE_ERROR':
      return failed(/JWT/.test(messages(error)) ? 'token malformed' : 'issuer answered unexpectedly')
    case 'OAUTH_INVALID_RESPONSE':
      return failed(invalid(finding))
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return failed(unsupported(finding))
    case 'ERR_INVALID_ARG_VALUE':
      return failed('token malformed') // not base64url
    default:
      return failed('issuer answered unexpectedly', property(error, 'code'))
  }
}

const messages = (error: unknown): string => {
  const cause = property(error, 'cause')
  return cause instanceof Error ? cause.message : String(property(error, 'message'))
}

/** The token endpoint said no, in OAuth's words (RFC 6749, 5.2). */
function refusal(code: string): Failed {
  if (code === 'invalid_grant') return failed('code refused', code)
  if (code === 'invalid_client' || code === 'unauthorized_client') return failed('client refused', code)
  return failed('issuer reported an error', code)
}

function unexpectedStatus(finding: unknown): Failed {
  const status = finding instanceof Response ? finding.status : 0
  return failed(status >= 500 || status === 429 ? 'issuer unavailable' : 'issuer answered unexpectedly', String(status))
}

function wrongClaim(claim: unknown): SignInFailure {
  switch (claim) {
    case 'iss':
      return 'token from another issuer'
    case 'aud':
      return 'audience wrong'
    case 'azp':
      return 'authorised party wrong'
    case 'nonce':
      return 'nonce wrong'
    case 'exp':
      return 'token expired'
    case 'nbf':
      return 'token from the future'
    case 'auth_time':
      return 'signed in too long ago'
    default:
      return 'token malformed'
  }
}

function invalid(finding: unknown): SignInFailure {
  if (typeof finding === 'string') return 'token malformed'
  if (property(finding, 'signature') !== undefined) return 'signature wrong'
  if (property(finding, 'header') !== undefined) return 'algorithm not allowed'
  const claims = property(finding, 'claims')
  if (claims !== undefined) return lacking(claims)
  const body = property(finding, 'body')
  const isToken = typeof property(body, 'access_token') === 'string' && typeof property(body, 'token_type') === 'string'
  return isToken && !property(body, 'id_token') ? 'token missing' : 'issuer answered unexpectedly'
}

function lacking(claims: unknown): SignInFailure {
  for (const name of ['iss', 'aud', 'exp', 'iat']) {
    if (property(claims, name) === undefined) return 'claim missing'
  }
  if (typeof property(claims, 'sub') !== 'string') return 'subject malformed'
  if (property(claims, 'nonce') === undefined) return 'nonce missing'
  if (property(claims, 'auth_time') === undefined) return 'time of sign-in missing'
  return 'token malformed'
}

function unsupported(finding: unknown): SignInFailure {
  if (property(finding, 'body') !== undefined) return 'issuer answered unexpectedly' // token_type
  if (typeof finding === 'string' || property(finding, 'header') !== undefined) return 'token malformed' // encrypted, `crit`
  return property(finding, 'alg') !== undefined ? 'algorithm not allowed' : 'key unusable'
}
