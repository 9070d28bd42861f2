import { describe, expect, test } from 'vitest'
import { urls } from '../../src/features/assessments/index.ts'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../test/an-assessment.ts'
import { aHouse } from '../house.ts'

const house = await aHouse()
const { world } = house
const holder = await world.person({ role: 'case-holder', area: 'york' })

describe('a risk assessment in a browser', () => {
  test.each([
    ['with JavaScript', true, 1280],
    ['without JavaScript, on a small phone', false, 320],
  ])('%s: is begun, opens evidence with the answer, and goes on to the next section', async (_, javaScript, width) => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const at = { area: 'york', youngPerson: child.id }
    const visitor = await house.as(holder, { javaScript, width })
    const { page } = visitor
    await visitor.open(urls.screenings(at))
    await visitor.open(urls.newScreening(at))
    await visitor.open(urls.start(at))
    await visitor.goesOn(page.getByRole('button', { name: 'Start', exact: true }))

    await visitor.goesOn(page.getByRole('link', { name: 'Going missing' }))
    const evidence = page.getByRole('group', { name: /^Evidence: Nights away/ })
    expect(await evidence.isVisible()).toBe(false)
    await page.getByRole('group', { name: 'Nights away without' }).first().getByLabel('Moderate').check()
    expect(await evidence.isVisible()).toBe(true)
    await evidence.getByLabel('What was seen or heard?').fill('Two nights in June')
    await visitor.looksRight()
    await page.getByRole('button', { name: 'Save and go to the next' }).click()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('School, college or work')
    await visitor.leave()
  })

  test('every section, the check, the whole and the copy look right', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const last = await aCompletedAssessment(world, child, holder)
    const draft = await aDraft(world, child, holder, wholeAnswers(), last)
    const of = (assessment: string) => ({ area: 'york', youngPerson: child.id, assessment })
    const visitor = await house.as(holder, { width: 320 })
    const section = (sectionKey: string) => urls.section({ ...of(draft), sectionKey })
    for (const path of [
      urls.assessments(of(draft)),
      urls.assessment(of(draft)),
      ...['missing', 'protective', 'people', 'own-actions', 'voice', 'help', 'judgement'].map(section),
      urls.complete(of(draft)),
      urls.setAside(of(draft)),
      urls.changes(of(draft)),
      urls.assessment(of(last)),
      urls.recordCopy(of(last)),
    ])
      await visitor.open(path)
    await visitor.page.goto(urls.complete(of(draft)))
    await visitor.goesOn(visitor.page.getByRole('button', { name: 'Complete the assessment' }))
    await visitor.page.getByRole('button', { name: /^Send to/ }).click()
    await expect.poll(() => visitor.page.getByText('With the forum').count()).toBeGreaterThan(0)
    await visitor.leave()
  })

  test('what is typed is saved while it is typed, and a link from what is missing leads to its field', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aDraft(world, child, holder, wholeAnswers({ judgement: { level: null, reason: '' } }))
    const at = { area: 'york', youngPerson: child.id, assessment: id }
    const visitor = await house.as(holder)
    const { page } = visitor
    await visitor.open(urls.complete(at))
    await page.getByRole('link', { name: 'Give your reason' }).click()
    expect(new URL(page.url()).hash).toBe('#judgement.reason')
    await page.getByLabel('Why do you think so?').fill('Signs that come back')
    await expect.poll(() => page.locator('[data-saved]').textContent(), { timeout: 15_000 }).toContain('Saved')
    await visitor.leave()
  })
})

describe('on paper and in words', () => {
  test('a completed assessment prints with its arithmetic', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder)
    const visitor = await house.as(holder)
    const { page } = visitor
    await page.goto(urls.assessment({ area: 'york', youngPerson: child.id, assessment: id }))
    const steps = page
      .locator('details', { hasText: 'How the suggestion was worked out' })
      .locator('.govuk-details__text')
    const height = () =>
      steps.evaluate(element =>
        element.checkVisibility({ contentVisibilityAuto: true }) ? element.getBoundingClientRect().height : 0,
      )
    expect(await height()).toBe(0)
    await page.emulateMedia({ media: 'print' })
    expect(await height()).toBeGreaterThan(0)
    await visitor.leave()
  })

  test('the page says how long ago it saved what was typed', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aDraft(world, child, holder, wholeAnswers())
    const visitor = await house.as(holder)
    const { page } = visitor
    await page.clock.install()
    await page.goto(urls.section({ area: 'york', youngPerson: child.id, assessment: id, sectionKey: 'voice' }))
    await page.locator('[id="voice-words"]').fill('Somebody who listens')
    const says = () => page.locator('[data-saved]').textContent()
    await page.clock.runFor(4_500)
    await expect.poll(says, { timeout: 15_000 }).toBe('Saved')
    await page.clock.runFor(12_500)
    await expect.poll(says).toMatch(/^Saved [12]0 seconds ago$/)
    await page.clock.runFor(60_000)
    await expect.poll(says).toBe('Saved 1 min ago')
    await visitor.leave()
  })
})
