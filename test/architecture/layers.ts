import {
  type ArchitectureRule,
  type Import,
  imports,
  isTest,
  packageOf,
  type Source,
  withoutComments,
} from './source.ts'

/** What the folders of src/ may import, beside their own. */
const layers: Readonly<Record<string, readonly string[]>> = {
  features: ['web', 'design', 'db', 'platform'],
  web: ['db', 'platform'],
  design: ['platform'],
  db: ['platform'],
  platform: [],
}

/** The kit hands the design kit what to draw, and asks it for nothing: types cross, and only these. */
const typesThatCross: readonly { readonly from: string; readonly to: RegExp }[] = [
  { from: 'design', to: /^src\/web\// },
  { from: 'web', to: /^src\/design\/frame\.ts$/ },
]

const layerOf = (path: string): string | undefined => /^src\/([a-z-]+)\//.exec(path)?.[1]

const layering: ArchitectureRule = {
  says: 'features import web, design, db and platform; none of them imports back, and platform nothing of ours',
  faults: sources =>
    sources
      .filter(source => source.path.startsWith('src/'))
      .flatMap(source => imports(source).flatMap(one => (one.ours ? layerFault(source, one) : []))),
  planted: [
    planted(
      'a feature that imports the kit',
      'src/features/people/routes.ts',
      `import { show } from '../../web/route.ts'`,
      undefined,
    ),
    planted(
      'the kit importing a feature',
      'src/web/kit.ts',
      `import { urls } from '../features/people/index.ts'`,
      'web may not import src/features/people/index.ts',
    ),
    planted(
      'the platform importing the database',
      'src/platform/mail.ts',
      `export { audit } from '../db/audit.ts'`,
      'platform may not import src/db/audit.ts',
    ),
    planted(
      'the database importing the kit, over several lines',
      'src/db/scope.ts',
      `import {\n  type A,\n  b,\n} from '../web/kit.ts'`,
      'db may not import src/web/kit.ts',
    ),
    planted(
      'the design kit running the kit',
      'src/design/page.tsx',
      `import { form } from '../web/form.ts'`,
      'design may not import src/web/form.ts',
    ),
    planted(
      'the design kit knowing its types',
      'src/design/page.tsx',
      `import type { FilledField } from '../web/field.ts'`,
      undefined,
    ),
    planted(
      'the kit knowing more than the frame',
      'src/web/kit.ts',
      `import type { PageProps } from '../design/page.tsx'`,
      'web may not import src/design/page.tsx',
    ),
    planted(
      'an import while it runs',
      'src/platform/mail.ts',
      `const db = await import('../db/database.ts')`,
      'platform may not import src/db/database.ts',
    ),
    planted(
      'the program importing its tests',
      'src/app.ts',
      `import { testDatabase } from '../test/database.ts'`,
      'src may not import test/database.ts',
    ),
    planted(
      'a live program importing the trial',
      'src/web.ts',
      `import '../trial/identity-provider.ts'`,
      'src may not import trial/identity-provider.ts',
    ),
    planted(
      'a page importing the program',
      'src/design/page.tsx',
      `import { buildApp } from '../app.ts'`,
      'design may not import src/app.ts',
    ),
  ],
}

function layerFault({ path }: Source, { target, typeOnly }: Import): string[] {
  if (!target.startsWith('src/')) return isTest(path) ? [] : [`${path}: src may not import ${target}`]
  const from = layerOf(path)
  const to = layerOf(target)
  // The program itself (src/app.ts and its like) and tests put everything together.
  if (!from || from === to || isTest(path)) return []
  if (to && layers[from]?.includes(to)) return []
  if (typeOnly && typesThatCross.some(one => one.from === from && one.to.test(target))) return []
  return [`${path}: ${from} may not import ${target}`]
}

interface OnePlace {
  readonly what: string
  /** Where it may stand. */
  readonly place: RegExp
  /** Packages that may be imported there only. */
  readonly packages?: readonly string[]
  /** Text that may stand there only. */
  readonly text?: RegExp
}

/** Rule 4: one place each. */
const onePlace: readonly OnePlace[] = [
  { what: 'pg', place: /^src\/db\//, packages: ['pg'] },
  {
    what: 'official components',
    place: /^src\/design\//,
    packages: ['govuk-frontend', '@ministryofjustice/frontend', 'nunjucks'],
  },
  { what: 'the environment', place: /^src\/platform\/config\.ts$/, text: /\bprocess\.env\b|\bimport\.meta\.env\b/ },
  {
    what: 'the clock',
    // What runs in the browser has only the browser's.
    place: /^src\/(platform\/clock\.ts$|design\/browser\/)/,
    text: /\bnew Date\(\)|\bDate\.now\(|\bperformance\.now\(|\bTemporal\.Now\b|\bprocess\.hrtime\b/,
  },
  { what: 'raw HTML', place: /^src\/design\/raw\.ts$/, text: /\bdangerouslySetInnerHTML\b/ },
]

const places: ArchitectureRule = {
  says: 'pg, the environment, the clock, the official components and raw HTML have one place each',
  faults: sources =>
    sources
      .filter(({ path }) => path.startsWith('src/') && !isTest(path))
      .flatMap(source => {
        const text = withoutComments(source.text)
        return onePlace.flatMap(({ what, place, packages, text: forbidden }) => {
          if (place.test(source.path)) return []
          const imported =
            packages && imports(source).some(one => !one.ours && packages.includes(packageOf(one.target)))
          return imported || forbidden?.test(text) ? [`${source.path}: ${what} has its place elsewhere`] : []
        })
      }),
  planted: [
    planted(
      'a feature with a driver of its own',
      'src/features/people/queries.ts',
      `import pg from 'pg'`,
      'pg has its place elsewhere',
    ),
    planted(
      'the kit reading the environment',
      'src/web/kit.ts',
      `const port = process.env.PORT`,
      'the environment has its place elsewhere',
    ),
    planted(
      'a feature looking at the clock',
      'src/features/tasks/commands.ts',
      `const due = new Date()`,
      'the clock has its place elsewhere',
    ),
    planted(
      'a feature that measures',
      'src/features/tasks/commands.ts',
      `const start = Date.now()`,
      'the clock has its place elsewhere',
    ),
    planted('a date made of something', 'src/features/tasks/commands.ts', `const due = new Date(text)`, undefined),
    planted(
      'the clock in a comment',
      'src/features/tasks/commands.ts',
      `// not new Date(), which the database does not know\nconst due = 1`,
      undefined,
    ),
    planted(
      'a page with raw HTML',
      'src/features/people/list/list.page.tsx',
      `<div dangerouslySetInnerHTML={{ __html: name }} />`,
      'raw HTML has its place elsewhere',
    ),
    planted(
      'a feature with official templates',
      'src/features/home/routes.ts',
      `import x from 'govuk-frontend/dist/x'`,
      'official components has its place elsewhere',
    ),
  ],
}

const rawHtml: ArchitectureRule = {
  says: 'raw HTML stands in one function',
  faults: sources => {
    const uses = sources
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap(({ path, text }) => [...withoutComments(text).matchAll(/\bdangerouslySetInnerHTML\b/g)].map(() => path))
    return uses.length > 1 ? uses.slice(1).map(path => `${path}: raw HTML a second time`) : []
  },
  planted: [
    planted(
      'a second use of it',
      'src/design/raw.ts',
      `const a = { dangerouslySetInnerHTML: x }\nconst b = { dangerouslySetInnerHTML: y }`,
      'raw HTML a second time',
    ),
  ],
}

export const layerRules: readonly ArchitectureRule[] = [layering, places, rawHtml]

function planted(what: string, path: string, text: string, fault: string | undefined) {
  return { what, sources: [{ path, text }], fault }
}
