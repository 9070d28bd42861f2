import { join } from 'node:path'
import { isEmpty, refreshPeopleFile } from '../../trial/demonstration/open.ts'
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
  const trial = {
    issuer: `http://localhost:${settings.identityPort}`,
    peopleFile: join(settings.varDir, 'identity', 'people.json'),
  }
  if (!(await isEmpty(superuserUrl))) {
    await refreshPeopleFile(superuserUrl, trial)
    return
  }
  // Read only where it is needed: it brings the forms and the forum with it.
  const { loadDemonstration } = await import('../../trial/demonstration/load.ts')
  await loadDemonstration(superuserUrl, { ...trial, configDir: settings.configDir, say })
}
