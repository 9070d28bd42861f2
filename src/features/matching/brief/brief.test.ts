import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { whenTestIsOver } from '../../../../test/when-over.ts'
import { aWorker, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, makeAlone, briefed } = await matching(the, world)
const today = yearsAgo(0)

const words = {
  whereToMeet: 'The café by the library',
  notAloneWith: 'Nobody',
  whatIf: 'Wait ten minutes, then ring me',
  health: 'Canaryinhaler in the bag',
  emergencyContact: 'Sam, 01632 960 123',
}
const openTasks = async (kind: string, match: string) =>
  (
    await world.db.query<{ desk: string; path: string }>(
      'select desk, path from task where kind = $1 and record_id = $2 and settled_at is null',
      [kind, match],
    )
  ).rows
/** A match that was made, and nothing written. */
async function matchOf(of: Ready) {
  await makeAlone(of)
  return { ...of.key, match: (await matched(of)) ?? '' }
}

describe('before you meet', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'in %s: is asked for, written, read on the telephone, and only then a first meeting is recorded',
    async area => {
      const of = await ready(area)
      const key = await matchOf(of)
      const [asked] = await openTasks('write what to read first', key.match)
      expect(asked).toEqual({ desk: `service:${of.areaId}:${of.panel.services[0]}`, path: urls.issueBrief(key) })
      const manager = await signedIn(the, of.manager)
      const phone = await signedIn(the, of.worker.person)
      const mine = { area, mine: key.match }
      expect((await phone.get(urls.readBrief(mine))).status).toBe(404)
      expect((await manager.send(urls.issueBrief(key), words)).status).toBe(303)
      expect(await openTasks('write what to read first', key.match)).toEqual([])
      expect(await openTasks('read before you meet', key.match)).toEqual([
        { desk: `person:${of.worker.person.id}`, path: urls.readBrief(mine) },
      ])
      const begin = { ...on('introducedOn', today), ...on('startedOn', today) }
      const refused = await manager.send(urls.begin(key), begin)
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('has not yet read')
      expect((await phone.get(urls.readBrief(mine))).text).toContain('Canaryinhaler')
      expect((await phone.get(urls.mine({ area }))).text).toMatch(/Read this before you meet \w+ on \d+ \w+ \d{4}</)
      expect((await phone.send(urls.readBrief(mine), {})).status).toBe(303)
      expect(await openTasks('read before you meet', key.match)).toEqual([])
      expect((await manager.get(urls.briefs(key))).text).toContain('Read, ')
      expect((await manager.send(urls.begin(key), begin)).status).toBe(303)
    },
  )

  test('no statement records a first meeting before the newest is read', async () => {
    const of = await ready()
    const key = await matchOf(of)
    const meet = () =>
      world.db.query('update match set introduced_on = app.today(), started_on = app.today() where id = $1', [
        key.match,
      ])
    await expect(meet()).rejects.toThrow('read before they meet')
    await briefed(of, key.match)
    await (await signedIn(the, of.manager)).send(urls.issueBrief(key), { ...words, whyAgain: 'New inhaler' })
    await expect(meet()).rejects.toThrow('read before they meet')
  })

  test('written again it is a row of its own, asked for again, and what somebody read before is kept', async () => {
    const of = await ready()
    const key = await matchOf(of)
    await briefed(of, key.match)
    expect(await openTasks('read before you meet', key.match)).toEqual([])
    const manager = await signedIn(the, of.manager)
    expect((await manager.send(urls.issueBrief(key), words)).text).toContain('Say what has changed')
    await manager.send(urls.issueBrief(key), { ...words, whyAgain: 'Canarywhy' })
    expect((await openTasks('read before you meet', key.match)).length).toBe(1)
    const page = (await manager.get(urls.briefs(key))).text
    expect(page).toContain('Version 1')
    expect(page).toContain('Version 2')
    expect(page).toContain('Not read')
    const phone = await signedIn(the, of.worker.person)
    const read = await phone.get(urls.readBrief({ area: 'york', mine: key.match }))
    expect(read.text).toContain('Canaryinhaler')
    expect(read.text).not.toContain('Canarywhy')
    await expect(world.db.query(`set role app; update brief set health = 'x'`)).rejects.toThrow('permission denied')
    await world.db.query('reset role')
  })

  test('somebody who read an older one while it was written again reads the new one', async () => {
    const of = await ready()
    const key = await matchOf(of)
    const manager = await signedIn(the, of.manager)
    await manager.send(urls.issueBrief(key), words)
    const phone = await signedIn(the, of.worker.person)
    const at = urls.readBrief({ area: 'york', mine: key.match })
    const fields = await phone.hidden(at)
    await manager.send(urls.issueBrief(key), { ...words, health: 'Canarynew', whyAgain: 'It' })
    const answer = await phone.post(at, fields)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('written again meanwhile')
    expect(answer.text).toContain('Canarynew')
    expect((await world.db.query('select from brief_read where match_id = $1', [key.match])).rowCount).toBe(0)
    // Of a page that was open before, too.
    const old = await manager.hidden(urls.issueBrief(key))
    await manager.send(urls.issueBrief(key), { ...words, whyAgain: 'Again' })
    expect((await manager.post(urls.issueBrief(key), { ...old, ...words, whyAgain: 'Theirs' })).text).toContain(
      'Somebody wrote it again meanwhile',
    )
  })

  test.each([
    ['a word of risk', 'Beware of the gang'],
    ['their surname', 'Ask for Canarysurname'],
    ['a postcode', 'At YO1 6GA'],
    ['their school', 'Behind Canary High'],
  ])('turns down %s, by page and by statement, and keeps what was typed', async (_, health) => {
    const of = await ready()
    const key = await matchOf(of)
    await world.db.query(`update young_person set surname = 'Canarysurname' where id = $1`, [of.child.id])
    await world.db.query(`update young_person_detail set school = 'Canary High' where young_person_id = $1`, [
      of.child.id,
    ])
    const answer = await (await signedIn(the, of.manager)).send(urls.issueBrief(key), { ...words, health })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Find other words for')
    expect(answer.text).toContain(health)
    await expect(
      world.db.query(
        `insert into brief (area_id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, issued_by)
           select area_id, young_person_id, id, 1, 'x', 'x', 'x', $2, 'x', made_by from match where id = $1`,
        [key.match, health],
      ),
    ).rejects.toThrow('a telephone would say too much')
  })

  test('tells whoever writes which words, and of a name that they may not read its kind alone', async () => {
    const of = await ready()
    const key = await matchOf(of)
    await world.db.query(`update young_person_detail set school = 'Canary High' where young_person_id = $1`, [
      of.child.id,
    ])
    const manager = await signedIn(the, of.manager)
    const health = 'Canary High knows about the gang'
    const told = await manager.send(urls.issueBrief(key), { ...words, health })
    expect(told.text).toContain('Find other words for “gang”, “Canary High”')
    const relation = `because = 'operational manager' and act = 'read S2'`
    const { rows } = await world.db.query<{ because: string; act: string }>(
      `delete from relation_may where ${relation} returning *`,
    )
    whenTestIsOver(async () => {
      await world.db.query('insert into relation_may select * from jsonb_populate_recordset(null::relation_may, $1)', [
        JSON.stringify(rows),
      ])
    })
    expect(rows.length).toBe(1)
    const one = await manager.send(urls.issueBrief(key), { ...words, health })
    expect(one.text).toContain('Find other words for “gang”:')
    const other = await manager.send(urls.issueBrief(key), { ...words, health: 'Ask Canary High' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('a name or a place from the record stands in it')
    expect(other.text).not.toContain('for “Canary High”')
    expect(other.text).toContain('Ask Canary High')
  })

  test('nor does the telephone say too much of how they are introduced', async () => {
    const of = await ready()
    const answer = await makeAlone(of, of.manager, { introductionHow: 'Canaryhow, after the police visit' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Find other words for “police”')
    expect(answer.text).toContain('Canaryhow')
    expect(await matched(of)).toBeUndefined()
  })

  test('is written by whoever manages the service of the match, and read by nobody else’s telephone', async () => {
    const of = await ready()
    const key = await matchOf(of)
    await briefed(of, key.match)
    for (const who of [of.panel.holder, of.panel.coordinator, of.panel.managers[1] as MadePerson])
      expect((await (await signedIn(the, who)).get(urls.issueBrief(key))).status).toBeGreaterThanOrEqual(403)
    expect((await (await signedIn(the, of.panel.holder)).get(urls.briefs(key))).status).toBe(200)
    const other = await aWorker(world, 'york', of.panel.services[0] as string)
    const at = urls.readBrief({ area: 'york', mine: key.match })
    expect((await (await signedIn(the, other.person)).get(at)).status).toBe(404)
    await world.db.query('update match set stopped_at = now() where id = $1', [key.match])
    expect((await (await signedIn(the, of.worker.person)).get(at)).status).toBe(404)
  })

  test('is asked of nobody once the match is stopped, and of the manager when what is known has changed', async () => {
    const of = await ready()
    const key = await matchOf(of)
    await briefed(of, key.match)
    await world.db.query(`update young_person_detail set safe_number = '01632 960 444' where young_person_id = $1`, [
      of.child.id,
    ])
    await world.db.query('select app.brief_out_of_date($1, $2)', [of.areaId, of.child.id])
    expect((await openTasks('write what to read first', key.match)).length).toBe(1)
    await world.db.query('update match set stopped_at = now() where id = $1', [key.match])
    expect(await openTasks('write what to read first', key.match)).toEqual([])
  })
})
