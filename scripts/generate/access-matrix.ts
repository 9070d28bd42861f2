import type pg from 'pg'
import type { GeneratedFile } from './generated-file.ts'

const heading = `<!-- Generated from the database by \`npm run generate\`: do not edit. test/access/ reads this very file. -->
# Access matrix

Who may see and do what. Nothing is open by default, and there are two locks, each tested alone: the act that a route
names, and the policies of the database. The words are those of the tables \`app.role\`, \`app.role_may\`,
\`app.relation_kind\` and \`app.relation_may\`, which both locks read; a change of them is a migration, and shows here.

| Class | What it holds |
|---|---|
| S0 | reference: areas, services, code lists, forms, accounts |
| S1 | identity: name, known-as, pronouns, age, area, language, access needs |
| S2 | contact and circumstances: address, school, care status, family contacts, safe-contact rules |
| S3 | support: plan, safety plan, contacts and notes, network, measures, the young person's own words |
| S4 | assessment: indicators of risk and harm, forum papers and discussion, missing episodes, incidents |
| S5 | intelligence: people who pose a risk, links between young people, locations |

A wall closes a young person's record to one person, whatever else is said here. A record that was merged into another,
or of somebody who died, can still be read; of the acts only those that put it right stay.`

const relationsIntro = `## What a relation to a young person opens

A role alone opens no record: the relation does, and the page says which ("Why you can see this"). Relations marked
*one at a time* open the young person a page is about, never a list.`

const rolesIntro = `## What a role may do without a relation

In its own area. Everything about one young person needs a relation besides.`

const tablesIntro = `## What opens the rows of a table

As the policies say; \`test/policies.golden.txt\` has them word for word. *By relation*: the acts above that open a young
person's rows. *By role*: the acts in an area. *Otherwise*: rows that open by something else. *Changed by*: the acts that
add or change rows, where a policy lets them be added or changed at all; other tables are written by functions only.`

interface Relation {
  readonly because: string
  readonly role: string | null
  readonly area_wide: boolean
  readonly acts: string[]
}
interface Role {
  readonly key: string
  readonly acts: string[]
}
interface Table {
  readonly name: string
  readonly sensitivity: string
  readonly about: boolean
  readonly reads: string[]
  readonly writes: string[]
}

/**
 * \`docs/access-matrix.md\`: role, relation, what it reads and may do; acts without a young person; what opens each table.
 * @param client connected with the default search path, so that policies name functions in full
 */
export async function accessMatrix(client: pg.ClientBase): Promise<GeneratedFile> {
  const relations = await client.query<Relation>(
    `select k.because, k.role, coalesce(position(quote_literal(k.because) in (
           select string_agg(pg_get_viewdef(c.oid), ' ') from pg_class c
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'v' and c.relname like 'area\\_relation\\_%')) > 0, false) as area_wide,
       coalesce(array_agg(m.act order by m.act) filter (where m.act is not null), '{}') as acts
     from app.relation_kind k left join app.relation_may m using (because) group by k.because, k.role order by k.role nulls last, k.because`,
  )
  const roles = await client.query<Role>(
    `select r.key, coalesce(array_agg(m.act order by m.act) filter (where m.act is not null), '{}') as acts
       from app.role r left join app.role_may m on m.role = r.key group by r.key order by r.key`,
  )
  const tables = await client.query<Table>(
    `select c.relname as name, left(obj_description(c.oid, 'pg_class'), 2) as sensitivity,
         c.relname = 'young_person' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'young_person_id' and not a.attisdropped) as about,
         array(select p.qual from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname and p.permissive = 'PERMISSIVE' and p.roles && '{app}'
           and p.cmd in ('SELECT', 'ALL') and has_any_column_privilege('app', c.oid, 'SELECT') order by p.policyname) as reads,
         array(select concat_ws(' ', p.qual, p.with_check) from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname and p.permissive = 'PERMISSIVE'
           and p.roles && '{app}' and (p.cmd = 'ALL' or p.cmd = 'INSERT' and has_any_column_privilege('app', c.oid, 'INSERT')
             or p.cmd = 'UPDATE' and has_any_column_privilege('app', c.oid, 'UPDATE') or p.cmd = 'DELETE' and has_table_privilege('app', c.oid, 'DELETE'))
           order by p.policyname) as writes
       from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  )
  const parts = [
    heading,
    relationsIntro,
    relationTable(relations.rows, roles.rows),
    rolesIntro,
    roleTable(roles.rows),
    tablesIntro,
    tableTable(tables.rows),
  ]
  return { path: 'docs/access-matrix.md', text: `${parts.join('\n\n')}\n` }
}

const classes = ['S1', 'S2', 'S3', 'S4', 'S5']
const list = (words: readonly string[]): string => (words.length === 0 ? '–' : [...new Set(words)].sort().join('; '))

function relationTable(relations: readonly Relation[], roles: readonly Role[]): string {
  const rows = relations.map(({ because, role, area_wide, acts }) => {
    const reads = classes.map(one => (acts.includes(`read ${one}`) ? 'yes' : '–'))
    const rest = acts.filter(act => !classes.includes(act.replace(/^read /, '')))
    return `| ${role ?? '*any*'} | ${because} | ${area_wide ? 'one at a time' : 'lists too'} | ${reads.join(' | ')} | ${list(rest)} |`
  })
  const without = roles.filter(({ key }) => !relations.some(({ role }) => role === key))
  return [
    `| Role | Because | Reach | ${classes.join(' | ')} | Acts |`,
    `|---|---|---|${'---|'.repeat(classes.length)}---|`,
    ...rows,
    ...without.map(({ key }) => `| ${key} | *no relation* | – | ${classes.map(() => '–').join(' | ')} | – |`),
  ].join('\n')
}

const roleTable = (roles: readonly Role[]): string =>
  ['| Role | Acts |', '|---|---|', ...roles.map(({ key, acts }) => `| ${key} | ${list(acts)} |`)].join('\n')

const calls = (expressions: readonly string[], name: string): string[] =>
  expressions.flatMap(text =>
    [...text.matchAll(new RegExp(`app\\.${name}\\('([^']+)'::text\\)`, 'g'))].map(m => m[1] ?? ''),
  )

