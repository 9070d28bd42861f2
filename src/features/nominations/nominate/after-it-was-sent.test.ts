import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPanel, begun, sent } from '../../../../test/nominations.ts'
import { aWorld } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const holder = await signedIn(the, york.holder)
const coordinator = await signedIn(the, york.coordinator)
const idOf = (path: string) => path.split('/').at(-1) ?? ''
const told = async (kind: string, child: { id: string }) =>
  (
    await world.db.query('select person_id from notification where kind = $1 and young_person_id = $2', [
      kind,
      child.id,
    ])
  ).rows.map(r => r.person_id)

describe('after it was sent (R134)', () => {
  test('a change needs a reason; both texts stay, for both sides, and the coordinator is told', async () => {
    const child = await york.discussed()
    const path = await sent(holder, child)
    const plain = await holder.send(`${path}/parts/worries`, { 'could-fail': 'Quietly changed' })
    expect(plain.status).toBe(422)
    const at = `${path}/parts/worries/change`
    expect((await holder.send(at, { 'could-fail': 'Meeting near the park.', reason: '' })).status).toBe(422)
    expect((await holder.send(at, { 'could-fail': 'Too many new faces.', reason: 'No change' })).text).toContain(
      'Nothing is different',
    )
    expect(
      (await holder.send(at, { 'could-fail': 'Meeting near the park.', reason: 'Their aunt told me.' })).status,
    ).toBe(303)
    for (const somebody of [holder, coordinator]) {
      const page = await somebody.get(path)
      for (const text of ['Too many new faces.', 'Meeting near the park.', 'Their aunt told me.', york.holder.name])
        expect(page.text).toContain(text)
    }
    expect(await told('nomination changed', child)).toEqual([york.coordinator.id])
  })

  test('it can be withdrawn with a reason; the coordinator is told and nothing is asked of them any more', async () => {
    const child = await york.discussed()
    const path = await sent(holder, child)
    expect((await holder.send(`${path}/withdraw`, { reason: '', told: '' })).status).toBe(422)
    const form = await holder.hidden(`${path}/withdraw`)
    const fields = { ...form, reason: 'They moved to Leeds.', told: 'yes' }
    const answers = await Promise.all([
      holder.post(`${path}/withdraw`, fields),
      holder.post(`${path}/withdraw`, fields),
    ])
    expect(answers.map(a => a.status)).toEqual([303, 303])
    expect(await world.one('select * from nomination where id = $1', [idOf(path)])).toMatchObject({
      withdrawn_by: york.holder.id,
      withdrawn_reason: 'They moved to Leeds.',
      told: 'yes',
    })
    const { rows: asked } = await world.db.query(
      `select from task where kind = 'consider a nomination' and young_person_id = $1 and settled_at is null`,
      [child.id],
    )
    expect(asked).toEqual([])
    expect(await told('nomination withdrawn', child)).toEqual([york.coordinator.id])
    // Nothing is left to decide, so the record closes to the panel; what they were told leads to their queue.
    const { path: leadsTo } = await world.one<{ path: string }>(
      `select path from notification where kind = 'nomination withdrawn' and young_person_id = $1`,
      [child.id],
    )
    expect((await coordinator.get(leadsTo)).status).toBe(200)
    expect((await coordinator.get(path)).status).toBe(404)
    expect((await coordinator.get(`/york/young-people/${child.id}`)).status).toBe(404)
    const again = await holder.post(`${path}/withdraw`, { ...fields, _form: crypto.randomUUID() })
    expect(again.status).toBe(422)
    expect(again.text).toContain('withdrawn already')
    // A withdrawn one does not use up the forum's answer, and what it said is taken over.
    const next = await begun(holder, child)
    expect((await holder.get(next)).text).toContain('Check what we took over')
    expect((await holder.get(`${next}/parts/worries`)).text).toContain('Too many new faces.')
    // With the next one that is sent it is open again, and the first with it.
    await world.db.query(
      `insert into nomination_answer (area_id, nomination_id, young_person_id, question, version, says, given_by)
       select area_id, $2, young_person_id, question, 1, says, given_by from nomination_answer where nomination_id = $1 and version = 1`,
      [idOf(path), idOf(next)],
    )
    expect((await holder.send(`${next}/check`, {})).status).toBe(303)
    expect((await coordinator.get(path)).text).toContain('They moved to Leeds.')
  })

  test('the panel cannot withdraw it, nor a case-holder of another child', async () => {
    const path = await sent(holder, await york.discussed())
    const other = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await other.get(`${path}/withdraw`)).status).toBe(404)
    expect((await coordinator.get(`${path}/withdraw`)).status).toBe(403)
  })
})
