import { expect } from 'vitest'

interface Headed {
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly body?: string
}

/** The guards on every answer, errors also (promises G). A page also names its own scripts, by the nonce in its policy. */
export function guarded(answer: Headed, is: { readonly page: boolean }): void {
  const { headers } = answer
  const policy = String(headers['content-security-policy'] ?? '')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|\*|data:/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(headers['x-powered-by']).toBeUndefined()
  if (!is.page) return
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  const nonce = /script-src[^;]*'nonce-([^']{16,})'/.exec(policy)?.[1]
  expect(nonce).toBeDefined()
  // A script is a file of ours, or one that this answer names.
  for (const [script] of (answer.body ?? '').matchAll(/<script[^>]*>/g))
    expect(script).toMatch(new RegExp(` src="/assets/[^"]+"| nonce="${nonce}"`))
}

/** Nothing of what may be about a person is kept anywhere. */
export function personal({ headers }: Headed): void {
  expect(headers['cache-control']).toBe('no-store')
}
