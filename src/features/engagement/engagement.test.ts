import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { matching as arranged, on, type Ready } from '../../../test/matches.ts'
import { aWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../test/world.ts'
import { urls as matching } from '../matching/index.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await arranged(the, world)
const today = yearsAgo(0)

const attempt = {
  ...on('onDay', today),
  atTime: '4pm',
  kind: 'rang',
  tried: 'Canarytried: rang before tea',
  response: 'no answer',
  says: '“Canarysays”',
  nextTry: 'Canarynext: through their aunt',
}
async function matchOf(of: Ready) {
  await make(of)
  const match = (await matched(of)) ?? ''
  return { match, mine: { area: of.key.area, mine: match } }
}
/** So many attempts, in so many ways, written by the worker. */
const tried = (match: string, times: number, kinds: readonly string[]) =>
  world.db.query(
    `insert into engagement_attempt (area_id, young_person_id, match_id, worker_id, on_day, kind, tried, response, written_by)
       select m.area_id, m.young_person_id, m.id, m.worker_id, app.today(), ($3::text[])[1 + n % cardinality($3)], 'It', 'no answer', m.made_by
         from match m, generate_series(0, $2::int - 1) n where m.id = $1`,
    [match, times, kinds],
  )
const goodbye = { ...on('endedOn', today), why: 'we did not reach them', goodbye: 'A card with a number that stays' }
const found = { ...on('heldOn', today), says: 'Canaryfound: we rang at the wrong time' }

describe('what was tried (R143)', () => {
  test('is written on the telephone by the worker, who reads their own alone', async () => {
    const of = await ready()
    const { match, mine } = await matchOf(of)
    const phone = await signedIn(the, of.worker.person)
    expect((await phone.send(urls.mine(mine), attempt)).status).toBe(303)
    const row = await world.one<object>(
      `select worker_id, tried_by, kind, to_char(at_time, 'HH24:MI') as at, response from engagement_attempt where match_id = $1`,
      [match],
    )
    expect(row).toEqual({ worker_id: of.worker.id, tried_by: null, kind: 'rang', at: '16:00', response: 'no answer' })
    // Of the same young person, by somebody else.
    await world.db.query(
      `insert into engagement_attempt (area_id, young_person_id, match_id, tried_by, on_day, kind, tried, response, written_by)
         values ($1, $2, $3, 'Their tutor', app.today(), 'met', 'Canaryother', 'not today', $4)`,
      [of.areaId, of.child.id, match, of.panel.holder.id],
    )
    const own = (await phone.get(urls.mine(mine))).text
    expect(own).toContain('Canarysays')
    expect(own).not.toContain('Canaryother')
    expect((await phone.get(urls.tried(of.key))).status).toBeGreaterThanOrEqual(403)
    const other = await aWorker(world, 'york', of.panel.services[0] as string)
    expect((await (await signedIn(the, other.person)).get(urls.mine(mine))).status).toBe(404)
    for (const who of [of.panel.holder, of.manager]) {
      const page = (await (await signedIn(the, who)).get(urls.tried(of.key))).text
      expect(page).toContain('Canarytried')
      expect(page).toContain('Canaryother')
    }
    await world.db.query('update match set stopped_at = now() where id = $1', [match])
    expect((await phone.get(urls.mine(mine))).status).toBe(404)
  })

  test('a meeting that is over is owed until it is written down', async () => {
    const of = await ready()
    const { match, mine } = await matchOf(of)
    await world.db.query(
      `update match set made_at = now() - interval '9 days', introduced_on = app.today() - 2 where id = $1`,
      [match],
    )
    const { id } = await world.one<{ id: string }>(
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
         select area_id, young_person_id, id, now(), now() + interval '1 hour', 'There', made_by from match where id = $1 returning id`,
      [match],
    )
    await world.db.query(
      `update planned_meeting set starts_at = now() - interval '5 hours', ends_at = now() - interval '4 hours' where id = $1`,
      [id],
    )
    const phone = await signedIn(the, of.worker.person)
    const first = matching.mine({ area: 'york' })
    expect((await phone.get(first)).text).toContain('Write down how it went with')
    // Its day and time are known already: nobody types them again.
    const { text } = await phone.get(`${urls.mine(mine)}?meeting=${id}`)
    expect(text).toMatch(/<input[^>]*id="kind"[^>]*value="met"[^>]*checked/)
    expect(text).toMatch(/<input[^>]*id="atTime"[^>]*value="\d{1,2}(:\d\d)?[ap]m"/)
    expect((await phone.send(`${urls.mine(mine)}?meeting=${id}`, { ...attempt, kind: 'met' })).status).toBe(303)
    expect((await phone.get(first)).text).not.toContain('Write down how it went with')
    // A meeting of another match is none of theirs.
    const other = await ready()
    const theirs = await matchOf(other)
    const elsewhere = await signedIn(the, other.worker.person)
    const answer = await elsewhere.send(`${urls.mine(theirs.mine)}?meeting=${id}`, attempt)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Canarytried')
  })

  test('before a match the introducer’s is written by the case-holder (R144)', async () => {
    const of = await ready()
    const holder = await signedIn(the, of.panel.holder)
    const refused = await holder.send(urls.writeAttempt(of.key), attempt)
    expect(refused.text).toContain('Say who tried')
    expect(refused.text).toContain('Canarytried')
    expect((await holder.send(urls.writeAttempt(of.key), { ...attempt, triedBy: 'Their tutor' })).status).toBe(303)
    expect((await holder.get(urls.tried(of.key))).text).toContain('Their tutor')
    const stranger = await world.person({ role: 'case-holder', area: 'york' })
    expect((await (await signedIn(the, stranger)).get(urls.writeAttempt(of.key))).status).toBe(404)
  })

  test.each([
    ['no day', { 'onDay-day': '' }],
    ['a day to come', on('onDay', '2099-01-01')],
    ['no way', { kind: '' }],
    ['nonsense for a way', { kind: 'dragged' }],
    ['a next try before', on('nextOn', '2020-01-01')],
    ['no time', { atTime: 'later' }],
  ])('keeps what was typed with %s', async (_, wrong) => {
    const of = await ready()
    const { mine } = await matchOf(of)
    const answer = await (await signedIn(the, of.worker.person)).send(urls.mine(mine), { ...attempt, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Canarytried')
  })
})

describe('a match that ends because we did not reach them (R143)', () => {
  const { attempts, kinds } = { attempts: 8, kinds: 3 }
  const ways = ['rang', 'went by', 'letter or card', 'met']

  test.each([
    ['too few', attempts - 1, kinds],
    ['too much of the same', attempts, kinds - 1],
  ])('does not end, nor is stopping decided, after %s', async (_, times, varied) => {
    const of = await ready()
    const { match } = await matchOf(of)
    await tried(match, times, ways.slice(0, varied))
    const manager = await signedIn(the, of.manager)
    const key = { ...of.key, match }
    // Said beside the answer that it is about, too.
    expect((await manager.send(matching.end(key), goodbye)).text).toMatch(
      /id="why-error"[\s\S]{0,120}Not enough was tried yet/,
    )
    expect((await manager.send(urls.review(of.key), { ...found, decided: 'stop trying' })).text).toContain(
      'Not enough was tried yet to stop',
    )
    expect((await manager.send(urls.review(of.key), { ...found, decided: 'try again' })).status).toBe(303)
    await expect(
      world.db.query(
        `update match set ended_on = app.today(), ended_by = made_by, end_reason = 'we did not reach them', goodbye = 'It' where id = $1`,
        [match],
      ),
    ).rejects.toThrow('what we tried is not enough')
  })

  test('ends once enough was tried and two people have looked at it; by another reason at any time', async () => {
    const of = await ready()
    const { match } = await matchOf(of)
    const key = { ...of.key, match }
    await tried(match, attempts, ways.slice(0, kinds))
    const manager = await signedIn(the, of.manager)
    const holder = await signedIn(the, of.panel.holder)
    expect((await manager.send(urls.review(of.key), { ...found, decided: 'stop trying' })).status).toBe(303)
    expect((await manager.send(matching.end(key), goodbye)).status).toBe(422)
    const { id: review } = await world.one<{ id: string }>('select id from engagement_review where match_id = $1', [
      match,
    ])
    const agree = urls.agree({ ...of.key, review })
    const asked = () =>
      world.one<{ n: number }>(
        `select count(*)::int as n from task where kind = 'agree what we tried' and record_id = $1 and desk = $2 and settled_at is null`,
        [review, `person:${of.panel.holder.id}`],
      )
    expect(await asked()).toEqual({ n: 1 })
    expect((await manager.get(agree)).status).toBeGreaterThanOrEqual(403)
    expect((await holder.get(agree)).text).toContain('Canaryfound')
    expect((await holder.send(agree, {})).status).toBe(303)
    expect(await asked()).toEqual({ n: 0 })
    expect((await manager.get(urls.tried(of.key))).text).toContain('agreed')
    expect((await manager.send(matching.end(key), goodbye)).status).toBe(303)
    const other = await ready()
    const another = await matchOf(other)
    const why = { ...goodbye, why: 'the young person wished it' }
    const next = await signedIn(the, other.manager)
    expect((await next.send(matching.end({ ...other.key, match: another.match }), why)).status).toBe(303)
  })

  test('nobody agrees with themself, and what was decided since counts', async () => {
    const of = await ready()
    const { match } = await matchOf(of)
    await tried(match, attempts, ways)
    const enough = () =>
      world.one<{ is: boolean }>('select app.tried_enough($1, $2, $3) as is', [of.areaId, of.child.id, match])
    const review = (decided: string) =>
      world.one<{ id: string }>(
        `insert into engagement_review (area_id, young_person_id, match_id, held_on, says, decided, recorded_by) values ($1, $2, $3, app.today(), 'It', $4, $5) returning id`,
        [of.areaId, of.child.id, match, decided, of.manager.id],
      )
    const agreed = (id: string, by: MadePerson) =>
      world.db.query('update engagement_review set agreed_by = $2 where id = $1', [id, by.id])
    const { id } = await review('stop trying')
    await expect(agreed(id, of.manager)).rejects.toThrow('engagement_review_of_two')
    expect(await enough()).toEqual({ is: false })
    await agreed(id, of.panel.holder)
    expect(await enough()).toEqual({ is: true })
    // The time with Trusted Relationships, too.
    expect(await world.one('select app.tried_enough($1, $2, null) as is', [of.areaId, of.child.id])).toEqual({
      is: true,
    })
    await review('try again')
    expect(await enough()).toEqual({ is: false })
  })

  test('neither the strand nor the time with Trusted Relationships ends for it before that, by statement either', async () => {
    const of = await ready()
    const { match } = await matchOf(of)
    const why = "'we did not reach them'"
    const endStrand = () =>
      world.db.query(
        `update strand_allocation set until_at = now(), ended_by = decided_by, ended_reason = 'It', ended_kind = ${why} where young_person_id = $1`,
        [of.child.id],
      )
    await tried(match, attempts, ways)
    await expect(endStrand()).rejects.toThrow('what we tried is not enough')
    const { id } = await world.one<{ id: string }>(
      `insert into engagement_review (area_id, young_person_id, match_id, held_on, says, decided, recorded_by) values ($1, $2, $3, app.today(), 'It', 'stop trying', $4) returning id`,
      [of.areaId, of.child.id, match, of.manager.id],
    )
    await expect(endStrand()).rejects.toThrow('what we tried is not enough')
    await world.db.query('update engagement_review set agreed_by = $2 where id = $1', [id, of.panel.holder.id])
    await endStrand()
    await world.db.query(
      `update match set ended_on = app.today(), ended_by = made_by, end_reason = 'the strand ended', goodbye = 'It' where id = $1`,
      [match],
    )
    const ends = async () => {
      const holder = await signedIn(the, of.panel.holder)
      const path = `/york/young-people/${of.child.id}/episodes/end`
      return holder.send(path, { ...on('lastDay', today), kind: 'we did not reach them', reason: 'Canaryend' })
    }
    // What was decided since counts here too.
    await world.db.query(
      `insert into engagement_review (area_id, young_person_id, held_on, says, decided, recorded_by) values ($1, $2, app.today(), 'It', 'try again', $3)`,
      [of.areaId, of.child.id, of.manager.id],
    )
    const early = await ends()
    expect(early.status).toBe(422)
    expect(early.text).toContain('Canaryend')
    await world.db.query(`delete from engagement_review where young_person_id = $1 and decided = 'try again'`, [
      of.child.id,
    ])
    expect((await ends()).status).toBe(303)
  })

  test('what two agreed years ago ends nothing for whoever came back', async () => {
    const of = await ready()
    const { match } = await matchOf(of)
    await tried(match, attempts, ways)
    await world.db.query(
      `insert into engagement_review (area_id, young_person_id, held_on, says, decided, recorded_by, agreed_by, agreed_at) values ($1, $2, app.today() - 500, 'It', 'stop trying', $3, $4, now())`,
      [of.areaId, of.child.id, of.manager.id, of.panel.holder.id],
    )
    const enough = () => world.one('select app.tried_enough($1, $2, null) as is', [of.areaId, of.child.id])
    expect(await enough()).toEqual({ is: false })
    await world.db.query('update engagement_review set held_on = app.today() where young_person_id = $1', [of.child.id])
    expect(await enough()).toEqual({ is: true })
  })

  test('what the introducer tried in this strand counts, and what was tried under a merged record', async () => {
    const of = await ready()
    const { match } = await matchOf(of)
    await world.db.query(
      `insert into engagement_attempt (area_id, young_person_id, tried_by, on_day, kind, tried, response, written_by) values ($1, $2, 'Tutor', app.today(), 'met', 'It', 'not today', $3)`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    const was = await world.youngPerson('york')
    await world.db.query('update young_person set merged_into = $2 where id = $1', [was.id, of.child.id])
    await world.db.query(
      `insert into engagement_attempt (area_id, young_person_id, tried_by, on_day, kind, tried, response, written_by) values ($1, $2, 'Tutor', app.today(), 'rang', 'It', 'not today', $3)`,
      [of.areaId, was.id, of.panel.holder.id],
    )
    expect(
      await world.one('select attempts::int, kinds::int from app.effort($1, $2, $3)', [of.areaId, of.child.id, match]),
    ).toEqual({ attempts: 2, kinds: 2 })
  })
})

describe('top tips (R145)', () => {
  test('are empty until the area writes them; every version is kept, and nobody overwrites what they did not see', async () => {
    const of = await ready()
    const { mine } = await matchOf(of)
    const phone = await signedIn(the, of.worker.person)
    expect((await phone.get(urls.mine(mine))).text).not.toContain('Top tips')
    const admin = await signedIn(the, await world.person({ role: 'area-administrator', area: 'york' }))
    const tips = urls.tips({ area: 'york' })
    expect((await admin.send(tips, { says: 'Canarytip one' })).status).toBe(303)
    const coordinator = await signedIn(the, of.panel.coordinator)
    const old = await coordinator.hidden(tips)
    expect((await admin.send(tips, { says: 'Canarytip two' })).status).toBe(303)
    const stale = await coordinator.post(tips, { ...old, says: 'Canarytip mine' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Canarytip mine')
    expect(stale.text).toContain('Canarytip two')
    // Open beside the form at a desk, for whoever writes for the introducer.
    const desk = (await (await signedIn(the, of.panel.holder)).get(urls.writeAttempt(of.key))).text
    expect(desk).toMatch(/<details[^>]* open[^>]*>[\s\S]*?Top tips[\s\S]*?Canarytip two/)
    const form = (await phone.get(urls.mine(mine))).text
    expect(form).toContain('Canarytip two')
    expect(form).not.toContain('Canarytip one')
    expect((await admin.get(tips)).text).toContain('Canarytip one')
    expect((await phone.get(tips)).status).toBe(403)
    expect((await admin.get(urls.tips({ area: 'north-yorkshire' }))).status).toBe(404)
    // Another area has its own.
    const north = await ready('north-yorkshire')
    const theirs = await matchOf(north)
    expect((await (await signedIn(the, north.worker.person)).get(urls.mine(theirs.mine))).text).not.toContain(
      'Canarytip',
    )
    expect((await admin.send(tips, { says: '' })).status).toBe(303)
    expect((await phone.get(urls.mine(mine))).text).not.toContain('Top tips')
  })
})
