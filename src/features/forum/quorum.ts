/** What an area asks for before a discussion may decide (config/areas, `forum.discussions`). */
export interface QuorumRule {
  /** How many different agencies must take part. */
  readonly agencies: number
  /** Keys of the agencies without which there is none. */
  readonly mustInclude: readonly string[]
}

export type Quorum =
  | { readonly reached: true }
  | { readonly reached: false; readonly more: number; readonly missing: readonly string[] }

/**
 * Whether enough agencies take part, and the right ones (R138: agreement of several agencies).
 * @param there keys of the agencies that took part; one named twice counts once
 * @returns how many more are needed, and which of those that must be there are not
 */
export function quorum(rule: QuorumRule, there: readonly string[]): Quorum {
  const present = new Set(there)
  const missing = rule.mustInclude.filter(key => !present.has(key))
  const more = Math.max(rule.agencies - present.size, missing.length)
  return more === 0 ? { reached: true } : { reached: false, more, missing }
}
