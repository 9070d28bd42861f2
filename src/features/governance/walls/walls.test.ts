import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { mayKeepAway } from './walls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const manager = await world.person({ role: 'team-manager', area: 'york' })
const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const aChild = async () => {
  const child = await world.youngPerson('york', { heldBy: holder, surname: 'Canaryson' })
  const key = { area: 'york', youngPerson: child.id }
  return { child, key, record: `/york/young-people/${child.id}`, page: urls.keptAway(key) }
}
const wallOf = (person: MadePerson, child: string) =>
  world.one<{ id: string }>('select id from wall where person_id = $1 and young_person_id = $2 and until_at is null', [
    person.id,
    child,
  ])
const reason = 'Canaryreason: her uncle'

describe('keeping somebody away from a record', () => {
  test('closes it for them at once, says nothing to them of why, and is written down', async () => {
    const { child, record, page } = await aChild()
    const asDuty = await signedIn(the, duty)
    expect((await asDuty.get(record)).status).toBe(200)
    const asManager = await signedIn(the, manager)
    const answer = await asManager.send(page, { person: duty.id, kind: 'poses a risk', reason })
    expect(answer.status).toBe(303)
    const closed = await asDuty.get(record)
    expect(closed.status).toBe(410)
    expect(closed.text).not.toMatch(/Canaryreason|risk to|kept away/)
    expect((await asDuty.get(page)).status).toBe(403)
    expect((await asManager.get(page)).text).toContain('Canaryreason')
    expect(
      await world.one(
        `select act, detail from audit_event where young_person_id = $1 and person_id = $2 and outcome = 'done'`,
        [child.id, manager.id],
      ),
    ).toEqual({ act: 'somebody kept away', detail: { person: duty.id } })
  })

  test('is not for those who review what others opened: who is reviewed cannot close it to them', async () => {
    const { child, page } = await aChild()
    const governance = await world.person({ role: 'information-governance', area: 'york' })
    const answer = await (await signedIn(the, manager)).send(page, {
      person: governance.id,
      kind: 'poses a risk',
      reason,
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('They look at what others opened')
    expect(await wallOf(governance, child.id).catch(() => 'none')).toBe('none')
  })

  test('can be ended with a reason, a wrong click too, and never by whom it keeps out', async () => {
    const { child, key, record, page } = await aChild()
    const asDuty = await signedIn(the, duty)
    await asDuty.send(urls.iKnowThem(key), { kind: 'neighbour' })
    expect((await asDuty.get(record)).status).toBe(410)
    const { id } = await wallOf(duty, child.id)
    const asManager = await signedIn(the, manager)
    const end = urls.endWall({ ...key, wall: id })
    expect((await asManager.send(end, { reason: '' })).status).toBe(422)
    expect((await asManager.send(end, { reason: 'A wrong click' })).status).toBe(303)
    expect((await asDuty.get(record)).status).toBe(200)
    expect((await asManager.get(page)).text).toContain('A wrong click')
    expect((await asManager.get(end)).status).toBe(404)
    await expect(
      world.db.query(`update wall set ended_by = person_id, ended_reason = 'Mine' where id = $1`, [id]),
    ).rejects.toThrow('wall_ended_by_somebody_else')
  })

  test('is not shown to a manager whom it kept out, not even afterwards', async () => {
    const { key, page } = await aChild()
    const head = await world.person({ role: 'agency-manager', area: 'york' })
    const asManager = await signedIn(the, manager)
    await asManager.send(page, { person: head.id, kind: 'keep apart', reason })
    const asHead = await signedIn(the, head)
    expect((await asHead.get(page)).status).toBe(404)
    const { id } = await wallOf(head, key.youngPerson)
    await asManager.send(urls.endWall({ ...key, wall: id }), { reason: 'Over' })
    const { status, text } = await asHead.get(page)
    expect(status).toBe(200)
    expect(text).not.toContain('Canaryreason')
  })

  test('is refused for oneself, twice, and for nobody of the area', async () => {
    const { page } = await aChild()
    const client = await signedIn(the, manager)
    await client.send(page, { person: duty.id, kind: 'friend', reason })
    const twice = await client.send(page, { person: duty.id, kind: 'friend', reason })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('They are kept away already')
    const elsewhere = await world.person({ role: 'duty', area: 'north-yorkshire' })
    for (const person of [manager.id, elsewhere.id])
      expect((await client.send(page, { person, kind: 'friend', reason })).status).toBe(422)
    expect(mayKeepAway('a', 'a')).toEqual({ ok: false, why: 'yourself' })
  })

  test('is for managers of the child alone, whatever SQL somebody runs', async () => {
    const { child, page } = await aChild()
    const other = await world.person({ role: 'team-manager', area: 'york', agency: 'police' })
    expect((await (await signedIn(the, other)).get(page)).status).toBe(404)
    for (const person of [other, holder]) {
      const { token } = await signedIn(the, person)
      await expect(
        the.database.pool.query(
          `with open as materialized (select app.enter($1, null)) select app.keep_away($2, $3, 'friend', 'No') from open`,
          [token, child.id, duty.id],
        ),
      ).rejects.toThrow('not for this person')
    }
  })

  test('sends what they still had to do to whoever holds the case', async () => {
    const { child, page } = await aChild()
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'do an action', $3, '/')`,
      [child.areaId, child.id, `person:${duty.id}`],
    )
    await (await signedIn(the, manager)).send(page, { person: duty.id, kind: 'friend', reason })
    expect(await world.one(`select desk from task where young_person_id = $1`, [child.id])).toEqual({
      desk: `person:${holder.id}`,
    })
  })
})

describe('a case-holder who knows the family', () => {
  test('lays the case and all that was asked of them on the team’s desk at once; its manager is asked for a holder', async () => {
    const { child, key, record } = await aChild()
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path, due_on) values ($1, $2, 'complete an assessment', $3, '/', current_date),
         ($1, $2, 'complete a nomination', $3, '/', null)`,
      [child.areaId, child.id, `person:${holder.id}`],
    )
    const asHolder = await signedIn(the, holder)
    expect((await asHolder.send(urls.iKnowThem(key), { kind: 'relative' })).status).toBe(303)
    expect((await asHolder.get(record)).status).toBe(410)
    const { team, person } = await world.one<{ team: string; person: string | null }>(
      'select team_id as team, person_id as person from case_holding where young_person_id = $1 and until_at is null',
      [child.id],
    )
    expect(person).toBeNull()
    const { rows } = await world.db.query(
      `select kind, desk, due_on is not null as clock from task where young_person_id = $1 and settled_at is null order by kind`,
      [child.id],
    )
    expect(rows).toEqual([
      { kind: 'complete a nomination', desk: `team:${team}`, clock: false },
      { kind: 'complete an assessment', desk: `team:${team}`, clock: true },
      { kind: 'name a case holder', desk: `person:${manager.id}`, clock: true },
    ])
    const asManager = await signedIn(the, manager)
    expect((await asManager.get('/tasks')).text).toContain('Name a case-holder')
  })
})

