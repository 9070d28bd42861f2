import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { client, signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const elsewhere = await world.person({ role: 'case-holder', area: 'north-yorkshire' })
const duty = await world.person({ role: 'duty', area: 'york' })
const steering = await world.person({ role: 'steering-group', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder, surname: 'Canarysurname' })
const page = urls.youngPerson({ area: 'york', youngPerson: child.id })
const never = urls.youngPerson({ area: 'york', youngPerson: '019a0000-0000-7000-8000-000000000000' })

describe('a young person’s page', () => {
  test('opens for the case-holder, says why, and keeps the name out of the title', async () => {
    const answer = await (await signedIn(the, holder)).get(page)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Canarysurname')
    expect(answer.text).toContain('You hold this young person’s case.')
    expect(answer.text.match(/<title>(.*)<\/title>/)?.[1]).not.toContain('Canary')
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test.each([
    ['a colleague who does not hold the case', colleague],
    ['a case-holder of the other area', elsewhere],
  ])('is for %s the same as one that never existed', async (_, person) => {
    const somebody = await signedIn(the, person)
    const [there, nowhere] = [await somebody.get(page), await somebody.get(never)]
    expect(there.status).toBe(404)
    // A page says its own address, which is what was asked for.
    const same = (text: string, path: string) => text.replace(/nonce="[^"]*"/g, '').replaceAll(path, '')
    expect(same(there.text, page)).toBe(same(nowhere.text, never))
  })

  test('is not for a role without it, and that is written down', async () => {
    const answer = await (await signedIn(the, steering)).get(page)
    expect(answer.status).toBe(403)
    const event = await world.one(
      'select act, outcome, young_person_id from audit_event where person_id = $1 and act <> $2',
      [steering.id, 'signed in'],
    )
    expect(event).toEqual({ act: 'young person viewed', outcome: 'not allowed', young_person_id: null })
  })

  test('asks to sign in first, and comes back', async () => {
    const answer = await client(the).get(page)
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(`/sign-in?return=${encodeURIComponent(page)}`)
  })

  test('opens for duty, one child at a time', async () => {
    const answer = await (await signedIn(the, duty)).get(page)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('You are on duty for this area.')
  })

  test('is written down before it is shown: who, whose, why', async () => {
    const before = await world.one<{ n: number }>(
      'select count(*)::int as n from audit_event where young_person_id = $1',
      [child.id],
    )
    await (await signedIn(the, holder)).get(page)
    const { rows } = await world.db.query('select * from audit_event where young_person_id = $1 order by seq desc', [
      child.id,
    ])
    expect(rows).toHaveLength(before.n + 1)
    expect(rows[0]).toMatchObject({
      person_id: holder.id,
      act: 'young person viewed',
      outcome: 'read',
      because: ['case-holder'],
    })
  })

  test('is not shown when it cannot be written down', async () => {
    const asHolder = await signedIn(the, holder)
    await world.db.query(
      `alter table audit_event add constraint planted check (act <> 'young person viewed') not valid`,
    )
    const answer = await asHolder.get(page)
    await world.db.query('alter table audit_event drop constraint planted')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('Canarysurname')
  })

  test('a locked screen leads to a neutral page', async () => {
    const idle = await signedIn(the, holder, { idleSeconds: 60 })
    await world.db.query(`update session set last_seen_at = now() - interval '61 seconds' where person_id = $1`, [
      holder.id,
    ])
    const answer = await idle.get(page)
    expect(answer.status).toBe(303)
    expect(answer.location).toContain('/locked?return=')
  })
})

describe('the list of young people', () => {
  test('shows the case-holder their own, and writes each down', async () => {
    const answer = await (await signedIn(the, holder)).get(urls.list({ area: 'york' }))
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Canarysurname')
  })
  test('is empty for a colleague', async () => {
    const answer = await (await signedIn(the, colleague)).get(urls.list({ area: 'york' }))
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('Canarysurname')
  })
  test('an area that does not exist is not found', async () => {
    expect((await (await signedIn(the, holder)).get('/atlantis/young-people')).status).toBe(404)
  })
})
