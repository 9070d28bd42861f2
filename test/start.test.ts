import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { freePorts } from './free-ports.ts'
import { npmStart, type Process, type Started, stillRunning } from './npm-start.ts'

// `npm start` itself, in processes of its own, and both ways of ending it.

const waits = { timeout: 120_000 }

/** A folder in which it has run before, so that starting is quick. */
let varDir: string
/** What runs there now: a start costs seconds, so whoever only looks leaves it to whoever ends it. */
let running: Started | undefined
beforeAll(async () => {
  varDir = join(await emptyFolder(), 'var')
  await ready()
}, 120_000)
afterAll(async () => {
  await nothingRuns()
  await rm(dirname(varDir), { recursive: true })
})

// Whatever a test that failed halfway left running must not spoil the next one.
beforeEach(({ onTestFailed }) => onTestFailed(nothingRuns))

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tr-start-'))
  await chmod(folder, 0o755)
  return folder
}

/** It may have ended between being listed and being asked. */
function askToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Starts it, as what runs in the folder from now on. */
async function start(script: 'start' | 'dev' = 'start'): Promise<Started> {
  const started = await npmStart(varDir, undefined, script)
  running = started
  started.ended.then(() => {
    if (running === started) running = undefined
  })
  return started
}

/** One that is ready: what runs already, or a new one. */
async function ready(): Promise<Started> {
  const started = running ?? (await start())
  await started.until('Ready: ')
  return started
}

async function nothingRuns(): Promise<void> {
  const started = running
  if (!started) return
  for (const { pid } of await started.family()) if (pid !== started.npm.pid) askToEnd(pid)
  await started.ended
}

const commands = (family: readonly Process[]) => family.map(({ command }) => command.replaceAll('\0', ' ')).join('\n')

/** A request that is under way: its head and half of its body have been sent. */
async function halfARequest(port: number): Promise<{ finish: () => Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', chunk => (answer += chunk))
  // It can be over before anybody asks.
  const closed = once(socket, 'close')
  socket.write(
    `POST /no-such-page HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nConnection: close\r\n\r\na=b`,
  )
  // Until the server has read the head: it answers another request on another connection after it.
  await fetch(`http://127.0.0.1:${port}/health/live`).then(response => response.text())
  // On a busy machine the server can say at once that it is too busy: then nothing is under way.
  if (answer !== '') return halfARequest(port)
  return {
    finish: async () => {
      socket.write('&c=')
      await closed
      return answer
    },
  }
}

/** Lines of ours: without npm's own about the script it runs. */
function said(started: Started): string[] {
  return started
    .said()
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('> ') && !line.startsWith('npm '))
}

