import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'

/** The operating-system account the database server runs under. PostgreSQL will not run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
  /** True when it is not our own account, so that files have to be handed over to it. */
  readonly other: boolean
}

/**
 * Chooses the account. Not root: ourselves. Root: whoever owns the data already, so that data made before by an
 * ordinary user keep their owner, otherwise `nobody`.
 */
export async function serverAccount(dataDir: string): Promise<Account> {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid !== 0) return { uid, gid, other: false }
  const owner = await stat(dataDir).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, other: true }
  return { ...(await nobody()), other: true }
}

async function nobody(): Promise<{ uid: number; gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find(entry => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) }
}

/** What `spawn` needs to start a program under the account. Node drops our supplementary groups with it. */
export function spawnAs(account: Account): { uid?: number; gid?: number } {
  return account.other ? { uid: account.uid, gid: account.gid } : {}
}

/** The environment of the server's programs: nothing of ours, so that no secret of the web server's leaks into it. */
export const bareEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Runs a program under the account to its end. Its standard output and error come back together. */
export function runAs(
  account: Account,
  program: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: '/',
      env: bareEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...spawnAs(account),
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('error', error => resolve({ code: -1, output: error.message }))
    child.on('close', code => resolve({ code: code ?? -1, output }))
  })
}

/** Can the account walk into this folder? Asked of the system itself, so that ACLs and mount options count too. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (!account.other) return true
  return (await runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', folder])).code === 0
}
