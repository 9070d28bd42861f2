import { type ArchitectureRule, type Import, imports, isTest, packageOf, type Source } from './source.ts'

/** The features along the pathway (docs/architecture.md): each may import those before it. */
export const pathway = [
  'access',
  'areas',
  'tasks',
  'people',
  'assessments',
  'forum',
  'nominations',
  'consent',
  'workforce',
  'matching',
  'engagement',
  'support',
  'network',
  'outcomes',
  'evaluation',
  'governance',
  'fund',
  'audit',
  'home',
]

/** Files of a feature that are none of the kinds below, and why they may see everything. */
export const edges: Readonly<Record<string, string>> = {
  'src/features/access/drafts/autosave.ts': 'autosave: a route that is neither page nor form',
  'src/features/access/passkeys/passkeys.ts': 'sign-in with a passkey: routes before there is a session',
  'src/features/access/sign-in/sign-in.ts': 'sign-in: routes before there is a session',
  'src/features/matching/proposal/propose.ts': 'starts a thread that works a proposal out',
  'src/features/matching/proposal/assign.thread.ts': 'the thread, which is asked and answers by messages',
  'src/features/areas/registry.ts': 'the areas in force, loaded when a program starts',
  'src/features/areas/load-into-database.ts': 'loading: part of the migration, before there is anybody to ask',
}

const featureOf = (path: string): string | undefined => /^src\/features\/([^/]+)\//.exec(path)?.[1]

const doors: ArchitectureRule = {
  says: 'a feature imports another only through its index.ts, and only upstream along the pathway',
  faults: sources =>
    sources.flatMap(source => {
      const from = featureOf(source.path)
      if (!from) return []
      if (!pathway.includes(from)) return [`${source.path}: ${from} has no place along the pathway`]
      return imports(source).flatMap(({ target, ours }) => {
        const to = ours ? featureOf(target) : undefined
        if (!to || to === from) return []
        if (target !== `src/features/${to}/index.ts`) return [`${source.path}: goes past the door of ${to}: ${target}`]
        // A test may need what comes later, to arrange it.
        if (isTest(source.path) || pathway.indexOf(to) < pathway.indexOf(from)) return []
        return [`${source.path}: ${to} comes after ${from}`]
      })
    }),
  planted: [
    planted(
      'a way past the door',
      'src/features/forum/queries.ts',
      `import { lock } from '../people/queries.ts'`,
      'goes past the door of people',
    ),
    planted(
      'a way past it in a test',
      'src/features/forum/forum.test.ts',
      `import { lock } from '../people/queries.ts'`,
      'goes past the door of people',
    ),
    planted(
      'an import downstream',
      'src/features/people/queries.ts',
      `import { f } from '../forum/index.ts'`,
      'forum comes after people',
    ),
    planted('an import upstream', 'src/features/forum/queries.ts', `import { p } from '../people/index.ts'`, undefined),
    planted(
      'a feature that has no place',
      'src/features/stuff/queries.ts',
      'export const a = 1',
      'stuff has no place along the pathway',
    ),
  ],
}

type Kind =
  | 'test'
  | 'edge'
  | 'index'
  | 'routes'
  | 'urls'
  | 'queries'
  | 'commands'
  | 'jobs'
  | 'page'
  | 'form'
  | 'load'
  | 'domain'

/** What a file of a feature is, by its name (house, "The tree"). */
function kindOf(path: string): Kind {
  if (isTest(path)) return 'test'
  if (path in edges) return 'edge'
  const inside = path.split('/').slice(3)
  const file = inside.at(-1) ?? ''
  if (inside.length === 1 && file === 'index.ts') return 'index'
  if (file === 'routes.ts' || file.endsWith('.routes.ts')) return 'routes'
  if (file === 'urls.ts') return 'urls'
  if (file === 'jobs.ts' || inside[0] === 'jobs') return 'jobs'
  if (/^(?:.+[-.])?queries\.ts$/.test(file) || inside[0] === 'queries') return 'queries'
  if (/^(?:.+[-.])?commands\.ts$/.test(file) || inside[0] === 'commands') return 'commands'
  if (file.endsWith('.tsx')) return 'page'
  if (file.endsWith('.form.ts')) return 'form'
  // What reads configuration from files, and what describes those files to editors.
  if (/^(?:load-.+|.*json-schemas|code-lists)\.ts$/.test(file)) return 'load'
  return 'domain'
}

/** What each kind may import of its own feature, and of the layers below; `types` where only types may be. */
const may: Readonly<
  Partial<
    Record<
      Kind,
      { own: readonly Kind[]; types?: readonly Kind[]; below: RegExp; typesBelow?: RegExp; packages: RegExp }
    >
  >
