import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type Client, client, hiddenFields, signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'
import { urls as people } from '../people/index.ts'
import { urls } from './urls.ts'

// Nothing typed is ever lost (promises E), and nobody else reads it: drafts, and posts that meet another session or none.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

interface Writing {
  readonly person: MadePerson
  readonly child: MadeYoungPerson
  readonly me: Client
  readonly path: string
  /** Saves what is typed, as the page's script does. */
  autosave(words: string, more?: Record<string, unknown>): Promise<number>
  readonly hidden: Record<string, string>
}

/** Somebody with a form open about a child of theirs. */
async function writing(): Promise<Writing> {
  const person = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: person })
  const me = await signedIn(the, person)
  const path = people.trustedAdults({ area: 'york', youngPerson: child.id })
  const hidden = await me.hidden(path)
  const autosave = async (familyWords: string, more = {}) =>
    (
      await me.json(urls.drafts(), {
        csrf: hidden._csrf,
        form: 'trusted adults',
        subject: path,
        instance: hidden._instance,
        token: hidden._form,
        youngPerson: child.id,
        body: { familyWords, ...more },
      })
    ).status
  return { person, child, me, path, hidden, autosave }
}
const ago = (person: MadePerson, time: string) =>
  world.db.query(`update session set last_seen_at = last_seen_at - $2::interval where person_id = $1`, [
    person.id,
    time,
  ])
const draftsOf = async (person: MadePerson) =>
  (
    await world.db.query<{ body: Record<string, string> }>('select body from draft where person_id = $1', [person.id])
  ).rows.map(row => row.body)
const acts = async (person: MadePerson) =>
  (await world.one<{ n: number }>('select count(*)::int as n from trusted_adult where recorded_by = $1', [person.id])).n
/** A form in which every question has an answer. */
const whole = (familyWords: string) => ({
  family: 'yes',
  familyWords,
  community: 'no',
  professional: 'not asked',
  'askedOn-day': '1',
  'askedOn-month': '6',
  'askedOn-year': '2026',
})
const followed = (location: string) => decodeURIComponent(/return=(.*)$/.exec(location)?.[1] ?? location)

describe('whoever types is there', () => {
  test('typing for twenty minutes does not lock the screen under their hands', async () => {
    const { person, me, path, autosave } = await writing()
    await ago(person, '14 minutes')
    expect(await autosave('fourteen minutes')).toBe(200)
    await ago(person, '6 minutes')
    expect(await autosave('twenty minutes')).toBe(200)
    expect((await me.get(path)).status).toBe(200)
  })

  test('but not typing locks it, and what comes then is kept and opens nothing', async () => {
    const { person, me, path, autosave } = await writing()
    await ago(person, '16 minutes')
    expect(await autosave('sent by another tab as the screen locked')).toBe(401)
    expect(await autosave('and once more')).toBe(401)
    expect((await me.get(path)).location).toMatch(/^\/locked/)
    expect(await draftsOf(person)).toEqual([{ familyWords: 'and once more' }])
  })

  test.each([
    ['of a young person of the meeting is saved', 'on', 200],
    ['of anybody else is not', 'off', 404],
  ])('in a meeting what is typed %s', async (_, agenda, status) => {
    const { person, child, autosave } = await writing()
    if (agenda === 'on')
      await world.db.query(
        `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by) values ($1, $2, 'urgent', current_date, now(), $3)`,
        [child.areaId, child.id, person.id],
      )
    await world.db.query(
      `with m as (insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id)
       update session set meeting_until = now() + interval '1 hour', meeting_area = $1, meeting_id = m.id from m where person_id = $2`,
      [child.areaId, person.id],
    )
    await ago(person, '40 minutes')
    expect(await autosave('typed in the meeting')).toBe(status)
    expect(await draftsOf(person)).toEqual(status === 200 ? [{ familyWords: 'typed in the meeting' }] : [])
  })
})

describe('what was sent is not kept as unsent', () => {
  test('an autosave that comes after its form does not rise again', async () => {
    const { person, me, path, hidden, autosave } = await writing()
    expect(await autosave('half')).toBe(200)
    expect((await me.post(path, { ...hidden, ...whole('all of it') })).status).toBe(303)
    expect(await autosave('all of it')).toBe(200)
    expect(await draftsOf(person)).toEqual([])
  })

  test('neither does one that is under way while the form is being sent, whoever comes first', async () => {
    for (let time = 0; time < 5; time++) {
      const { person, me, path, hidden, autosave } = await writing()
      const [answer] = await Promise.all([
        me.post(path, { ...hidden, ...whole('all') }),
        autosave('a'),
        autosave('al'),
        autosave('all'),
      ])
      expect(answer.status).toBe(303)
      expect(await draftsOf(person)).toEqual([])
    }
  })

  test('the two wait for each other, so that neither misses the other', async () => {
    const { person, me, path, hidden, autosave } = await writing()
    await world.db.query('select pg_advisory_lock(hashtextextended($1, 0))', [hidden._instance])
    const sent = me.post(path, { ...hidden, ...whole('all') })
    await waiting(1)
    const saved = autosave('all')
    await waiting(2)
    await world.db.query('select pg_advisory_unlock_all()')
    expect([(await sent).status, await saved]).toEqual([303, 200])
    expect(await draftsOf(person)).toEqual([])
  })

  test('a form that came back with mistakes is still kept while it is put right', async () => {
    const { person, me, path, hidden, autosave } = await writing()
    expect((await me.post(path, { ...hidden, family: 'yes' })).status).toBe(422)
    expect(await autosave('put right')).toBe(200)
    expect(await draftsOf(person)).toHaveLength(1)
  })
})

