import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  acceptSql,
  aPanel,
  arranged,
  declineSql,
  idOf,
  refusal,
  sqlAs,
  takesPartIn,
} from '../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'

// The database alone refuses, whatever SQL runs as the role of the web server (promises A1).

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const as = <T>(
  person: MadePerson,
  child: MadeYoungPerson,
  work: Parameters<typeof sqlAs<T>>[3],
  end?: 'rollback' | 'commit',
) => sqlAs(the, person, child, work, end)
const outcomeOf = async (child: MadeYoungPerson): Promise<string> =>
  (
    await world.one<{ id: string }>(
      'select id from forum_outcome where young_person_id = $1 order by recorded_at desc limit 1',
      [child.id],
    )
  ).id
const start = `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by) values ($1, $2, $3, $4) returning id`

describe('a nomination (R1, R3, R128, R132)', () => {
  test('follows only an outcome with both yeses', async () => {
    const child = await york.discussed({ wouldBenefit: false })
    const outcome = await outcomeOf(child)
    expect(
      await refusal(as(york.holder, child, sql => sql(start, [child.areaId, child.id, outcome, york.holder.id]))),
    ).toBe('nomination_follows_the_forum')
  })

  test('follows only an outcome about that very child', async () => {
    const [child, other] = [await york.discussed(), await york.discussed()]
    const outcome = await outcomeOf(other)
    expect(
      await refusal(as(york.holder, child, sql => sql(start, [child.areaId, child.id, outcome, york.holder.id]))),
    ).toBe('nomination_follows_the_forum')
  })

  test('is begun by nobody but whoever holds the case, and in nobody else’s name', async () => {
    const child = await york.discussed()
    const outcome = await outcomeOf(child)
    const colleague = await world.person({ role: 'case-holder', area: 'york' })
    for (const [who, name] of [
      [colleague, colleague],
      [york.member, york.member],
      [york.holder, colleague],
    ] as const)
      expect(await refusal(as(who, child, sql => sql(start, [child.areaId, child.id, outcome, name.id])))).toBe('42501')
  })

  test('cannot be begun as already sent: those columns are not granted', async () => {
    const child = await york.discussed()
    const outcome = await outcomeOf(child)
    const sent = `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by, submitted_at, submitted_by, finding) values ($1, $2, $3, $4, now(), $4, 'at risk of')`
    expect(
      await refusal(as(york.holder, child, sql => sql(sent, [child.areaId, child.id, outcome, york.holder.id]))),
    ).toBe('42501')
  })

  test.each([
    ['18 or over', `born_on = current_date - interval '18 years 1 day'`, 'nomination_under_eighteen'],
    ['without a date of birth', 'born_on = null', 'nomination_needs_a_date_of_birth'],
    [
      'nine, without a reason',
      `born_on = current_date - interval '9 years 1 day'`,
      'nomination_outside_ages_has_a_reason',
    ],
    ['who has died', `status = 'died', status_since = current_date`, '42501'],
    ['as nothing was answered', '', 'nomination_is_complete'],
    ['without a completed risk assessment (R130)', 'assessed', 'nomination_needs_an_assessment'],
  ])('is not sent for somebody %s', async (_, change, rule) => {
    const child = await york.discussed({ assessed: change !== 'assessed' })
    if (change && change !== 'assessed')
      await world.db.query(`update young_person set ${change} where id = $1`, [child.id])
    const outcome = await outcomeOf(child)
    const sending = as(york.holder, child, async sql => {
      const { rows } = await sql(start, [child.areaId, child.id, outcome, york.holder.id])
      await sql('update nomination set submitted_at = now(), submitted_by = $2 where id = $1', [
        rows[0].id,
        york.holder.id,
      ])
    })
    expect(await refusal(sending)).toBe(rule)
  })

  test('is not sent in another’s name, nor a second time, nor taken back from having been sent', async () => {
    const child = await york.discussed()
    const id = idOf(await arranged(world, child, york.holder))
    for (const change of [`submitted_at = now() + interval '1 day'`, 'submitted_at = null, submitted_by = null'])
      expect(
        await refusal(as(york.holder, child, sql => sql(`update nomination set ${change} where id = $1`, [id]))),
      ).toBe('nomination_submitted_once')
  })

  test.each([
    'decided_at',
    'decided_as',
    'question_since',
    'paused_seconds',
    'finding',
    'both_yes',
    'forum_outcome_id',
  ])('has %s changed by no statement of the web server', async column => {
    const child = await york.discussed()
    await arranged(world, child, york.holder)
    expect(await refusal(as(york.holder, child, sql => sql(`update nomination set ${column} = ${column}`)))).toBe(
      '42501',
    )
  })

  test('that was sent changes only with a reason, and a closed one not at all', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    const change = (reason: string | null) =>
      as(york.holder, child, sql =>
        sql(
          `insert into nomination_answer (area_id, nomination_id, young_person_id, question, version, says, given_by, reason)
           values ($1, $2, $3, 'could-fail', 2, 'Other', $4, $5)`,
          [child.areaId, idOf(path), child.id, york.holder.id, reason],
        ),
      )
    expect(await refusal(change(null))).toBe('nomination_answer_changed_with_a_reason')
    expect(await refusal(change('Heard today'))).toBe('nothing')
    await takesPartIn(world, path, york.member)
    await as(
      york.member,
      child,
      sql => sql(declineSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]),
      'commit',
    )
    expect(await refusal(change('Heard today'))).toBe('nomination_answer_while_open')
  })
})