> = {
  domain: {
    own: ['domain', 'urls'],
    below: /^src\/platform\//,
    typesBelow: /^src\/db\/(?:types\/|who\.ts$)/,
    // A solver works out, and asks nothing of the world.
    packages: /^(zod|node:(path|crypto)|double-metaphone|highs)$/,
  },
  form: { own: ['domain', 'form'], below: /^src\/(web\/form\.ts$|platform\/)/, packages: /^zod$/ },
  urls: { own: ['urls'], below: /^src\/web\/path\.ts$/, packages: /^$/ },
  load: { own: ['domain', 'load'], below: /^src\/platform\//, packages: /^(zod|node:(fs|fs\/promises|path|crypto))$/ },
  queries: {
    own: ['domain', 'queries'],
    below: /^src\/(db|platform)\//,
    packages: /^(kysely(\/.*)?|zod|node:crypto)$/,
  },
  commands: {
    own: ['domain', 'queries', 'commands', 'urls'],
    below: /^src\/(db|platform)\//,
    packages: /^(kysely(\/.*)?|zod|node:crypto)$/,
  },
  jobs: {
    own: ['domain', 'queries', 'commands', 'jobs', 'urls'],
    below: /^src\/(db|platform)\//,
    packages: /^(kysely(\/.*)?|zod|graphile-worker)$/,
  },
  page: {
    own: ['domain', 'page', 'urls'],
    types: ['queries', 'form'],
    // `path.ts` makes addresses; the form kit says what a filled-in form is.
    below: /^src\/(design\/|platform\/|web\/path\.ts$)/,
    typesBelow: /^src\/(web\/(form|field|route)|db\/who)\.ts$/,
    packages: /^preact$/,
  },
}

const kinds: ArchitectureRule = {
  says: 'rules import rules, queries and commands add the database, pages draw and never query; only routes see everything',
  faults: sources =>
    sources.flatMap(source => (featureOf(source.path) ? imports(source).flatMap(one => kindFault(source, one)) : [])),
  planted: [
    planted(
      'a rule that asks the database',
      'src/features/forum/finding.ts',
      `import type { ReadTx } from '../../db/scope.ts'`,
      'domain may not import src/db/scope.ts',
    ),
    planted(
      'a rule that reads a file',
      'src/features/forum/finding.ts',
      `import { readFile } from 'node:fs/promises'`,
      'domain may not import node:fs/promises',
    ),
    planted(
      'a rule that knows its page',
      'src/features/forum/finding.ts',
      `import { Page } from './meeting/meeting.page.tsx'`,
      'domain may not import src/features/forum/meeting/meeting.page.tsx',
    ),
    planted(
      'a rule that calls a command',
      'src/features/forum/finding.ts',
      `import { decide } from './commands/decide.ts'`,
      'domain may not import src/features/forum/commands/decide.ts',
    ),
    planted('a rule upon a rule', 'src/features/forum/finding.ts', `import { quorum } from './quorum.ts'`, undefined),
    planted(
      'a query that draws',
      'src/features/forum/queries.ts',
      `import { day } from '../../design/formats.ts'`,
      'queries may not import src/design/formats.ts',
    ),
    planted(
      'a query that acts',
      'src/features/forum/queries.ts',
      `import { decide } from './commands.ts'`,
      'queries may not import src/features/forum/commands.ts',
    ),
    planted(
      'a command that answers HTTP',
      'src/features/forum/commands/decide.ts',
      `import { seeOther } from '../../../web/route.ts'`,
      'commands may not import src/web/route.ts',
    ),
    planted(
      'a page that queries',
      'src/features/forum/meeting/meeting.page.tsx',
      `import { agenda } from '../queries.ts'`,
      'page may not import src/features/forum/queries.ts',
    ),
    planted(
      'a page that knows what a query gives',
      'src/features/forum/meeting/meeting.page.tsx',
      `import type { Agenda } from '../queries.ts'`,
      undefined,
    ),
    planted(
      'a page with a transaction',
      'src/features/forum/meeting/meeting.page.tsx',
      `import type { ReadTx } from '../../../db/scope.ts'`,
      'page may not import src/db/scope.ts',
    ),
    planted(
      'a page that uses SQL',
      'src/features/forum/meeting/meeting.page.tsx',
      `import { sql } from 'kysely'`,
      'page may not import kysely',
    ),
    planted(
      'routes, which see everything',
      'src/features/forum/routes.ts',
      `import { decide } from './commands.ts'\nimport { Page } from './meeting/meeting.page.tsx'`,
      undefined,
    ),
  ],
}

function kindFault({ path }: Source, { target, ours, typeOnly }: Import): string[] {
  const kind = kindOf(path)
  const rule = may[kind]
  if (!rule) return []
  const fault = [`${path}: ${kind} may not import ${target}`]
  if (!ours)
    return rule.packages.test(target.startsWith('node:') ? target : packageOf(target)) ||
      (typeOnly && packageOf(target) === 'preact')
      ? []
      : fault
  const feature = featureOf(target)
  // The door of another feature is the other rule's matter.
  if (feature && feature !== featureOf(path)) return []
  if (feature) {
    const to = kindOf(target)
    return rule.own.includes(to) || (typeOnly && rule.types?.includes(to)) ? [] : fault
  }
  return rule.below.test(target) || (typeOnly && rule.typesBelow?.test(target)) ? [] : fault
}

export const featureRules: readonly ArchitectureRule[] = [doors, kinds]

function planted(what: string, path: string, text: string, fault: string | undefined) {
  return { what, sources: [{ path, text }], fault }
}
