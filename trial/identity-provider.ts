import type { Server } from 'node:http'
import { identityServer } from './identity/server.ts'
import { type Settings, settingsFrom } from './identity/settings.ts'

// The trial's identity provider: a separate program, so that the trial signs in exactly as a live system does, and so that a
// live system has nothing to switch off. Started as `node --import ./src/platform/jsx.js trial/identity-provider.ts`.

const say = (line: string) => process.stdout.write(`${line}\n`)

function stopWith(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : 'The trial’s sign-in cannot start.'}\n`)
  process.exit(1)
}

/** Listens on the loopback only. "localhost" may mean ::1 to a browser, so that name listens on both where there are two. */
async function listen(settings: Settings, server: Server, second: Server): Promise<void> {
  const port = Number(settings.issuer.port || 80)
  const { hostname } = settings.issuer
  await listening(server, port, hostname === '[::1]' ? '::1' : '127.0.0.1')
  if (hostname !== 'localhost') return
  await listening(second, port, '::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error
  })
}

const listening = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`The trial’s sign-in cannot start: port ${port} is in use. Set IDENTITY_PORT to another one.`)
  })

try {
  const settings = settingsFrom(process.env)
  const { server, second, people } = identityServer(settings)
  const stop = () => {
    for (const each of [server, second]) {
      each.close()
      each.closeIdleConnections()
    }
    // Whoever is in the middle of something gets half a second; it is all in memory and only a trial.
    setTimeout(() => process.exit(0), 500).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  await listen(settings, server, second)
  say(`Trial sign-in is ready at ${settings.issuer.origin} (${people()} people to choose from)`)
} catch (error) {
  stopWith(error)
}
