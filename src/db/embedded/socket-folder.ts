import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canEnter } from './account.ts'
import { CannotStart } from './cannot-start.ts'

/** A unix socket's path may take 107 bytes; the server adds `/.s.PGSQL.5432.lock` to its folder. */
const longest = 107 - '/.s.PGSQL.5432.lock'.length

/**
 * Makes (or finds again) the private folder of the server's socket: short, owned by the server's account, mode 0700.
 * One that is not exactly so was put there by somebody else and is not used.
 */
export async function socketFolder(dataDir: string, account: Account): Promise<string> {
  const name = `tr-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  const bases = account.other ? ['/run', tmpdir(), '/tmp'] : [tmpdir(), '/tmp']
  for (const base of bases) {
    const folder = join(base, name)
    if (Buffer.byteLength(folder) > longest || !(await canEnter(account, base))) continue
    if (await make(folder, account)) return folder
  }
  throw new CannotStart(`No private folder for the database's socket could be made in ${bases.join(' or ')}.`)
}

async function make(folder: string, account: Account): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 })
    await chmod(folder, 0o700)
    if (account.other) await chown(folder, account.uid, account.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
  }
  const found = await lstat(folder)
  return found.isDirectory() && found.uid === account.uid && (found.mode & 0o777) === 0o700
}

/** Removes the folder if the server has left it empty. */
export async function removeSocketFolder(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}
