import type { Database } from '../../db/database.ts'
import type { AreaRef } from '../../web/route.ts'
import type { Area } from './area.ts'
import { type CodeLists, loadCodeLists } from './code-lists.ts'
import { type Areas, loadAreas } from './load-areas.ts'
import { configurationHash } from './load-into-database.ts'

// The area files this process runs with. Read once at start: what is decided today is decided by one set of rules.

let running: Areas | undefined
let lists: CodeLists | undefined

/**
 * Reads the area files and code lists, and makes sure the database was loaded from the same ones.
 * @throws ConfigurationError with every fault; or one sentence where the database holds other rules
 */
export async function startAreas(configDir: string, database: Database): Promise<void> {
  const areas = loadAreas(configDir)
  const { rows } = await database.pool.query<{ hash: string }>('select app.configuration_hash() as hash')
  if (rows[0]?.hash !== configurationHash(areas)) {
    throw new Error(
      'The area files have changed since the database was prepared: run npm run migrate, then start again.',
    )
  }
  running = areas
  lists = loadCodeLists(configDir)
}

/** Every area and its rules. Throws before `startAreas`. */
export function areas(): Areas {
  if (!running) throw new Error('the areas are not loaded yet')
  return running
}

/** The area with this word in its address. */
export function areaOf(key: string): Area | undefined {
  return areas().byKey.get(key)
}

/** The whole area behind what the web kit hands a route. */
export function rulesOf(area: AreaRef): Area {
  const whole = areas().byId.get(area.id)
  if (!whole) throw new Error('an area without rules')
  return whole
}

/** What a service of an area is called; its key where the file names it no more. */
export const serviceName = ({ services }: Pick<Area, 'services'>, key: string): string =>
  services.find(one => one.key === key)?.name ?? key

/** Every code list. Throws before `startAreas`. */
export function codeLists(): CodeLists {
  if (!lists) throw new Error('the code lists are not loaded yet')
  return lists
}
