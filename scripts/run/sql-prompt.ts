/** The most characters a column of the prompt takes. */
const widest = 60

/** Rows as a table of plain text, with a line saying how many. */
export function table(names: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map(row => row.map(shown))
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd()
  const rule = widths.map(width => '-'.repeat(width)).join('-+-')
  return [line(names), rule, ...cells.map(line), `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`].join('\n')
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '∅'
  const text =
    value instanceof Date
      ? value.toISOString()
      : Buffer.isBuffer(value)
        ? `\\x${value.toString('hex')}`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value)
  const flat = text.replaceAll(/\s*\n\s*/g, ' ↵ ')
  return flat.length > widest ? `${flat.slice(0, widest - 1)}…` : flat
}

/** What answers `\d` (every table and view of ours) and `\d name` (the columns of one). */
export function describeTable(name: string | undefined): { text: string; values: string[] } {
  if (name === undefined)
    return {
      text: `select n.nspname as schema, c.relname as name, c.relrowsecurity as guarded,
               obj_description(c.oid, 'pg_class') as about
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
             order by 1, 2`,
      values: [],
    }
  const [schema, table] = name.includes('.') ? (name.split('.', 2) as [string, string]) : ['', name]
  return {
    text: `select n.nspname || '.' || c.relname as of, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
             case when a.attnotnull then 'not null' else '' end as "null",
             coalesce(col_description(c.oid, a.attnum), '') as about
           from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
           where a.attnum > 0 and not a.attisdropped and c.relname = $1 and $2::text in ('', n.nspname)
             and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
           order by n.nspname, a.attnum`,
    values: [table, schema],
  }
}
