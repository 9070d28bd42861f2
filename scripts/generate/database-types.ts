import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import {
  type ConfigV4,
  makePgTsGenerator,
  type Output,
  type PgTsPreRenderHook,
  processDatabase,
  type TypeDeclaration,
  useKanelContext,
} from 'kanel'
import { makeKyselyHook } from 'kanel-kysely'
import pg from 'pg'
import type { GeneratedFile } from './generated-file.ts'

const folder = 'src/db/types'
const heading = '// Generated from the database by `npm run generate`: do not edit.'

/** What `pg` hands over for each type, with the parsers of src/db/database.ts. */
const typeMap = {
  'pg_catalog.date': 'string',
  'pg_catalog.int8': 'number',
  'pg_catalog.xid8': 'string',
  'pg_catalog.bytea': 'Buffer',
  // Parsed into an object, written as text: whoever needs one asks for its seconds in SQL.
  'pg_catalog.interval': 'unknown',
}

/**
 * The Kysely interfaces of every table and view in the schema `app`, one file each below `src/db/types`.
 *
 * An id carries the name of its table, so that a person's id is never taken for a child's; a plain string, such as one
 * from an address, fits any of them. A `text` column that a check holds to a list of words has exactly those words.
 * @param url a role that may read the catalogues
 * @throws when a type of the database has no type here
 */
export async function databaseTypes(url: string): Promise<GeneratedFile[]> {
  const words = await wordsByColumn(url)
  const outputPath = await mkdtemp(join(tmpdir(), 'database-types-'))
  const config: ConfigV4 = {
    connection: url,
    schemaNames: ['app'],
    filter: ({ kind }) => kind === 'table' || kind === 'view',
    outputPath,
    typescriptConfig: { enumStyle: 'literal-union', importsExtension: '.ts' },
    generators: [
      makePgTsGenerator({
        customTypeMap: typeMap,
        generateIdentifierType: (column, table, builtin) => identifier(table.name, column.name, builtin),
        getPropertyMetadata: (column, table, _, builtin) => {
          const only = words.get(`${table.name}.${column.name}`)
          return only ? { ...builtin, typeOverride: only } : builtin
        },
        preRenderHooks: [kyselyInterfaces(outputPath)],
      }),
    ],
    postRenderHooks: [(_, lines) => [heading, '', ...lines, '']],
  }
  try {
    await listening(() => processDatabase(config))
    return await filesIn(outputPath)
  } finally {
    await rm(outputPath, { recursive: true, force: true })
  }
}

/** Only ids are told apart by table; any other key is what it is. */
function identifier(table: string, column: string, { comment: _, ...builtin }: TypeDeclaration): TypeDeclaration {
  const flavoured = [`string & { readonly __of?: '${table}' }`]
  const plain = builtin.typeDefinition.map(definition => definition.replace(/ & \{ __brand: .*$/, ''))
  return { ...builtin, typeDefinition: column === 'id' ? flavoured : plain }
}

/** What kanel-kysely makes of Kanel's interfaces. It still takes the context of Kanel 3, of which it reads these four. */
function kyselyInterfaces(outputPath: string): PgTsPreRenderHook {
  const hook = makeKyselyHook({
    databaseFilename: 'Database',
    includeSchemaNameInTableName: false,
    getKyselyItemMetadata: (_, name) => ({
      tableInterfaceName: `${name}Table`,
      selectableName: name,
      insertableName: undefined,
      updatableName: undefined,
    }),
  })
  return async (output, { getMetadata, getPropertyMetadata }) => {
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    const schemas = Object.fromEntries(
      Object.entries(useKanelContext().schemas).map(([name, schema]) => [
        name,
        { ...schema, tables: schema.tables.toSorted(byName), views: schema.views.toSorted(byName) },
      ]),
    )
    // Its types are Kanel 4's, where a hook has one parameter; its code takes two.
    const hookOf3 = hook as (output: Output, context: unknown) => ReturnType<typeof hook>
    const made = await hookOf3(output, { schemas, getMetadata, getPropertyMetadata, outputPath })
    // What the hook writes here is no module under verbatimModuleSyntax; with one schema it adds nothing either.
    delete made[join(outputPath, 'Database')]
    const lines = ["export type { default } from './app/AppSchema.ts'"]
    return { ...made, [join(outputPath, 'Database.ts')]: { fileType: 'generic', lines } }
  }
}

const word = /'((?:[^']|'')*)'::text/g
/** `kind in ('a', 'b')` and `kind = 'a'`, as PostgreSQL prints them. */
const onlyWords = new RegExp(
  `^CHECK \\(\\(\\w+ = (?:ANY \\(ARRAY\\[(?:${word.source}(?:, )?)+\\]\\)|${word.source})\\)\\)$`,
)

/** The columns that a check holds to a list of words, as a TypeScript union by `table.column`. */
async function wordsByColumn(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ column: string; definition: string }>(
      `select c.relname || '.' || a.attname as column, pg_get_constraintdef(k.oid) as definition
         from pg_constraint k join pg_class c on c.oid = k.conrelid
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.contype = 'c' and cardinality(k.conkey) = 1 and a.atttypid = 'text'::regtype and k.connamespace = 'app'::regnamespace
        order by c.relname, a.attnum, k.conname`,
    )
    return new Map(
      rows.flatMap(({ column, definition }) => {
        if (!onlyWords.test(definition)) return []
        const words = [...definition.matchAll(word)].map(([, said = '']) => JSON.stringify(said.replaceAll("''", "'")))
        return [[column, words.join(' | ')] as const]
      }),
    )
  } finally {
    await client.end()
  }
}

/** Kanel prints the files it writes, and only warns where it does not know a type. The first is noise, the second a fault. */
async function listening(work: () => Promise<void>): Promise<void> {
  const { info, warn } = console
  const warnings: string[] = []
  console.info = () => undefined
  console.warn = (...words: unknown[]) =>
    void warnings.push(words.map(word => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '))
  try {
    await work()
  } finally {
    Object.assign(console, { info, warn })
  }
  if (warnings.length > 0) throw new Error(`The types of the database are not complete:\n  ${warnings.join('\n  ')}`)
}

async function filesIn(outputPath: string): Promise<GeneratedFile[]> {
  const entries = await readdir(outputPath, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return Promise.all(
    files.sort().map(async file => ({
      path: join(folder, relative(outputPath, file)),
      text: await readFile(file, 'utf8'),
    })),
  )
}
