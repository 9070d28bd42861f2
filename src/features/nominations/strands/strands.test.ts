import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { accepting, aPanel, considered, idOf, sqlAs } from '../../../../test/nominations.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const rows = async (text: string, path: string) => (await world.db.query(text, [idOf(path)])).rows
const strands = (path: string) => rows('select * from strand_allocation where nomination_id = $1', path)

describe('adding, changing and ending a strand is a panel act', () => {
  const list = (child: MadeYoungPerson) => `/york/young-people/${child.id}/nominations`
  const accepted = async (): Promise<{ child: MadeYoungPerson; path: string; browser: Client; strand: string }> => {
    const found = await considered(the, world, york)
    await found.browser.send(`${found.path}/accept`, accepting(york.services[0]))
    return { ...found, strand: (await strands(found.path))[0].id }
  }

  test('a second one beside the first, with its reason; never the same twice', async () => {
    const { child, path, browser } = await accepted()
    const add = { service: york.services[1], reason: 'The family asked.', differentReason: 'Both are needed.' }
    expect((await browser.get(list(child))).text).toContain('Add a strand')
    expect((await browser.send(`${path}/strands/add`, { ...add, differentReason: '' })).status).toBe(422)
    expect((await browser.send(`${path}/strands/add`, add)).location).toBe(list(child))
    expect(await strands(path)).toHaveLength(2)
    expect((await browser.send(`${path}/strands/add`, add)).text).toContain('They are in this strand already')
  })

  test('a conflict of interest can be declared after acceptance, and keeps its owner from adding and ending one', async () => {
    const { child, path, browser, strand } = await accepted()
    expect((await browser.get(`${path}/consideration`)).text).toContain('Say who takes part')
    const end = `/york/young-people/${child.id}/strands/${strand}/end`
    const form = await browser.hidden(end)
    expect((await browser.send(`${path}/panel`, { [`member-${york.member.id}`]: 'conflict' })).status).toBe(303)
    const add = { service: york.services[1], reason: 'The family asked.', differentReason: 'Both are needed.' }
    expect((await browser.send(`${path}/strands/add`, add)).text).toContain('You declared a conflict of interest')
    expect((await browser.post(end, { ...form, kind: 'as planned', reason: 'They moved on.' })).text).toContain(
      'You declared a conflict of interest',
    )
    const byStatement = await sqlAs(the, york.member, child, sql =>
      sql(`update strand_allocation set until_at = now(), ended_by = $2, ended_reason = 'Why' where id = $1`, [
        strand,
        york.member.id,
      ]),
    )
    expect(byStatement.rowCount).toBe(0)
    const other = await signedIn(the, york.coordinator)
    expect((await other.send(`${path}/panel`, { [`member-${york.member.id}`]: 'here' })).status).toBe(422)
    expect((await other.send(end, { kind: 'as planned', reason: 'They moved on.' })).status).toBe(303)
    const { rows: tasks } = await world.db.query(
      `select settled_at is null as open from task where kind = 'match a worker' and young_person_id = $1`,
      [child.id],
    )
    expect(tasks).toEqual([{ open: false }])
  })

  test('ended with a reason; the manager of that service sees the record no longer', async () => {
    const { child, path, browser, strand } = await accepted()
    const manager = await signedIn(the, york.managers[0])
    expect((await manager.get(path)).status).toBe(200)
    const at = `/york/young-people/${child.id}/strands/${strand}/end`
    expect((await browser.send(at, { kind: 'as planned', reason: '' })).status).toBe(422)
    expect((await browser.send(at, { reason: 'They moved on.' })).text).toContain('Choose why it ends')
    // R143: not for want of an answer, before enough was tried.
    const early = await browser.send(at, { kind: 'we did not reach them', reason: 'We rang.' })
    expect(early.status).toBe(422)
    expect(early.text).toContain('Not enough was tried yet')
    expect(early.text).toContain('We rang.')
    const form = await browser.hidden(at)
    expect((await browser.post(at, { ...form, kind: 'as planned', reason: 'They moved on well.' })).status).toBe(303)
    expect(
      (await browser.post(at, { ...form, _form: crypto.randomUUID(), kind: 'as planned', reason: 'Again' })).text,
    ).toContain('ended already')
    expect((await manager.get(path)).status).toBe(410)
    expect((await browser.get(list(child))).text).toMatch(/As planned\.[\s\S]*They moved on well\./)
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(list(child))).text).toContain('They moved on well.')
    expect((await holder.get(at)).status).toBe(403)
  })
})
