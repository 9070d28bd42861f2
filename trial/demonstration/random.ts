// The same invented world every time: nothing here asks the machine for chance.

export interface Chance {
  /** A whole number from 0 up to and not including `count`. */
  below(count: number): number
  /** True this often, from 0 to 1. */
  happens(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** An id of version 7 whose order is that of the moments it is made for. */
  idAt(at: Date): string
}

/** @param seed any whole number; the same one gives the same world */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  // Mulberry32: small, well spread, and good enough for what nobody has to guess.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  return {
    below,
    happens: share => next() < share,
    pick: from => {
      const one = from[below(from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    idAt: at => {
      const moment = at.getTime().toString(16).padStart(12, '0')
      const variant = (8 + below(4)).toString(16)
      return `${moment.slice(0, 8)}-${moment.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`
    },
  }
}
