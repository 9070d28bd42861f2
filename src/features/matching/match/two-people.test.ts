import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { acceptedBy, aWorker, saysYes, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// From the strand to the match a small service needs one person of its own and one of the partner area, who approves.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, matched, makeAlone } = await matching(the, world)

test.each([
  ['york', 'north-yorkshire'],
  ['north-yorkshire', 'york'],
] as const)(
  'R39: from the strand to the first meeting with two people in all, one in %s and one in %s',
  async (area, partnerArea) => {
    const panel = panels[area]
    const alone = await world.person(
      { role: 'coordinator', area },
      { role: 'operational-manager', area, service: panel.services[0] },
    )
    const partner = await world.person({ role: 'coordinator', area: partnerArea })
    await world.db.query(
      `update membership m set until_at = now() from person p where p.id = m.person_id and p.kind = 'trusted-relationships'
       and m.until_at is null and p.id <> all ($1)`,
      [[alone.id, partner.id]],
    )
    const accepted = acceptedBy(world, {
      ...panels,
      [area]: { ...panel, coordinator: alone, managers: [alone, alone] },
    })
    const of = await accepted(area, 1)
    await saysYes(world, of.areaId, of.child.id, panel.holder.id)
    // Their only worker is not in order, so that a second person has to look.
    const worker = await aWorker(world, area, panel.services[0])
    await world.db.query('update worker set started_on = current_date - 90 where id = $1', [worker.id])
    await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [worker.id])
    const ready = { ...of, worker, make: urls.make({ ...of.key, strand: of.strand, candidate: worker.id }) }

    const one = await signedIn(the, alone)
    expect((await one.get(of.candidates)).text).toContain(worker.person.name)
    expect((await makeAlone(ready, alone)).status).toBe(303)
    const match = (await matched(ready)) ?? ''
    const key = { ...of.key, match }
    const list = urls.toApprove({ area: partnerArea })
    const { rows: asked } = await world.db.query(
      `select desk, path from task where record_id = $1 and kind = 'approve a match' and settled_at is null`,
      [match],
    )
    expect(asked).toEqual([{ desk: `person:${partner.id}`, path: list }])
    const own = await one.post(urls.approve({ area, match }), await one.hidden(urls.matches(of.key)))
    expect(own.status).toBeGreaterThanOrEqual(400)

    const second = await signedIn(the, partner)
    expect((await second.get(list)).text).toContain('Canaryaccepts')
    expect((await second.send(list, {}, { action: urls.approve({ area: partnerArea, match }) })).status).toBe(303)
    expect((await second.get(`/${area}/young-people/${of.child.id}`)).status).toBe(404)

    const brief = {
      whereToMeet: 'The café by the library',
      notAloneWith: 'Nobody',
      whatIf: 'Wait ten minutes, then ring me',
      health: 'Nothing',
      emergencyContact: 'Sam, 01632 960 123',
    }
    expect((await one.send(urls.issueBrief(key), brief)).status).toBe(303)
    const phone = await signedIn(the, worker.person)
    expect((await phone.send(urls.readBrief({ area, mine: match }), {})).status).toBe(303)
    const today = yearsAgo(0)
    const met = await one.send(urls.begin(key), { ...on('introducedOn', today), ...on('startedOn', today) })
    expect(met.status).toBe(303)
  },
)
