import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn, statement } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { matching, on, type Ready } from '../../../test/matches.ts'
import { worksAlso } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { nameParts, urls as people } from '../people/index.ts'
import { urls } from './urls.ts'

// R60, R77: a young person with a record in the partner area too is one young person. What is known there closes a match here, and of
// it only the class of the reason comes back.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, make, matched, insert } = await matching(the, world)

const partner = { york: 'north-yorkshire', 'north-yorkshire': 'york' } as const
type AreaKey = keyof typeof partner

/** A record of the same young person in the partner area, unless said otherwise. */
async function there(of: Ready, area: AreaKey, but: { given?: string; surname?: string; bornOn?: string } = {}) {
  const { given, surname, bornon } = await world.one<{ given: string; surname: string; bornon: string }>(
    'select given_names as given, surname, born_on::text as bornon from young_person where id = $1',
    [of.child.id],
  )
  const panel = panels[partner[area]]
  return {
    panel,
    child: await world.youngPerson(partner[area], { heldBy: panel.holder, given, surname, bornOn: bornon, ...but }),
  }
}
const hard = async (of: Ready) =>
  await world.one<{ one: string[]; set: string[] }>(
    `select app.hard_reasons($1, $2, $3) as one, (select p.hard from app.pairs_of_service($1, s.service_key) p where p.allocation_id = $2 and p.worker_id = $3) as set
         from strand_allocation s where s.id = $2`,
    [of.areaId, of.strand, of.worker.id],
  )
const pauses = async (match: string) =>
  (
    await world.db.query<{ why: string }>('select why from match_pause where match_id = $1 and over_at is null', [
      match,
    ])
  ).rows

