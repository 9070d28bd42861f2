import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
let asHolder: Client
let asManager: Client
let asDuty: Client
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }

beforeAll(async () => {
  ;[asHolder, asManager, asDuty] = await Promise.all([
    signedIn(the, holder),
    signedIn(the, manager),
    signedIn(the, duty),
  ])
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Okoro', bornOn: '2011-03-04' })
  key = { area: 'york', youngPerson: child.id }
})

/** What a page says, without its mark-up. */
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const history = async (id: string) =>
  (
    await world.db.query(
      'select class, field, was, became, why from record_change where young_person_id = $1 order by id',
      [id],
    )
  ).rows
const lastAudit = (act: string) =>
  world.one<{ detail: Record<string, unknown> }>(
    `select detail from audit_event where act = $1 and young_person_id = $2 and outcome = 'done'`,
    [act, child.id],
  )
describe('what people worry about (R4, R5)', () => {
  test('several kinds at once, each ended by itself', async () => {
    await asHolder.send(urls.exploitation(key), { kinds: ['county-lines', 'sexual'], note: 'Two phones' })
    const { rows } = await world.db.query(
      'select id, kind from exploitation_concern where young_person_id = $1 order by kind',
      [child.id],
    )
    expect(rows.map(row => row.kind)).toEqual(['county-lines', 'sexual'])
    const ended = await asHolder.send(urls.endConcern({ ...key, concern: rows[0].id }), {
      'endedOn-day': '1',
      'endedOn-month': '9',
      'endedOn-year': '2026',
      reason: 'Moved away',
    })
    expect(ended.status).toBe(303)
    const seen = words((await asHolder.get(urls.youngPerson(key))).text)
    expect(seen).toContain('Sexual exploitation')
    expect(seen).not.toContain('County lines')
    expect(await history(child.id)).toMatchObject([
      { class: 4, became: 'county-lines' },
      { class: 4, became: 'sexual' },
      { class: 4, was: 'county-lines', why: 'Moved away' },
    ])
    const told = words((await asHolder.get(urls.history(key))).text)
    for (const said of ['County lines', 'Sexual exploitation', 'Moved away']) expect(told).toContain(said)
  })

  test('a kind that stands there is not offered again, and the database takes it once', async () => {
    await asHolder.send(urls.exploitation(key), { kinds: ['gang'], note: 'x' })
    expect((await asHolder.get(urls.exploitation(key))).text).not.toContain('value="gang"')
    await expect(
      world.db.query(
        `insert into exploitation_concern (area_id, young_person_id, kind, recorded_by) values ($1, $2, 'gang', $3)`,
        [child.areaId, child.id, holder.id],
      ),
    ).rejects.toMatchObject({ constraint: 'exploitation_concern_once' })
  })
})

describe('what is happening around them (R7, R8)', () => {
  const picture = {
    activePlaces: ['york'],
    activeWords: 'Acomb\nHull',
    originatingNetworks: ['leeds'],
    originatingWords: '',
    flags: ['weapons', 'trafficked'],
    note: 'canarynote',
    why: '',
  }
  test('takes what is on the lists and what is written in', async () => {
    await asHolder.send(urls.localPicture(key), picture)
    expect(
      await world.one(
        'select active_places, originating_networks, flags, version from local_picture where young_person_id = $1',
        [child.id],
      ),
    ).toEqual({
      active_places: ['york', 'Acomb', 'Hull'],
      originating_networks: ['leeds'],
      flags: ['weapons', 'trafficked'],
      version: 1,
    })
    expect(JSON.stringify((await lastAudit('local picture changed')).detail)).not.toMatch(/Acomb|canarynote/)
    await asHolder.send(urls.localPicture(key), { ...picture, activeWords: 'Hull' })
    expect(
      (await world.one('select active_places from local_picture where young_person_id = $1', [child.id])).active_places,
    ).toEqual(['york', 'Hull'])
  })

  test('two people who both begin with nothing: the second sees the first', async () => {
    const hidden = await asHolder.hidden(urls.localPicture(key))
    await asManager.send(urls.localPicture(key), { ...picture, note: 'first' })
    const late = await asHolder.post(urls.localPicture(key), { ...hidden, ...picture, note: 'second' })
    expect(late.status).toBe(409)
    expect((await world.one('select note from local_picture where young_person_id = $1', [child.id])).note).toBe(
      'first',
    )
  })
})