describe('a decision (R135)', () => {
  test('is never made by whoever submitted the nomination, also where they name another as submitter', async () => {
    const both = await world.person({ role: 'case-holder', area: 'york' }, { role: 'panel-member', area: 'york' })
    const child = await york.discussed({ heldBy: both })
    const path = await arranged(world, child, both)
    await takesPartIn(world, path, both)
    const own = [child.areaId, idOf(path), child.id, both.id, both.id]
    expect(await refusal(as(both, child, sql => sql(declineSql, own)))).toBe('nomination_decision_not_by_who_submitted')
    const forged = [child.areaId, idOf(path), child.id, york.holder.id, both.id]
    expect(await refusal(as(both, child, sql => sql(declineSql, forged)))).toBe('nomination_decision_submitted_by')
    expect(
      await refusal(
        as(both, child, sql => sql(declineSql, [child.areaId, idOf(path), child.id, both.id, york.member.id])),
      ),
    ).not.toBe('nothing')
  })

  test('is made by somebody who takes part and has no conflict of interest, the newest word counting', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    const values = [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]
    expect(await refusal(as(york.member, child, sql => sql(declineSql, values)))).toBe(
      'nomination_decision_by_who_takes_part',
    )
    await takesPartIn(world, path, york.member)
    await world.db.query(
      `insert into panel_declaration (area_id, nomination_id, young_person_id, person_id, here, conflict, recorded_by) values ($1, $2, $3, $4, true, true, $4)`,
      [child.areaId, idOf(path), child.id, york.member.id],
    )
    expect(await refusal(as(york.member, child, sql => sql(declineSql, values)))).toBe(
      'nomination_decision_without_conflict',
    )
  })

  test('is made neither by whoever holds the case today nor by whoever wrote a part, also where another sent it', async () => {
    const both = await world.person({ role: 'case-holder', area: 'york' }, { role: 'panel-member', area: 'york' })
    const child = await york.discussed({ heldBy: both })
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, both)
    const decide = (text: string) =>
      refusal(as(both, child, sql => sql(text, [child.areaId, idOf(path), child.id, york.holder.id, both.id])))
    expect(await decide(declineSql)).toBe('nomination_decision_not_by_who_holds_the_case')
    await world.db.query('update case_holding set person_id = $2 where young_person_id = $1', [
      child.id,
      york.holder.id,
    ])
    expect(await decide(declineSql)).toBe('nothing')
    await world.db.query(
      `insert into nomination_answer (area_id, nomination_id, young_person_id, question, version, says, given_by, reason)
       values ($1, $2, $3, 'could-fail', 2, 'Other', $4, 'Heard today')`,
      [child.areaId, idOf(path), child.id, both.id],
    )
    for (const text of [declineSql, acceptSql])
      expect(await decide(text)).toBe('nomination_decision_not_by_who_wrote_it')
  })

  test('introduces nobody before it was made', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, york.member)
    const text = acceptSql.replace('current_date, current_date', `current_date - 1, current_date`)
    expect(text).not.toBe(acceptSql)
    expect(
      await refusal(
        as(york.member, child, sql => sql(text, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])),
      ),
    ).toBe('nomination_decision_introduces_afterwards')
  })

  test('is made by nobody outside the panel of the area', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    for (const person of [york.holder, york.chair, york.managers[0], north.member]) {
      if (person !== north.member) await takesPartIn(world, path, person)
      const answer = await refusal(
        as(person, child, sql => sql(declineSql, [child.areaId, idOf(path), child.id, york.holder.id, person.id])),
      )
      expect(['42501', 'nomination_decision_not_by_who_submitted', 'nomination_decision_by_who_takes_part']).toContain(
        answer,
      )
    }
    expect(
      (await world.db.query('select 1 from nomination_decision where nomination_id = $1', [idOf(path)])).rows,
    ).toEqual([])
  })

  test('stands: it is neither changed nor taken away, and there is no second one', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, york.member)
    const values = [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]
    await as(york.member, child, sql => sql(declineSql, values), 'commit')
    expect(await refusal(as(york.member, child, sql => sql(declineSql, values)))).toBe('nomination_decision_once')
    for (const table of ['nomination_decision', 'nomination_answer', 'panel_declaration'])
      for (const statement of [`update ${table} set area_id = area_id`, `delete from ${table}`])
        expect(await refusal(as(york.member, child, sql => sql(statement)))).toBe('42501')
  })
})

