import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'

// npm itself runs, up to three times a test.
vi.setConfig({ testTimeout: 90_000 })

const script = join(import.meta.dirname, '../scripts/prepare.js')
const saysInstalling = /^Installing the packages in package-lock\.json/m

/** A project with one package of its own folder in it, so that installing needs no network. */
async function project(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tr-prepare-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const part of ['scripts', 'part']) await mkdir(join(folder, part))
  await copyFile(script, join(folder, 'scripts/prepare.js'))
  const part = { name: 'part', version: '1.0.0' }
  const whole = { name: 'whole', version: '1.0.0', type: 'module', dependencies: { part: 'file:part' } }
  const lock = {
    ...{ name: 'whole', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: {
      '': whole,
      'node_modules/part': { resolved: 'part', link: true },
      part: { version: '1.0.0' },
    },
  }
  await writeFile(join(folder, 'part/package.json'), JSON.stringify(part))
  await writeFile(join(folder, 'package.json'), JSON.stringify(whole))
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
  return folder
}

function prepare(folder: string, more: Record<string, string> = {}) {
  // As by hand, outside npm: npm tells its scripts where it is.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prepare.js'], {
    cwd: folder,
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('it uses nothing that would have to be installed first', async () => {
  const imports = [...(await readFile(script, 'utf8')).matchAll(/from '(.+)'/g)].map(([, from]) => from)
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter(from => !from?.startsWith('node:'))).toEqual([])
})

test('it does not empty the packages of another project that node_modules is a link to', async () => {
  const [folder, other] = [await project(), await project()]
  await mkdir(join(other, 'node_modules'))
  await writeFile(join(other, 'node_modules/theirs'), '')
  await symlink(join(other, 'node_modules'), join(folder, 'node_modules'))
  expect(prepare(folder)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^node_modules is a link to /) })
  expect(await readdir(join(other, 'node_modules'))).toEqual(['theirs'])
})

test('it installs once, says so, and does nothing at all afterwards', async () => {
  const folder = await project()
  const first = prepare(folder)
  expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(saysInstalling) })
  expect(await stat(join(folder, 'node_modules/part/package.json'))).toBeDefined()

  const changed = async () =>
    Promise.all(
      (await readdir(folder, { recursive: true }))
        .sort()
        .map(async name => [name, (await stat(join(folder, name))).mtimeMs]),
    )
  const before = await changed()
  // Not even a program to install with is looked for.
  const second = prepare(folder, { PATH: '/nowhere' })
  expect(second).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(await changed()).toEqual(before)
})

test.each(['package-lock.json', 'package.json'])(
  'it installs again when %s allows or lists something else',
  async file => {
    const folder = await project()
    prepare(folder)
    const text = await readFile(join(folder, file), 'utf8')
    await writeFile(
      join(folder, file),
      file === 'package.json' ? text.replace('{', '{"allowScripts":{"part":true},') : `${text}\n`,
    )
    expect(prepare(folder)).toMatchObject({ status: 0, stdout: expect.stringMatching(saysInstalling) })
    expect(prepare(folder).stdout).toBe('')
  },
)

test('when installing fails it ends with one sentence, and tries again the next time', async () => {
  const folder = await project()
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8')
  await writeFile(join(folder, 'package-lock.json'), '{ half a lockfile')
  const failed = prepare(folder)
  expect(failed.status).toBe(1)
  expect(failed.stderr.trimEnd().split('\n').at(-1)).toBe(
    'Installing did not work, for the reason above; nothing was started.',
  )
  await writeFile(join(folder, 'package-lock.json'), lock)
  expect(prepare(folder)).toMatchObject({ status: 0, stdout: expect.stringMatching(saysInstalling) })
})
