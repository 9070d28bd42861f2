import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { origin } from '../app.ts'
import { type Client, clientOver } from '../as.ts'
import type { TestDatabase } from '../database.ts'
import { whenFileIsOver } from '../when-over.ts'

const project = join(import.meta.dirname, '../..')

/** src/web.ts as a program of its own, on a port the system chose. */
export interface WebProgram {
  readonly process: ChildProcess
  readonly url: string
  /** What it wrote so far. */
  said(): string
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>
  /** A browser with this session token; its requests fail as a browser's do when the program is gone, or it leaves. */
  browser(token?: string, leaves?: AbortSignal): Client
}

/** Starts it and waits until it listens; killed when the file is over. */
export async function startWeb(
  on: TestDatabase,
  environment: Record<string, string> = {},
  loadedFirst: readonly string[] = [],
): Promise<WebProgram> {
  const imports = ['./src/platform/jsx.js', ...loadedFirst].flatMap(file => ['--import', file])
  const child = spawn(process.execPath, [...imports, 'src/web.ts'], {
    cwd: project,
    env: {
      PATH: process.env.PATH ?? '',
      KIND: 'trial',
      PORT: '0',
      // Only where a test is about it: a starved machine counts as endlessly late.
      BUSY_AFTER_MS: '0',
      DATABASE_URL: on.appUrl,
      ORIGIN: origin,
      COOKIE_SECRET: 'c0'.repeat(32),
      SIGN_IN_KEY: on.signInKey,
      OIDC_ISSUERS: JSON.stringify([
        { key: 'trial', name: 'Trial', issuer: 'http://localhost:1', clientId: 'test', clientSecret: 'test-secret' },
      ]),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += chunk))
  let over = false
  const ended = new Promise<number | string>(resolve =>
    child.once('exit', (code, signal) => {
      over = true
      resolve(signal ?? code ?? -1)
    }),
  )
  const port = () => /"port":(\d+),"msg":"web is ready"/.exec(text)?.[1]
  const program = (url: string): WebProgram => ({
    process: child,
    url,
    said: () => text,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    browser: (token, leaves) => browserAt(url, token, leaves),
  })
  whenFileIsOver(program('').kill)
  while (port() === undefined) {
    if (over) throw new Error(`the web server ended before it was ready:\n${text}`)
    await sleep(20)
  }
  return program(`http://127.0.0.1:${port()}`)
}

/** Keeps connections, as a proxy in front does; one that nobody used for half a second is closed. */
const agent = new Agent({ keepAlive: true, timeout: 500 })

/** @throws where the connection broke before the whole answer had come */
const browserAt = (url: string, token?: string, leaves?: AbortSignal): Client =>
  clientOver(async ({ url: path, payload, method, headers }) => {
    const sent = request(url + path, { agent, method, headers, ...(leaves ? { signal: leaves } : {}) })
    sent.end(payload)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    answer.setEncoding('utf8')
    let text = ''
    for await (const part of answer) text += part
    return {
      status: answer.statusCode ?? 0,
      text,
      headers: answer.headers,
      location: answer.headers.location ?? '',
    }
  }, token)
