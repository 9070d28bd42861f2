import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { countsIn } from './vitest-report.ts'

const project = join(import.meta.dirname, '../..')

/** Has Vitest itself run these files, and counts. */
async function run(files: Record<string, string>) {
  await mkdir(join(project, 'var/test'), { recursive: true })
  const folder = await mkdtemp(join(project, 'var/test/report-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(folder, 'vitest.config.js'), 'export default {}')
  const report = join(folder, 'report.json')
  const args = ['run', '--root', folder, '--globals', '--reporter=json', `--outputFile=${report}`, '--passWithNoTests']
  // It exits with 1 when a test fails; that is counted, too.
  await promisify(execFile)(join(project, 'node_modules/.bin/vitest'), args).catch(() => undefined)
  return countsIn(await readFile(report, 'utf8'))
}

test('tests that pass, fail, are skipped, and a file that cannot be loaded are all counted', async () => {
  const counts = await run({
    'one.test.js': `test('a', () => {}); test('b', () => { expect(1).toBe(2) }); test.skip('c', () => {}); test.todo('d')`,
    'two.test.js': `import './nowhere.js'; test('e', () => {})`,
    'three.test.js': `describe('f', () => { beforeAll(() => { throw new Error('set-up') }); test('g', () => {}) }); test('h', () => {})`,
  })
  expect(counts).toEqual({ passed: 2, failed: 3, skipped: 3 })
})

test('no test and no report count nothing', async () => {
  expect(await run({})).toEqual({ passed: 0, failed: 0, skipped: 0 })
  expect(countsIn(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
