import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { testDatabase } from '../../../../test/database.ts'
import {
  acceptSql,
  allocateSql,
  aPanel,
  arranged,
  declineSql,
  idOf,
  refusal,
  sqlAs,
  takesPartIn,
} from '../../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'

// A strand and what holds at the same moment, in the database alone (promises A1).

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
type Work = Parameters<typeof sqlAs<unknown>>[3]
const as = (person: MadePerson, child: MadeYoungPerson, work: Work, end?: 'rollback' | 'commit') =>
  sqlAs(the, person, child, work, end)

/** Somebody of York whose nomination was accepted, on a strand; with what another strand would be made of. */
async function accepted() {
  const child = await york.discussed()
  const path = await arranged(world, child, york.holder)
  await takesPartIn(world, path, york.member)
  const values = [child.areaId, child.id, idOf(path), york.holder.id, york.member.id]
  const accepting: Work = async sql => {
    await sql(acceptSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
    await sql(allocateSql, [...values, york.services[0], null])
  }
  await as(york.member, child, accepting, 'commit')
  return { child, values }
}

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
        await sql(acceptSql, values)
        await sql(allocateSql, [
          child.areaId,
          child.id,
          idOf(path),
          panel.holder.id,
          panel.member.id,
          service,
          different,
        ])
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
      await sql(acceptSql, [child.areaId, idOf(path), child.id, north.holder.id, north.member.id])
      await sql(allocateSql, [
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
      await sql(declineSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
      await sql(allocateSql, [
        child.areaId,
        child.id,
        idOf(path),
        york.holder.id,
        york.member.id,
        york.services[0],
        null,
      ])
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
          await sql(acceptSql, [child.areaId, idOf(path), child.id, york.holder.id, york.member.id])
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
          await sql(acceptSql, [child.areaId, idOf(path), child.id, north.holder.id, north.member.id])
          await sql(allocateSql, [
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

  test('an episode that its case-holder ends meanwhile waits for the strand, and goes on', async () => {
    const { child, values } = await accepted()
    await world.db.query(
      `update strand_allocation set until_at = now(), ended_by = $2, ended_reason = 'Why' where young_person_id = $1`,
      [child.id, york.member.id],
    )
    let ending: Promise<string> | undefined
    const adding: Work = async sql => {
      await sql('select app.episode_for_strand($1, $2)', [child.areaId, child.id])
      ending = as(
        york.holder,
        child,
        async other =>
          (await other(`select app.end_episode($1, 1, current_date, 'Why', 'as planned') as answer`, [child.id]))
            .rows[0].answer,
        'commit',
      ) as Promise<string>
      const waited = new Promise(resolve => setTimeout(() => resolve('still waiting'), 400))
      expect(await Promise.race([ending, waited])).toBe('still waiting')
      await sql(allocateSql, [...values, york.services[1], 'Both'])
    }
    await as(york.member, child, adding, 'commit')
    expect(await ending).toBe('under way')
    expect(await world.one('select ended_on from episode where young_person_id = $1', [child.id])).toEqual({
      ended_on: null,
    })
  })
})

test('neither a strand nor the time with Trusted Relationships ends without a word for why (R143)', async () => {
  const { child } = await accepted()
  const ends = (kind: string | null, end?: 'commit') =>
    as(
      york.member,
      child,
      sql =>
        sql(
          `update strand_allocation set until_at = now(), ended_by = $2, ended_reason = 'They did not engage', ended_kind = $3 where young_person_id = $1`,
          [child.id, york.member.id, kind],
        ),
      end,
    )
  expect(await refusal(ends(null))).toBe('strand_allocation_says_why_it_ended')
  await ends('as planned', 'commit')
  const endsEpisode = as(york.holder, child, sql =>
    sql(`select app.end_episode($1, 1, current_date, 'They did not engage', null)`, [child.id]),
  )
  expect(await refusal(endsEpisode)).toBe('episode_says_why_it_ended')
})
