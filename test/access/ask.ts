import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { Row } from './rows.ts'

// Asks the database as the role app, with a session's token and nothing else.

/** A table that the role app may read some rows of, with its key in words: the primary key without the area. */
export interface Readable {
  readonly name: string
  readonly key: string
  readonly about: boolean
}

/** Every table of which a policy lets the app read some rows and not simply all. */
export async function readableTables(db: ClientBase): Promise<readonly Readable[]> {
  const { rows } = await db.query<Readable>(
    `select c.relname as name,
       (select string_agg(format('%I::text', a.attname), ' || ''/'' || ' order by k.n) from pg_index i cross join unnest(i.indkey) with ordinality k (attnum, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary
            and (a.attname <> 'area_id' or i.indnatts = 1)) as key,
       c.relname = 'young_person' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'young_person_id' and not a.attisdropped) as about
     from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('app', c.oid, 'SELECT')
       and not exists (select from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname and p.roles && '{app}' and p.qual = 'true')
     order by c.relname`,
  )
  return rows
}

/** The key of a row as \`readableTables\` says it. */
export const keyOf = (table: Readable, row: Row): string =>
  table.key
    .split(` || '/' || `)
    .map(part => String(row[part.replace('::text', '').replaceAll('"', '')]))
    .join('/')

export type Keys = ReadonlyMap<string, readonly string[]>

/** One statement that answers the keys of everything that can be seen. */
const seeing = (tables: readonly Readable[]): string =>
  tables
    .map(({ name, key }) => `select '${name}' as name, coalesce(array_agg(${key}), '{}') as keys from app.${name}`)
    .join(' union all ')

/** Runs statements as somebody, and undoes them. */
export async function as<T>(
  { app, nested }: { readonly app: ClientBase; readonly nested?: boolean },
  token: string | undefined,
  focus: readonly string[] | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await app.query(nested ? 'savepoint asking' : 'begin')
  try {
    await app.query('select app.enter($1, $2::uuid[])', [token ?? null, focus ? [...focus] : null])
    return await work()
  } finally {
    await app.query(nested ? 'rollback to savepoint asking' : 'rollback')
  }
}

/** Keys of what can be seen, by table. Planned once for each list of tables: planning costs as much as asking. */
export async function seen(app: ClientBase, tables: readonly Readable[]): Promise<Keys> {
  const name = `see ${createHash('sha256')
    .update(tables.map(table => table.name).join())
    .digest('hex')
    .slice(0, 16)}`
  const { rows } = await app.query<{ name: string; keys: string[] }>({ name, text: seeing(tables) })
  return new Map(rows.map(({ name, keys }) => [name, keys]))
}
