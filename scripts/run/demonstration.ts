import { join } from 'node:path'
import type { Settings } from './settings.ts'

/**
 * Puts the invented areas' life into an empty database. Where there is something, only the list of whom one can be is
 * brought up to date: the trial's sign-in may have another address now.
 */
export async function loadInventedPeople(
  settings: Settings,
  superuserUrl: string,
  say: (line: string) => void,
): Promise<void> {
  // Read only now: it brings the forms and the forum with it.
  const { isEmpty, loadDemonstration, refreshPeopleFile } = await import('../../trial/demonstration/load.ts')
  const trial = {
    issuer: `http://localhost:${settings.identityPort}`,
    peopleFile: join(settings.varDir, 'identity', 'people.json'),
  }
  if (await isEmpty(superuserUrl))
    await loadDemonstration(superuserUrl, { ...trial, configDir: settings.configDir, say })
  else await refreshPeopleFile(superuserUrl, trial)
}
