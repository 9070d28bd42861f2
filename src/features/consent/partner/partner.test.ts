import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { pageSize } from '../../../web/paging.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const coach = await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector.example' })

/** Shared with the coach's agency by a basis in law. */
const shared = (child: string, agency = 'voluntary-sector.example', categories = ['identity', 'contact']) =>
  world.db.query(
    `insert into lawful_share (area_id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, decided_by, decided_on, review_on, recorded_by)
       select y.area_id, y.id, a.id, $6, 'It', 'vital interests', 'safeguarding', 'It', 'told', 'Somebody', $3, $4, $5
         from young_person y join agency a on a.area_id = y.area_id and a.key = $2 where y.id = $1`,
    [child, agency, yearsAgo(0), yearsAgo(0, -20), holder.id, categories],
  )

test('the list of those shared goes page by page, newest first, past those who are shared no more', async () => {
  const made: string[] = []
  for (let count = 0; count < 2 * pageSize + 8; count += 1) {
    const { id } = await world.youngPerson('york', { heldBy: holder })
    await world.db.query(`update young_person set created_at = now() - make_interval(hours => $2) where id = $1`, [
      id,
      // Made in another order than their ids.
      (count * 7) % 100,
    ])
    await shared(id, count === 3 ? 'schools.example' : 'voluntary-sector.example')
    made.push(id)
  }
  const ended = [made[10], made[20], made[30]]
  await world.db.query(
    `update lawful_share set ended_at = now(), reviewed_at = now(), reviewed_by = $2, reviewed_reason = 'It' where young_person_id = any ($1)`,
    [ended, holder.id],
  )
  // What was shared of a record that was merged is shared of the one that goes on: once in the list.
  await world.db.query('update young_person set merged_into = $2 where id = $1', [made[40], made[41]])
  const { rows } = await world.db.query<{ id: string }>(
    'select id from young_person where id = any ($1) and id <> all ($2) order by created_at desc, id desc',
    [made, [...ended, made[3], made[40]]],
  )
  const everybody = rows.map(row => row.id)

  const partner = await signedIn(the, coach)
  const found: string[] = []
  const sizes: number[] = []
  for (let page: string | undefined = urls.sharedWithUs({ area: 'york' }); page; ) {
    const { text } = await partner.get(page)
    const ids = [...text.matchAll(/young-people\/([0-9a-f-]{36})\/shared"/g)].map(match => match[1] ?? '')
    found.push(...ids)
    sizes.push(ids.length)
    page = /href="([^"]*shared-with-us\?after=[^"]*)"/.exec(text)?.[1]
  }
  expect(found).toEqual(everybody)
  expect(sizes).toEqual([pageSize, pageSize, everybody.length - 2 * pageSize])

  // Whom they cannot see is no place to go on from: nothing is said about when they were recorded.
  const { text } = await partner.get(`${urls.sharedWithUs({ area: 'york' })}?after=${made[3]}`)
  expect(text).toContain('Nobody is shared with your agency now')
})

test('says of what may be known and is not written yet that there is nothing yet', async () => {
  const child = await world.youngPerson('york', { heldBy: holder })
  // Of an agency of their own: the list above is of all that is shared with the coach's.
  const agency = 'voluntary-sector.other'
  const partner = await signedIn(the, await world.person({ role: 'partner-professional', area: 'york', agency }))
  const page = async () => (await partner.get(urls.shared({ area: 'york', youngPerson: child.id }))).text
  await shared(child.id, agency)
  expect(await page()).not.toContain('Nothing is written here yet')
  await shared(child.id, agency, ['identity', 'assessment', 'plan'])
  expect(await page()).toContain('Nothing is written here yet about: the risk assessment, the support plan.')
})
