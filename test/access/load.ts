import type { ClientBase } from 'pg'
import type { Data, Row } from './rows.ts'

// Puts worlds into a database as the superuser. Triggers and foreign keys sleep meanwhile: rows are made whole, and what
// leads to them is other tests' matter. Checks and unique keys hold.

/** Inserts rows of one table, as few statements as they have shapes. */
export async function insert(db: ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const shapes = Map.groupBy(rows, row => Object.keys(row).sort().join(', '))
  for (const [columns, alike] of shapes)
    await db.query(
      `insert into app.${table} (${columns}) select ${columns} from json_populate_recordset(null::app.${table}, $1)`,
      [JSON.stringify(alike)],
    )
}

/** Puts many rows in at once. */
export async function load(db: ClientBase, data: Data): Promise<void> {
  await db.query(`set session_replication_role = 'replica'`)
  try {
    for (const [table, rows] of Object.entries(data)) if (rows.length > 0) await insert(db, table, rows)
    await db.query('analyze')
  } finally {
    await db.query(`set session_replication_role = 'origin'`)
  }
}

/** What stays: what the migrations themselves put in. */
const kept = ['budget', 'relation_kind', 'relation_may', 'role', 'role_may', 'system', 'task_settled_by']

/** Takes out everything that is not part of the program. */
export async function empty(db: ClientBase): Promise<void> {
  await db.query(`do $$ begin execute (select 'truncate ' || string_agg(c.oid::regclass::text, ', ') from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> all ('{${kept.join(',')}}')); end $$`)
}
