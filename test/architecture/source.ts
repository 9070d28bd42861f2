import { glob, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'

/** A file of the project: its path from the root, with `/`, and its text. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** A rule that the sources keep, with faults that it must find. */
export interface ArchitectureRule {
  /** The rule, as a sentence. */
  readonly says: string
  /** Each place that breaks it, beginning with its path. */
  faults(sources: readonly Source[]): string[]
  readonly planted: readonly PlantedSource[]
}

export interface PlantedSource {
  /** As in "it finds …". */
  readonly what: string
  /** Path and text of the files that break the rule; whole, so that they stand for themselves. */
  readonly sources: readonly Source[]
  /** A part of what the rule says about them; undefined where they keep it. */
  readonly fault: string | undefined
}

const folders = '{src,test,e2e,trial,bench,scripts}'

/** Everything we write ourselves that runs; not what is generated. */
export async function projectSources(root: string): Promise<Source[]> {
  const paths: string[] = []
  for await (const path of glob([`${folders}/**/*.{ts,tsx,js}`, '*.{ts,js}'], { cwd: root })) paths.push(path)
  return Promise.all(
    paths
      .filter(path => !isGenerated(path))
      .sort()
      .map(async path => ({ path, text: await readFile(join(root, path), 'utf8') })),
  )
}

export const isGenerated = (path: string): boolean => path.startsWith('src/db/types/') || /\.generated\.ts$/.test(path)
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** What a file imports. */
export interface Import {
  /** A path from the root where it is ours, the specifier as it stands where it is a package's. */
  readonly target: string
  readonly ours: boolean
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean
}

const clause = String.raw`(?:\*(?:\s+as\s+[\w$]+)?|(?:type\s+)?\{[^}]*\}|[\w$]+(?:\s*,\s*(?:\{[^}]*\}|\*\s+as\s+[\w$]+))?)`
const statement = new RegExp(
  String.raw`^[ \t]*(?:import|export)\s+((?:type\s+)?${clause})\s+from\s*(['"])([^'"\n]+)\2`,
  'gm',
)
const sideEffect = /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm
const dynamic = /(?<![\w.'"`])(?:import|require|import\.meta\.resolve|require\.resolve)\(\s*(['"])([^'"\n]+)\1/g

/** Everything a file imports, also what it re-exports and what it loads while it runs. */
export function imports({ path, text }: Source): Import[] {
  const found = (specifier: string, typeOnly: boolean): Import => {
    const ours = specifier.startsWith('.')
    return { target: ours ? posix.join(posix.dirname(path), specifier) : specifier, ours, typeOnly }
  }
  return [
    ...[...text.matchAll(statement)].map(([, what = '', , specifier = '']) => found(specifier, isTypeOnly(what))),
    ...[...text.matchAll(sideEffect)].map(([, , specifier = '']) => found(specifier, false)),
    ...[...text.matchAll(dynamic)].map(([, , specifier = '']) => found(specifier, false)),
  ]
}

function isTypeOnly(what: string): boolean {
  if (/^type\s/.test(what)) return true
  const names = /^\{([^}]*)\}$/
    .exec(what)?.[1]
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean)
  return names !== undefined && names.length > 0 && names.every(name => name.startsWith('type '))
}

/** The package that a specifier names: `@scope/name/deep` is `@scope/name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The text without comments; strings stay as they are, and lines keep their numbers. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:\w'"`])\/\/[^\n]*/g, comment => comment.replace(/[^\n]/g, ' '))
}