describe('a conflict of interest', () => {
  const declare = `insert into panel_declaration (area_id, nomination_id, young_person_id, person_id, here, conflict, recorded_by) values ($1, $2, $3, $4, true, $5, $6)`
  test('is taken back by nobody but whoever has it', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    const say = (of: MadePerson, conflict: boolean, by: MadePerson, end?: 'commit') =>
      refusal(as(by, child, sql => sql(declare, [child.areaId, idOf(path), child.id, of.id, conflict, by.id]), end))
    expect(await say(york.member, true, york.coordinator, 'commit')).toBe('nothing')
    expect(await say(york.member, false, york.coordinator)).toBe('panel_declaration_taken_back_by_its_owner')
    expect(await say(york.member, true, york.coordinator)).toBe('nothing')
    expect(await say(york.member, false, york.member)).toBe('nothing')
  })

  test('is declared of nothing that is over without a strand', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, york.member)
    const values = [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]
    await as(york.member, child, sql => sql(declineSql, values), 'commit')
    expect(
      await refusal(
        as(york.coordinator, child, sql =>
          sql(declare, [child.areaId, idOf(path), child.id, york.coordinator.id, true, york.coordinator.id]),
        ),
      ),
    ).toBe('panel_declaration_while_considered')
  })
})

describe('a nomination that was taken back', () => {
  test('closes the record to the panel where it was the only one, and no other', async () => {
    const [child, other] = [await york.discussed(), await york.discussed()]
    const path = await arranged(world, child, york.holder)
    const first = await arranged(world, other, york.holder)
    const back = (of: string) =>
      world.db.query(
        `update nomination set withdrawn_at = now(), withdrawn_by = $2, withdrawn_reason = 'Moved', told = 'yes' where id = $1`,
        [idOf(of), york.holder.id],
      )
    const seen = async (who: MadePerson, one: MadeYoungPerson) =>
      (
        await as(who, one, sql =>
          sql(
            `select (select count(*)::int from young_person where id = $1) as listed, (select count(*)::int from nomination where young_person_id = $1) as nominations,
              (select count(*)::int from forum_outcome where young_person_id = $1) as outcomes`,
            [one.id],
          ),
        )
      ).rows[0]
    for (const who of [york.member, york.coordinator])
      expect(await seen(who, child)).toEqual({ listed: 1, nominations: 1, outcomes: 1 })
    await back(path)
    for (const who of [york.member, york.coordinator])
      expect(await seen(who, child)).toEqual({ listed: 0, nominations: 0, outcomes: 0 })
    // Another that is before them keeps it open.
    await back(first)
    await arranged(world, other, york.holder)
    expect(await seen(york.member, other)).toEqual({ listed: 1, nominations: 2, outcomes: 1 })
    const { rows } = await as(york.member, other, sql =>
      sql(`select app.nominations_taken_back($1, now() - interval '1 day') as many`, [other.areaId]),
    )
    expect(Number(rows[0].many)).toBe(2)
    const elsewhere = await as(north.member, other, sql =>
      sql(`select app.nominations_taken_back($1, now() - interval '1 day') as many`, [other.areaId]),
    )
    expect(Number(elsewhere.rows[0].many)).toBe(0)
  })
})

