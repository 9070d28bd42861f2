import { expect, test } from 'vitest'
import { urls } from '../../src/features/consent/index.ts'
import { yearsAgo } from '../../test/workforce.ts'
import { aHouse } from '../house.ts'

// A young person agrees that school and the youth club may know something, and thinks better of it while the youth club has
// the page open: its next click says when it was closed and whom to ring. Whoever never could open it finds nothing.

const house = await aHouse()
const { world } = house
const holder = await world.person({ role: 'case-holder', area: 'york' })
const teacher = await world.person({ role: 'partner-professional', area: 'york', agency: 'schools.example' })
const coach = await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector.example' })
const never = await world.person({ role: 'partner-professional', area: 'york', agency: 'early-help' })

test.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])(
  'narrowed while a partner has the page open, their next click says so ($width px, JavaScript: $javaScript)',
  async options => {
    const child = await world.youngPerson('york', { heldBy: holder, bornOn: yearsAgo(14), surname: 'Narrowed' })
    const key = { area: 'york', youngPerson: child.id }
    const worker = await house.as(holder, options)
    const { page } = worker
    await worker.open(urls.sharing(key))
    for (const agency of ['schools.example', 'voluntary-sector.example']) {
      await worker.goesOn(page.getByRole('link', { name: /Add a school/ }))
      await page.getByLabel('Which one?').selectOption({
        label: `${agency.startsWith('schools') ? 'Schools and colleges' : 'Voluntary and community sector'}: ${agency}`,
      })
      await worker.goesOn(page.getByRole('button', { name: 'Add it' }))
    }
    await worker.open(urls.shareYoungPerson(key))
    await worker.goesOn(page.getByRole('button', { name: 'Record the answer' }))
    expect(await page.title()).toContain('Error')
    await page.getByLabel('Yes, to what is ticked below').check()
    await page.getByLabel('Who asked?').fill('Sam Example, youth worker')
    await page.getByLabel('In person').check()
    await page.getByLabel('What did you explain?').fill('Who would know what, and why')
    await page.getByLabel('What did they understand, in their words?').fill('They can ring me')
    for (const agency of ['schools.example', 'voluntary-sector.example'])
      await page.locator(`[name="share-${agency}"][value="contact"]`).check()
    await page.locator('[name="purposes"][value="safeguarding"]').check()
    await page.locator('[name="limitsTold"][value="yes"]').check()
    await page.locator('[name="competence"][value="understands"]').check()
    await page.getByLabel('What makes you say so?').fill('They said it back to me')
    await worker.goesOn(page.getByRole('button', { name: 'Record the answer' }))
    expect(await page.getByRole('complementary', { name: 'Sharing today' }).textContent()).toContain(
      'schools.example: who they are, how to reach them',
    )

    const school = await house.as(teacher, options)
    const club = await house.as(coach, options)
    const nobody = await house.as(never, options)
    await club.open(urls.sharedWithUs({ area: 'york' }))
    await club.goesOn(club.page.getByRole('link', { name: /Narrowed/ }).first())
    expect(await club.page.textContent('main')).toContain('They agreed to it')

    // Meanwhile the young person thinks better of it.
    await worker.open(urls.shareYoungPerson(key))
    await page.getByLabel('Yes, to what is ticked below').check()
    await page.locator('[name="share-voluntary-sector.example"][value="contact"]').uncheck()
    await page.locator('[name="share-voluntary-sector.example"][value="identity"]').uncheck()
    await page.getByLabel('In person').check()
    await page.getByLabel('Who asked?').fill('Sam Example, youth worker')
    await page.getByLabel('What did you explain?').fill('That they can take it back')
    await page.getByLabel('What did they understand, in their words?').fill('School only')
    await page.locator('[name="limitsTold"][value="yes"]').check()
    await page.locator('[name="competence"][value="understands"]').check()
    await page.getByLabel('What makes you say so?').fill('They said it back to me')
    await worker.goesOn(page.getByRole('button', { name: 'Record the answer' }))
    expect(await page.textContent('main')).toContain('Could somebody be pressing them?')

    await club.goesOn(club.page.getByRole('link', { name: 'What is shared with you' }))
    const closed = await club.page.textContent('main')
    expect(closed).toContain('It was closed to you on')
    expect(closed).toContain('01904 551 900')
    await club.open(urls.sharedWithUs({ area: 'york' }))
    expect(await club.page.textContent('main')).not.toContain('Narrowed')

    await school.open(urls.shared(key))
    expect(await school.page.textContent('main')).toContain('Before you ring or write')
    expect((await nobody.page.goto(`${house.origin}${urls.shared(key)}`))?.status()).toBe(404)
    expect(await nobody.page.textContent('main')).not.toContain('closed to you')
    await Promise.all([worker, school, club, nobody].map(one => one.leave()))
  },
  300_000,
)
