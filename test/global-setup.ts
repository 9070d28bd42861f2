import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { CannotStart } from '../src/db/embedded/cannot-start.ts'
import type { Access } from '../src/db/embedded/connection.ts'
import { type Embedded, startEmbedded } from '../src/db/embedded/embedded.ts'
import { holderOf } from '../src/db/embedded/lock.ts'
import { asSuperuser } from '../src/db/embedded/roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the run's database server. */
    cluster: Access
  }
}

/**
 * Starts one PostgreSQL for the whole run and stops it afterwards. The data folder is kept, so the next run finds
 * cluster and template ready. Two runs at once each get a folder of their own.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startInFreeFolder(join(import.meta.dirname, '../var/test'))
  await dropLeftovers(server.access)
  project.provide('cluster', server.access)
  return server.stop
}

async function startInFreeFolder(root: string): Promise<Embedded> {
  for (let number = 1; ; number++) {
    const folder = join(root, String(number))
    await mkdir(folder, { recursive: true })
    const dataDir = join(folder, 'data')
    if (await holderOf(dataDir)) continue
    try {
      return await startEmbedded({
        dataDir,
        secretsDir: join(folder, 'secrets'),
        // Tests may lose their data when the machine loses its power, arrange it with small statements, and are over
        // before anything needs tidying up. Nothing else differs from what people run.
        settings: { fsync: 'off', full_page_writes: 'off', max_connections: 200, jit: 'off', autovacuum: 'off' },
        say: () => undefined,
      })
    } catch (error) {
      // Somebody took the folder between the question and the start.
      if (error instanceof CannotStart && (await holderOf(dataDir))) continue
      throw error
    }
  }
}

/** Databases of test files that were killed before they could drop them, and templates that hold what was filled into them. */
async function dropLeftovers(access: Access): Promise<void> {
  await asSuperuser(access, 'postgres', async client => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'tr\\_test\\_%' or datname ~ '^tr_template_[0-9a-f]+_'`,
    )
    for (const { datname } of rows) await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  })
}
