import { describe, expect, test } from 'vitest'
import { urls } from '../../src/features/forum/index.ts'
import { aForum } from '../../test/forum.ts'
import { acceptSql, aPanel, arranged, idOf, takesPartIn } from '../../test/nominations.ts'
import { aHouse, type Visitor } from '../house.ts'

const house = await aHouse()
const north = await aForum(house.world, 'north-yorkshire')
const { area } = north
const manager = await house.world.person({ role: 'agency-manager', area, agency: 'police' })

/** What a chair does with one child, on every page of the way; each page is checked as it is opened. */
async function wholeWay(chair: Visitor, surname: string) {
  const child = await north.sent({ surname, daysAgo: 20 })
  const sister = await north.sent({ surname, daysAgo: 19 })
  const { page } = chair
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  await chair.open(urls.forum({ area }))
  await chair.goesOn(
    page.getByRole('button', { name: 'Put a meeting in' }).or(page.getByRole('link', { name: 'Put a meeting in' })),
  )
  await press('Put the meeting in')
  await chair.looksRight()
  expect(await page.title()).toContain('Error')
  const today = new Date()
  await page.getByLabel('Day', { exact: true }).fill(String(today.getDate()))
  await page.getByLabel('Month').fill(String(today.getMonth() + 1))
  await page.getByLabel('Year').fill(String(today.getFullYear()))
  await press('Put the meeting in')
  await chair.looksRight()
  const meeting = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await chair.open(urls.agenda({ area, meeting }))
  await page.locator(`[value="${child.id}"]`).check()
  await page.locator(`[value="${sister.id}"]`).check()
  await page.getByLabel('Discuss those I chose together').check()
  await press('Put them on the agenda')
  await chair.looksRight()
  await chair.open(urls.editMeeting({ area, meeting }))
  await chair.open(urls.attendance({ area, meeting }))
  for (const there of await page.getByLabel('There', { exact: true }).all()) await there.check()
  await press('Save who came')
  await press(/Freeze the papers/)
  await press('Start meeting mode')
  await chair.looksRight()
  const { id: discussion } = await house.world.one<{ id: string }>(
    'select id from discussion where young_person_id = $1',
    [child.id],
  )
  const key = { area, youngPerson: child.id, discussion }
  for (const path of [urls.discussion(key), urls.agencies(key), urls.takeOff(key), urls.papers(key), urls.options(key)])
    await chair.open(path)
  await page.getByLabel('Which option?').selectOption('early-help')
  await page.getByLabel('What speaks for it?').fill('They know the family.')
  await page.getByLabel('Yes', { exact: true }).check()
  await press('Write it down')
  await chair.looksRight()
  await chair.open(urls.outcome(key))
  await press('Record the outcome')
  await chair.looksRight()
  await page.getByLabel('Subject to exploitation now, or has been').check()
  await page.getByLabel('Why?', { exact: true }).fill('It is happening.')
  for (const field of ['suitable', 'wouldBenefit']) await page.locator(`[name="${field}"][value="yes"]`).check()
  await page.locator('[name="facts"][value="sexual-exploitation"]').check()
  await page.locator('[name="sexual-exploitation-is"]').selectOption('known-current')
  await page.locator('[name="sexual-exploitation-evidence"]').fill('Seen in his car, twice.')
  await page.locator('[name="action1"]').fill('Speak with the family')
  await page.locator('[name="action1-who"]').selectOption({ label: 'North Yorkshire Police' })
  await press('Record the outcome')
  await page.waitForURL(`**${urls.discussion(key)}`)
  await chair.looksRight()
  await chair.open(urls.correct(key))
  await chair.open(urls.attended(key))
  await chair.open(urls.differentView(key))
  await chair.open(urls.minutes(key))
  await press('Confirm the minutes')
  await chair.looksRight()
  const { id: fact } = await house.world.one<{ id: string }>('select id from risk_fact where young_person_id = $1', [
    child.id,
  ])
  await chair.open(urls.fact({ area, youngPerson: child.id, fact }))
  const { id: action } = await house.world.one<{ id: string }>(
    'select id from forum_action where young_person_id = $1',
    [child.id],
  )
  await chair.open(urls.action({ ...key, action }))
  await chair.open(urls.discussions({ area, youngPerson: child.id }))
  await chair.open(urls.newDiscussion({ area, youngPerson: child.id }))
  return { key, action }
}

describe('the forum on screen', () => {
  test('at a desk, with our scripts', async () => {
    const chair = await house.as(north.chair)
    const { key, action } = await wholeWay(chair, 'Deskname')
    await chair.leave()
    const member = await house.as(north.police)
    await member.open(urls.forum({ area }))
    await member.open(urls.papers(key))
    await member.open(urls.minutes(key))
    await member.open(urls.action({ ...key, action }))
    await member.goesOn(member.page.getByRole('button', { name: 'It is done' }))
    await member.leave()
  }, 300_000)

  test('on a small screen, without our scripts', async () => {
    const chair = await house.as(north.chair, { javaScript: false, width: 320 })
    await wholeWay(chair, 'Smallname')
    await chair.leave()
    const other = await house.as(manager, { javaScript: false, width: 320 })
    await house.world.db.query(
      `update forum_action set due_on = current_date - 9, climbs_on = current_date - 2 where done_at is null`,
    )
    await other.open(urls.lateActions({ area }))
    expect(await other.page.getByText('North Yorkshire Police').count()).toBeGreaterThan(0)
    expect(await other.page.content()).not.toContain('Smallname')
    await other.leave()
  }, 300_000)

  test('a manager writes down what happens instead of a service that is closed', async () => {
    const panel = await aPanel(house.world, area)
    const child = await panel.discussed()
    const nomination = await arranged(house.world, child, panel.holder)
    await takesPartIn(house.world, nomination, panel.member)
    const ids = [child.areaId, idOf(nomination), child.id, panel.holder.id, panel.member.id]
    await house.world.db.query(acceptSql, ids)
    await house.world.db.query(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, decided_by)
       select area_id, young_person_id, id, $2, $4, 1, $6, 'Why', $5 from episode where area_id = $1 and young_person_id = $3 and ended_on is null`,
      [...ids, panel.services[0]],
    )
    await house.world.db.query(
      `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
       select area_id, young_person_id, id, 'serious-assault', 'known', 'current', 'Canary evidence', current_date + 90, $2 from discussion where young_person_id = $1`,
      [child.id, panel.chair.id],
    )
    const manager = await house.as(panel.managers[0])
    await manager.open(`/${area}/young-people/${child.id}/nominations`)
    await manager.goesOn(manager.page.getByRole('link', { name: 'Write down the decision' }))
    await manager.goesOn(manager.page.getByRole('button', { name: 'Write down the decision' }))
    await manager.page.getByLabel('No meetings for now').check()
    await manager.page.getByLabel('What did you decide').fill('Agreed with the case-holder by phone.')
    await manager.goesOn(manager.page.getByRole('button', { name: 'Write down the decision' }))
    expect(await manager.page.getByText('Agreed with the case-holder by phone.').count()).toBe(1)
    expect(await manager.page.content()).not.toContain('Canary evidence')
    await manager.leave()
  }, 300_000)
})
