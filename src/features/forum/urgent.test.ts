import { describe, expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aPanel, refusal, sqlAs, written } from '../../../test/nominations.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')
const panel = await aPanel(world, 'york')

describe('outside a meeting', () => {
  test('an urgent discussion begins at once, and the next agenda notes it', async () => {
    const child = await york.sent({ surname: 'Cannotwait' })
    const co = await signedIn(the, york.coordinator)
    const begun = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      invited: [await york.agency('childrens-social-care'), await york.agency('police')],
    })
    expect(begun.status).toBe(303)
    const { id } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date + 7, $2) returning id`,
      [child.areaId, york.coordinator.id],
    )
    const agenda = await co.get(urls.meeting({ area: 'york', meeting: id }))
    expect(agenda.text).toContain('Urgent discussions since the last meeting')
    expect(agenda.text).toContain('Cannotwait')
    const twice = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      invited: await york.agency('police'),
    })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('listed for that already')
  })

  test('a child whom the panel sends back waits again, and is listed again', async () => {
    const child = await york.sent({ surname: 'Sentback' })
    const discussion = await york.discussion(child)
    await world.db.query(`update discussion set outcome_at = now(), members_until = now() where id = $1`, [discussion])
    const co = await signedIn(the, york.coordinator)
    const waiting = async () => (await co.get(urls.forum({ area: 'york' }))).text.includes('Sentback')
    expect(await waiting()).toBe(false)
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'put on the agenda', format('role:%s:forum-coordinator', $1::uuid), '/york/forum')`,
      [child.areaId, child.id],
    )
    expect(await waiting()).toBe(true)
    await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'strategy',
      invited: await york.agency('police'),
    })
    expect(await waiting()).toBe(true)
    const { rows } = await world.db.query(
      `select settled_at is not null as settled from task where young_person_id = $1 and kind = 'put on the agenda'`,
      [child.id],
    )
    expect(rows).toEqual([{ settled: true }])
  })

  test.each([
    ['long ago', -1, 'give a day in the last 28 days'],
    ['far ahead', 1, 'give a day in the next 28 days'],
  ])('none takes place %s', async (_, years, says) => {
    const child = await york.sent()
    const day = new Date()
    const co = await signedIn(the, york.coordinator)
    const answer = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      'heldOn-day': '1',
      'heldOn-month': '6',
      'heldOn-year': String(day.getFullYear() + years * 2),
      invited: await york.agency('police'),
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
    const insert = `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by) values ($1, $2, 'urgent', current_date + $4::int, now(), $3)`
    expect(
      await refusal(
        sqlAs(the, york.coordinator, child, sql =>
          sql(insert, [child.areaId, child.id, york.coordinator.id, years * 700]),
        ),
      ),
    ).toBe('discussion_outside_meetings_is_near')
  })

  test('days read as people say them', async () => {
    const child = await york.sent()
    await world.db.query(`insert into meeting (area_id, held_on, made_by) values ($1, '2030-12-05', $2)`, [
      child.areaId,
      york.coordinator.id,
    ])
    const page = (
      await (await signedIn(the, york.coordinator)).get(urls.newDiscussion({ area: 'york', youngPerson: child.id }))
    ).text
    expect(page).toContain('MACEM meeting, Thursday 5 December 2030')
    expect(page).not.toMatch(/\d\.\d\d\.\d{4}|\d{4}-12-05/)
  })
})

describe('a screening that asks for a strategy discussion (R30, R131)', () => {
  /** As the front door records it; the answers are other tests’ matter. */
  const screened = async (outcome = 'strategy-discussion') => {
    const child = await world.youngPerson('york', { heldBy: york.holder, surname: 'Cannotwaiteither' })
    await sqlAs(
      the,
      york.holder,
      child,
      sql =>
        sql(
          `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
           values ($1, $2, 'screening', 1, repeat('ab', 32), '{}', current_date, $3, current_date, $4)`,
          [child.areaId, child.id, outcome, york.holder.id],
        ),
      'commit',
    )
    return child
  }

  test('is on the co-ordinator’s desk today, and the chair is told', async () => {
    const child = await screened()
    const { rows: asked } = await world.db.query(
      `select desk, path, due_on = (now() at time zone 'Europe/London')::date as today from task where young_person_id = $1 and kind = 'put on the agenda' and settled_at is null`,
      [child.id],
    )
    const path = urls.newDiscussion({ area: 'york', youngPerson: child.id })
    expect(asked).toEqual([{ desk: `role:${child.areaId}:forum-coordinator`, path, today: true }])
    const { rows: told } = await world.db.query(
      `select distinct person_id from notification where young_person_id = $1 and kind = 'strategy discussion asked'`,
      [child.id],
    )
    expect(told.map(r => r.person_id)).toEqual(expect.arrayContaining([york.chair.id, york.coordinator.id]))
    const co = await signedIn(the, york.coordinator)
    expect((await co.get(urls.forum({ area: 'york' }))).text).toContain('Strategy discussion asked')
    const begun = await co.send(path, { where: 'strategy', invited: await york.agency('police') })
    expect(begun.status).toBe(303)
    expect((await co.get(begun.location)).status).toBe(200)
  })

  test('puts nobody on the agenda of a scheduled meeting before there is an assessment', async () => {
    const child = await screened()
    const { id: meeting } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id`,
      [child.areaId, york.coordinator.id],
    )
    const co = await signedIn(the, york.coordinator)
    expect((await co.get(urls.agenda({ area: 'york', meeting }))).text).not.toContain('Cannotwaiteither')
    const insert = `insert into discussion (area_id, young_person_id, kind, meeting_id, held_on, waiting_since, listed_by) values ($1, $2, 'scheduled', $3, current_date, now(), $4)`
    const list = () =>
      refusal(
        sqlAs(the, york.coordinator, child, sql => sql(insert, [child.areaId, child.id, meeting, york.coordinator.id])),
      )
    expect(await list()).toBe('42501')
    await sqlAs(
      the,
      york.holder,
      child,
      sql => sql('select app.sent_to_forum($1, $2)', [child.areaId, child.id]),
      'commit',
    )
    expect(await list(), 'once it is sent').toBe('nothing')
  })

  test('that decides otherwise opens nothing to the forum', async () => {
    const child = await screened('assess')
    const co = await signedIn(the, york.coordinator)
    expect((await co.get(urls.newDiscussion({ area: 'york', youngPerson: child.id }))).status).toBe(404)
  })

  test('about another young person takes this one away from the forum again', async () => {
    const child = await screened()
    await world.db.query('update screening set moved_at = now() where young_person_id = $1', [child.id])
    const row = await world.one('select sent_to_forum_at from young_person where id = $1', [child.id])
    expect(row).toEqual({ sent_to_forum_at: null })
  })

  test('leads to no nomination without a completed risk assessment, on the page and in the database (R130)', async () => {
    const child = await panel.discussed({ assessed: false })
    const holder = await signedIn(the, panel.holder)
    const path = await written(holder, child)
    const refused = await holder.send(`${path}/check`, {})
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('There is no completed risk assessment')
    const submit = () =>
      refusal(
        sqlAs(the, panel.holder, child, sql =>
          sql('update nomination set submitted_at = now(), submitted_by = $2 where young_person_id = $1', [
            child.id,
            panel.holder.id,
          ]),
        ),
      )
    expect(await submit()).toBe('nomination_needs_an_assessment')
    await aCompletedAssessment(world, child, panel.holder)
    expect((await holder.send(`${path}/check`, {})).status).toBe(303)
  })
})