describe('somebody who left the area', () => {
  test.each([
    ['at once', 'now()', undefined],
    ['by the clock', `now() + interval '1 hour'`, 'tasks_of_who_left'],
  ])('leaves nothing on their desk: %s', async (_, until, clock) => {
    const { child } = await aChild()
    const leaves = await world.person({ role: 'forum-member', area: 'york', agency: 'police' })
    const desk = `person:${leaves.id}`
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'do an action', $3, '/')`,
      [child.areaId, child.id, desk],
    )
    await world.db.query(`update membership set until_at = ${until} where person_id = $1`, [leaves.id])
    const lies = () => world.one<{ desk: string }>('select desk from task where young_person_id = $1', [child.id])
    if (clock) {
      expect((await lies()).desk).toBe(desk)
      // An hour later.
      await world.db.query(`set session_replication_role = 'replica'`)
      await world.db.query('update membership set until_at = now() where person_id = $1', [leaves.id])
      await world.db.query(`set session_replication_role = 'origin'`)
      await world.db.query(`select ${clock}(null)`)
    }
    expect((await lies()).desk).toBe(`person:${holder.id}`)
  })
})

test('“I know them” stands beside somebody on a list, before they are opened', async () => {
  const { key } = await aChild()
  expect((await (await signedIn(the, holder)).get('/york/young-people')).text).toContain(urls.iKnowThem(key))
})
