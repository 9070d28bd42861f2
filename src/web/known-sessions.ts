/** How many sessions are remembered: more than work at once in the largest council. */
const most = 10_000

export interface KnownSessions {
  has(token: string): boolean
  add(token: string): void
}

/**
 * The sessions this program has lately found open. Only they are counted by themselves in the limit on requests: a
 * cookie that anybody can make up must not buy a count of its own.
 */
export function knownSessions(): KnownSessions {
  const tokens = new Set<string>()
  return {
    has: token => tokens.has(token),
    add: token => {
      // The longest unused goes first.
      tokens.delete(token)
      tokens.add(token)
      const [oldest] = tokens
      if (tokens.size > most && oldest !== undefined) tokens.delete(oldest)
    },
  }
}
