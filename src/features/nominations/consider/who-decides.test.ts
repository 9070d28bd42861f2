import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { accepting, aPanel, arranged, considered, decidedOn, idOf, takesPart } from '../../../../test/nominations.ts'
import { aWorld } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const decisions = async (path: string) =>
  (await world.db.query('select * from nomination_decision where nomination_id = $1', [idOf(path)])).rows

describe('who decides: nobody what they submitted, nobody with a conflict of interest', () => {
  test('whoever sent it sees why they cannot, and is refused', async () => {
    const both = await world.person({ role: 'case-holder', area: 'york' }, { role: 'panel-member', area: 'york' })
    const child = await york.discussed({ heldBy: both })
    const browser = await signedIn(the, both)
    const path = await arranged(world, child, both)
    await takesPart(browser, path, both)
    expect((await browser.get(`${path}/consideration`)).text).toContain('You sent this nomination, so somebody else')
    const answer = await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('You sent this nomination')
    expect(await decisions(path)).toEqual([])
  })

  test('whoever holds the case today does not decide, though a manager pressed the button', async () => {
    const both = await world.person({ role: 'case-holder', area: 'york' }, { role: 'panel-member', area: 'york' })
    const manager = await world.person({ role: 'team-manager', area: 'york' })
    const child = await york.discussed({ heldBy: both })
    const path = await arranged(world, child, manager)
    const browser = await signedIn(the, both)
    await takesPart(browser, path, both)
    expect((await browser.get(`${path}/consideration`)).text).toContain('You hold this case, so somebody else')
    const answer = await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('You hold this case')
    // Nor whoever wrote a part of it and holds the case no more.
    await world.db.query('update case_holding set person_id = $2 where young_person_id = $1', [
      child.id,
      york.holder.id,
    ])
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
    const other = await york.discussed({ heldBy: both })
    const theirs = await arranged(world, other, both)
    await world.db.query('alter table nomination disable trigger nomination_changes')
    await world.db.query('update nomination set submitted_by = $2 where id = $1', [idOf(theirs), manager.id])
    await world.db.query('alter table nomination enable trigger nomination_changes')
    await world.db.query('update case_holding set person_id = $2 where young_person_id = $1', [
      other.id,
      york.holder.id,
    ])
    await takesPart(browser, theirs, both)
    expect((await browser.send(`${theirs}/accept`, accepting(york.services[0]))).text).toContain(
      'You wrote part of this nomination',
    )
  })

  test('somebody who did not say that they take part says so first', async () => {
    const { path } = await considered(the, world, york)
    const coordinator = await signedIn(the, york.coordinator)
    expect((await coordinator.get(`${path}/consideration`)).text).toContain('Before you decide, say who takes part')
    expect((await coordinator.send(`${path}/accept`, accepting(york.services[0]))).text).toContain(
      'Say first who takes part',
    )
  })

  test('a conflict of interest keeps its owner from deciding, and only they can take it back', async () => {
    const { path, browser } = await considered(the, world, york)
    await browser.send(`${path}/panel`, {
      [`member-${york.member.id}`]: 'conflict',
      [`note-${york.member.id}`]: 'I coach his team.',
    })
    expect(
      (
        await browser.send(`${path}/not-accepted`, {
          reason: 'x',
          instead: 'y',
          ...decidedOn,
        })
      ).text,
    ).toContain('You declared a conflict')
    const coordinator = await signedIn(the, york.coordinator)
    const { text } = await coordinator.get(`${path}/consideration`)
    expect(text).toContain('I coach his team.')
    expect(text).toContain('Does not decide')
    const other = await coordinator.send(`${path}/panel`, { [`member-${york.member.id}`]: 'here' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('only they can take that back')
    expect((await browser.send(`${path}/panel`, { [`member-${york.member.id}`]: 'here' })).status).toBe(303)
  })

  test('whoever somebody else names to take part is told, once; nobody is told what they said themself', async () => {
    const child = await york.discussed()
    const path = await arranged(world, child, york.holder)
    const coordinator = await signedIn(the, york.coordinator)
    const told = async () =>
      (
        await world.db.query(
          `select person_id, path from notification where kind = 'panel member named' and young_person_id = $1`,
          [child.id],
        )
      ).rows
    const both = { [`member-${york.member.id}`]: 'here', [`member-${york.coordinator.id}`]: 'here' }
    for (const _ of [1, 2]) expect((await coordinator.send(`${path}/panel`, both)).status).toBe(303)
    expect(await told()).toEqual([{ person_id: york.member.id, path: `${path}/consideration` }])
    expect((await (await signedIn(the, york.member)).get('/')).text).toContain(
      'You were named to consider a nomination',
    )
  })

  test('a day in the future, or before it was sent, is no day of decision', async () => {
    const { path, browser } = await considered(the, world, york)
    for (const year of ['2031', '2019'])
      expect(
        (await browser.send(`${path}/accept`, { ...accepting(york.services[0]), 'decidedOn-year': year })).status,
      ).toBe(422)
  })
})
