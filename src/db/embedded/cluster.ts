import { chmod, chown, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runAs } from './account.ts'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/**
 * Makes an empty cluster: UTF-8 in the builtin C.UTF-8 locale (sorts the same on every machine), passwords only.
 * It is made beside its place and renamed, so that a data folder is either whole or absent, whenever we are killed.
 */
export async function makeCluster(place: Place, password: string, durable: boolean): Promise<void> {
  const half = `${place.dataDir}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  const passwordFile = join(half, 'password')
  const handle = await open(passwordFile, 'wx', 0o600)
  await handle.writeFile(password)
  await handle.close()
  if (place.account.other) {
    await chown(passwordFile, place.account.uid, place.account.gid)
    await chown(half, place.account.uid, place.account.gid)
  }
  await chmod(half, 0o700)

  // initdb wants its own folder empty, so it gets one below the half-made one.
  const made = join(half, 'cluster')
  const { code, output } = await runAs(place.account, join(place.binaries, 'initdb'), [
    `--pgdata=${made}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth-local=scram-sha-256',
    '--auth-host=reject',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ])
  if (code !== 0) {
    await rm(half, { recursive: true, force: true })
    throw new CannotStart(`An empty database could not be made in ${place.dataDir}: ${lastLine(output)}`)
  }
  // An empty folder gives way to the rename; one with anything in it does not, and nothing is lost.
  await rename(made, place.dataDir)
  await rm(half, { recursive: true, force: true })
  await syncFolder(dirname(place.dataDir))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n')
  return lines.findLast(line => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? 'no reason was given.'
}
