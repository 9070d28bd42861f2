// npm run generate: makes every generated file again, from the migrations, the schemas in the program and the packages
// installed. test/generated.test.ts fails when one is stale.
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Embedded, startEmbedded } from '../src/db/embedded/embedded.ts'
import { holderOf } from '../src/db/embedded/lock.ts'
import { asSuperuser, ensureDatabase } from '../src/db/embedded/roles.ts'
import { migrate } from '../src/db/migrate.ts'
import { generatedFiles, generatedFolders } from './generate/generated-files.ts'

const project = join(import.meta.dirname, '..')
const database = 'generate'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const server = await startServer(join(project, 'var/generate'))
try {
  await asSuperuser(server.access, 'postgres', client =>
    client.query(`drop database if exists ${database} with (force)`),
  )
  await ensureDatabase(server.access, database)
  const url = server.urlFor('postgres', database)
  // Tables, not what is in them: no area needs to be loaded.
  await migrate(url, { kind: 'trial', signInKey: '00'.repeat(32), say, load: async () => undefined })
  await write(await generatedFiles(url))
} finally {
  await server.stop()
}

async function write(files: Awaited<ReturnType<typeof generatedFiles>>): Promise<void> {
  let changed = 0
  for (const { path, text } of files) {
    const file = join(project, path)
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) continue
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    say(`Wrote ${path}`)
    changed++
  }
  const wanted = new Set(files.map(file => file.path))
  for await (const path of glob(
    generatedFolders.map(name => `${name}/**/*.ts`),
    { cwd: project },
  )) {
    if (wanted.has(path)) continue
    await rm(join(project, path))
    say(`Removed ${path}`)
    changed++
  }
  say(changed === 0 ? `All ${files.length} generated files were up to date` : `${changed} of ${files.length} changed`)
}

/** A server of its own: it runs beside `npm start`, and what it makes does not depend on anybody's data. */
async function startServer(root: string): Promise<Embedded> {
  for (let number = 1; ; number++) {
    const folder = join(root, String(number))
    const dataDir = join(folder, 'data')
    await mkdir(folder, { recursive: true })
    if (await holderOf(dataDir)) continue
    return startEmbedded({
      dataDir,
      secretsDir: join(folder, 'secrets'),
      settings: { fsync: 'off', full_page_writes: 'off' },
      say: () => undefined,
    })
  }
}