describe('who sees what', () => {
  const reasons = 'select kind, evidence from app.reasons_found($1)'
  const texts = 'select says from nomination_answer where nomination_id = $1'

  test('of people who pose a risk the panel reads which reason on what evidence, and no row of the forum’s', async () => {
    const child = await york.discussed({ facts: [{ kind: 'serious-assault' }] })
    expect((await as(york.member, child, sql => sql(reasons, [child.id]))).rows).toEqual([])
    await arranged(world, child, york.holder)
    for (const person of [york.member, york.coordinator]) {
      expect((await as(person, child, sql => sql(reasons, [child.id]))).rows).toEqual([
        { kind: 'serious-assault', evidence: 'Seen twice by a neighbour, report 7.' },
      ])
      expect(
        (
          await as(person, child, sql =>
            sql('select id from person_who_poses_risk where young_person_id = $1', [child.id]),
          )
        ).rows,
      ).toEqual([])
    }
    expect((await as(north.member, child, sql => sql(reasons, [child.id]))).rows).toEqual([])
  })

  test('the queue holds no words: what nominations say opens one child at a time', async () => {
    const [child, other] = [await york.discussed(), await york.discussed()]
    const path = await arranged(world, child, york.holder)
    await arranged(world, other, york.holder)
    expect((await as(york.coordinator, child, sql => sql(texts, [idOf(path)]))).rows.length).toBeGreaterThan(5)
    expect((await as(york.coordinator, other, sql => sql(texts, [idOf(path)]))).rows).toEqual([])
    expect(
      (await as(york.coordinator, other, sql => sql('select id from nomination where id = $1', [idOf(path)]))).rows,
    ).toHaveLength(1)
    expect(
      (await as(north.coordinator, child, sql => sql('select id from nomination where id = $1', [idOf(path)]))).rows,
    ).toEqual([])
  })

  test('a wall keeps a member of the panel out, from everything', async () => {
    const neighbour = await world.person({ role: 'panel-member', area: 'york' })
    const child = await york.discussed({ facts: [{ kind: 'serious-assault' }] })
    const path = await arranged(world, child, york.holder)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'neighbour', $3)`,
      [child.areaId, child.id, neighbour.id],
    )
    for (const [text, value] of [
      [reasons, child.id],
      [texts, idOf(path)],
      ['select id from nomination where id = $1', idOf(path)],
    ] as const)
      expect((await as(neighbour, child, sql => sql(text, [value]))).rows).toEqual([])
    expect(
      (
        await as(neighbour, child, sql =>
          sql('select app.lock_nomination($1, $2) as locked', [child.areaId, idOf(path)]),
        )
      ).rows,
    ).toEqual([{ locked: false }])
  })
})
