import type pg from 'pg'

/** Each foreign key of the tables: its name, both tables, and the columns of both in the same order. */
const keys = `select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
    array_agg(quote_ident(a.attname) order by k.nr) as columns, array_agg(quote_ident(b.attname) order by k.nr) as of
  from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) with ordinality k (own, other, nr)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.own join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.other
  where c.contype = 'f' and c.connamespace = 'app'::regnamespace group by c.oid order by 2, 1`

/** What was written with the foreign keys aside and points to nothing: the names of those keys. */
export async function hangsLoose(db: pg.Client): Promise<readonly string[]> {
  const { rows } = await db.query<{
    name: string
    child: string
    parent: string
    columns: readonly string[]
    of: readonly string[]
  }>(keys)
  const loose: string[] = []
  for (const { name, child, parent, columns, of } of rows) {
    const { rowCount } = await db.query(
      `select from ${child} c where ${columns.map(one => `c.${one} is not null`).join(' and ')}
         and not exists (select from ${parent} p where ${columns.map((one, at) => `p.${of[at]} = c.${one}`).join(' and ')}) limit 1`,
    )
    if (rowCount) loose.push(name)
  }
  return loose
}
