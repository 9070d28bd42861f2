import { expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')
const duty = await world.person({ role: 'duty', area: 'york' })

const linksIn = (page: string) => [
  ...new Set([...page.matchAll(/<a[^>]* href="(\/york\/[^"#]*)"/g)].map(m => (m[1] ?? '').replaceAll('&amp;', '&'))),
]

test.each([
  ['the chair, who reads assessments and writes none', york.chair, 'assessments'],
  ['the case-holder', york.holder, 'assessments'],
  ['the case-holder', york.holder, 'screenings'],
  ['duty, who screens and reads no assessment', duty, 'screenings'],
] as const)('%s can open whatever the pages lead to', { timeout: 90_000 }, async (_, person, from) => {
  const child = await york.sent()
  await york.discussion(child)
  const first = await aCompletedAssessment(world, child, york.holder)
  await aCompletedAssessment(world, child, york.holder, undefined, first)
  await world.db.query(
    `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
     select $1, $2, 'screening', 1, form_hash, '{"questions":{}}', current_date, 'assess', current_date, $3 from (values ($4)) f (form_hash)`,
    [child.areaId, child.id, duty.id, '4471f536dbfa745f9bfa7115019dcbe616244d1380fbd2b32a6b033cc05bb9d2'],
  )
  const me = await signedIn(the, person)
  const own = `/york/young-people/${child.id}/(screening|assessments)`
  const seen = new Set<string>()
  const todo: string[] = [urls[from]({ area: 'york', youngPerson: child.id })]
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const page = await me.get(path)
    expect(page.status, path).toBe(200)
    if (new RegExp(`^${own}`).test(path)) todo.push(...linksIn(page.text))
  }
  expect(seen.size).toBeGreaterThan(3)
})
