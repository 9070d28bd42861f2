import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { CannotStart } from '../../src/db/embedded/cannot-start.ts'
import type { Settings } from './settings.ts'

/**
 * Looks whether both ports can be had, before anything is started.
 * @throws CannotStart naming the port and the way out.
 */
export async function checkPorts(settings: Settings): Promise<void> {
  if (settings.port === settings.identityPort)
    throw new CannotStart(`PORT and IDENTITY_PORT are both ${settings.port}: each program needs its own.`)
  await checkPort('PORT', settings.port)
  await checkPort('IDENTITY_PORT', settings.identityPort)
}

async function checkPort(name: string, port: number): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const wayOut = `choose another one: ${name}=${port + 10} npm start`
    if (code === 'EADDRINUSE')
      throw new CannotStart(`Port ${port} is already in use: stop the program that has it, or ${wayOut}`)
    if (code === 'EACCES') throw new CannotStart(`This user may not use port ${port}: ${wayOut}`)
    throw error
  } finally {
    server.close()
  }
}

/** Does a program of ours answer this path with 200? */
export function answers(port: number, path: string): Promise<boolean> {
  return new Promise(resolve => {
    // `localhost`, as a browser would: the two programs choose themselves between IPv4 and IPv6.
    const request = get({ host: 'localhost', port, path, agent: false, timeout: 2_000 }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
