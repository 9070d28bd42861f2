import pg from 'pg'
import { afterAll, vi } from 'vitest'
import type { Route } from '../../src/web/route.ts'
import { csrfToken } from '../../src/web/session.ts'
import { type Address, addressesOf } from '../addresses.ts'
import type { Client } from '../as.ts'
import type { Somebody } from '../demonstrated.ts'
import type { World } from '../world.ts'
import type { Matrix } from './matrix-file.ts'
import type { Model } from './reference-model.ts'

/** What somebody was answered, with what the file says of them. */
export interface Asked {
  readonly route: string
  readonly path: string
  readonly as: string
  /** Their roles that include the act. */
  readonly by: readonly string[]
  /** Whether one of their roles includes the act. */
  readonly role: 'with' | 'without'
  /** Whether the file opens this record to them; undefined where that is not about a young person or an area. */
  readonly relation: 'with' | 'without' | undefined
  readonly status: number
}

/** From here on what a post does is done, checked and undone: everybody is asked of the same world. */
export function nothingIsKept(): void {
  const query = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    if (args[0] !== 'commit') return Reflect.apply(query, this, args)
    // The program asks what the server said to its commit.
    return Reflect.apply(query as (...given: unknown[]) => Promise<object>, this, ['rollback']).then(answer =>
      Object.assign(answer, { command: 'COMMIT' }),
    )
  } as never)
  afterAll(() => spy.mockRestore())
}

type Person = Somebody & { readonly roles: readonly string[] }
interface Means {
  readonly world: World
  readonly as: (person: Somebody) => Promise<Client>
  readonly routes: readonly Route[]
  readonly everybody: readonly Person[]
  readonly matrix: Matrix
  readonly modelOf: (person: string) => Model
}

/** Where so few records of the demonstration are in that state that not every role has one. */
export const rare =
  /\/(unlock|pause|unmerge|status\/told|agree|call-off|my-people\/:mine\/.+|changes|answer|withdraw|outcome\/correct|groups\/:group)$/

/** How many addresses are tried until one is there for a role, of all its people and of one. */
const tries = { usual: [24, 12], rare: [200, 100] } as const

/** Asks every route as somebody of each set of roles: where the file opens it, until it is there, and where it does not. */
export async function askEveryRoute(means: Means): Promise<readonly Asked[]> {
  const { world, as, routes, everybody, matrix, modelOf } = means
  const asked: Asked[] = []
  const models = new Map(everybody.map(person => [person.id, remembered(modelOf(person.id), person, matrix)]))
  const byRoles = [...Map.groupBy(everybody, person => person.roles.toSorted().join(' + ')).values()]
  const actsOf = (role: string): readonly string[] => [
    ...(matrix.roles.get(role) ?? []),
    ...matrix.relations.filter(line => line.role === role).flatMap(line => line.acts),
  ]

  const known = new Map<string, readonly Address[]>()
  const ask = async (route: Route): Promise<void> => {
    const addresses = known.get(route.pattern) ?? []
    const name = `${route.method} ${route.pattern}`
    const answer = async (person: Person, path: string): Promise<number> => {
      const client = await as(person)
      const sent =
        route.method === 'GET'
          ? client.get(path)
          : client.post(path, { _csrf: csrfToken('c0'.repeat(32), client.token) })
      return (await sent).status
    }
    const note = async (person: Person, path: string, says: Pick<Asked, 'role' | 'relation'>): Promise<number> => {
      const status = await answer(person, path)
      const by = person.roles.filter(role => actsOf(role).includes(route.may))
      asked.push({ route: name, path, as: person.roles.toSorted().join(' + '), by, ...says, status })
      return status
    }
    for (const alike of byRoles) {
      const [one] = alike
      if (!one) continue
      if (!one.roles.some(role => actsOf(role).includes(route.may))) {
        const path = addresses[0]?.path ?? nowhere(route.pattern)
        await note(one, path, { role: 'without', relation: undefined })
        continue
      }
      const opens = (person: Person, address: Address) => isOpen(models.get(person.id), address, route.may)
      const [most, each] = rare.test(route.pattern) ? tries.rare : tries.usual
      let left: number = most
      search: for (const person of alike) {
        let open = 0
        for (const address of addresses) {
          if (open === each) break
          if (!opens(person, address)) continue
          open += 1
          if (left-- === 0) break search
          if ((await note(person, address.path, { role: 'with', relation: 'with' })) !== 404) break search
        }
      }
      const isShut = (at: Address) => at.areaId !== undefined && !opens(one, at)
      const near = addresses.find(at => at.areaId && one.areas.includes(at.areaId) && isShut(at))
      for (const address of new Set([near, addresses.findLast(isShut)]))
        if (address) await note(one, address.path, { role: 'with', relation: 'without' })
    }
  }
  for (const { pattern } of routes)
    if (!known.has(pattern)) known.set(pattern, await addressesOf(world.db, pattern, 200))
  const waiting = routes.filter(route => route.may !== 'anyone' && route.may !== 'signed in')
  const lane = async (): Promise<void> => {
    for (let route = waiting.shift(); route; route = waiting.shift()) await ask(route)
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return asked
}

/** What the model and the file say of somebody. */
interface Known {
  /** Whether the file opens an act to a role of theirs in an area, or else to nobody by role. */
  readonly byRole: (area: string, may: string) => 'theirs' | 'of nobody' | 'of others'
  readonly acts: (child: string) => ReadonlySet<string>
  readonly listed: (child: string) => boolean
}

/** The model answers slowly, and is asked of the same few hundred young people by every route. */
function remembered(model: Model, person: Person, matrix: Matrix): Known {
  const acts = new Map<string, ReadonlySet<string>>()
  const listed = new Map<string, boolean>()
  const byRole = new Map<string, 'theirs' | 'of nobody' | 'of others'>()
  return {
    byRole: (area, may) =>
      kept(byRole, `${area} ${may}`, () => {
        if (person.roles.some(role => matrix.roles.get(role)?.includes(may) && model.holds(area, role))) return 'theirs'
        return [...matrix.roles.values()].some(acts => acts.includes(may)) ? 'of others' : 'of nobody'
      }),
    acts: child =>
      kept(acts, child, () => new Set(model.actsOn(child).map(act => (/^S\d/.test(act) ? `read ${act}` : act)))),
    listed: child => kept(listed, child, () => model.listed(child)),
  }
}

function kept<V>(known: Map<string, V>, key: string, work: () => V): V {
  const value = known.has(key) ? (known.get(key) as V) : work()
  known.set(key, value)
  return value
}

/**
 * Whether the file opens what is at an address: by a relation to the young person, or by a role in the area. A list of
 * young people of one's own is there in every area, though nobody may stand in it.
 */
function isOpen(known: Known | undefined, address: Address, may: string): boolean {
  if (!known || !address.areaId) return false
  const byRole = known.byRole(address.areaId, may)
  if (!address.youngPerson) return byRole !== 'of others'
  // Who somebody is stands in the lists of some roles, so for those the page that says it is there too.
  return (
    known.acts(address.youngPerson).has(may) ||
    ((byRole === 'theirs' || may === 'read S1') && known.listed(address.youngPerson))
  )
}

/** An address of a pattern for nothing there is. */
const nowhere = (pattern: string): string =>
  pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
    name === 'area' ? 'york' : name.endsWith('Key') ? 'nothing' : '00000000-0000-4000-8000-000000000000',
  )
