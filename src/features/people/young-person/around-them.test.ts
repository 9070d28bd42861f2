import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { accepting, aPanel, considered } from '../../../../test/nominations.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')

test('a record opens with who works with them and how to reach them, for whoever may see each', async () => {
  const reach = (id: string, phone: string) =>
    world.db.query(`update person set work_phone = $2, work_email = $3 where id = $1`, [
      id,
      phone,
      `${phone.slice(-3)}@council.example`,
    ])
  const deputy = await world.person({ role: 'case-holder', area: 'york' })
  const nurse = await world.person({ role: 'forum-member', area: 'york', agency: 'health' })
  const { child, path, browser } = await considered(the, world, york)
  expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
  await world.db.query(`insert into deputy (area_id, person_id, deputy_id, made_by) values ($1, $2, $3, $2)`, [
    child.areaId,
    york.holder.id,
    deputy.id,
  ])
  await world.db.query(
    `insert into discussion_agency (area_id, discussion_id, young_person_id, agency_id, invited_by, attendance, attendance_at)
     select d.area_id, d.id, d.young_person_id, g.id, $2, 'there', now() from discussion d join agency g on g.area_id = d.area_id and g.key = 'health'
     where d.young_person_id = $1`,
    [child.id, york.chair.id],
  )
  const numbers = ['01904 000 101', '01904 000 102', '01904 000 103', '01904 000 104']
  for (const [n, person] of [york.holder, deputy, york.managers[0], nurse].entries())
    await reach(person.id, numbers[n] ?? '')

  const main = async (person: typeof deputy) =>
    (
      (await (await signedIn(the, person)).get(urls.youngPerson({ area: 'york', youngPerson: child.id }))).text.match(
        /<main[\s\S]*<\/main>/,
      )?.[0] ?? ''
    )
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
  const seen = await main(york.holder)
  const order = ['Who holds the case', 'Who else works with them', 'Time with Trusted Relationships']
  expect(order.map(title => seen.indexOf(title))).toEqual(
    order.map(title => seen.indexOf(title)).toSorted((a, b) => a - b),
  )
  for (const number of numbers) expect(seen).toContain(number)
  expect(seen).toContain('101@council.example')
  expect(seen).toContain(`Stands in for the case-holder ${deputy.name}`)
  expect(seen).toContain('Introduces Trusted Relationships Sam Trusted, Youth justice')
  expect(seen).toMatch(/Manages the service Invented Person \d+, operational-manager, Volunteer Mentors/)
  expect(seen).toMatch(/In the newest discussion Invented Person \d+, forum-member, NHS in York/)

  // Duty reads who holds the case and who stands in, and nothing of discussion and strand.
  const duty = await main(await world.person({ role: 'duty', area: 'york' }))
  expect(duty).toContain(numbers[0])
  expect(duty).toContain(numbers[1])
  for (const more of [numbers[2], numbers[3], 'Sam Trusted']) expect(duty).not.toContain(more)
})
