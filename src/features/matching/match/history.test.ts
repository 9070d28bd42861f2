import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls as people } from '../../people/index.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, make, matched } = await matching(the, world)

test.each(['york', 'north-yorkshire'] as const)(
  'a plan that is changed and days that are put right leave what stood there, for those of the strand alone, in %s (R36, R39)',
  async area => {
    const of = await ready(area)
    const [, ofTheOther] = of.panel.managers
    if (!ofTheOther) throw new Error('no second manager')
    await make(of)
    const match = (await matched(of)) ?? ''
    await world.db.query(`update match set made_at = now() - interval '9 days' where id = $1`, [match])
    const manager = await signedIn(the, of.manager)
    const changes = {
      ...on('plannedOn', '2099-02-01'),
      introducedBy: 'Canarybecame',
      introductionHow: 'In the park',
    }
    expect((await manager.send(urls.plan({ ...of.key, match }), changes)).status).toBe(303)
    const { day, later } = await world.one<{ day: string; later: string }>(
      'select (app.today() - 3)::text as day, (app.today() - 2)::text as later',
    )
    for (const introduced of [day, later])
      expect((await manager.send(urls.begin({ ...of.key, match }), on('introducedOn', introduced))).status).toBe(303)
    expect((await manager.get(urls.matches(of.key))).text).toContain(`href="${people.history(of.key)}"`)
    const reads = async (who: typeof of.manager) => (await (await signedIn(the, who)).get(people.history(of.key))).text
    for (const who of [of.manager, of.panel.holder]) {
      const page = await reads(who)
      for (const said of ['1 Jan 2099', 'Sam Example', 'Canarybecame', 'At lunch', 'Day they were introduced'])
        expect(page).toContain(said)
    }
    // Who manages another strand of the same young person reads the record, and nothing of this match.
    await world.db.query(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
         select area_id, young_person_id, episode_id, nomination_id, submitted_by, 2, $2, 'It fits', 'It fits', decided_by from strand_allocation where id = $1`,
      [of.strand, of.panel.services[1]],
    )
    const other = await reads(ofTheOther)
    expect(other).toContain('History of this record')
    expect(other).not.toMatch(/Canary|Sam Example|introduced/)
  },
)
