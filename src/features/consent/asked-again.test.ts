import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aPanel } from '../../../test/nominations.ts'
import { acceptedBy, saysYes } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'

// R150: due and overdue answers are tasks of whoever holds the case.

const database = await testDatabase()
const world = await aWorld(database)
const areaId = await world.areaId('york')
const accepted = acceptedBy(world, { york: await aPanel(world, 'york') })

test('a yes that ran out is asked for again, once', async () => {
  const { child, panel } = await accepted('york', 1)
  await saysYes(world, areaId, child.id, panel.holder.id)
  const open = async () =>
    (
      await world.db.query(
        `select from task where young_person_id = $1 and kind = 'ask about taking part' and settled_at is null`,
        [child.id],
      )
    ).rowCount
  expect(await open()).toBe(0)
  await world.db.query(
    `update consent set asked_on = current_date - 30, until_on = current_date - 1 where young_person_id = $1`,
    [child.id],
  )
  await world.db.query('select app.looked_at_again()')
  await world.db.query('select app.looked_at_again()')
  expect(await open()).toBe(1)
})

test.each([
  ['a no', 'no', 0, 1],
  ['a no, the day before', 'no', 1, 0],
  ['somebody whom it was not safe to ask', 'not approached', 0, 1],
  ['somebody whom it was not safe to ask, the day before', 'not approached', 1, 0],
  ['a yes, two weeks before it ends', 'yes', 14, 1],
  ['a yes, before that', 'yes', 15, 0],
] as const)('a day to ask again brings a task for both questions: %s', async (_, answer, days, tasks) => {
  const { child, panel } = await accepted('york', 1)
  const asks = ['ask about taking part', 'ask about sharing'] as const
  for (const question of ['taking part', 'sharing'])
    await world.db.query(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, competence, competence_reason,
         not_approached_reason, not_approached_by, purposes, until_on, recorded_by)
       values ($1, $2, $3, $4, app.today(), 'Somebody', 'It', 'It', '{in person}', true, 'understands', 'It', $5, $5, $6, app.today() + $7::int, $8)`,
      [
        areaId,
        child.id,
        question,
        answer,
        answer === 'not approached' ? 'Reason' : null,
        question === 'sharing' && answer === 'yes' ? ['safeguarding'] : [],
        days,
        panel.holder.id,
      ],
    )
  const open = () =>
    world.db
      .query<{ kind: string }>(
        `select kind, due_on = app.today() + $3::int as on_the_day from task where young_person_id = $1 and kind = any ($2) and settled_at is null order by kind`,
        [child.id, asks, days],
      )
      .then(({ rows }) => rows)
  // Being answered, or that it was not safe to ask, settled what was asked.
  expect(await open()).toEqual([])
  for (const hour of [1, 2])
    await world.db.query(`select ${hour}, app.looked_at_again(), app.sharing_looked_at_again()`)
  expect(await open()).toEqual(tasks === 0 ? [] : asks.toSorted().map(kind => ({ kind, on_the_day: true })))
})
