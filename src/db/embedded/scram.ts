import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * What PostgreSQL stores of a password (SCRAM-SHA-256, RFC 5803). Made here, so that the password itself is never in
 * an SQL statement, where a log or `pg_stat_activity` could show it. The password must be ASCII.
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const key = (label: string) => createHmac('sha256', salted).update(label).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}

/** Does what PostgreSQL has stored stem from this password? */
export function isVerifierOf(verifier: string | null, password: string): boolean {
  const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(verifier ?? '') ?? []
  if (!verifier || !iterations || !salt) return false
  const expected = Buffer.from(scramVerifier(password, Buffer.from(salt, 'base64'), Number(iterations)))
  const stored = Buffer.from(verifier)
  return expected.length === stored.length && timingSafeEqual(expected, stored)
}
