import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { loadAreasInto } from '../src/features/areas/index.ts'
import type { World } from './world.ts'

/** The word of the third area in an address. */
export const thirdArea = 'madeupshire'

/** A copy of the configuration with one file more: an area made after York's. Gone when the test file is over. */
export function configWithThirdArea(): string {
  const configDir = mkdtempSync(join(tmpdir(), 'config-'))
  afterAll(() => rmSync(configDir, { recursive: true }))
  cpSync('config', configDir, { recursive: true })
  const york = readFileSync(join(configDir, 'areas/york.yaml'), 'utf8')
  writeFileSync(
    join(configDir, `areas/${thirdArea}.yaml`),
    york
      .replace(/^key: york$/m, `key: ${thirdArea}`)
      .replace(/^id: .*$/m, 'id: 019a0000-1111-7222-8333-444455556666')
      .replace(/^name: .*$/m, 'name: Madeupshire')
      .replaceAll('E06000014', 'E06999999'),
  )
  return configDir
}

/** What `npm run migrate` does with the files of a configuration. */
export async function loadConfig(world: World, configDir: string): Promise<void> {
  await world.db.query('set role tr_owner')
  await loadAreasInto(configDir)(world.db)
  await world.db.query('reset role')
}
