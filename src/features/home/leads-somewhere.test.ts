import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { demonstrated } from '../../../test/demonstrated.ts'
import type { MadePerson } from '../../../test/world.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

// What somebody is asked, told and shown first leads somewhere: as everybody of the demonstration.

const database = await testDatabase()
const world = await aWorld(database)
await demonstrated(database, world)
const the = await testApp(database)

test('no link of home, tasks and news answers whoever it is shown to with a closed door', {
  timeout: 600_000,
}, async () => {
  const { rows: everybody } = await world.db.query<MadePerson & { roles: string[] }>(
    `select p.id, p.name, i.subject, array_agg(distinct m.role) as roles from person p join identity i on i.person_id = p.id
       join membership m on m.person_id = p.id where p.closed_at is null group by p.id, p.name, i.subject order by p.name`,
  )
  const closed: string[] = []
  let followed = 0
  for (const person of everybody) {
    const browser = await signedIn(the, person)
    const links = new Set<string>()
    for (const from of [urls.home(), urls.tasks(), urls.teamTasks(), urls.news()])
      for (const [, href = ''] of (await browser.get(from)).text.matchAll(/href="(\/[^"#]*)"/g))
        links.add(href.replaceAll('&amp;', '&'))
    for (const href of links) {
      if (href.startsWith('/assets/')) continue
      followed += 1
      const { status } = await browser.get(href)
      if (status >= 400) closed.push(`${person.roles.join(', ')}: ${href} answers ${status}`)
    }
  }
  expect(closed).toEqual([])
  expect(followed).toBeGreaterThan(everybody.length * 5)
})
