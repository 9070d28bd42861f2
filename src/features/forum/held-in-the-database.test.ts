import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { refusal, sqlAs } from '../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'
import { endOf } from '../../platform/working-days.ts'
import { areas } from '../areas/index.ts'

// What whoever runs SQL as the web server cannot do, though they may run the forum or are invited to it.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')

/** The rule that spoke when this person ran these statements, one after another, on a page about the child. */
const ran = (person: MadePerson, child: MadeYoungPerson, ...statements: (readonly [string, readonly unknown[]])[]) =>
  refusal(
    sqlAs(the, person, child, async sql => {
      for (const [text, values] of statements) await sql(text, [...values])
    }),
  )
const there = (keys: readonly string[], discussion: string) =>
  world.db.query(
    `update discussion_agency i set attendance = 'there', attendance_at = now() from agency a where a.id = i.agency_id and a.key = any ($2) and i.discussion_id = $1`,
    [discussion, keys],
  )
async function aDiscussion(frozen = true) {
  const child = await york.sent()
  return { child, id: await york.discussion(child, { frozen }) }
}
const outcome = (child: MadeYoungPerson, discussion: string, more = '', value = '') =>
  [
    `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, recorded_by${more}) values ($1, $2, $3, 'neither', 'x', true, true, $4${value})`,
    [child.areaId, child.id, discussion, york.chair.id],
  ] as const
const says = (child: MadeYoungPerson, discussion: string, agency: string, more = '', value = '') =>
  [
    `insert into contribution (area_id, discussion_id, young_person_id, agency_id, handling, says, given_by${more}) values ($1, $2, $3, $4, 'all at this item', 'x', $5${value})`,
    [child.areaId, discussion, child.id, agency, york.school.id],
  ] as const
const paper = (child: MadeYoungPerson, discussion: string, edition: number, more = '', value = '') =>
  [
    `insert into paper (area_id, discussion_id, young_person_id, handling, edition, body, hash, frozen_by${more}) values ($1, $2, $3, 'all at this item', $5, '{}', sha256(convert_to('{}', 'UTF8')), $4${value})`,
    [child.areaId, discussion, child.id, york.coordinator.id, edition],
  ] as const

describe('what was decided', () => {
  test('opens the window of the members by the clock of the area, and nobody sets another', async () => {
    const { child, id } = await aDiscussion()
    expect(
      await ran(york.chair, child, [`update discussion set members_until = '2099-01-01' where id = $1`, [id]]),
    ).toBe('42501')
    await there(['childrens-social-care', 'police'], id)
    const until = await sqlAs(the, york.chair, child, async sql => {
      const [text, values] = outcome(child, id)
      await sql(text, [...values])
      return (
        await sql(
          `select (members_until at time zone 'Europe/London')::date::text as day from discussion where id = $1`,
          [id],
        )
      ).rows
    })
    const today = (await world.one<{ day: string }>('select app.today()::text as day')).day
    const window = areas().byKey.get('york')?.clocks.memberWindow
    if (!window) throw new Error('no window')
    // The moment after the last whole day.
    expect(until).toEqual([
      { day: endOf(endOf(today, window, areas().bankHolidays), { length: 1, unit: 'days' }, areas().bankHolidays) },
    ])
  })

  test('is not backdated, not without frozen papers, not without a quorum or the reason why', async () => {
    const { child, id } = await aDiscussion()
    expect(await ran(york.chair, child, outcome(child, id, ', recorded_at', `, '2020-01-01'`))).toBe('42501')
    expect(await ran(york.chair, child, outcome(child, id))).toBe('forum_outcome_with_a_quorum')
    expect(await ran(york.chair, child, outcome(child, id, ', no_quorum_reason', `, 'Short notice'`))).toBe('nothing')
    await there(['childrens-social-care'], id)
    expect(await ran(york.chair, child, outcome(child, id)), 'one agency too few').toBe('forum_outcome_with_a_quorum')
    await there(['police', 'childrens-social-care'], id)
    expect(await ran(york.chair, child, outcome(child, id))).toBe('nothing')
    const open = await aDiscussion(false)
    await there(['childrens-social-care', 'police'], open.id)
    expect(await ran(york.chair, open.child, outcome(open.child, open.id))).toBe('forum_outcome_on_frozen_papers')
  })

  test('stays decided, on its day', async () => {
    const { child, id } = await aDiscussion()
    await there(['childrens-social-care', 'police'], id)
    expect(
      await ran(york.chair, child, outcome(child, id), [
        `update discussion set held_on = held_on - 90 where id = $1`,
        [id],
      ]),
    ).toBe('discussion_outcome_stays')
    expect(await ran(york.chair, child, [`update discussion set outcome_at = null where id = $1`, [id]])).toBe('42501')
  })
})

