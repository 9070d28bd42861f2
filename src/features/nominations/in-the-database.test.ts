import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPanel, arranged, takesPartIn } from '../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'

// The database alone refuses, whatever SQL runs as the role of the web server (promises A1).

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const idOf = (path: string) => path.split('/').at(-1) ?? ''

/** Runs SQL as the role of the web server, as this person, on a page about this child; keeps nothing unless told to. */
async function as<T>(
  person: MadePerson,
  child: MadeYoungPerson,
  work: (sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>) => Promise<T>,
  end: 'rollback' | 'commit' = 'rollback',
): Promise<T> {
  const { token } = await signedIn(the, person)
  const connection = await the.database.pool.connect()
  try {
    await connection.query('begin')
    await connection.query('select app.enter($1, $2)', [token, [child.id]])
    const answer = await work((text, values) => connection.query(text, values))
    await connection.query(end)
    return answer
  } catch (error) {
    await connection.query('rollback')
    throw error
  } finally {
    connection.release()
  }
}

/** The rule that spoke: the name of a constraint, or what PostgreSQL says where it is not about one. */
const refusal = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise
    return 'nothing'
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string }
    return constraint ?? code ?? 'thrown'
  }
}
const outcomeOf = async (child: MadeYoungPerson): Promise<string> =>
  (
    await world.one<{ id: string }>(
      'select id from forum_outcome where young_person_id = $1 order by recorded_at desc limit 1',
      [child.id],
    )
  ).id

const start = `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by) values ($1, $2, $3, $4) returning id`
const decide = `insert into nomination_decision (area_id, nomination_id, young_person_id, submitted_by, kind, reason, instead, decided_on, decided_by)
  values ($1, $2, $3, $4, 'not accepted', 'Why', 'Instead', current_date, $5)`
const accept = `insert into nomination_decision (area_id, nomination_id, young_person_id, submitted_by, kind, reason, introducer_name, introducer_agency,
    introduction_how, introduction_by, decided_on, decided_by)
  values ($1, $2, $3, $4, 'accepted', 'Why', 'Sam', 'Police', 'At home', current_date, current_date, $5)`
const allocate = `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
  select $1, $2, app.episode_for_strand($1, $2), $3, $4, strand, key, 'Why', $7, $5 from service where area_id = $1 and key = $6`

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
  ])('is not sent for somebody %s', async (_, change, rule) => {
    const child = await york.discussed()
    if (change) await world.db.query(`update young_person set ${change} where id = $1`, [child.id])
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
      sql => sql(decide, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]),
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
    expect(await refusal(as(both, child, sql => sql(decide, own)))).toBe('nomination_decision_not_by_who_submitted')
    const forged = [child.areaId, idOf(path), child.id, york.holder.id, both.id]
    expect(await refusal(as(both, child, sql => sql(decide, forged)))).toBe('nomination_decision_submitted_by')
    expect(
      await refusal(as(both, child, sql => sql(decide, [child.areaId, idOf(path), child.id, both.id, york.member.id]))),
    ).not.toBe('nothing')
  })

  test('is made by somebody who takes part and has no conflict of interest, the newest word counting', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    const values = [child.areaId, idOf(path), child.id, york.holder.id, york.member.id]
    expect(await refusal(as(york.member, child, sql => sql(decide, values)))).toBe(
      'nomination_decision_by_who_takes_part',
    )
    await takesPartIn(world, path, york.member)
    await world.db.query(
      `insert into panel_declaration (area_id, nomination_id, young_person_id, person_id, here, conflict, recorded_by) values ($1, $2, $3, $4, true, true, $4)`,
      [child.areaId, idOf(path), child.id, york.member.id],
    )
    expect(await refusal(as(york.member, child, sql => sql(decide, values)))).toBe(
      'nomination_decision_without_conflict',
    )
  })

  test('is made by nobody outside the panel of the area', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    for (const person of [york.holder, york.chair, york.managers[0], north.member]) {
      if (person !== north.member) await takesPartIn(world, path, person)
      const answer = await refusal(
        as(person, child, sql => sql(decide, [child.areaId, idOf(path), child.id, york.holder.id, person.id])),
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
    await as(york.member, child, sql => sql(decide, values), 'commit')
    expect(await refusal(as(york.member, child, sql => sql(decide, values)))).toBe('nomination_decision_once')
    for (const table of ['nomination_decision', 'nomination_answer', 'panel_declaration'])
      for (const statement of [`update ${table} set area_id = area_id`, `delete from ${table}`])
        expect(await refusal(as(york.member, child, sql => sql(statement)))).toBe('42501')
  })
})

