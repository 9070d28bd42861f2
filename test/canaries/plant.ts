import type pg from 'pg'

// Writes a word that stands nowhere else into every text that says something of a young person (promises A3), so that
// wherever such a word turns up it can be told what was shown, and of whom.

/** Where a canary was put. */
export interface Perch {
  readonly table: string
  readonly column: string
  readonly youngPerson: string
  /** The row's primary key, as an object. */
  readonly key: Readonly<Record<string, unknown>>
}

/** With the number of its place: long enough to stand nowhere by chance, in a ciphertext say. */
export const canary = /zq(\d{7})x/g

/** Not what somebody wrote: addresses in the program, and answers out of a list that the configuration checks. */
const codes = new Set([
  'path',
  'desk',
  'subject',
  'form',
  'form_key',
  'form_hash',
  'section_key',
  'option_key',
  'service_key',
  'question',
  'field',
  'instance',
  'kind',
  'source',
  // Answers out of config/code-lists.
  'sex',
  'gender',
  'ethnicity',
  'language',
  'interpreter_need',
  'easy_read',
  'sen_provision',
  'case_status',
  'care_status',
  // What another young person is looked for by; compared, never shown.
  'word',
  'sounds',
  'sounds_too',
])

interface Column {
  readonly table: string
  readonly column: string
  readonly type: 'text' | 'text[]' | 'jsonb'
}

/**
 * Plants, as the superuser; triggers and foreign keys sleep meanwhile, checks do not.
 * @returns every canary's place, by its number, and the columns that hold one
 */
export async function plant(db: pg.Client): Promise<{ perches: Map<number, Perch>; columns: Set<string> }> {
  const { rows } = await db.query<Column>(`
    select c.relname as table, a.attname as column, a.atttypid::regtype::text as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_event'
       and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
       and (c.relname = 'young_person' or exists (select from pg_attribute y where y.attrelid = c.oid and y.attname = 'young_person_id'))
     order by 1, 2`)
  await db.query(`set session_replication_role = 'replica'`)
  await db.query('create temporary sequence canary start 1000001')
  const perches = new Map<number, Perch>()
  const columns = new Set<string>()
  for (const column of rows.filter(one => !codes.has(one.column))) {
    const planted = column.type === 'jsonb' ? await plantJson(db, column) : await plantText(db, column)
    for (const [number, perch] of planted) perches.set(number, perch)
    if (planted.size > 0) columns.add(`${column.table}.${column.column}`)
  }
  await db.query(`set session_replication_role = 'origin'`)
  return { perches, columns }
}

const keyOf = `(select jsonb_object_agg(a.attname, to_jsonb(t) -> a.attname) from pg_index i join pg_attribute a
  on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indrelid = t.tableoid and i.indisprimary)`
const childOf = (table: string): string => (table === 'young_person' ? 't.id' : 't.young_person_id')

/** In every row where the table lets it be, else in those that say something. */
async function plantText(db: pg.Client, { table, column, type }: Column): Promise<Map<number, Perch>> {
  const word = `'zq' || nextval('canary') || 'x'`
  const marked = type === 'text' ? `concat_ws(' ', ${column}, ${word})` : `${column} || array[${word}]`
  for (const only of [`${childOf(table)} is not null`, `${childOf(table)} is not null and t.${column} is not null`]) {
    await db.query('begin')
    try {
      const { rows } = await db.query<{ key: Perch['key']; youngPerson: string; says: string }>(`
        update app.${table} t set ${column} = ${marked} where ${only}
        returning ${keyOf} as key, ${childOf(table)} as "youngPerson", ${column}::text as says`)
      await db.query('commit')
      return new Map(
        rows.flatMap(({ key, youngPerson, says }) =>
          [...says.matchAll(canary)].map(([, number]) => [Number(number), { table, column, key, youngPerson }]),
        ),
      )
    } catch (error) {
      await db.query('rollback')
      // A check or a unique key: what it holds is no text of somebody's.
      if (!/^23/.test(String((error as { code?: unknown }).code))) throw error
    }
  }
  return new Map()
}

/** In every text of several words inside a document; a single word there is an answer out of a list. */
async function plantJson(db: pg.Client, { table, column }: Column): Promise<Map<number, Perch>> {
  const { rows } = await db.query<{ key: Perch['key']; youngPerson: string; says: unknown }>(
    `select ${keyOf} as key, ${childOf(table)} as "youngPerson", ${column} as says from app.${table} t
      where ${column} is not null and ${childOf(table)} is not null`,
  )
  const planted = new Map<number, Perch>()
  for (const { key, youngPerson, says } of rows) {
    const { rows: next } = await db.query<{ number: number }>(`select nextval('canary')::int as number`)
    const number = next[0]?.number ?? 0
    const marked = withWord(says, ` zq${number}x`)
    if (JSON.stringify(marked) === JSON.stringify(says)) continue
    const where = Object.keys(key).map((name, n) => `${name}::text = $${n + 2}`)
    await db.query('begin')
    try {
      // A paper is held to its hash.
      const hash = table === 'paper' ? `, hash = sha256(convert_to($1::jsonb::text, 'UTF8'))` : ''
      await db.query(`update app.${table} set ${column} = $1::jsonb${hash} where ${where.join(' and ')}`, [
        JSON.stringify(marked),
        ...Object.values(key),
      ])
      await db.query('commit')
      planted.set(number, { table, column, key, youngPerson })
    } catch (error) {
      await db.query('rollback')
      if (!/^23/.test(String((error as { code?: unknown }).code))) throw error
    }
  }
  return planted
}

const withWord = (value: unknown, word: string): unknown => {
  if (typeof value === 'string') return /\s/.test(value.trim()) ? `${value}${word}` : value
  if (Array.isArray(value)) return value.map(one => withWord(one, word))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withWord(one, word)]))
}
