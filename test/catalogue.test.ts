import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from './catalogue/check.ts'
import { functionChecks } from './catalogue/functions.ts'
import { keyChecks } from './catalogue/keys.ts'
import { policyChecks } from './catalogue/policies.ts'
import { roleChecks } from './catalogue/roles.ts'
import { tableChecks } from './catalogue/tables.ts'
import { testDatabase } from './database.ts'

// What every table, key, policy, function and role keeps to (house, "Database habits"; promises A5–A7), proved from the
// system catalogues. Beside each rule stand faults that it must find: they are planted here and undone.

const database = await testDatabase()
const client = new Client({ connectionString: database.superuserUrl })

beforeAll(() => client.connect())
afterAll(() => client.end())

const subjects = {
  tables: tableChecks,
  keys: keyChecks,
  policies: policyChecks,
  functions: functionChecks,
  roles: roleChecks,
}

describe.each(Object.entries(subjects))('%s', (_, checks) => {
  for (const check of checks) {
    test(check.says, async () => {
      expect(await faults(client, check)).toEqual([])
    })

    test.each(check.planted)(`it finds $what (${check.says})`, async planted => {
      await client.query('begin')
      try {
        await client.query(planted.sql)
        expect(await faults(client, check)).toContainEqual(expect.stringContaining(planted.fault))
      } finally {
        await client.query('rollback')
      }
    })
  }
})
