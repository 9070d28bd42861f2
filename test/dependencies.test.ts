import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectSources } from './architecture/source.ts'
import { type Installed, licenceFault } from './dependencies/licences.ts'
import { documentFaults, type Lock, type Manifest, pinFaults, placeFaults, scriptFaults } from './dependencies/rules.ts'

// What we depend on, looked at without a network (docs/dependencies.md). `npm audit` is for the council's pipeline.

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFile(join(root, path), 'utf8')
// The project's own files, whose shape npm itself checks.
const manifest = JSON.parse(await read('package.json')) as Manifest
const lock = JSON.parse(await read('package-lock.json')) as Lock
const document = await read('docs/dependencies.md')

const small: Manifest = {
  dependencies: { one: '1.0.0' },
  devDependencies: {},
  optionalDependencies: {},
  allowScripts: { script: true },
}
const smallLock: Lock = {
  packages: {
    '': { dependencies: { one: '1.0.0' } },
    'node_modules/one': { version: '1.0.0' },
    'node_modules/one/node_modules/script': { version: '2.0.0', hasInstallScript: true },
  },
}

describe('versions', () => {
  test('every version is exact, here and in the lockfile', () => {
    expect(pinFaults(manifest, lock)).toEqual([])
    expect(pinFaults(small, smallLock)).toEqual([])
  })

  test.each([
    [{ one: '^1.0.0' }, 'one is not pinned: ^1.0.0'],
    [{ one: 'latest' }, 'one is not pinned: latest'],
    [{ one: '1.0.1' }, 'one is 1.0.1 here and 1.0.0 in the lockfile'],
    [{ one: '1.0.0', two: '1.0.0' }, 'two is 1.0.0 here and missing in the lockfile'],
  ])('it finds %o', (dependencies, fault) => {
    expect(pinFaults({ ...small, dependencies }, smallLock)).toEqual([fault])
  })

  test('fewer than forty run in the service', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThan(40)
  })

  test('every installed package has a hash in the lockfile', () => {
    const without = Object.entries(lock.packages).filter(
      ([path, one]) => path !== '' && one.integrity === undefined && existsSync(join(root, path)),
    )
    expect(without.map(([path]) => path)).toEqual([])
  })
})

describe('scripts at installation', () => {
  test('exactly the packages that need one are named', () => {
    expect(scriptFaults(manifest, lock)).toEqual([])
    expect(scriptFaults(small, smallLock)).toEqual([])
  })

  test.each([
    [{}, ['script@2.0.0 runs a script when it is installed and is not in allowScripts']],
    [{ script: true, one: true }, ['one is in allowScripts and runs no script']],
    [{ 'script@2.0.0': true }, []],
    [
      { 'script@1.0.0': true },
      [
        'script@2.0.0 runs a script when it is installed and is not in allowScripts',
        'script@1.0.0 is in allowScripts and runs no script',
      ],
    ],
  ])('with %o', (allowScripts, faults) => {
    expect(scriptFaults({ ...small, allowScripts }, smallLock)).toEqual(faults)
  })
})

describe('licences', () => {
  test('every installed package has one that we may use', async () => {
    const paths = Object.keys(lock.packages).filter(path => path !== '' && existsSync(join(root, path, 'package.json')))
    const installed = await Promise.all(
      paths.map(async path => JSON.parse(await read(`${path}/package.json`)) as Installed),
    )
    expect(installed.length).toBeGreaterThan(200)
    expect(installed.map(licenceFault).filter(Boolean)).toEqual([])
  })

  const one = { name: 'one', version: '1.0.0' }
  test.each([
    [{ license: 'MIT' }, undefined],
    [{ license: '(MIT OR EUPL-1.1+)' }, undefined],
    [{ license: 'MIT OR Apache-2.0' }, undefined],
    [{ license: '(MIT AND Zlib)' }, undefined],
    [{ license: { type: 'ISC' } }, undefined],
    [{ licenses: [{ type: 'GPL-2.0' }, { type: 'MIT' }] }, undefined],
    [{ license: 'GPL-3.0-only' }, 'one@1.0.0 has the licence GPL-3.0-only'],
    [{ license: '(MIT AND GPL-3.0-only)' }, 'one@1.0.0 has the licence (MIT AND GPL-3.0-only)'],
    [{ license: 'GPL-2.0 OR (MIT AND X)' }, 'one@1.0.0 has the licence GPL-2.0 OR (MIT AND X)'],
    [{ license: 'SEE LICENSE IN LICENSE' }, 'one@1.0.0 has the licence SEE LICENSE IN LICENSE'],
    [{ license: 'UNLICENSED' }, 'one@1.0.0 has the licence UNLICENSED'],
    [{}, 'one@1.0.0 names no licence'],
  ])('%o: %s', (named, fault) => {
    expect(licenceFault({ ...one, ...named })).toBe(fault)
  })
})

describe('reasons', () => {
  test('every direct dependency has a line that says why', () => {
    expect(documentFaults(manifest, document)).toEqual([])
  })

  const line = '| `one` | It does something. |\n'
  test.each([
    ['nothing', '', ['one has no line in docs/dependencies.md']],
    ['one too many', `${line}| \`two\` | It did something. |\n`, ['two has a line and is not a dependency']],
    ['no reason', '| `one` | Why. |\n', ['one has a line without a reason']],
    ['it twice', `${line}${line}`, ['one has two lines']],
  ])('it finds %s', (_, text, faults) => {
    expect(documentFaults(small, text)).toEqual(faults)
  })
})

describe('places', () => {
  test('the service needs exactly its dependencies, and none for development', async () => {
    expect(placeFaults(manifest, await projectSources(root))).toEqual([])
  })

  test.each([
    [
      [{ path: 'src/a.ts', text: `import one from 'one'\nimport two from 'two/deep'` }],
      ['two is needed by a live system and not in dependencies'],
    ],
    [
      [{ path: 'src/a.test.ts', text: `import one from 'one'` }],
      ['one is in dependencies and nothing live imports it'],
    ],
  ])('with %o', (sources, faults) => {
    expect(placeFaults(small, sources)).toEqual(faults)
  })
})
