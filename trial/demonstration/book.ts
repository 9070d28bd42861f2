import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'

/** A row as SQL reads it: columns by name. What is left out gets its default. */
export type Row = Readonly<Record<string, unknown>>

/**
 * What is to be written, step by step. The rows of one step and table go out as one statement, so that a whole world is
 * some sixty of them; triggers and constraints of the real tables look at every row.
 */
export interface Book {
  insert(table: string, row: Row): void
  /** Changes a row found by `area_id` and `id`. */
  change(table: string, row: Row): void
  /** Writes what was put in so far; what comes next may build on it. */
  write(connection: Kysely<Tables>): Promise<void>
}

interface Batch {
  readonly kind: 'insert' | 'change'
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: Row[]
}

/** Columns the database works out from the others of the row, which is called `r`. */
export type Computed = Readonly<Record<string, Readonly<Record<string, RawBuilder<unknown>>>>>

export function openBook(computed: Computed): Book {
  const batches = new Map<string, Batch>()
  const put = (kind: Batch['kind'], table: string, row: Row): void => {
    const columns = Object.keys(row)
    const key = `${kind} ${table} ${columns.join()}`
    const batch = batches.get(key) ?? { kind, table, columns, rows: [] }
    batch.rows.push(row)
    batches.set(key, batch)
  }
  return {
    insert: (table, row) => put('insert', table, row),
    change: (table, row) => put('change', table, row),
    write: async connection => {
      const all = [...batches.values()]
      batches.clear()
      for (const batch of all) await statement(batch, computed[batch.table] ?? {}).execute(connection)
    },
  }
}

function statement({ kind, table, columns, rows }: Batch, computed: Computed[string]) {
  const names = sql.join([...columns, ...Object.keys(computed)].map(column => sql.ref(column)))
  const values = sql.join([...columns.map(column => sql.ref(column)), ...Object.values(computed)])
  const from = sql`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) as r`
  if (kind === 'insert') return sql`insert into ${sql.table(table)} (${names}) select ${values} from ${from}`
  const changes = columns
    .filter(column => column !== 'area_id' && column !== 'id')
    .map(column => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`)
  return sql`update ${sql.table(table)} as t set ${sql.join(changes)} from ${from} where t.area_id = r.area_id and t.id = r.id`
}
