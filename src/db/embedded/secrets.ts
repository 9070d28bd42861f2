import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/**
 * Reads a secret, or makes it the first time: 32 random bytes as 64 hexadecimal digits in a file only its owner can
 * read. It is on the disk before it is used, because data outlive a crash and a secret they need must too.
 */
export async function secret(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, name)
  const known = await readSecret(file)
  if (known !== undefined) return known
  await chmod(folder, 0o700)
  const value = randomBytes(32).toString('hex')
  const half = `${file}.${process.pid}`
  const handle = await open(half, 'wx', 0o600)
  await handle.writeFile(`${value}\n`)
  await handle.sync()
  await handle.close()
  // link() fails where another process was first: then its secret counts.
  await link(half, file).catch(() => undefined)
  await rm(half)
  return (await readSecret(file)) ?? value
}

/** @throws CannotStart when the file is there and cannot be read or holds something else. */
async function readSecret(file: string): Promise<string | undefined> {
  let text: string
  try {
    text = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CannotStart(`The secret in ${file} cannot be read by this user: start as the user who made it.`)
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CannotStart(`The secret in ${file} is damaged: put it back from a backup.`)
  return text
}
