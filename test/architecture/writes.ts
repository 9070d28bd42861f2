import { type ArchitectureRule, isTest, type Source, withoutComments } from './source.ts'

/** Tables of no feature: the kit writes two for every form; the migration, and the loading in it, the one row of `system`. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'src/web/': ['sent_form', 'draft'],
  'src/db/': ['system'],
  'src/features/areas/load-into-database.ts': ['system'],
}

const writes = [
  /\.(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*(['"`])(?:app\.)?(\w+)/g,
  /(\b)insert\s+into\s+(?:app\.)?(\w+)/gi,
  /(\b)delete\s+from\s+(?:app\.)?(\w+)/gi,
  /(\b)update\s+(?:app\.)?(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
  /(\b)merge\s+into\s+(?:app\.)?(\w+)/gi,
]

interface Ownership {
  /** Feature by table. */
  readonly owners: ReadonlyMap<string, string>
  readonly faults: readonly string[]
}

/** What the doors say they own: `Owns: one, another.` in the third line of the opening comment of each index.ts. */
function ownership(sources: readonly Source[]): Ownership {
  const owners = new Map<string, string>()
  const faults: string[] = []
  for (const { path, text } of sources) {
    const feature = /^src\/features\/([^/]+)\/index\.ts$/.exec(path)?.[1]
    if (!feature) continue
    const lines = /^\/\*\*\n((?: \* .*\n)+) \*\/\n/.exec(text)?.[1]?.split('\n').slice(0, -1) ?? []
    const owns = /^ \* Owns: ([^.;]+)[.;]/.exec(lines[2] ?? '')?.[1]
    if (lines.length !== 3 || !/^ \* Used by /.test(lines[1] ?? '') || owns === undefined) {
      faults.push(`${path}: does not open with three lines: what it is, "Used by …", "Owns: table, table."`)
      continue
    }
    for (const table of owns === 'nothing' ? [] : owns.split(',').map(name => name.trim())) {
      const other = owners.get(table)
      if (!/^[a-z_]+$/.test(table)) faults.push(`${path}: "${table}" is no table`)
      else if (other) faults.push(`${path}: ${table} is owned by ${other} already`)
      else owners.set(table, feature)
    }
  }
  return { owners, faults }
}

const writeYourOwn: ArchitectureRule = {
  says: 'a feature says what it owns, and nobody else inserts, updates or deletes there',
  faults: sources => {
    const { owners, faults } = ownership(sources)
    const written = sources
      .filter(({ path }) => path.startsWith('src/') && !isTest(path))
      .flatMap(({ path, text }) => {
        const bare = withoutComments(text)
        const tables = writes.flatMap(pattern => [...bare.matchAll(pattern)].map(([, , table = '']) => table))
        return [...new Set(tables)]
          .filter(table => !mayWrite(path, table, owners))
          .map(table => {
            return `${path}: writes ${table}, which ${owners.has(table) ? `is owned by ${owners.get(table)}` : 'no feature owns'}`
          })
      })
    return [...faults, ...written]
  },
  planted: [
    {
      what: 'a feature that writes what another owns',
      sources: [
        door('people', 'young_person'),
        door('forum', 'meeting'),
        file('forum/commands.ts', `tx.updateTable('young_person')`),
      ],
      fault: 'src/features/forum/commands.ts: writes young_person, which is owned by people',
    },
    {
      what: 'one that does so in SQL',
      sources: [
        door('people', 'young_person'),
        door('forum', 'meeting'),
        file('forum/commands.ts', 'sql`\n  delete from app.young_person`'),
      ],
      fault: 'src/features/forum/commands.ts: writes young_person, which is owned by people',
    },
    {
      what: 'one that updates under another name',
      sources: [
        door('people', 'young_person'),
        door('forum', 'meeting'),
        file('forum/commands.ts', 'sql`update app.young_person as y set version = 1`'),
      ],
      fault: 'src/features/forum/commands.ts: writes young_person, which is owned by people',
    },
    {
      what: 'one that joins and writes its own',
      sources: [
        door('people', 'young_person'),
        door('forum', 'meeting'),
        file('forum/commands.ts', `tx.insertInto('meeting'); tx.selectFrom('young_person')`),
      ],
      fault: undefined,
    },
    {
      what: 'a table of nobody',
      sources: [door('forum', 'meeting'), file('forum/commands.ts', `tx.insertInto('agenda')`)],
      fault: 'writes agenda, which no feature owns',
    },
    {
      what: 'two that say they own the same',
      sources: [door('people', 'young_person'), door('forum', 'young_person')],
      fault: 'young_person is owned by people already',
    },
    {
      what: 'a door that does not say',
      sources: [file('forum/index.ts', `/**\n * Meetings.\n * Used by members.\n */\nexport {}\n`)],
      fault: 'src/features/forum/index.ts: does not open with three lines',
    },
    {
      what: 'the kit writing more than forms and drafts',
      sources: [
        door('people', 'young_person'),
        { path: 'src/web/kit.ts', text: `tx.insertInto('sent_form'); tx.deleteFrom('young_person')` },
      ],
      fault: 'src/web/kit.ts: writes young_person',
    },
  ],
}

function mayWrite(path: string, table: string, owners: ReadonlyMap<string, string>): boolean {
  const feature = /^src\/features\/([^/]+)\//.exec(path)?.[1]
  if (feature !== undefined && owners.get(table) === feature) return true
  return Object.entries(elsewhere).some(([folder, tables]) => path.startsWith(folder) && tables.includes(table))
}

/** Every feature has a door, and owns only tables that there are. */
export function ownedTables(sources: readonly Source[]): readonly string[] {
  return [...ownership(sources).owners.keys()]
}

export const writeRules: readonly ArchitectureRule[] = [writeYourOwn]

function door(feature: string, owns: string): Source {
  return file(`${feature}/index.ts`, `/**\n * Something.\n * Used by somebody.\n * Owns: ${owns}.\n */\nexport {}\n`)
}

function file(path: string, text: string): Source {
  return { path: `src/features/${path}`, text }
}
