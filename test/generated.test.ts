import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import type { GeneratedFile } from '../scripts/generate/generated-file.ts'
import { generatedFiles, generatedFolders } from '../scripts/generate/generated-files.ts'
import type { PersonId } from '../src/db/types/app/Person.ts'
import type { Wall } from '../src/db/types/app/Wall.ts'
import type { YoungPersonId } from '../src/db/types/app/YoungPerson.ts'
import { testDatabase } from './database.ts'

const project = join(import.meta.dirname, '..')
const database = await testDatabase()
const made = await generatedFiles(database.superuserUrl)
const remedy = 'Run npm run generate.'

/** What is wrong with the generated files in the tree, a sentence each. */
async function stale(wanted: readonly GeneratedFile[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { path, text } of wanted) {
    const there = await readFile(join(project, path), 'utf8').catch(() => undefined)
    if (there === undefined) wrong.push(`${path} is missing. ${remedy}`)
    else if (there !== text) wrong.push(`${path} is stale. ${remedy}`)
  }
  const known = new Set(wanted.map(file => file.path))
  const patterns = generatedFolders.map(folder => `${folder}/**/*.ts`)
  for await (const path of glob(patterns, { cwd: project }))
    if (!known.has(path)) wrong.push(`${path} is left over. ${remedy}`)
  return wrong.sort()
}

test('every generated file is what npm run generate would make now', async () => {
  expect(await stale(made)).toEqual([])
})

test('a change of the database that was not generated is found, in types, schema, policies and dictionary', async () => {
  // The other tests look only at what was made before.
  const client = new Client({ connectionString: database.superuserUrl })
  await client.connect()
  await client.query(`
    alter table app.team add column planted text;
    comment on column app.team.planted is 'S0. Planted.';
    create policy planted on app.team as restrictive to app using (false)`)
  await client.end()
  const after = await generatedFiles(database.superuserUrl)
  const changed = after.filter(file => made.find(({ path }) => path === file.path)?.text !== file.text)
  expect(changed.map(file => file.path).sort()).toEqual([
    'database/schema.sql',
    'docs/data-dictionary.md',
    'src/db/types/app/Team.ts',
    'test/policies.golden.txt',
  ])
})

test('a file that differs, one that is missing and one that is left over are told apart', async () => {
  const [first, ...rest] = made.filter(file => file.path.startsWith('src/db/types/'))
  if (!first) throw new Error('no types were generated')
  const found = await stale([...rest, { path: 'database/schema.sql', text: '' }, { path: 'docs/nowhere.md', text: '' }])
  expect(found).toEqual(
    expect.arrayContaining([
      'database/schema.sql is stale. Run npm run generate.',
      'docs/nowhere.md is missing. Run npm run generate.',
      `${first.path} is left over. Run npm run generate.`,
    ]),
  )
})

test('an id of one table does not fit another, and only the words of a check fit its column', () => {
  // Held by the compiler: each line below stops `tsc` when it begins to compile.
  const person: PersonId = '019b7f5e-0000-7000-8000-000000000001'
  // @ts-expect-error a person's id is not a young person's
  const youngPerson: YoungPersonId = person
  // @ts-expect-error not a kind of wall
  const kind: Wall['kind'] = 'colleague'
  expect({ youngPerson, kind }).toEqual({ youngPerson: person, kind: 'colleague' })
})
