import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { now } from '../src/platform/clock.ts'

// A small OpenID Connect issuer on the loopback that is honest until it is told to lie, one thing at a time.

export type Json = Record<string, unknown>
export type Reply = { readonly status?: number; readonly type?: string; readonly body: string; readonly headers?: Json }

const signers = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
export type Signer = (typeof signers)[number]

/** What to get wrong. What is not named stays honest. */
export type Lie = {
  readonly discovery?: (document: Json) => Json | Reply
  readonly keys?: (keys: Json[]) => Json[] | Reply
  readonly callback?: (answer: URLSearchParams) => void
  readonly signer?: Signer
  readonly header?: Json
  readonly claims?: (claims: Json) => Json
  /** The two halves that are signed come in, the signature goes out. */
  readonly signature?: (signed: string, made: Buffer) => Buffer
  readonly jwt?: (jwt: string) => string
  readonly token?: (body: Json) => Json | Reply
  /** Looks at what the token endpoint was sent. */
  readonly form?: (form: URLSearchParams) => void
}

export type Client = { readonly id: string; readonly secret: string }
export type HostileIssuer = Awaited<ReturnType<typeof hostileIssuer>>

const isReply = (thing: Json | Json[] | Reply): thing is Reply => 'body' in thing && typeof thing.body === 'string'
const base64url = (thing: Json) => Buffer.from(JSON.stringify(thing)).toString('base64url')

const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
}
const pairOf = (signer: Signer) => pairs[signer === 'PS256' ? 'RS256' : signer]

/** A signature as the issuer would make it, over `signed`, with `key` or its own. */
export function signatureOf(signer: Signer, signed: string, key: KeyObject = pairOf(signer).privateKey): Buffer {
  const data = Buffer.from(signed)
  switch (signer) {
    case 'RS256':
      return sign('sha256', data, key)
    case 'PS256':
      return sign('sha256', data, { key, padding: 6, saltLength: 32 }) // RSA_PKCS1_PSS_PADDING
    case 'ES256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
    case 'EdDSA':
      return sign(null, data, key)
  }
}

/** The public key as text, as an attacker would find it: the "HMAC with the public key" trick signs with these bytes. */
export const publicKeyText = (): string => pairs.RS256.publicKey.export({ type: 'spki', format: 'pem' }).toString()

export const hmac = (secret: string, signed: string): Buffer => createHmac('sha256', secret).update(signed).digest()

const ourKeys = (): Json[] =>
  signers.map(signer => ({
    ...pairOf(signer).publicKey.export({ format: 'jwk' }),
    kid: signer,
    alg: signer,
    use: 'sig',
  }))

type Granted = {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string
}

/** Starts one on a free port of 127.0.0.1. `stop` ends it and every connection to it. */
export async function hostileIssuer(clients: readonly Client[]) {
  let lie: Lie = {}
  let issuer = ''
  const codes = new Map<string, Granted>()
  const asked: string[] = []

  const server = createServer((request, response) => {
    void answer(request).then(reply => {
      response.writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'application/json', ...reply.headers })
      response.end(reply.body)
    })
  })

  async function answer(request: IncomingMessage): Promise<Reply> {
    const path = new URL(request.url ?? '/', issuer).pathname
    asked.push(path)
    if (path === '/.well-known/openid-configuration') return json(lie.discovery?.(description()) ?? description())
    if (path === '/keys') {
      const keys = lie.keys?.(ourKeys()) ?? ourKeys()
      return isReply(keys) ? keys : json({ keys })
    }
    if (path === '/token') return token(request)
    return { status: 404, body: '{}' }
  }

  const json = (thing: Json | Reply): Reply => (isReply(thing) ? thing : { body: JSON.stringify(thing) })

  const description = (): Json => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [...signers],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  })

  /** Honest about what it checks: secret, code once, client, address, PKCE. */
  async function token(request: IncomingMessage): Promise<Reply> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    lie.form?.(form)
    const client = clientIn(request.headers.authorization, form)
    if (!client) return { status: 401, body: '{"error":"invalid_client"}' }
    const code = form.get('code') ?? ''
    const granted = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      granted?.clientId === client.id &&
      granted.redirectUri === form.get('redirect_uri') &&
      granted.challenge === challenge
    if (!granted || !fits) return { status: 400, body: '{"error":"invalid_grant"}' }
    const body = { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60, id_token: idToken(granted) }
    return json(lie.token?.(body) ?? body)
  }

  /** By header or by form (RFC 6749, 2.3.1). */
  function clientIn(header: string | undefined, form: URLSearchParams): Client | undefined {
    const [id, secret] = header
      ? Buffer.from(header.replace('Basic ', ''), 'base64')
          .toString()
          .split(':')
          .map(part => decodeURIComponent(part.replaceAll('+', ' ')))
      : [form.get('client_id'), form.get('client_secret')]
    return clients.find(c => c.id === id && c.secret === secret)
  }

  function idToken(granted: Granted): string {
    const signer = lie.signer ?? 'RS256'
    const seconds = Math.floor(now().getTime() / 1000)
    const honest = {
      iss: issuer,
      sub: 'asha',
      aud: granted.clientId,
      iat: seconds,
      exp: seconds + 300,
      auth_time: seconds,
      nonce: granted.nonce,
      name: 'Asha Example',
    }
    const header = { alg: signer, kid: signer, ...lie.header }
    const signed = `${base64url(header)}.${base64url(lie.claims?.(honest) ?? honest)}`
    const made = signatureOf(signer, signed)
    const jwt = `${signed}.${(lie.signature?.(signed, made) ?? made).toString('base64url')}`
    return lie.jwt?.(jwt) ?? jwt
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's address is never a string

  return {
    issuer,
    /** Every path asked for, in order. */
    asked,
    /** From now on this and nothing else is wrong. */
    lies(next: Lie): void {
      lie = next
    },
    /** What the person's browser does: opens the address, signs in, and is sent back to the address this returns. */
    visit(authorisation: URL): URL {
      const query = authorisation.searchParams
      const code = randomBytes(16).toString('base64url')
      codes.set(code, {
        clientId: query.get('client_id') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
        challenge: query.get('code_challenge_method') === 'S256' ? (query.get('code_challenge') ?? '') : '',
        nonce: query.get('nonce') ?? '',
      })
      const back = new URL(query.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer }).toString()
      lie.callback?.(back.searchParams)
      return back
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Lies about claims, descriptions and answers: one left out, or some changed. */
export const without = (name: string) => (honest: Json) =>
  Object.fromEntries(Object.entries(honest).filter(([key]) => key !== name))
export const saying = (more: Json) => (honest: Json) => ({ ...honest, ...more })
