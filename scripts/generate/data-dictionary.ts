import type pg from 'pg'
import type { GeneratedFile } from './generated-file.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly comment: string | null
}

interface Table {
  readonly name: string
  readonly comment: string | null
  readonly columns: Column[]
}

const heading = `<!-- Generated from the catalogues by \`npm run generate\`: do not edit. -->
# Data dictionary

Every table and every column, in the words of the database's own comments. Who may see which class, and why, is in
[the access matrix](access-matrix.md); the exact constraints and policies are in [schema.sql](../database/schema.sql).

| Class | What it holds |
|---|---|
| S0 | reference: areas, services, code lists, forms, accounts |
| S1 | identity: name, known-as, pronouns, age, area, language, access needs |
| S2 | contact and circumstances: address, school, care status, family contacts, safe-contact rules |
| S3 | support: plan, safety plan, contacts and notes, network, measures, the young person's own words |
| S4 | assessment: indicators of risk and harm, forum papers and discussion, missing episodes, incidents |
| S5 | intelligence: people who pose a risk, links between children, locations |`

/**
 * `docs/data-dictionary.md`: each table with what it is, each column with type, sensitivity class and meaning.
 * @param client connected as a role that may read the catalogues
 */
export async function dataDictionary(client: pg.ClientBase): Promise<GeneratedFile> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, obj_description(c.oid, 'pg_class') as comment, (
        select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
                 'comment', col_description(a.attrelid, a.attnum)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
       from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  )
  return { path: 'docs/data-dictionary.md', text: `${[heading, ...rows.map(described)].join('\n\n')}\n` }
}

function described({ name, comment, columns }: Table): string {
  const lines = columns.map(column => {
    const { sensitivity, words } = read(column.comment)
    const type = column.required ? column.type : `${column.type}, may be empty`
    return `| \`${column.name}\` | ${type} | ${sensitivity} | ${words} |`
  })
  const { sensitivity, words } = read(comment)
  return [
    `## ${name}`,
    '',
    `${sensitivity}. ${words}`,
    '',
    '| Column | Type | Class | What it is |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n')
}

/** A comment begins with its class: "S2. Address." test/catalogue.test.ts sees to that. */
function read(comment: string | null): { sensitivity: string; words: string } {
  const [, sensitivity = '?', words = ''] = /^(S[0-5])\. (.*)$/s.exec(comment ?? '') ?? []
  return { sensitivity, words: words.replaceAll('|', '\\|').replace(/\s+/g, ' ') }
}
