import type { ClientBase } from 'pg'

// Small changes of what stands in a database. One that does not fit any more what it changes is an error, so that no fault
// becomes harmless without anybody seeing it.

/** Makes a fault, in a transaction that is undone. */
export type Plant = (db: ClientBase) => Promise<unknown>

/** Tables and functions in which a fault must show. */
export interface Shows {
  readonly reads?: readonly string[]
  readonly changes?: readonly string[]
  readonly adds?: readonly string[]
  readonly functions?: readonly string[]
}

export interface Mutant extends Shows {
  readonly what: string
  readonly plant: Plant
}

async function definition(db: ClientBase, query: string, name: string): Promise<string> {
  const { rows } = await db.query<{ text: string }>(query, [name])
  const [one, more] = rows
  if (!one || more) throw new Error(`there is no one ${name}`)
  return one.text
}

function replaced(text: string, name: string, from: RegExp, to: string): string {
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${name} has nothing like ${from}`)
  return changed
}

/** Changes the text of a function. */
export const inFunction = (name: string, from: RegExp, to: string) => async (db: ClientBase) =>
  db.query(
    replaced(
      await definition(
        db,
        `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`,
        name,
      ),
      name,
      from,
      to,
    ),
  )

/** Changes the text of a view. */
export const inView = (name: string, from: RegExp, to: string) => async (db: ClientBase) =>
  db.query(
    `create or replace view app.${name} as ${replaced(await definition(db, `select pg_get_viewdef(('app.' || $1)::regclass, true) as text`, name), name, from, to)}`,
  )

/** Changes what a policy says. */
export const inPolicy = (table: string, policy: string, from: RegExp, to: string) => async (db: ClientBase) => {
  const text = await definition(
    db,
    `select coalesce(qual, with_check) as text from pg_policies where schemaname = 'app' and tablename || '.' || policyname = $1`,
    `${table}.${policy}`,
  )
  return db.query(`alter policy ${policy} on app.${table} using (${replaced(text, policy, from, to)})`)
}

/** Any other change. */
export const sql = (text: string) => (db: ClientBase) => db.query(text)

/** A permissive policy that lets everything through. */
export const opened = (table: string, policy: string, does: 'select' | 'insert' | 'update' | 'all' = 'select'): Plant =>
  sql(
    `alter policy ${policy} on app.${table} ${does === 'insert' ? '' : 'using (true)'} ${does === 'select' ? '' : 'with check (true)'}`,
  )

/** Several changes at once. */
export const both =
  (...plants: readonly Plant[]): Plant =>
  async db => {
    for (const plant of plants) await plant(db)
  }