describe('a strand (R60, R77, R94)', () => {
  const choose = async (
    panel: typeof york,
    facts: Parameters<typeof york.discussed>[0],
    service: string,
    different: string | null,
  ) => {
    const child = await panel.discussed(facts)
    const path = await arranged(world, child, panel.holder)
    await takesPartIn(world, path, panel.member)
    return refusal(
      as(panel.member, child, async sql => {
        const values = [child.areaId, idOf(path), child.id, panel.holder.id, panel.member.id]
        await sql(accept, values)
        await sql(allocate, [child.areaId, child.id, idOf(path), panel.holder.id, panel.member.id, service, different])
      }),
    )
  }

  test.each([
    [
      'North Yorkshire closes the relief workers to a known, current risk of sexual exploitation',
      north,
      'sexual-exploitation',
      0,
      'strand_allocation_is_safe',
    ],
    ['York leaves the mentors open to the same fact', york, 'sexual-exploitation', 0, 'nothing'],
    [
      'York closes them to a known, current risk of serious assault',
      york,
      'serious-assault',
      0,
      'strand_allocation_is_safe',
    ],
    ['Strand 2 stays open in North Yorkshire', north, 'serious-assault', 1, 'nothing'],
  ] as const)('%s', async (_, panel, kind, strand, rule) => {
    expect(await choose(panel, { facts: [{ kind }] }, panel.services[strand], strand === 1 ? 'A reason' : null)).toBe(
      rule,
    )
  })

  test.each(['suspected', 'past', 'lifted'] as const)('a fact that is %s closes nothing', async how => {
    const fact = {
      kind: 'serious-assault',
      certainty: how === 'suspected' ? how : 'known',
      timing: how === 'past' ? how : 'current',
    } as const
    if (how !== 'lifted') return expect(await choose(north, { facts: [fact] }, north.services[0], null)).toBe('nothing')
    const child = await north.discussed({ facts: [fact] })
    await world.db.query(
      `update risk_fact set lifted_at = now(), lifted_by = $2, lifted_reason = 'In prison' where young_person_id = $1`,
      [child.id, north.chair.id],
    )
    const path = await arranged(world, child, north.holder)
    await takesPartIn(world, path, north.member)
    const answer = as(north.member, child, async sql => {
      await sql(accept, [child.areaId, idOf(path), child.id, north.holder.id, north.member.id])
      await sql(allocate, [
        child.areaId,
        child.id,
        idOf(path),
        north.holder.id,
        north.member.id,
        north.services[0],
        null,
      ])
    })
    expect(await refusal(answer)).toBe('nothing')
  })

  test('another strand than the finding is not there without a reason', async () => {
    expect(await choose(york, { finding: 'at risk of' }, york.services[1], null)).toBe(
      'strand_allocation_differs_with_a_reason',
    )
    expect(await choose(york, { finding: 'neither' }, york.services[0], null)).toBe(
      'strand_allocation_differs_with_a_reason',
    )
    expect(await choose(york, { finding: 'subject to' }, york.services[1], null)).toBe('nothing')
  })

  test('follows a decision to accept, not another', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, york.member)
    const answer = as(york.member, child, async sql => {
      await sql(decide, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
      await sql(allocate, [child.areaId, child.id, idOf(path), york.holder.id, york.member.id, york.services[0], null])
    })
    expect(await refusal(answer)).toBe('strand_allocation_decision')
  })

  test('is not of a service of the other area, nor of another strand than the service is', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    await takesPartIn(world, path, york.member)
    const wrong = (strand: number, service: string) =>
      refusal(
        as(york.member, child, async sql => {
          await sql(accept, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
          await sql(
            `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
             values ($1, $2, app.episode_for_strand($1, $2), $3, $4, $5, $6, 'Why', 'Why', $7)`,
            [child.areaId, child.id, idOf(path), york.holder.id, strand, service, york.member.id],
          )
        }),
      )
    expect(await wrong(2, york.services[0])).toBe('strand_allocation_service')
    expect(await wrong(1, north.services[0])).toBe('strand_allocation_service')
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

describe('at the same moment', () => {
  test('a hand-over during submission: whoever does not hold the case any more sends nothing', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    // Arranged as sent; take that back as the superuser, so that it can be sent again.
    await world.db.query('alter table nomination disable trigger nomination_changes')
    await world.db.query(
      'update nomination set submitted_at = null, submitted_by = null, finding = null where id = $1',
      [idOf(path)],
    )
    await world.db.query('alter table nomination enable trigger nomination_changes')

    await world.db.query('begin')
    await world.db.query('update case_holding set until_at = now() where young_person_id = $1 and until_at is null', [
      child.id,
    ])
    const sending = refusal(
      as(
        york.holder,
        child,
        sql =>
          sql('update nomination set submitted_at = now(), submitted_by = $2 where id = $1', [
            idOf(path),
            york.holder.id,
          ]),
        'commit',
      ),
    )
    const waited = await Promise.race([
      sending,
      new Promise(resolve => setTimeout(() => resolve('still waiting'), 400)),
    ])
    expect(waited).toBe('still waiting')
    await world.db.query('commit')
    expect(await sending).toBe('42501')
    expect(await world.one('select submitted_at from nomination where id = $1', [idOf(path)])).toEqual({
      submitted_at: null,
    })
  })

  test('a fact being found while a service is chosen is waited for, and closes it', async () => {
    const child = await north.discussed()
    const path = await arranged(world, child, north.holder)
    await takesPartIn(world, path, north.member)
    await world.db.query('begin')
    await world.db.query(
      `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
       select area_id, young_person_id, id, 'serious-assault', 'known', 'current', 'New', current_date + 90, $2 from discussion where young_person_id = $1`,
      [child.id, north.chair.id],
    )
    const choosing = refusal(
      as(
        north.member,
        child,
        async sql => {
          await sql(accept, [child.areaId, idOf(path), child.id, north.holder.id, north.member.id])
          await sql(allocate, [
            child.areaId,
            child.id,
            idOf(path),
            north.holder.id,
            north.member.id,
            north.services[0],
            null,
          ])
        },
        'commit',
      ),
    )
    const waited = await Promise.race([
      choosing,
      new Promise(resolve => setTimeout(() => resolve('still waiting'), 400)),
    ])
    expect(waited).toBe('still waiting')
    await world.db.query('commit')
    expect(await choosing).toBe('strand_allocation_is_safe')
  })
})
