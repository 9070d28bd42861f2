import { inspect } from 'node:util'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { makeLog, safeError } from './log.ts'

// Nothing that was typed, and nothing the database quotes, may reach a log (promises G).

const canary = 'Canary-Quinn-7731'
const database = await testDatabase()

function listening(level = 'debug') {
  const lines: string[] = []
  return { log: makeLog(level, { write: line => void lines.push(line) }), lines, text: () => lines.join('') }
}

/** A real error of the database that quotes what was in the statement or the row. */
async function databaseError(statement: string, values: unknown[] = []): Promise<pg.DatabaseError> {
  const client = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
  await client.connect()
  try {
    await client.query(
      'create temporary table typed (name text constraint short check (length(name) < 5) unique, at date)',
    )
    await client.query('insert into typed (name) values ($1)', ['Ann'])
    await client.query(statement, values)
    throw new Error('the statement did not fail')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return error
  } finally {
    await client.end()
  }
}

const wounds: [string, () => Promise<unknown>][] = [
  ['a row that breaks a check', () => databaseError('insert into typed (name) values ($1)', [canary])],
  ['a text that is no date', () => databaseError(`insert into typed (at) values ('${canary}')`)],
  ['a text that is no uuid', () => databaseError('select $1::text::uuid', [canary])],
  [
    'a function that tells',
    () =>
      databaseError(`do $$ begin raise exception '${canary}' using detail = '${canary}', hint = '${canary}'; end $$`),
  ],
  ['a statement that cannot be read', () => databaseError(`select '${canary}' fr '${canary}'`)],
  [
    'an error around one of the database',
    async () => new Error('outer', { cause: await databaseError(`select '${canary}'::int`) }),
  ],
  ['several at once', async () => new AggregateError([await databaseError(`select '${canary}'::int`)], 'several')],
  ['a thrown text', async () => canary],
  ['a thrown object', async () => ({ body: canary, name: canary, message: canary })],
]

describe('an error', () => {
  test.each(wounds)('%s is logged without what it quotes', async (_, make) => {
    const error = await make()
    expect(inspect(error, { depth: 5 }), 'the error itself quotes it').toContain(canary)
    const { log, text, lines } = listening()
    log.error({ error }, 'a request failed')
    log.error({ err: error }, 'a request failed')
    log.warn({ request: 'x', error })
    log.error({ err: error })
    // Whoever logs an error by itself must not say its message either.
    if (error instanceof Error) log.error(error)
    expect(text()).not.toContain('Canary')
    expect(text()).not.toContain('7731')
    expect(lines.length).toBeGreaterThanOrEqual(4)
  })

  test('of the database says its kind, code and constraint, which lead to the fault', async () => {
    const error = await databaseError('insert into typed (name) values ($1)', [canary])
    expect(safeError(error)).toMatchObject({ type: 'error', code: '23514', constraint: 'short', table: 'typed' })
    expect(safeError(error)).not.toHaveProperty('message')
    expect(safeError(error).stack).toMatch(/^\s+at /)
  })

  test('of our own says what it says', () => {
    const { log, text } = listening()
    log.error({ error: new TypeError('view is not a function') }, 'a request failed')
    expect(JSON.parse(text())).toMatchObject({
      error: { type: 'TypeError', message: 'view is not a function' },
      msg: 'a request failed',
    })
  })
})

describe('what comes with a request', () => {
  test.each([
    { body: { reason: canary } },
    { headers: { cookie: canary } },
    { cookie: canary },
    { token: canary },
    { request: { body: canary, headers: { cookie: canary }, id: 'x' } },
    { reply: { headers: { location: canary }, token: canary, cookie: canary } },
    { query: { name: canary } },
    { url: `/york/young-people?name=${canary}` },
    { req: { url: `/york?name=${canary}`, method: 'GET', body: canary, headers: { cookie: canary } } },
    { request: { url: `/york?name=${canary}`, query: { name: canary } } },
  ])('%j is not written', what => {
    const { log, text } = listening()
    log.info(what, 'seen')
    log.child({ request: 'abc' }).warn(what, 'seen')
    expect(text()).not.toContain(canary)
    expect(text()).toContain('seen')
  })

  test('ids are, which is what a log is for', () => {
    const { log, text } = listening()
    log.info({ request: 'r-1', person: 'p-1', port: 8080 }, 'seen')
    expect(JSON.parse(text())).toMatchObject({ request: 'r-1', person: 'p-1', port: 8080, msg: 'seen', level: 30 })
    expect(text()).not.toMatch(/hostname|"pid"/)
  })
})

test('a quieter level says less', () => {
  const { log, lines } = listening('warn')
  log.info('little')
  log.warn('much')
  expect(lines).toHaveLength(1)
  const silent = listening('silent')
  silent.log.fatal('all')
  expect(silent.lines).toEqual([])
})