// In this order few starts are enough; any other would do.
describe('npm start', { ...waits, shuffle: false }, () => {
  describe('beside what runs', () => {
    test('npm run db answers what is typed, as the role that sees figures and no record', async () => {
      await ready()
      const db = spawn('npm', ['run', '--silent', 'db'], {
        cwd: join(import.meta.dirname, '..'),
        env: { ...process.env, VAR_DIR: varDir, NODE_ENV: '' },
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      let said = ''
      db.stdout.on('data', chunk => (said += chunk))
      db.stdin.end('select key from area order by key;\nselect surname from young_person;\n\\q\n')
      expect(await once(db, 'close')).toEqual([0, null])
      expect(said).toContain('north-yorkshire')
      expect(said).toContain('permission denied')
    })

    test('it is already running on the same data', async () => {
      const first = await ready()
      const starter = (await first.family()).find(({ command }) => command.includes('scripts/start.ts'))
      const second = await npmStart(varDir)
      expect(await second.ended).toBe(1)
      expect(said(second)).toEqual([
        `This program is already running on ${varDir}/data as process ${starter?.pid}: stop that one first. Nothing was changed.`,
      ])
      const answer = await fetch(`http://127.0.0.1:${first.port}/health/ready`)
      expect(await answer.json()).toEqual({ ready: true })
    })
  })

  describe('stopping', () => {
    test('kill -9 of the starter: the programs end by themselves and the next start tidies the database up', async () => {
      const started = await ready()
      const family = await started.family()
      for (const { pid, command } of family)
        if (pid === started.npm.pid || command.includes('scripts/start.ts')) process.kill(pid, 'SIGKILL')
      await started.ended
      const again = await ready()
      expect(again.said()).toContain('Stopping the database an earlier run left behind')
      await expect.poll(async () => commands(await stillRunning(family)), { timeout: 40_000 }).toBe('')
    })

    test.each([
      [
        'Ctrl-C, which the whole terminal group gets',
        (started: Started) => process.kill(-(started.npm.pid ?? 0), 'SIGINT'),
      ],
      ['SIGTERM to npm alone', (started: Started) => process.kill(started.npm.pid ?? 0, 'SIGTERM')],
    ])('%s finishes the request in flight, then stops everything', async (_, stop) => {
      const started = await ready()
      const family = await started.family()
      for (const part of [
        'scripts/start.ts',
        'src/web.ts',
        'src/worker.ts',
        'trial/identity-provider.ts',
        'bin/postgres -D',
      ])
        expect(commands(family)).toContain(part)

      const request = await halfARequest(started.port)
      stop(started)
      await started.until('Stopping')
      const answer = await request.finish()
      expect(answer).toMatch(/^HTTP\/1\.1 (403|404|422) /)
      expect(await started.ended).toBe(0)
      expect(started.said()).toMatch(/Stopped\n$/)
      expect(commands(await stillRunning(family))).toBe('')
    })

    test('a program that dies takes everything with it, and is named', async () => {
      const started = await ready()
      const family = await started.family()
      const web = family.find(({ command }) => command.includes('src/web.ts'))
      process.kill(web?.pid ?? 0, 'SIGKILL')
      expect(await started.ended).toBe(1)
      expect(started.said()).toContain('The web server ended unexpectedly (SIGKILL), so everything stops.')
      expect(commands(await stillRunning(family))).toBe('')
    })

    test('a database that dies takes everything with it, and is named', async () => {
      const started = await ready()
      const family = await started.family()
      const server = family.find(({ command }) => command.includes('bin/postgres\0-D'))
      process.kill(server?.pid ?? 0, 'SIGKILL')
      expect(await started.ended).toBe(1)
      expect(started.said()).toContain('The database ended unexpectedly')
      expect(commands(await stillRunning(family.filter(one => !one.command.startsWith('postgres:'))))).toBe('')
    })

    test('Ctrl-C while it is still starting leaves nothing behind either', async () => {
      await nothingRuns()
      const started = await start()
      await started.until('Starting the database')
      const family = await started.family()
      process.kill(-(started.npm.pid ?? 0), 'SIGINT')
      expect(await started.ended).toBe(0)
      expect(started.said()).not.toContain('Ready')
      expect(commands(await stillRunning(family))).toBe('')
    })
  })

  describe('one clear sentence, and nothing damaged', () => {
    test.each([
      ['PORT', 0],
      ['IDENTITY_PORT', 1],
    ] as const)('%s is in use', async (name, which) => {
      const ports = await freePorts()
      const other = createServer().listen(ports[which], '127.0.0.1')
      await once(other, 'listening')
      onTestFinished(() => void other.close())
      const folder = join(tmpdir(), `tr-start-unmade-${ports[0]}`)
      const started = await npmStart(folder, ports)
      expect(await started.ended).toBe(1)
      expect(said(started)).toEqual([
        `Port ${ports[which]} is already in use: stop the program that has it, or choose another one: ${name}=${ports[which] + 10} npm start`,
      ])
      expect(await stat(folder).catch(() => 'nothing was made')).toBe('nothing was made')
    })

    test('a port that is none', async () => {
      const started = await npmStart(varDir, [80_000, 8081])
      expect(await started.ended).toBe(1)
      expect(said(started)).toEqual(['PORT must be a whole number from 1 to 65535, not "80000".'])
    })

    test('the data are of another PostgreSQL', async () => {
      await nothingRuns()
      const version = join(varDir, 'data/PG_VERSION')
      const ours = await readFile(version, 'utf8')
      onTestFinished(() => writeFile(version, ours))
      await writeFile(version, '17\n')
      const started = await npmStart(varDir)
      expect(await started.ended).toBe(1)
      expect(said(started)).toEqual([
        'Starting the database',
        expect.stringMatching(
          /were made by PostgreSQL 17, and this program brings PostgreSQL 18: .* Nothing was changed\.$/,
        ),
      ])
    })
  })

  test('npm run dev starts the same, shows what the programs say, and watches', async () => {
    await nothingRuns()
    const started = await start('dev')
    await started.until('Ready: ')
    await started.until('Watching src, trial, database and config for changes')
    expect(started.said()).toContain('web is ready')
    const family = await started.family()
    process.kill(-(started.npm.pid ?? 0), 'SIGINT')
    await started.ended
    expect(await stillRunning(family)).toEqual([])
  })
})

test('the last line of npm test says how much holds, alone', waits, async () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', './src/platform/jsx.js', 'scripts/test.ts', 'src/platform/week.test.ts'],
    { cwd: join(import.meta.dirname, '..'), encoding: 'utf8', env: { ...process.env, NODE_ENV: '' } },
  )
  expect(status).toBe(0)
  expect(stdout.split('\n').slice(-3)).toEqual(['', expect.stringMatching(/^[1-9]\d* passed, 0 failed$/), ''])
})
