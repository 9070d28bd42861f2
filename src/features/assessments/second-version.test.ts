import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { aCompletedAssessment, aDraft } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { type Form, formHash, formSchema } from './form-definition.ts'
import { urls } from './urls.ts'

// Answers keep the version they were given under (R130): a second version of the form is in force.

const configDir = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(configDir, { recursive: true }))
cpSync('config', configDir, { recursive: true })
const first = readFileSync(join(configDir, 'forms/exploitation-risk-assessment.yaml'), 'utf8')
const asked = 'Nights away without anybody who cares for them knowing where they were'
expect(first).toContain(asked)
const second = first
  .replace(/^version: 1$/m, 'version: 2')
  .replace(/^title: .*$/m, 'title: The second form')
  .replace(asked, 'Asked anew: nights away')
const form: Form = formSchema.parse(parse(second))
writeFileSync(join(configDir, 'forms/exploitation-risk-assessment-2.yaml'), second)
const pinned = join(configDir, 'forms/published.yaml')
writeFileSync(
  pinned,
  stringify([...parse(readFileSync(pinned, 'utf8')), { key: form.key, version: 2, hash: formHash(form) }]),
)

const database = await testDatabase()
const the = await testApp(database, { CONFIG_DIR: configDir })
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })

test('what was answered under the first version is read and written in its words, and a new one is asked by the second', async () => {
  const me = await signedIn(the, holder)
  const child = await world.youngPerson('york', { heldBy: holder })
  const at = { area: 'york', youngPerson: child.id }
  const completed = await aCompletedAssessment(world, child, holder)
  const draft = await aDraft(world, child, holder, undefined, completed)

  const whole = (await me.get(urls.assessment({ ...at, assessment: completed }))).text
  expect(whole).toContain('Version 1 of the form')
  expect(whole).not.toContain('The second form')
  const section = (await me.get(urls.section({ ...at, assessment: draft, sectionKey: 'missing' }))).text
  expect(section).toContain(asked)
  expect(section).not.toContain('Asked anew')
  const copy = (await me.get(urls.recordCopyText({ ...at, assessment: completed }))).text
  expect(copy).not.toContain('Asked anew')

  const other = await world.youngPerson('york', { heldBy: holder })
  const { location } = await me.send(urls.start({ area: 'york', youngPerson: other.id }), {})
  expect((await me.get(`${location}/sections/missing`)).text).toContain('Asked anew: nights away')
  expect(await world.one('select form_version from assessment where young_person_id = $1', [other.id])).toEqual({
    form_version: 2,
  })
})
