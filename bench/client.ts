import { Agent, request } from 'node:http'

/** As much of a request as differs from one to the next. */
export interface Ask {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Client {
  /** @throws when the answer is not the one expected */
  ask(what: Ask, expected: number): Promise<void>
  close(): void
}

/** Asks a server on this machine over connections that stay open, as browsers do. */
export function client(port: number, concurrency: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  return {
    ask: ({ path, headers, body }, expected) =>
      new Promise((resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port, path, agent, headers, method: body === undefined ? 'GET' : 'POST' },
          response => {
            response.resume()
            response.once('end', () =>
              response.statusCode === expected
                ? resolve()
                : reject(new Error(`${path} answered ${response.statusCode}`)),
            )
          },
        )
        sent.once('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}
