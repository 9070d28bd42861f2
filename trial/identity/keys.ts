import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const keysSchema = z.object({
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() }),
  cookies: z.string().min(32),
})

/** The signing key as a JWK with its private part, and the secret that signs the cookies. */
export type Keys = z.infer<typeof keysSchema>

/** The keys kept in the file, or new ones that are then kept there, readable by their owner only. */
export function keysIn(file: string): Keys {
  try {
    const keys = keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    chmodSync(file, 0o600)
    return keys
  } catch {
    return newKeys(file)
  }
}

function newKeys(file: string): Keys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = randomBytes(8).toString('hex')
  const keys = keysSchema.parse({
    signing: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    cookies: randomBytes(32).toString('hex'),
  })
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(keys), { mode: 0o600 })
  renameSync(draft, file)
  return keys
}
