import { describe, expect, test } from 'vitest'
import { urls as engagement } from '../../src/features/engagement/index.ts'
import { urls } from '../../src/features/matching/index.ts'
import { testApp } from '../../test/app.ts'
import { matching, on } from '../../test/matches.ts'
import { aHouse } from '../house.ts'

const house = await aHouse()
const { world } = house
const { ready, matched, makeAlone } = await matching(await testApp(house.database), world)

/** Somebody matched, to be introduced yesterday, whose brief waits to be read. */
async function arranged() {
  const of = await ready()
  await makeAlone(of)
  const match = (await matched(of)) ?? ''
  await world.db.query(
    `update match set made_at = now() - interval '9 days', introduced_on = app.today() - 1 where id = $1`,
    [match],
  )
  await world.db.query(
    `insert into brief (area_id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, issued_by)
       select area_id, young_person_id, id, 1, 'The café by the library', 'Nobody', 'Wait ten minutes, then ring me', 'Has an inhaler', 'Duty, 01632 960 140', made_by
         from match where id = $1`,
    [match],
  )
  await world.db.query(
    `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by, agreed_at)
       select area_id, young_person_id, id, now() + interval '1 hour', now() + interval '2 hours', 'Library café', made_by, now() - interval '2 days' from match where id = $1`,
    [match],
  )
  await world.db.query(`update young_person set surname = 'Inventedsurname', known_as = 'Jay' where id = $1`, [
    of.child.id,
  ])
  await world.db.query(
    `update young_person_detail set safe_ringing = 'any time', safe_when = 'Not when Dad is home', safe_number = '07700 900123' where young_person_id = $1`,
    [of.child.id],
  )
  return { of, match, mine: { area: 'york', mine: match } }
}

describe('a worker’s telephone, 320 pixels wide', () => {
  test.each([[true], [false]])('from reading to meeting to writing it down; JavaScript: %s', async javaScript => {
    const { of, match, mine } = await arranged()
    const { page, open, goesOn, leave } = await house.as(of.worker.person, { javaScript, width: 320 })
    const people = urls.mine({ area: 'york' })
    await open(people)
    expect(await page.content()).not.toMatch(/Inventedsurname|Library café/)
    // What must be read first stands first.
    await goesOn(page.getByRole('link', { name: 'Read this before you meet Jay' }).first())
    await goesOn(page.getByRole('button', { name: 'I have read this and will keep to it' }))
    await page.waitForURL(`**${people}`)
    expect((await world.db.query('select from brief_read where match_id = $1', [match])).rowCount).toBe(1)

    // The number is there once they say that it is all right to ring now, and what comes before it stands there again.
    expect(await page.content()).not.toContain('900123')
    await goesOn(page.getByRole('link', { name: 'It is all right to ring now' }))
    expect(await page.content()).toContain('Not when Dad is home')
    expect(await page.title()).not.toContain('Jay')
    expect(await page.getByRole('link', { name: '07700 900123' }).getAttribute('href')).toBe('tel:07700900123')
    await open(people)
    await goesOn(page.getByRole('link', { name: 'Where, and their surname' }))
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Jay Inventedsurname')
    expect(await page.content()).toContain('Library café')
    expect(await page.title()).not.toContain('Jay')

    await open(urls.planMine(mine))
    const { day } = await world.one<{ day: string }>(`select (app.today() + 6)::text as day`)
    for (const [name, value] of Object.entries(on('onDay', day))) await page.locator(`#${name}`).fill(value)
    await page.locator('#from').fill('4pm')
    await page.locator('#to').fill('3pm')
    await page.locator('#venue').fill('The leisure centre')
    await goesOn(page.getByRole('button', { name: 'Save' }))
    expect(await page.title()).toContain('Error:')
    await page.locator('#to').fill('5pm')
    await goesOn(page.getByRole('button', { name: 'Save' }))
    await page.waitForURL(`**${people}`)

    await goesOn(page.getByRole('button', { name: 'Write down how it went' }))
    const { today } = await world.one<{ today: string }>('select app.today()::text as today')
    for (const [name, value] of Object.entries(on('onDay', today))) await page.locator(`#${name}`).fill(value)
    await page.getByLabel('Rang', { exact: true }).check()
    await page.locator('#tried').fill('Rang after tea')
    await page.getByLabel('No answer yet').check()
    await goesOn(page.getByRole('button', { name: 'Save' }))
    await page.waitForURL(`**${people}`)
    expect((await world.db.query('select from engagement_attempt where match_id = $1', [match])).rowCount).toBe(1)
    await leave()
  })

  test('at the keyboard alone: reads it and says so, and writes down what was tried', async () => {
    const { of, match, mine } = await arranged()
    const { page, open, leave } = await house.as(of.worker.person, { width: 320 })
    const until = async (what: string) => {
      for (let i = 0; i < 80; i += 1) {
        await page.keyboard.press('Tab')
        if (await page.evaluate(`document.activeElement && ${what}`)) return
      }
      throw new Error(`nobody gets to ${what} with Tab`)
    }
    await open(urls.readBrief(mine))
    await until(`document.activeElement.textContent.includes('I have read this')`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${urls.mine({ area: 'york' })}`)
    expect((await world.db.query('select from brief_read where match_id = $1', [match])).rowCount).toBe(1)
    await open(engagement.mine(mine))
    const { today } = await world.one<{ today: string }>('select app.today()::text as today')
    const [year = '', month = '', day = ''] = today.split('-')
    await until(`document.activeElement.id === 'onDay-day'`)
    await page.keyboard.type(day)
    await page.keyboard.press('Tab')
    await page.keyboard.type(month)
    await page.keyboard.press('Tab')
    await page.keyboard.type(year)
    await until(`document.activeElement.id === 'kind'`)
    await page.keyboard.press('Space')
    await until(`document.activeElement.id === 'tried'`)
    await page.keyboard.type('Waited at the café')
    await until(`document.activeElement.id === 'response'`)
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${urls.mine({ area: 'york' })}`)
    expect((await world.db.query('select from engagement_attempt where match_id = $1', [match])).rowCount).toBe(1)
    await leave()
  })
})