describe('what is known in the partner area', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'closes a match in %s, by page and by statement; whoever matches reads the class alone',
    async area => {
      const of = await ready(area)
      const { panel, child } = await there(of, area)
      await panel.discuss(child, { facts: [{ kind: 'serious-assault' }] })
      expect(await hard(of)).toEqual({ one: ['elsewhere'], set: ['elsewhere'] })
      const manager = await signedIn(the, of.manager)
      const page = (await manager.get(of.candidates)).text
      expect(page).toContain('ask the duty worker of the partner area')
      expect(page).not.toContain(child.id)
      expect((await manager.get(of.make)).status).toBe(404)
      await expect(insert(of, of.worker)).rejects.toThrow('this match cannot be')
      await world.db.query(
        `update risk_fact set lifted_at = now(), lifted_by = found_by, lifted_reason = 'It' where young_person_id = $1`,
        [child.id],
      )
      expect((await hard(of)).one).toEqual([])
    },
  )

  test('is what turns on this service, known and of now (R77)', async () => {
    const of = await ready('york')
    const { panel, child } = await there(of, 'york')
    await panel.discuss(child, {
      facts: [{ kind: 'sexual-exploitation' }, { kind: 'serious-assault', certainty: 'suspected' }],
    })
    expect(await hard(of)).toEqual({ one: [], set: [] })
  })

  test.each([
    ['another day of birth', { bornOn: '2011-01-01' }],
    ['another surname', { surname: 'Other' }],
    ['another name', { given: 'Other' }],
  ])('of somebody with %s closes nothing', async (_, but) => {
    const of = await ready('york')
    const { panel, child } = await there(of, 'york', but)
    await panel.discuss(child, { facts: [{ kind: 'serious-assault' }] })
    expect((await hard(of)).one).toEqual([])
  })

  test('pauses a live match the moment it is found, and lets it be decided when it holds no more', async () => {
    const of = await ready('york')
    const { panel, child } = await there(of, 'york')
    await make(of)
    const match = (await matched(of)) ?? ''
    await panel.discuss(child, { facts: [{ kind: 'serious-assault' }] })
    expect(await pauses(match)).toEqual([{ why: 'limb' }])
    const page = (await (await signedIn(the, of.manager)).get(urls.matches(of.key))).text
    expect(page).toContain('No new meetings for now')
    expect(page).toContain('ask the duty worker of the partner area')
    expect(page).not.toContain(child.id)
    await world.db.query(
      `update risk_fact set lifted_at = now(), lifted_by = found_by, lifted_reason = 'It' where young_person_id = $1`,
      [child.id],
    )
    expect(await pauses(match)).toEqual([{ why: 'limb gone' }])
  })

  test('is noticed within the hour where their record there is the younger one', async () => {
    const of = await ready('york')
    await make(of)
    const { panel, child } = await there(of, 'york', { bornOn: '2011-02-02' })
    await panel.discuss(child, { facts: [{ kind: 'serious-assault' }] })
    await world.db.query(
      `update young_person p set born_on = y.born_on from young_person y where p.id = $1 and y.id = $2`,
      [child.id, of.child.id],
    )
    await world.db.query('select app.matches_to_look_at()')
    expect(await pauses((await matched(of)) ?? '')).toEqual([{ why: 'limb' }])
  })

  test('of a worker of both areas: who must be kept apart there, or knows them there, is not matched here', async () => {
    const of = await ready('york', 2)
    const { panel, child } = await there(of, 'york')
    const worker = await worksAlso(world, of.worker, 'north-yorkshire')
    await make(of)
    const match = (await matched(of)) ?? ''
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 90, $4)`,
      [child.areaId, child.id, worker, panel.holder.id],
    )
    expect(await world.one('select stopped_at is not null as stopped from match where id = $1', [match])).toEqual({
      stopped: true,
    })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [child.areaId, child.id, of.worker.person.id],
    )
    expect((await hard(of)).one).toEqual(['keep apart', 'wall'])
  })

  test('names nobody of the partner area to whoever is asked here, by page or by statement', async () => {
    const of = await ready('york', 2)
    const { panel, child } = await there(of, 'york')
    const worker = await worksAlso(world, of.worker, 'north-yorkshire')
    await make(of)
    const match = (await matched(of)) ?? ''
    const writer = await signedIn(the, panel.holder)
    const sent = await writer.send(urls.keepApart({ area: 'north-yorkshire', youngPerson: child.id }), {
      worker,
      howFar: 'no contact at all',
      ownPast: 'no',
      reason: 'Canaryreason',
      evidence: 'It',
      ...on('reviewOn', '2099-01-01'),
    })
    expect(sent.status).toBe(303)
    const { rows } = await world.db.query<{ kind: string; row: string }>(
      'select kind, to_jsonb(t)::text as row from task t where area_id = $1 and (record_id = $2 or young_person_id = $3)',
      [of.areaId, match, of.child.id],
    )
    expect(rows.map(({ kind }) => kind)).toContain('plan a goodbye')
    for (const { row } of rows) expect(row).not.toContain(panel.holder.id)
  })

  describe('is asked of whom they are called', () => {
    const calls = (child: string, words: unknown) =>
      ['select app.set_name_words($1, $2)', [child, JSON.stringify(words)]] as const

    test('the moment that a name there is put right', async () => {
      const of = await ready('york')
      await make(of)
      const { panel, child } = await there(of, 'york', { surname: 'Canarymistyped' })
      await panel.discuss(child, { facts: [{ kind: 'serious-assault' }] })
      const match = (await matched(of)) ?? ''
      expect(await pauses(match)).toEqual([])
      const is = await world.one<{ givenNames: string; surname: string; bornOn: string }>(
        'select given_names as "givenNames", surname, born_on::text as "bornOn" from young_person where id = $1',
        [of.child.id],
      )
      const app = await signedIn(the, panel.holder)
      const sent = await app.send(people.identity({ area: 'north-yorkshire', youngPerson: child.id }), {
        ...on('bornOn', is.bornOn),
        givenNames: is.givenNames,
        surname: is.surname,
        birth: 'certain',
        sex: 'not known',
        gender: 'not asked',
        ethnicity: 'not known',
        language: 'not known',
        interpreterNeed: 'not asked',
        easyRead: 'not asked',
        disability: 'not asked',
      })
      expect(sent.status).toBe(303)
      expect(await pauses(match)).toEqual([{ why: 'limb' }])
    })

    test('and no statement says that they are called otherwise than they are', async () => {
      const of = await ready('york')
      for (const words of [[], nameParts({ givenNames: 'Somebody', surname: 'Else' })])
        expect(await statement(the, of.panel.holder, ...calls(of.child.id, words))).toBe('young_person_name_is_theirs')
    })
  })
})
