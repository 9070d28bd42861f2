import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls as people } from '../../people/index.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const home = async (person: MadePerson): Promise<string> => (await (await signedIn(the, person)).get(urls.home())).text
/** The text of a page as it is read. */
const read = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('what I have not sent stands on my home with its day, leads back to it, and is nobody else’s; nothing of it about whom I cannot open any more', async () => {
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: holder, given: 'Ada', surname: 'Halfwritten' })
  const path = people.trustedAdults({ area: 'york', youngPerson: child.id })
  const instance = randomUUID()
  const kept = (form: string, subject: string, about: string | null) =>
    world.db.query(
      `insert into draft (person_id, form, subject, instance, young_person_id, body, saved_at) values ($1, $2, $3, $4, $5, '{}', now() - interval '2 hours')`,
      [holder.id, form, subject, instance, about],
    )
  await kept('trusted adults', path, child.id)
  await kept('/:area/elsewhere', '//elsewhere.example', null)
  const text = await home(holder)
  expect(read(text)).toContain('You have not sent this yet Trusted adults ( Ada Halfwritten ), saved 2 hours ago')
  expect(text).toContain(`href="${path}?draft=${instance}"`)
  expect(text).not.toContain('elsewhere.example')
  const other = await world.person({ role: 'case-holder', area: 'york' })
  expect(await home(other)).not.toContain('You have not sent this yet')
  // It can be read and thrown away, by nobody else.
  const draft = `/drafts/${instance}`
  expect(text).toContain(`href="${draft}"`)
  await world.db.query(`update draft set body = '{"familyWords": "An aunt & a dog"}' where instance = $1`, [instance])
  const asHolder = await signedIn(the, holder)
  expect((await asHolder.get(draft)).text).toContain('An aunt &amp; a dog')
  const asOther = await signedIn(the, other)
  expect((await asOther.get(draft)).status).toBe(404)
  expect((await asOther.post(draft, await asOther.hidden('/'))).status).toBe(404)
  await world.db.query(`delete from draft where subject = '//elsewhere.example'`)
  expect((await asHolder.send(draft, {})).status).toBe(303)
  expect(await home(holder)).not.toContain('You have not sent this yet')
  expect((await asHolder.get(draft)).status).toBe(404)
  await kept('trusted adults', path, child.id)
  await world.db.query('update case_holding set person_id = $2 where young_person_id = $1', [child.id, other.id])
  expect(await home(holder)).not.toContain('You have not sent this yet')
})