describe('papers', () => {
  test('once frozen stay frozen, from the moment the database says', async () => {
    const { child, id } = await aDiscussion()
    for (const set of ['papers_frozen_at = null', `papers_frozen_at = now() - interval '9 days'`])
      expect(await ran(york.coordinator, child, [`update discussion set ${set} where id = $1`, [id]])).toBe(
        'discussion_papers_stay_frozen',
      )
    const fresh = await aDiscussion(false)
    const { rows } = await sqlAs(the, york.coordinator, fresh.child, sql =>
      sql(
        `update discussion set papers_frozen_at = '2020-01-01', papers_frozen_by = $2 where id = $1 returning papers_frozen_at = now() as now`,
        [fresh.id, york.coordinator.id],
      ),
    )
    expect(rows).toEqual([{ now: true }])
    expect(
      await ran(york.coordinator, fresh.child, [
        `update discussion set papers_frozen_at = now(), papers_frozen_by = $2 where id = $1`,
        [fresh.id, york.chair.id],
      ]),
      'in the name of another',
    ).toBe('42501')
  })

  test('are not forged: no moment of their own, no edition left out, none after the outcome', async () => {
    const { child, id } = await aDiscussion()
    const co = york.coordinator
    expect(await ran(co, child, paper(child, id, 1, ', frozen_at', `, '2020-01-01'`))).toBe('42501')
    expect(await ran(co, child, paper(child, id, 9))).toBe('paper_follows_the_edition_before')
    expect(await ran(co, child, paper(child, id, 1), paper(child, id, 2))).toBe('nothing')
    await world.db.query('update discussion set outcome_at = now(), members_until = now() where id = $1', [id])
    expect(await ran(co, child, paper(child, id, 1))).toBe('paper_before_the_outcome')
  })
})

describe('what an agency says', () => {
  test('is neither backdated nor said after the minutes are confirmed', async () => {
    const { child, id } = await aDiscussion()
    const school = await york.agency('schools')
    expect(await ran(york.school, child, says(child, id, school, ', given_at', `, now() - interval '10 days'`))).toBe(
      '42501',
    )
    expect(await ran(york.school, child, says(child, id, school))).toBe('nothing')
    await world.db.query(
      `update discussion set outcome_at = now(), members_until = now() + interval '28 days', minutes_confirmed_at = now(), minutes_confirmed_by = $2 where id = $1`,
      [id, york.chair.id],
    )
    expect(await ran(york.school, child, says(child, id, school))).toBe('contribution_while_open')
    for (const [table, columns, values, rule] of [
      ['option_considered', 'option_key, recommended', `'early-help', true`, 'option_considered_while_open'],
      ['different_view', 'name, says', `'x', 'x'`, 'different_view_while_open'],
    ] as const)
      expect(
        await ran(york.chair, child, [
          `insert into ${table} (area_id, discussion_id, young_person_id, recorded_by, ${columns}) values ($1, $2, $3, $4, ${values})`,
          [child.areaId, id, child.id, york.chair.id],
        ]),
      ).toBe(rule)
  })

  test('is not typed for one whose invitation was taken back', async () => {
    const { child, id } = await aDiscussion()
    const school = await york.agency('schools')
    await world.db.query(
      'update discussion_agency set uninvited_at = now() where discussion_id = $1 and agency_id = $2',
      [id, school],
    )
    const [text, values] = says(child, id, school)
    expect(await ran(york.coordinator, child, [text, [...values.slice(0, 4), york.coordinator.id]])).toBe(
      'contribution_invited',
    )
  })
})

test('when somebody came, acted or lifted is the database’s to say', async () => {
  const { child, id } = await aDiscussion()
  for (const [table, column] of [
    ['discussion_agency', 'attendance_at'],
    ['discussion_agency', 'invited_at'],
    ['discussion', 'listed_at'],
    ['forum_action', 'climbed_at'],
    ['forum_action', 'given_at'],
    ['risk_fact', 'found_at'],
    ['discussion', 'members_at_latest'],
    ['closed_service', 'decided_at'],
  ])
    expect(
      await ran(york.coordinator, child, [
        `update ${table} set ${column} = now() where young_person_id = $1`,
        [child.id],
      ]),
      `${table}.${column}`,
    ).toBe('42501')
  const fact = await world.one<{ id: string }>(
    `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by) values ($1, $2, $3, 'serious-assault', 'known', 'current', 'x', current_date, $4) returning id`,
    [child.areaId, child.id, id, york.chair.id],
  )
  const { rows } = await sqlAs(the, york.chair, child, sql =>
    sql(
      `update risk_fact set lifted_at = '2020-01-01', lifted_by = $2, lifted_reason = 'x' where id = $1 returning lifted_at = now() as now`,
      [fact.id, york.chair.id],
    ),
  )
  expect(rows).toEqual([{ now: true }])
})

test('a clock of the area ends on the same day in the database as in the program', async () => {
  for (const [key, area] of areas().byKey)
    for (const [clock, period] of Object.entries(area.clocks))
      for (const start of ['2026-01-31', '2026-04-02', '2026-12-23', '2026-12-31']) {
        const { end } = await world.one<{ end: string }>(
          `select app.end_of(id, $2, $3::date)::text as "end" from area where key = $1`,
          [key, clock, start],
        )
        expect(end, `${key} ${clock} ${start}`).toBe(endOf(start, period, areas().bankHolidays))
      }
})
