import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Settings } from './settings.ts'

/** Puts the invented areas' life into an empty database; says nothing and does nothing where there is something. */
export async function loadInventedPeople(
  settings: Settings,
  superuserUrl: string,
  say: (line: string) => void,
): Promise<void> {
  const file = join(settings.project, 'trial/demonstration/load.ts')
  if (!existsSync(file)) return
  const { loadDemonstration } = (await import(pathToFileURL(file).href)) as {
    loadDemonstration: (superuserUrl: string, say: (line: string) => void) => Promise<void>
  }
  await loadDemonstration(superuserUrl, say)
}
