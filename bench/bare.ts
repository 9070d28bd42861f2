import { createServer } from 'node:http'
import pg from 'pg'
import type { Statement } from './capture.ts'
import { isKit } from './capture.ts'
import { type Run, run } from './measure.ts'

// A program of its own: the same SQL without the application. Straight through the driver when told to run, or behind a
// bare HTTP handler that answers JSON.

/** All that the page asks; or only what is the page's own, as nobody in particular: without session, policy and audit. */
export type Manner = 'the same' | 'unguarded'

export interface Work {
  readonly appUrl: string
  readonly superuserUrl: string
  readonly port: number
  readonly cases: readonly { readonly token: string; readonly statements: readonly Statement[] }[][]
}
export type Order =
  | { readonly do: 'set up'; readonly work: Work }
  | {
      readonly do: 'run'
      readonly case: number
      readonly manner: Manner
      readonly concurrency: number
      readonly seconds: number
      readonly once: boolean
    }
export type Report = { readonly ready: true } | { readonly run: Run } | { readonly error: string }

interface Prepared {
  readonly token: string
  readonly guarded: readonly (readonly Statement[])[]
  readonly own: readonly (readonly Statement[])[]
}

let work: Work | undefined
let prepared: readonly (readonly Prepared[])[] = []
let guarded: pg.Pool
let unguarded: pg.Pool

const poolOf = (url: string) =>
  new pg.Pool({
    connectionString: url,
    max: 12,
    pipeline: true,
    options: '-c search_path=app -c timezone=Europe/London',
  } as pg.PoolConfig)

/** What is left without session, scope and audit: an act still is one transaction. */
function ownOf(statements: readonly Statement[]): readonly Statement[] {
  const acts = statements.some(({ text }) => /app\.acted\(/.test(text))
  return statements.filter(one =>
    /^(begin|commit)\b/i.test(one.text) ? acts : !isKit(one) && !/app\.acted\(/.test(one.text),
  )
}

const waves = (statements: readonly Statement[]) => [...Map.groupBy(statements, one => one.wave).values()]

/** Does what one page asks, wave by wave as the page does. */
async function once(one: Prepared, manner: Manner): Promise<unknown[]> {
  const client = await (manner === 'the same' ? guarded : unguarded).connect()
  try {
    const rows: unknown[] = []
    if (manner === 'unguarded')
      client.query(`select set_config('app.token', $1, false)`, [one.token]).catch(() => undefined)
    for (const wave of manner === 'the same' ? one.guarded : one.own)
      for (const answer of await Promise.all(wave.map(({ text, values }) => client.query(text, [...values]))))
        rows.push(answer.rows)
    return rows
  } finally {
    client.release()
  }
}

function subjectOf(at: number, number: number): Prepared {
  const all = prepared[at] ?? []
  const one = all[number % all.length]
  if (!one) throw new Error('no such case')
  return one
}

async function setUp(of: Work): Promise<void> {
  work = of
  prepared = of.cases.map(subjects =>
    subjects.map(({ token, statements }) => ({
      token,
      guarded: waves(statements),
      own: waves(ownOf(statements)),
    })),
  )
  guarded = poolOf(of.appUrl)
  unguarded = poolOf(of.superuserUrl)
  const server = createServer((request, response) => {
    const [, at, manner, number] = (request.url ?? '').split('/')
    request.resume()
    once(subjectOf(Number(at), Number(number)), manner === 'same' ? 'the same' : 'unguarded').then(
      rows => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows)),
      error => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>(resolve => server.listen(of.port, '127.0.0.1', resolve))
}

async function answer(order: Order): Promise<Report> {
  if (order.do === 'set up') {
    await setUp(order.work)
    return { ready: true }
  }
  let number = 0
  const all = prepared[order.case] ?? []
  const made = await run(order.concurrency, order.seconds, () => {
    if (order.once && number >= all.length) return undefined
    const one = subjectOf(order.case, number)
    number += 1
    return async () => void (await once(one, order.manner))
  })
  return { run: made }
}

process.on('message', (order: Order) => {
  answer(order).then(
    report => process.send?.(report),
    error => process.send?.({ error: String(error instanceof Error ? error.stack : error) }),
  )
})
process.on('disconnect', () => process.exit(work ? 0 : 1))
