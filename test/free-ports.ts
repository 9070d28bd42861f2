import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Ports of this machine that nobody listens on, for a program that must know its address before it starts. They lie below
 * those which a system gives to connections that go out (from 32,768 on Linux): whatever connects in the meantime takes none.
 */
export async function freePorts(): Promise<[number, number]> {
  const first = await freePort()
  let second = await freePort()
  while (second === first) second = await freePort()
  return [first, second]
}

/** One such port. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
