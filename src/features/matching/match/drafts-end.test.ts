import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { newsKinds } from '../../tasks/index.ts'
import { urls } from '../urls.ts'

// After a match ends, a worker keeps unfinished write-ups of their own; nothing at all where it ended by leaving, or as it is
// not safe (access.md). What was typed on their telephone names no young person: it closes with the match, and goes to
// whoever made the match, so that what a child said is not lost.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await matching(the, world)

/** A worker with something typed for a match, and not sent. */
async function typing(of: Ready) {
  await make(of)
  const match = (await matched(of)) ?? ''
  const phone = await signedIn(the, of.worker.person)
  const subject = urls.tried({ area: 'york', mine: match })
  const hidden = await phone.hidden(subject)
  const save = async (tried: string, form = 'how it went') =>
    (
      await phone.json('/drafts', {
        csrf: hidden._csrf,
        form,
        subject,
        instance: hidden._instance,
        token: hidden._form,
        body: { tried },
      })
    ).status
  expect(await save('Canarytyped, at the bus stop')).toBe(200)
  const path = `/drafts/${hidden._instance}`
  expect((await phone.get(path)).text).toContain('Canarytyped')
  return { of, match, phone, save, path, instance: hidden._instance }
}
type Typing = Awaited<ReturnType<typeof typing>>
const kept = async ({ of }: Typing) =>
  (await world.db.query('select from draft where person_id = $1', [of.worker.person.id])).rowCount

const ended =
  (why: string) =>
  async ({ of, match }: Typing) => {
    const goodbye = { ...on('endedOn', yearsAgo(0)), why, goodbye: 'A walk' }
    const sent = await (await signedIn(the, of.manager)).send(urls.end({ ...of.key, match }), goodbye)
    expect(sent.status).toBe(303)
  }

