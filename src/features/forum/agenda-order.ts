/** A child on an agenda, in its order, with the group of those discussed one after another. */
export interface Placed {
  readonly youngPerson: string
  readonly group: string | null
}
/** Two children who belong together. */
export type Pair = readonly [string, string]

/**
 * The agenda with these children on it too: each at the end, or right behind the last of those they belong with, also where
 * those were listed long before. Brothers and sisters of brothers and sisters belong together.
 * @param agenda who is on it, in order
 * @param added who comes, longest waiting first
 * @param newGroup makes a name for a group that has none yet
 */
export function arrange(
  agenda: readonly Placed[],
  added: readonly string[],
  pairs: readonly Pair[],
  newGroup: () => string,
): readonly Placed[] {
  const order: Placed[] = [...agenda]
  for (const child of added) {
    const family = related(child, pairs)
    const before = order.filter(one => family.has(one.youngPerson))
    if (before.length === 0) {
      order.push({ youngPerson: child, group: null })
      continue
    }
    const group = before.find(one => one.group !== null)?.group ?? newGroup()
    const last = order.findLastIndex(one => family.has(one.youngPerson) || one.group === group)
    order.splice(last + 1, 0, { youngPerson: child, group })
    for (const [at, one] of order.entries()) if (family.has(one.youngPerson)) order[at] = { ...one, group }
  }
  return order
}

/** Everybody who belongs with a child, over any number of steps; the child too. */
function related(child: string, pairs: readonly Pair[]): ReadonlySet<string> {
  const found = new Set([child])
  // A set is walked on as it grows.
  for (const one of found)
    for (const [a, b] of pairs) {
      if (a === one) found.add(b)
      if (b === one) found.add(a)
    }
  return found
}

/** Every two neighbours of a list: what was chosen to be discussed together. */
export const neighbours = (children: readonly string[]): readonly Pair[] =>
  children.slice(1).map((child, at) => [children[at] ?? child, child])
