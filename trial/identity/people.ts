import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'

const person = z.object({
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/),
  name: z.string().min(1),
  role: z.string().min(1),
  area: z.string().default(''),
  agency: z.string().default(''),
})

/** An invented person one can be in the trial. */
export type Person = z.infer<typeof person>

export type Group = {
  readonly name: string
  readonly roles: readonly { readonly name: string; readonly people: readonly Person[] }[]
}

/**
 * The people in the file, read again whenever it has changed. A file that is not there yet is nobody; one that is half
 * written leaves the last good list.
 */
export function peopleIn(file: string): () => readonly Person[] {
  let people: readonly Person[] = []
  let seen = ''
  return () => {
    const state = statSync(file, { throwIfNoEntry: false })
    const version = state ? `${state.mtimeMs} ${state.size} ${state.ino}` : ''
    if (version === seen) return people
    if (!state) {
      people = []
      seen = version
      return people
    }
    try {
      people = z.array(person).parse(JSON.parse(readFileSync(file, 'utf8')))
      seen = version
    } catch {
      // Somebody is writing it: the next reader tries again.
    }
    return people
  }
}

/** People whose name, role, area or agency holds every word that was typed. */
export function matching(people: readonly Person[], typed: string): readonly Person[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return people.filter(p => {
    const text = `${p.name} ${p.role} ${p.area} ${p.agency}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

/** By area, then by role, each in alphabetical order; people without an area come last. */
export function grouped(people: readonly Person[]): readonly Group[] {
  const byArea = Map.groupBy(people, p => p.area)
  return [...byArea.keys()].sort(alphabetically).map(area => {
    const byRole = Map.groupBy(byArea.get(area) ?? [], p => p.role)
    return {
      name: area || 'Every area',
      roles: [...byRole.keys()].sort(alphabetically).map(role => ({
        name: role,
        people: [...(byRole.get(role) ?? [])].sort((a, b) => alphabetically(a.name, b.name)),
      })),
    }
  })
}

const alphabetically = (a: string, b: string): number =>
  Number(a === '') - Number(b === '') || a.localeCompare(b, 'en-GB')
