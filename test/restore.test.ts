import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { verify } from '../scripts/audit/chain.ts'
import { auditIn } from '../scripts/audit/read.ts'
import { type Embedded, startEmbedded } from '../src/db/embedded/embedded.ts'
import { ensureDatabase } from '../src/db/embedded/roles.ts'
import type { Settings } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { loadAreasInto } from '../src/features/areas/index.ts'

// What docs/runbook.md says under "Back up and restore", done as it says: a base backup while people write, then the
// machine is lost, and the moment before a mistake comes back.

vi.setConfig({ testTimeout: 180_000 })

const run = promisify(execFile)
const name = 'trusted_relationships'
const home = await mkdtemp(join(tmpdir(), 'tr-restore-'))
await chmod(home, 0o755)
afterAll(() => rm(home, { recursive: true, force: true }))
const at = (...parts: string[]) => join(home, ...parts)

/** A folder that the server's account may write to: that of the data folder. */
async function sharedFolder(path: string, like: string): Promise<void> {
  await mkdir(path)
  const { uid, gid } = await stat(like)
  await chown(path, uid, gid)
}

const start = (dataDir: string, settings: Settings): Promise<Embedded> =>
  startEmbedded({ dataDir, secretsDir: at('secrets'), elsewhere: at('elsewhere'), settings, say: () => undefined })

async function connected(server: Embedded): Promise<Client> {
  const client = new Client({ connectionString: server.urlFor('postgres', name) })
  await client.connect()
  client.on('error', () => undefined)
  return client
}

/** Writes something that was acknowledged: an audit event. */
const write = (db: Client, act: string) => db.query('select app.not_allowed(null, null, $1)', [act])

test('the runbook brings back the moment before a mistake, with its audit whole', async () => {
  await mkdir(at('first'))
  await mkdir(at('second'))
  const first = await start(at('first', 'data'), {
    archive_mode: 'on',
    archive_command: `test ! -f "${at('archive')}/%f" && cp "%p" "${at('archive')}/%f"`,
  })
  await sharedFolder(at('archive'), first.dataDir)
  await ensureDatabase(first.access, name)
  const kind = {
    kind: 'trial',
    signInKey: 'ab12'.repeat(16),
    say: () => undefined,
    load: loadAreasInto('config'),
  } as const
  await migrate(first.urlFor('postgres', name), kind)
  const [db, backup] = [await connected(first), await connected(first)]
  for (let n = 0; n < 20; n++) await write(db, 'before the backup')
  await db.query('select app.seal_audit()')

  // 1. The base backup, over one connection that stays open, while somebody writes.
  await backup.query(`select pg_backup_start('nightly', true)`)
  await sharedFolder(at('backup'), first.dataDir)
  for (const entry of await readdir(first.dataDir)) {
    if (entry === 'pg_wal' || entry === 'postmaster.pid') continue
    await run('cp', ['-a', join(first.dataDir, entry), at('backup')])
    await write(db, 'during the backup')
  }
  const { rows } = await backup.query<{ labelfile: string }>('select labelfile from pg_backup_stop()')
  await writeFile(at('backup', 'backup_label'), rows[0]?.labelfile ?? '')

  for (let n = 0; n < 20; n++) await write(db, 'after the backup')
  await db.query('select app.seal_audit()')
  const { rows: moments } = await db.query<{ now: string }>('select clock_timestamp()::text as now')
  await write(db, 'the mistake')
  const { rows: counted } = await db.query<Counted>(count)
  const { rows: switched } = await db.query<{ file: string }>('select pg_walfile_name(pg_switch_wal()) as file')
  const last = switched[0]?.file ?? ''
  await expect.poll(() => readdir(at('archive')), { timeout: 60_000 }).toContain(last)

  // The machine is lost.
  await Promise.all([db.end(), backup.end()])
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  await first.stop()

  // 2. The restore, on another.
  const data = at('second', 'data')
  await run('cp', ['-a', at('backup'), data])
  await mkdir(join(data, 'pg_wal'))
  await writeFile(join(data, 'recovery.signal'), '')
  const { uid, gid } = await stat(at('backup'))
  await run('chown', ['-R', `${uid}:${gid}`, data])
  await chmod(data, 0o700)
  const second = await start(data, {
    restore_command: `cp "${at('archive')}/%f" "%p"`,
    recovery_target_time: moments[0]?.now ?? '',
    recovery_target_action: 'promote',
    hot_standby: 'off',
  })
  const restored = await connected(second)
  const { rows: found } = await restored.query<Counted>(count)
  const before = counted.filter(row => row.act !== 'the mistake')
  expect(before.map(row => row.act)).toEqual(['after the backup', 'before the backup', 'during the backup'])
  expect(found).toEqual(before)
  await restored.query('begin')
  const audit = auditIn(restored)
  expect(await verify(audit.events(), audit.seals())).toMatchObject({ seals: 2, faults: [] })
  await restored.query('rollback')
  await write(restored, 'life goes on')
  await restored.end()
  await second.stop()
})

interface Counted {
  readonly act: string
  readonly n: number
}
const count = 'select act, count(*)::int as n from app.audit_event group by act order by act'
