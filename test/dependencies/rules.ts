import { imports, isTest, packageOf, type Source } from '../architecture/source.ts'

/** As much of package.json as is looked at. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
  /** Packages that may run a script when they are installed; `name` or `name@version`. */
  readonly allowScripts: Readonly<Record<string, boolean>>
}

/** As much of package-lock.json as is looked at. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const sections = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

/** The names of all direct dependencies. */
export const direct = (manifest: Manifest): string[] =>
  sections.flatMap(section => Object.keys(manifest[section])).sort()

/** Versions that are not exact, and those the lockfile has otherwise. */
export function pinFaults(manifest: Manifest, lock: Lock): string[] {
  return sections.flatMap(section =>
    Object.entries(manifest[section]).flatMap(([name, version]) => {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) return [`${name} is not pinned: ${version}`]
      const locked = lock.packages['']?.[section]?.[name]
      if (locked !== version) return [`${name} is ${version} here and ${locked ?? 'missing'} in the lockfile`]
      const found = lock.packages[`node_modules/${name}`]?.version
      return found === version ? [] : [`${name} is ${version} here and installed as ${found ?? 'nothing'}`]
    }),
  )
}

/** Packages that run a script when they are installed and are not named, and names that nothing needs. */
export function scriptFaults(manifest: Manifest, lock: Lock): string[] {
  const running = Object.entries(lock.packages)
    .filter(([, one]) => one.hasInstallScript)
    .map(([path, one]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), version: one.version }))
  const named = Object.keys(manifest.allowScripts)
  const covers = (key: string, one: { name: string; version: string | undefined }) =>
    key === one.name || key === `${one.name}@${one.version}`
  return [
    ...running
      .filter(one => !named.some(key => covers(key, one)))
      .map(({ name, version }) => `${name}@${version} runs a script when it is installed and is not in allowScripts`),
    ...named
      .filter(key => !running.some(one => covers(key, one)))
      .map(key => `${key} is in allowScripts and runs no script`),
  ]
}

/** Lines of docs/dependencies.md that are missing, left over, twice there or without a reason. */
export function documentFaults(manifest: Manifest, document: string): string[] {
  const lines = [...document.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, name = '', why = '']) => ({ name, why }))
  const names = direct(manifest)
  return [
    ...names
      .filter(name => !lines.some(line => line.name === name))
      .map(name => `${name} has no line in docs/dependencies.md`),
    ...lines.filter(line => !names.includes(line.name)).map(line => `${line.name} has a line and is not a dependency`),
    ...lines.filter(line => line.why.trim().length < 10).map(line => `${line.name} has a line without a reason`),
    ...lines
      .filter((line, at) => lines.findIndex(other => other.name === line.name) < at)
      .map(line => `${line.name} has two lines`),
  ]
}

/** What the service needs and would miss without the development dependencies, and what only development needs. */
export function placeFaults(manifest: Manifest, sources: readonly Source[]): string[] {
  const packages = (of: readonly Source[]) =>
    new Set(
      of
        .flatMap(source => imports(source).filter(one => !one.ours && !one.target.startsWith('node:')))
        .map(one => packageOf(one.target)),
    )
  // A live system runs src/, and the scripts that migrate, look after and verify it; the generators are ours alone.
  const service = packages(
    sources.filter(({ path }) => /^(?:src|scripts)\//.test(path) && !/^scripts\/generate/.test(path) && !isTest(path)),
  )
  return [
    ...[...service]
      .filter(name => !(name in manifest.dependencies))
      .map(name => `${name} is needed by a live system and not in dependencies`),
    ...Object.keys(manifest.dependencies)
      .filter(name => !service.has(name))
      .map(name => `${name} is in dependencies and nothing live imports it`),
  ]
}
