import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDraft } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const coordinator = await world.person({ role: 'coordinator', area: 'york' })
let as: Record<'holder' | 'duty', Client>
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }

beforeAll(async () => {
  as = { holder: await signedIn(the, holder), duty: await signedIn(the, duty) }
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder })
  key = { area: 'york', youngPerson: child.id }
  await world.db.query('delete from episode where young_person_id = $1', [child.id])
  await world.db.query(
    `insert into episode (area_id, young_person_id, started_on, recorded_by, told_by) values ($1, $2, current_date - 90, $3, '2A')`,
    [child.areaId, child.id, holder.id],
  )
})
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const boxes = (daysAgo: number) => {
  const day = new Date(Date.now() - daysAgo * 86_400_000)
  return {
    'lastDay-day': String(day.getUTCDate()),
    'lastDay-month': String(day.getUTCMonth() + 1),
    'lastDay-year': String(day.getUTCFullYear()),
  }
}
const end = (daysAgo = 1, reason = 'They have their aunt and the boxing club', kind = 'as planned') =>
  as.holder.send(urls.endEpisode(key), { ...boxes(daysAgo), kind, reason })
const episodes = async () =>
  (
    await world.db.query(
      `select started_on, ended_on is not null as over, end_reason, ended_by from episode where young_person_id = $1 order by started_on`,
      [child.id],
    )
  ).rows

describe('a time with Trusted Relationships', () => {
  test('stands on the record, with who told us', async () => {
    const page = words((await as.holder.get(urls.youngPerson(key))).text)
    expect(page).toContain('Time with Trusted Relationships')
    expect(page).toContain('Who told us School')
    // Strands are not duty’s to read: nothing says that there are none.
    expect(words((await as.duty.get(urls.episodes(key))).text)).not.toContain('Strands')
  })

  test('ends with a day and a reason; a new assessment begins the next one', async () => {
    await world.db.query('update young_person set opened_to_panel_at = now() where id = $1', [child.id])
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'review an assessment', $3, '/')`,
      [child.areaId, child.id, `person:${holder.id}`],
    )
    expect((await end()).location).toBe(urls.episodes(key))
    expect(await episodes()).toMatchObject([
      { over: true, end_reason: 'They have their aunt and the boxing club', ended_by: holder.id },
    ])
    expect(
      await world.one('select count(*)::int as n from task where young_person_id = $1 and settled_at is null', [
        child.id,
      ]),
    ).toEqual({ n: 0 })
    expect(
      await world.one(
        `select count(*)::int as n from notification where young_person_id = $1 and kind = 'episode ended' and person_id = $2`,
        [child.id, coordinator.id],
      ),
    ).toEqual({ n: 1 })
    const page = words((await as.holder.get(urls.episodes(key))).text)
    expect(page).toContain('As planned. They have their aunt and the boxing club')
    expect(page).toContain('A new risk assessment begins a new time')
    expect(words((await as.holder.get(urls.youngPerson(key))).text)).toContain('It ended on')
    expect((await as.holder.get(urls.endEpisode(key))).status).toBe(404)

    expect((await as.holder.send(`/york/young-people/${child.id}/assessments/new`, {})).status).toBe(303)
    expect(await episodes()).toMatchObject([{ over: true }, { over: false }])
    const { same } = await world.one<{ same: boolean }>(
      `select a.episode_id = e.id as same from assessment a join episode e on e.young_person_id = a.young_person_id and e.ended_on is null where a.young_person_id = $1`,
      [child.id],
    )
    expect(same).toBe(true)
  })

  test.each([
    ['without a reason', () => end(1, ''), 'Say why it ends'],
    ['without a choice', () => end(1, 'Because', ''), 'Choose why it ends'],
    [
      'because we did not reach them, before enough was tried (R143)',
      () => end(1, 'Because', 'we did not reach them'),
      'Not enough was tried yet',
    ],
    ['before it began', () => end(91), 'The last day cannot be before the first'],
    ['ahead of its day', () => end(-2), 'What was the last day? Give a day that is today or in the past'],
  ])('does not end %s', async (_, send, says) => {
    const answer = await send()
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(says)
    expect(await episodes()).toMatchObject([{ over: false }])
  })

  test('does not end while something is under way', async () => {
    await aDraft(world, child, holder)
    const answer = await end()
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('Something is under way')
  })

  test('is not duty’s to end', async () => {
    expect((await as.duty.get(urls.endEpisode(key))).status).toBe(403)
  })

  test('the database lets nobody end one past the function, nor begin one', async () => {
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query('select app.enter($1, $2)', [as.holder.token, [child.id]])
      await connection.query('savepoint here')
      for (const statement of [
        `update app.episode set ended_on = current_date`,
        `insert into app.episode (area_id, young_person_id, started_on, recorded_by) values ('${child.areaId}', '${child.id}', current_date, '${holder.id}')`,
      ]) {
        await expect(connection.query(statement)).rejects.toMatchObject({ code: '42501' })
        await connection.query('rollback to savepoint here')
      }
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  })
})
