import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { taskKinds } from './kinds.ts'

// What can be asked stands in three places: its words here, which the database lets a page ask, and whose act settles it.

const world = await aWorld(await testDatabase())

/** The kinds in the list of `app.ask`. */
async function askable(): Promise<string[]> {
  const { body } = await world.one<{ body: string }>(
    `select pg_get_functiondef('app.ask(uuid,uuid,text,uuid,text,date,text)'::regprocedure) as body`,
  )
  return (/kind <> all \('\{([^}]+)\}'/.exec(body)?.[1] ?? '').split(',')
}

test('what a page can ask has words', async () => {
  const kinds = await askable()
  expect(kinds.length).toBeGreaterThan(10)
  expect(kinds.filter(kind => !Object.hasOwn(taskKinds, kind))).toEqual([])
})

test('what an act settles has words', async () => {
  const { rows } = await world.db.query<{ kind: string }>('select distinct kind from task_settled_by')
  expect(rows.map(row => row.kind).filter(kind => !Object.hasOwn(taskKinds, kind))).toEqual([])
})
