import type pg from 'pg'
import { isKit, type Statement } from './capture.ts'

/** A table that was read from end to end, by a statement of a page. */
export interface WholeRead {
  readonly table: string
  readonly statement: string
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}

/**
 * Runs the statements of a page as the app role, under the asker's token and so under every policy, and finds each table
 * of so many rows or more that was read from end to end: by a plan, or by something inside a function a statement calls,
 * which no plan shows and the server's own counters do.
 * What the page committed is committed here too: what comes afterwards finds it.
 * @param client a superuser's, which takes the role for one statement at a time
 */
export async function wholeReads(
  client: pg.Client,
  statements: readonly Statement[],
  rows: number,
): Promise<readonly WholeRead[]> {
  const { rows: big } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relkind = 'r' and c.reltuples >= $1`,
    [rows],
  )
  const tables = new Set(big.map(row => row.name))
  const found: WholeRead[] = []
  await client.query('begin')
  try {
    for (const statement of statements) {
      if (/^begin\b/i.test(statement.text)) continue
      if (/^(commit|rollback)\b/i.test(statement.text)) {
        await client.query(statement.text)
        await client.query('begin')
        continue
      }
      const before = await scans(client)
      await client.query('set local role app')
      if (isKit(statement)) await client.query(statement.text, [...statement.values])
      else {
        const plan = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
          `explain (analyze, format json) ${statement.text}`,
          [...statement.values],
        )
        for (const { Plan } of plan.rows[0]?.['QUERY PLAN'] ?? [])
          for (const table of wholeIn(Plan)) if (tables.has(table)) found.push({ table, statement: statement.text })
      }
      await client.query('reset role')
      const after = await scans(client)
      for (const [table, count] of after)
        if (
          tables.has(table) &&
          count > (before.get(table) ?? 0) &&
          !found.some(one => one.table === table && one.statement === statement.text)
        )
          found.push({ table, statement: statement.text })
    }
  } finally {
    await client.query('rollback')
  }
  return found
}

const wholeIn = (node: Node): readonly string[] => [
  ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : []),
  ...(node.Plans ?? []).flatMap(wholeIn),
]

/** How often each table was read from end to end in this transaction so far, by whatever ran. */
async function scans(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ name: string; count: string }>(
    `select relname as name, seq_scan as count from pg_stat_xact_all_tables where schemaname = 'app' and seq_scan > 0`,
  )
  return new Map(rows.map(row => [row.name, Number(row.count)]))
}
