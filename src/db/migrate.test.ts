import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { loadAreasInto } from '../features/areas/index.ts'
import { migrate } from './migrate.ts'

const database = await testDatabase()
const again = () =>
  migrate(database.superuserUrl, {
    kind: 'trial',
    signInKey: database.signInKey,
    say: () => undefined,
    load: loadAreasInto('config'),
  })

// Promises E: whoever waits for a lock keeps everybody behind them waiting.
test('a migration does not wait behind somebody who is at work: it says so, and changes nothing', async () => {
  const busy = new pg.Client({ connectionString: database.superuserUrl })
  await busy.connect()
  onTestFinished(() => busy.end())
  await busy.query('begin')
  await busy.query('select from app.area for update')
  const before = await busy.query('select configuration_hash from app.system')
  await expect(again()).rejects.toThrow(
    'Somebody is working in a table that has to change: nothing was changed. Run it again.',
  )
  expect((await busy.query('select configuration_hash from app.system')).rows).toEqual(before.rows)
  await busy.query('rollback')
  await again()
})

test('nothing that a migration does goes on for ever', async () => {
  let limits: unknown
  await migrate(database.superuserUrl, {
    kind: 'trial',
    signInKey: database.signInKey,
    say: () => undefined,
    load: async client => {
      const { rows } = await client.query(
        `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement`,
      )
      limits = rows[0]
    },
  })
  expect(limits).toEqual({ lock: '1s', statement: '1min' })
})
