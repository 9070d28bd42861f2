import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await matching(the, world)

test('filling in together shows the young person nothing of what the adult owes', async () => {
  const of = await ready()
  await make(of)
  const match = await matched(of)
  await world.db.query('update supervision set held_on = current_date - 300 where worker_id = $1', [of.worker.id])
  await world.db.query(`delete from requirement_met where worker_id = $1`, [of.worker.id])
  await world.db.query(`delete from brief_read where match_id = $1`, [match])
  const phone = await signedIn(the, of.worker.person)
  const page = urls.mine({ area: 'york' })
  const alone = (await phone.get(page)).text
  for (const owed of ['Still to do', 'Your supervision was due', 'is not done yet']) expect(alone).toContain(owed)

  await world.db.query(
    `update session set together_match_id = m.id, together_young_person_id = m.young_person_id, together_until = now() + interval '1 hour'
       from match m where m.id = $1 and session.person_id = $2`,
    [match, of.worker.person.id],
  )
  const together = await phone.get(page)
  expect(together.status).toBe(200)
  expect(together.text).toContain('Write down how it went')
  for (const owed of ['Still to do', 'supervision', 'is not done yet', 'has run out'])
    expect(together.text).not.toContain(owed)
})

test('while they do not meet nothing is filled in together, by page and by statement', async () => {
  const of = await ready()
  await make(of)
  const match = (await matched(of)) ?? ''
  const phone = await signedIn(the, of.worker.person)
  const page = urls.mine({ area: 'york' })
  const begin = urls.together({ area: 'york', mine: match })
  const forged = await phone.hidden(page)
  expect((await phone.get(page)).text).toContain('Fill in together')
  await world.db.query(
    `insert into match_pause (area_id, match_id, young_person_id, why, decide_by) select area_id, id, young_person_id, 'away', app.today() + 1 from match where id = $1`,
    [match],
  )
  const paused = (await phone.get(page)).text
  expect(paused).toContain('You do not meet, ring or text')
  expect(paused).not.toContain('Fill in together')
  expect((await phone.post(begin, forged)).status).toBe(404)
  expect(
    await world.one('select count(*)::int as n from session where person_id = $1 and together_until is not null', [
      of.worker.person.id,
    ]),
  ).toEqual({ n: 0 })
})