/** Acts that a role opens: in its area, or for the workers of its service. */
const byRole = (expressions: readonly string[]): string[] =>
  ['my_areas_to', 'my_workers', 'my_services_to'].flatMap(name => calls(expressions, name))

/** What else an expression of a policy asks, in words. One that is not known here is said to be so, and stands out. */
const otherwise: readonly (readonly [RegExp, string])[] = [
  [/^true$/, 'everybody'],
  [/(\w+) = \( SELECT app\.person_id\(\)/g, 'own'],
  [/app\.my_member_areas\(\)/, 'members of the area'],
  [/app\.my_discussions\(\)/, 'members of the forum, by invitation to the discussion'],
  [/app\.my_core_discussions\(\)/, 'members of the forum of a core agency, by invitation'],
  [/app\.my_desks\(\)/, 'whoever sits at the desk'],
  [/app\.desks_i_manage\(\)/, 'whoever manages the desk'],
  [/app\.me_as_worker\(\)/, 'the worker'],
  [/FROM app\.young_person y/, 'whoever sees the young person'],
  [/FROM app\.assessment a/, 'whoever sees the assessment'],
  [/\( SELECT app\.person_id\(\) AS person_id\) IS NOT NULL/, 'whoever is signed in'],
]
const known = /app\.(?:my_young_people|my_areas_to|my_workers|my_services_to|person_id|my_forum_agencies|my_walls)\(/g

function others(expressions: readonly string[]): string[] {
  const said = expressions.flatMap(text => otherwise.filter(([ask]) => text.search(ask) >= 0).map(([, words]) => words))
  const left = expressions.flatMap(text =>
    [
      ...otherwise
        .reduce((rest, [ask]) => rest.replaceAll(new RegExp(ask, 'g'), ''), text.replaceAll(known, ''))
        .matchAll(/app\.(\w+)\(/g),
    ].map(m => `\`${m[1]}\``),
  )
  return [...said, ...left]
}

function tableTable(tables: readonly Table[]): string {
  const rows = tables
    .filter(({ about, sensitivity }) => about || sensitivity !== 'S0')
    .map(({ name, sensitivity, reads, writes }) => {
      const shut = reads.length === 0
      const by = shut ? '*functions only*' : list(calls(reads, 'my_young_people'))
      const changed = [...calls(writes, 'my_young_people'), ...byRole(writes)]
      const own = writes.length > 0 && changed.length === 0 ? ['*own rows*'] : changed
      return `| ${name} | ${sensitivity} | ${by} | ${list(byRole(reads))} | ${list(others(reads))} | ${list(own)} |`
    })
  return [
    '| Table | Class | By relation | By role | Otherwise | Changed by |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