describe('adults they could tell a worry to (R6)', () => {
  test('three answers of one conversation; earlier ones stay', async () => {
    const asked = { 'askedOn-day': '1', 'askedOn-month': '9', 'askedOn-year': '2026' }
    const first = {
      family: 'no',
      familyWords: '',
      community: 'not asked',
      communityWords: '',
      professional: 'yes',
      professionalWords: 'Miss Webb at school',
      ...asked,
    }
    expect((await asHolder.send(urls.trustedAdults(key), first)).status).toBe(303)
    await asHolder.send(urls.trustedAdults(key), { ...first, family: 'yes', familyWords: 'Nan' })
    const { n } = await world.one<{ n: number }>(
      'select count(*)::int as n from trusted_adult where young_person_id = $1',
      [child.id],
    )
    expect(n).toBe(6)
    const seen = words((await asHolder.get(urls.youngPerson(key))).text)
    expect(seen).toContain('Nan')
    expect(seen).toContain('Miss Webb at school')
  })

  test('a name stands with a yes alone: changed to no it goes, and stays with the earlier answer', async () => {
    const asked = { 'askedOn-day': '1', 'askedOn-month': '9', 'askedOn-year': '2026' }
    const none = { community: 'not asked', communityWords: '', professional: 'not asked', professionalWords: '' }
    const yes = { family: 'yes', familyWords: 'Nan,\r\non Sundays', ...none, ...asked }
    await asHolder.send(urls.trustedAdults(key), yes)
    // The page comes with what stood there; only the answer is changed.
    expect((await asHolder.send(urls.trustedAdults(key), { ...yes, family: 'no' })).status).toBe(303)
    const seen = words((await asHolder.get(urls.youngPerson(key))).text)
    expect(seen).toMatch(/In the family No, on 1 September 2026/)
    expect(seen).not.toContain('Nan')
    const { rows } = await world.db.query(
      `select answer, words from trusted_adult where young_person_id = $1 and circle = 'family' order by recorded_at`,
      [child.id],
    )
    expect(rows).toMatchObject([
      { answer: 'yes', words: expect.stringContaining('Nan') },
      { answer: 'no', words: null },
    ])
    await expect(
      world.db.query(
        `insert into trusted_adult (area_id, young_person_id, circle, answer, words, asked_on, recorded_by) values ($1, $2, 'family', 'no', 'Nan', current_date, $3)`,
        [child.areaId, child.id, holder.id],
      ),
    ).rejects.toMatchObject({ constraint: 'trusted_adult_words_say_who' })
  })

  test('a name that was typed now is not lost by another answer: it is asked about', async () => {
    const answer = await asHolder.send(urls.trustedAdults(key), {
      family: 'no',
      familyWords: 'Canaryaunt',
      community: 'not asked',
      professional: 'not asked',
      'askedOn-day': '1',
      'askedOn-month': '9',
      'askedOn-year': '2026',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Canaryaunt')
    expect(words(answer.text)).toContain('Choose “Yes” to keep it')
  })

  test('each takes an answer', async () => {
    expect((await asHolder.send(urls.trustedAdults(key), { family: 'yes' })).status).toBe(422)
  })
})

describe('missing now, custody, hospital, secure, died', () => {
  const since = { 'sinceOn-day': '1', 'sinceOn-month': '9', 'sinceOn-year': '2026' }
  test('duty may say that they are missing; the record says what stops', async () => {
    expect((await asDuty.send(urls.status(key), { status: 'missing now', ...since, note: 'Police 123' })).status).toBe(
      303,
    )
    const seen = words((await asHolder.get(urls.youngPerson(key))).text)
    expect(seen).toContain('Missing now since 1 September 2026')
    expect(seen).toContain('Nothing goes to them or the family by itself')
  })

  test('whoever holds the case is told the same day, where somebody else said so', async () => {
    const told = () =>
      world.one<{ n: number }>(
        `select count(*)::int as n from notification where young_person_id = $1 and person_id = $2 and kind = 'status changed' and urgency = 'today'`,
        [child.id, holder.id],
      )
    const before = (await told()).n
    await asDuty.send(urls.status(key), { status: 'hospital', ...since, note: '' })
    expect((await told()).n).toBe(before + 1)
    await asHolder.send(urls.status(key), { status: 'none', ...since, note: '' })
    expect((await told()).n).toBe(before + 1)
  })

  test('what is asked about somebody who died is asked no more, and again when it was a mistake', async () => {
    const them = await world.youngPerson('york', { heldBy: holder })
    const at = { area: 'york', youngPerson: them.id }
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'review an assessment', $3, '/')`,
      [them.areaId, them.id, `person:${holder.id}`],
    )
    const open = () =>
      world.one('select count(*)::int as n from task where young_person_id = $1 and settled_at is null', [them.id])
    await asHolder.send(urls.status(at), { status: 'died', ...since, note: '', sure: 'sure' })
    // One thing is asked instead: to tell those who must know, by the area's clock.
    const { rows } = await world.db.query(
      `select kind, split_part(desk, ':', 1) as desk, due_on - (now() at time zone 'Europe/London')::date >= 5 as later from task where young_person_id = $1 and settled_at is null`,
      [them.id],
    )
    expect(rows).toEqual([{ kind: 'tell of a death', desk: 'team', later: true }])
    expect((await asHolder.send(urls.tellOfDeath(at), { note: '' })).status).toBe(422)
    expect((await asDuty.get(urls.tellOfDeath(at))).status).toBe(403)
    expect((await asHolder.send(urls.tellOfDeath(at), { note: 'Mum, by the police; the panel' })).status).toBe(303)
    expect((await asHolder.get(urls.tellOfDeath(at))).text).toContain('Mum, by the police; the panel')
    expect(await open()).toEqual({ n: 0 })
    // Nobody is asked to name a case-holder for a record that is locked.
    await world.db.query(
      'update case_holding set person_id = null, person_kind = null where young_person_id = $1 and until_at is null',
      [them.id],
    )
    await world.db.query('select app.release_lost_cases()')
    expect(await open()).toEqual({ n: 0 })
    await asManager.send(urls.unlock(at), { note: 'Another child of the same name' })
    expect(await open()).toEqual({ n: 1 })
  })

  test('died takes a second look, and locks the record until a manager opens it', async () => {
    expect((await asHolder.send(urls.status(key), { status: 'died', ...since, note: '' })).status).toBe(422)
    expect((await asHolder.send(urls.status(key), { status: 'died', ...since, note: '', sure: 'sure' })).status).toBe(
      303,
    )
    // It can be read; no page and no statement writes any more.
    expect((await asHolder.get(urls.youngPerson(key))).status).toBe(200)
    for (const page of ['identity', 'circumstances', 'exploitation', 'status'] as const)
      expect([404, 410]).toContain((await asHolder.get(urls[page](key))).status)
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query(`select app.enter($1, $2)`, [asHolder.token, [child.id]])
      const changed = await connection.query(`update young_person set surname = 'Overwritten' where id = $1`, [
        child.id,
      ])
      expect(changed.rowCount).toBe(0)
      await expect(
        connection.query(
          `insert into trusted_adult (area_id, young_person_id, circle, answer, asked_on, recorded_by) values ($1, $2, 'family', 'no', current_date, $3)`,
          [child.areaId, child.id, holder.id],
        ),
      ).rejects.toMatchObject({ code: '42501' })
    } finally {
      await connection.query('rollback')
      connection.release()
    }
    expect((await asHolder.get(urls.unlock(key))).status).toBe(403)
    expect((await asManager.send(urls.unlock(key), { note: 'Another child of the same name' })).status).toBe(303)
    expect((await asHolder.get(urls.identity(key))).status).toBe(200)
  })
})

describe('linked young people', () => {
  test('one link speaks for both sides, and names only whom the reader can open', async () => {
    const sister = await world.youngPerson('york', { heldBy: holder, given: 'Ada', surname: 'Sistername' })
    const { reference } = await world.one<{ reference: string }>(
      'update young_person set reference = $2 where id = $1 returning reference',
      [sister.id, `YO-${sister.id.slice(-6, -2)}-${sister.id.slice(-2)}`.toUpperCase()],
    )
    expect(
      (
        await asHolder.send(urls.linked(key), {
          reference: reference.toLowerCase(),
          words: '',
          kind: 'brother-or-sister',
          kindWords: '',
          note: '',
        })
      ).status,
    ).toBe(303)
    expect(words((await asHolder.get(urls.youngPerson(key))).text)).toContain('Ada Sistername')
    expect(words((await asHolder.get(urls.youngPerson({ area: 'york', youngPerson: sister.id }))).text)).toContain(
      'Jay Okoro',
    )
    await world.db.query('update case_holding set until_at = now() where young_person_id = $1', [sister.id])
    const seen = words((await asHolder.get(urls.youngPerson(key))).text)
    expect(seen).not.toContain('Sistername')
    expect(seen).toContain('A young person whose record you cannot open')
  })

  test('a reference of somebody they cannot see is the same as none', async () => {
    const other = await world.youngPerson('york', { heldBy: colleague })
    const { reference } = await world.one<{ reference: string }>(
      'update young_person set reference = $2 where id = $1 returning reference',
      [other.id, 'YO-CCCC-DD'],
    )
    const there = await asHolder.send(urls.linked(key), { reference, kind: 'friend' })
    const nowhere = await asHolder.send(urls.linked(key), { reference: 'YO-FFFF-FF', kind: 'friend' })
    expect([there.status, nowhere.status]).toEqual([422, 422])
    const says = 'There is no record with this reference that you can open'
    expect(words(there.text)).toContain(says)
    expect(words(nowhere.text)).toContain(says)
  })

  test('a kind that holds one way round only links nobody with a record: one link speaks for both', async () => {
    const other = await world.youngPerson('york', { heldBy: holder })
    await world.db.query('update young_person set reference = $2 where id = $1', [other.id, 'YO-GGGG-GG'])
    const answer = await asHolder.send(urls.linked(key), { reference: 'YO-GGGG-GG', words: '', kind: 'own-child' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('This is true one way round only')
    expect(
      (await asHolder.send(urls.linked(key), { reference: '', words: 'Her baby, born in May', kind: 'own-child' }))
        .status,
    ).toBe(303)
    await world.db.query('delete from young_person_link where young_person_id = $1', [child.id])
  })

  test('somebody without a record is linked in words, and taken off again', async () => {
    await asHolder.send(urls.linked(key), { reference: '', words: 'Half-brother Sam', kind: 'half-or-step-sibling' })
    const { id } = await world.one<{ id: string }>('select id from young_person_link where young_person_id = $1', [
      child.id,
    ])
    expect((await asHolder.send(urls.linked(key), {}, { action: urls.endLink({ ...key, link: id }) })).status).toBe(303)
    expect(words((await asHolder.get(urls.linked(key))).text)).not.toContain('Half-brother Sam')
  })
})