describe('what a worker typed for a match and did not send', () => {
  test.each<[string, (it: Typing) => Promise<unknown>]>([
    [
      'it is stopped, as they must be kept apart',
      ({ of }) =>
        world.db.query(
          `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
             values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`,
          [of.areaId, of.child.id, of.worker.id, of.panel.holder.id],
        ),
    ],
    ['it ends as it is not safe', ended('it is not safe')],
    ['it ends as they leave', ended('the worker leaves')],
    [
      'they leave',
      ({ of }) =>
        world.db.query(
          `update worker set left_at = now(), left_by = $2, left_as = 'concern about conduct' where id = $1`,
          [of.worker.id, of.manager.id],
        ),
    ],
    [
      'their role ends',
      ({ of }) => world.db.query('update membership set until_at = now() where person_id = $1', [of.worker.person.id]),
    ],
    [
      'they do not want to take part any more',
      ({ of }) => world.db.query(`update match set stopped_at = now() where young_person_id = $1`, [of.child.id]),
    ],
  ])('is gone from the telephone once %s, and lies with whoever made the match', async (_, happens) => {
    const it = await typing(await ready())
    await happens(it)
    expect(await kept(it)).toBe(0)
    const maker = await signedIn(the, it.of.manager)
    const form = `/york/young-people/${it.of.child.id}/what-we-tried/new`
    expect(
      await world.one('select form, subject, body from draft where person_id = $1 and young_person_id = $2', [
        it.of.manager.id,
        it.of.child.id,
      ]),
    ).toEqual({
      form: 'what was tried',
      subject: form,
      body: { tried: 'Canarytyped, at the bus stop', triedBy: it.of.worker.person.name },
    })
    const home = (await maker.get('/')).text
    expect(home).toContain(newsKinds['words passed on'])
    expect(home).toContain(`href="${form}`)
    const theirs = await world.one<{ instance: string }>(
      'select instance from draft where person_id = $1 and young_person_id = $2',
      [it.of.manager.id, it.of.child.id],
    )
    expect((await maker.get(`/drafts/${theirs.instance}`)).text).toContain('Canarytyped')
    expect(
      await world.one(
        `select count(*)::int as n from notification where person_id = $1 and kind = 'words with your manager'`,
        [it.of.worker.person.id],
      ),
    ).toEqual({ n: 1 })
    expect((await it.phone.get(it.path)).status).toBe(404)
    expect(await it.save('Canarytyped, and more')).toBe(404)
    expect(await kept(it)).toBe(0)
  })

  test('goes to whoever holds the case where the strand has ended, and no manager opens the record any more', async () => {
    const it = await typing(await ready())
    await ended('as planned')(it)
    await world.db.query(
      `update strand_allocation set until_at = now(), ended_reason = 'It', ended_by = $2 where id = $1`,
      [it.of.strand, it.of.manager.id],
    )
    await world.db.query(`update worker set left_at = now(), left_by = $2, left_as = 'moved on' where id = $1`, [
      it.of.worker.id,
      it.of.manager.id,
    ])
    const holder = await signedIn(the, it.of.panel.holder)
    const { instance, subject } = await world.one<{ instance: string; subject: string }>(
      'select instance, subject from draft where person_id = $1 and young_person_id = $2',
      [it.of.panel.holder.id, it.of.child.id],
    )
    expect((await holder.get(`${subject}?draft=${instance}`)).text).toContain('Canarytyped')
    const lies = 'select from draft where person_id = $1 and young_person_id = $2'
    expect((await world.db.query(lies, [it.of.manager.id, it.of.child.id])).rowCount).toBe(0)
  })

  test('goes to nobody who must be kept apart from that young person, whatever they manage, and they are told nothing', async () => {
    const it = await typing(await ready())
    // Their manager meets young people too.
    const { worker } = await ready()
    for (const table of ['membership', 'worker'])
      await world.db.query(`update ${table} set person_id = $2 where person_id = $1`, [
        worker.person.id,
        it.of.manager.id,
      ])
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
         values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`,
      [it.of.areaId, it.of.child.id, worker.id, it.of.panel.holder.id],
    )
    await world.db.query('update match set stopped_at = now() where young_person_id = $1', [it.of.child.id])
    const to = (person: string) =>
      world.one(
        `select (select count(*)::int from draft where person_id = $1 and young_person_id = $2) as words,
          (select count(*)::int from notification where person_id = $1 and young_person_id = $2 and kind in ('match stopped', 'words passed on')) as told`,
        [person, it.of.child.id],
      )
    expect(await to(it.of.manager.id)).toEqual({ words: 0, told: 0 })
    expect(await to(it.of.panel.holder.id)).toMatchObject({ words: 1 })
  })

  test('opens no more once they must be kept apart, after an end as planned too', async () => {
    const it = await typing(await ready())
    await ended('as planned')(it)
    expect((await it.phone.get(it.path)).text).toContain('Canarytyped')
    expect(await it.save('Canarytyped, and the end of it')).toBe(200)
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
         values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`,
      [it.of.areaId, it.of.child.id, it.of.worker.id, it.of.panel.holder.id],
    )
    expect((await it.phone.get(it.path)).status).toBe(404)
    expect((await it.phone.get('/')).text).not.toContain(it.match)
  })

  test('holds up no stop, however much of it there is', async () => {
    const it = await typing(await ready())
    const words = randomBytes(2_990_000).toString('base64')
    await world.db.query('update draft set body = $2::jsonb where person_id = $1', [
      it.of.worker.person.id,
      JSON.stringify({ tried: words.slice(0, 3_980_000) }),
    ])
    await ended('it is not safe')(it)
    expect(await kept(it)).toBe(0)
    expect(
      (
        await world.db.query('select from draft where person_id = $1 and pg_column_size(body) > 1000000', [
          it.of.manager.id,
        ])
      ).rowCount,
    ).toBe(0)
  })

  // Whoever saves a draft says what it is called, in which tab it is and how long: none of it may hold up what a young person says.
  test.each<[string, (it: Typing) => Promise<unknown>, number]>([
    ['two of one tab', it => it.save('Canarysecond', 'by another name').then(status => expect(status).toBe(200)), 2],
    [
      'one that is at its very limit, well packed',
      ({ of }) =>
        world.db.query(
          `update draft set body = jsonb_build_object('tried', repeat('a', 3999990 - pg_column_size('{"tried": ""}'::jsonb))) where person_id = $1`,
          [of.worker.person.id],
        ),
      0,
    ],
    [
      'one in a tab that the manager has open, too',
      ({ of, instance }) =>
        world.db.query(
          `insert into draft (person_id, form, subject, instance, body) values ($1, 'what was tried', $2, $3, '{"tried": "Canarytheirs"}')`,
          [of.manager.id, `/york/young-people/${of.child.id}/what-we-tried/new`, instance],
        ),
      1,
    ],
  ])('holds up no stop: %s', async (_, arrange, passedOn) => {
    const it = await typing(await ready())
    await arrange(it)
    await ended('it is not safe')(it)
    expect(await kept(it)).toBe(0)
    const lies = `select from draft where person_id = $1 and young_person_id = $2 and body ? 'triedBy'`
    expect((await world.db.query(lies, [it.of.manager.id, it.of.child.id])).rowCount).toBe(passedOn)
  })

  test('is fields, and nothing else (the database)', async () => {
    const it = await typing(await ready())
    const write = world.db.query(`update draft set body = '["a"]' where person_id = $1`, [it.of.worker.person.id])
    await expect(write).rejects.toThrow('draft_body_is_fields')
  })

  test('stays where another match of theirs is stopped, and where it is of somebody else', async () => {
    const first = await ready()
    const second = await ready()
    await world.db.query('update worker set young_people_at_most = 5 where id = $1', [first.worker.id])
    const it = await typing(first)
    const other = await typing({
      ...second,
      worker: first.worker,
      make: second.make.replace(second.worker.id, first.worker.id),
    })
    const colleague = await typing(await ready())
    await world.db.query('update match set stopped_at = now() where id = $1', [it.match])
    expect([await kept(other), await kept(colleague)]).toEqual([1, 1])
    expect((await other.phone.get(other.path)).text).toContain('Canarytyped')
  })
})