async function waiting(n: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await world.db.query(`select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`, [
            database.name,
          ])
        ).rowCount,
    )
    .toBe(n)
}

describe('a post that meets a locked screen', () => {
  test('leads back to the field they were in', async () => {
    const { person, me, path, hidden, autosave } = await writing()
    await autosave('first', { _at: 'familyWords' })
    await ago(person, '16 minutes')
    const answer = await me.post(path, { ...hidden, ...whole('first and more') })
    const back = await (await signedIn(the, person)).get(followed(answer.location))
    expect(back.text).toContain('first and more')
    expect(back.text).toContain('data-at="familyWords"')
  })
})

describe('a post in which nobody, or somebody else, is signed in', () => {
  const secretWords = 'He told me about the grey car'
  /** Sends what the page carries, as pressing its one button does. */
  const press = (who: Client, page: string) =>
    who.post(/<form action="([^"]+)" method="post" novalidate><input/.exec(page)?.[1] ?? '', hiddenFields(page))

  test.each([
    ['after signing out in another tab, which takes the cookie', 'signed out', false],
    ['after signing out everywhere on another device', 'signed out everywhere', true],
  ])(
    '%s: it stays in the page, sealed, becomes a draft when its writer is back, and is not carried out',
    async (_, because, cookie) => {
      const { person, me, path, hidden } = await writing()
      await world.db.query('update session set ended_at = now(), ended_because = $2 where person_id = $1', [
        person.id,
        because,
      ])
      const page = await (cookie ? me : client(the)).post(path, { ...hidden, ...whole(secretWords) })
      expect(page.status).toBe(401)
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.text).toContain('nothing is lost')
      expect(page.text).not.toContain('grey car')
      expect(await draftsOf(person)).toEqual([])

      const again = await signedIn(the, person)
      const kept = await press(again, page.text)
      expect(kept.location).toBe(`${path}?draft=${hidden._instance}`)
      expect((await again.get(kept.location)).text).toContain(secretWords)
      expect(await acts(person)).toBe(0)
    },
  )

  test('in a browser where somebody else has signed in: they read none of it and get none of it', async () => {
    const { person, path, hidden } = await writing()
    const other = await world.person({ role: 'case-holder', area: 'york' })
    const them = await signedIn(the, other)
    const page = await them.post(path, { ...hidden, ...whole(secretWords) })
    expect(page.status).toBe(401)
    expect(page.text).not.toContain('grey car')
    // Pressing the button does not help them.
    const pressed = await press(them, page.text)
    expect(pressed.status).toBe(401)
    expect(pressed.text).not.toContain('grey car')
    expect([...(await draftsOf(other)), ...(await draftsOf(person))]).toEqual([])
    const back = await press(await signedIn(the, person), pressed.text)
    expect(back.location).toBe(`${path}?draft=${hidden._instance}`)
    expect(await draftsOf(person)).toMatchObject([{ familyWords: secretWords }])
  })

  test('from an earlier session of one’s own it becomes a draft at once', async () => {
    const { person, path, hidden } = await writing()
    const again = await signedIn(the, person)
    const answer = await again.post(path, { ...hidden, ...whole(secretWords) })
    expect(answer.location).toBe(`${path}?draft=${hidden._instance}`)
    expect(await acts(person)).toBe(0)
  })

  test('what is more than a draft can hold stays in the page: sealed where the screen is locked, and sent from it once its writer is back', async () => {
    const { person, me, path, hidden } = await writing()
    const much = { ...whole(secretWords), more: 'x'.repeat(4_000_000) }
    await ago(person, '16 minutes')
    const locked = await me.post(path, { ...hidden, ...much })
    expect(locked.status).toBe(401)
    expect(locked.text).not.toContain('grey car')
    const again = await signedIn(the, person)
    const mine = await press(again, locked.text)
    expect(mine.status).toBe(413)
    expect(mine.text).toContain('Nothing was sent yet')
    expect(await acts(person)).toBe(0)
    // They have seen that nothing was sent, and press themselves.
    expect((await press(again, mine.text)).status).toBe(303)
    expect(await acts(person)).toBe(3)
  })

  test('one that no page of ours sent, and one that says nothing, leave nothing anywhere', async () => {
    const { person, path, hidden } = await writing()
    const { _by, ...unsigned } = hidden
    for (const [who, fields] of [
      [client(the), { ...unsigned, ...whole(secretWords) }],
      [client(the), { ...hidden }],
      [await signedIn(the, person), { ...hidden, ...whole(secretWords), _by: undefined as never }],
    ] as const) {
      const answer = await who.post(path, JSON.parse(JSON.stringify(fields)))
      expect(answer.location).toBe(path)
    }
    expect(_by).toMatch(/^[\w-]{22}$/)
    expect(await draftsOf(person)).toEqual([])
    const made = await client(the).post(path, { _sealed: 'made up', ...whole(secretWords) })
    expect(made.location).toBe(path)
    expect((await client(the).post(path, { _by: randomUUID(), ...whole(secretWords) })).text).not.toContain('grey car')
  })
})
