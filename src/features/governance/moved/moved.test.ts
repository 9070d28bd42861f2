import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// "Wrong child" hides the entry from all but governance (design: access), who opens it for a reason that is written down.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = { area: 'york' }
const holder = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const officer = await world.person({ role: 'information-governance', area: 'york' })
const elsewhere = await world.person({ role: 'information-governance', area: 'north-yorkshire' })
let as: Record<'holder' | 'manager' | 'officer' | 'elsewhere', Client>
let wrong: MadeYoungPerson
let right: MadeYoungPerson

beforeAll(async () => {
  const people = { holder, manager, officer, elsewhere }
  as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signedIn(the, person)])),
  ) as typeof as
})
beforeEach(async () => {
  wrong = await world.youngPerson('york', { heldBy: holder, surname: 'Canaryname' })
  right = await world.youngPerson('york', { heldBy: holder })
})

const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
/** Moves an entry as its holder would; answers the move. */
async function moved(kind: string, insert: string, call = 'move_entry($1, $2, $3, $4, $5)'): Promise<string> {
  const { id } = await world.one<{ id: string }>(insert, [wrong.areaId, wrong.id, holder.id])
  return movedOne(kind, id, call)
}
async function movedOne(kind: string, id: string, call = 'move_entry($1, $2, $3, $4, $5)'): Promise<string> {
  const connection = await the.database.pool.connect()
  try {
    await connection.query('begin')
    await connection.query('select app.enter($1, $2)', [as.holder.token, [wrong.id]])
    const values = [wrong.id, kind, id, right.id, 'Mixed up two brothers']
    const { rows } = await connection.query(`select app.${call} as answer`, values)
    expect(rows).toEqual([{ answer: 'done' }])
    await connection.query('commit')
  } finally {
    connection.release()
  }
  return (await world.one<{ id: string }>('select id from wrong_child where entry_id = $1', [id])).id
}
const concern = `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'gang', 'canarynote', $3) returning id`

describe('what was recorded against the wrong young person', () => {
  test('is listed to governance of the area: what, when, by whom, why and who saw it, and no more', async () => {
    const { id } = await world.one<{ id: string }>(concern, [wrong.areaId, wrong.id, holder.id])
    await as.manager.get(`/york/young-people/${wrong.id}`)
    await movedOne('exploitation concern', id)
    const page = await as.officer.get(urls.movedEntries(york))
    const seen = words(page.text)
    for (const said of ['Exploitation concern', holder.name, manager.name, 'Mixed up two brothers'])
      expect(seen).toContain(said)
    expect(seen).not.toMatch(/canarynote|Canaryname/i)
  })

  test('opens to whoever says why, for an hour; it stands in the audit of that young person', async () => {
    const move = await moved('exploitation concern', concern)
    const path = urls.movedEntry({ ...york, move })
    expect((await as.officer.get(path)).text).not.toContain('canarynote')
    expect((await as.officer.send(path, { why: '' })).status).toBe(422)
    expect((await as.officer.send(path, { why: 'Request 7 of their mother' })).status).toBe(303)
    expect(words((await as.officer.get(path)).text)).toContain('canarynote')
    expect(words((await as.officer.get(path)).text)).not.toContain('The seal does not fit')
    expect(
      await world.one(
        `select person_id, young_person_id, detail from audit_event where record_id = $1 and act = 'sealed entry opened'`,
        [move],
      ),
    ).toEqual({ person_id: officer.id, young_person_id: wrong.id, detail: { why: 'Request 7 of their mother' } })
    expect(words((await as.holder.get(`/york/young-people/${wrong.id}/who`)).text)).toContain('Sealed entry opened')
    await world.db.query(
      `update audit_event set at = at - interval '61 minutes' where record_id = $1 and act = 'sealed entry opened'`,
      [move],
    )
    expect((await as.officer.get(path)).text).not.toContain('canarynote')
  })

  test.each([
    [
      'trusted adult',
      `insert into trusted_adult (area_id, young_person_id, circle, answer, words, asked_on, recorded_by) values ($1, $2, 'family', 'yes', 'canarynote', current_date, $3) returning id`,
    ],
    [
      'link',
      `insert into young_person_link (area_id, young_person_id, other_words, kind, recorded_by) values ($1, $2, 'canarynote', 'friend', $3) returning id`,
    ],
    [
      'status',
      `insert into young_person_status (area_id, young_person_id, status, since_on, note, recorded_by) values ($1, $2, 'hospital', current_date, 'canarynote', $3) returning id`,
    ],
  ])('is sealed as it was, of whatever kind: %s', async (kind, insert) => {
    const path = urls.movedEntry({ ...york, move: await moved(kind, insert) })
    await as.officer.send(path, { why: 'Request' })
    const seen = words((await as.officer.get(path)).text)
    expect(seen).toContain('canarynote')
    expect(seen).not.toContain('The seal does not fit')
  })

  test('a risk assessment too, with all that is in it', async () => {
    const assessment = await aCompletedAssessment(world, wrong, holder)
    const move = await movedOne('risk assessment', assessment, 'move_assessed($1, $2, $3, $4, $5, current_date)')
    const path = urls.movedEntry({ ...york, move })
    await as.officer.send(path, { why: 'Request' })
    expect(words((await as.officer.get(path)).text)).toContain('Level reason')
  })

  test('is not for other roles, nor for governance of another area, nor behind a wall', async () => {
    const move = await moved('exploitation concern', concern)
    expect((await as.manager.get(urls.movedEntries(york))).status).toBe(403)
    expect((await as.elsewhere.get(urls.movedEntries(york))).status).toBe(404)
    expect((await as.elsewhere.get(urls.movedEntry({ ...york, move }))).status).toBe(404)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [right.areaId, right.id, officer.id],
    )
    expect((await as.officer.get(urls.movedEntry({ ...york, move }))).status).toBe(404)
    await world.db.query('delete from wall where person_id = $1', [officer.id])
  })
})
