import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { urls as assessments } from '../src/features/assessments/index.ts'
import { urls as forum } from '../src/features/forum/index.ts'
import { urls as nominations } from '../src/features/nominations/index.ts'
import { urls as people } from '../src/features/people/index.ts'
import { configWithThirdArea, thirdArea } from '../test/a-third-area.ts'
import { aHouse, type Visitor } from './house.ts'

// The way of one child from a first record to a strand, through everybody's own browser (R128–R136): the same found
// fact closes the relief worker service in North Yorkshire (R60) and leaves the mentor service open in York (R77).

// And in an area that is there since somebody put one more file beside these two (R126).

const house = await aHouse(configWithThirdArea())
const { world } = house

/** Fills in what stands in a form by the names of its fields, whatever kind they are. */
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`[name="${name}"]`)
    const kind = await field.first().evaluate(e => (e.tagName === 'SELECT' ? 'select' : (e as HTMLInputElement).type))
    if (kind === 'radio' || kind === 'checkbox') await page.locator(`[name="${name}"][value="${value}"]`).check()
    else if (kind === 'select') await field.selectOption(value)
    else await field.fill(value)
  }
}
/** Sends the page's own form, and says what the page says where something is missing. */
async function send(page: Page): Promise<void> {
  const answered = page.waitForResponse(r => r.request().method() === 'POST')
  await page.locator('form:has([name=_instance]) button[type=submit]').first().click()
  await answered
  await page.waitForLoadState()
  const wrong = page.locator('.govuk-error-summary')
  if ((await wrong.count()) > 0) throw new Error(`${path(page)}: ${await wrong.textContent()}`)
}
/** Presses the button of the page's own form. */
const submit = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('button', { name }).first().click()
const path = (page: Page) => new URL(page.url()).pathname
const day = (name: string, when: Date) => ({
  [`${name}-day`]: String(when.getUTCDate()),
  [`${name}-month`]: String(when.getUTCMonth() + 1),
  [`${name}-year`]: String(when.getUTCFullYear()),
})
const soon = new Date(Date.now() + 10 * 86_400_000)
const today = new Date()

/** Unlike each other, so that no area's search finds another's. */
const who = (area: string): Record<string, string> => {
  if (area === 'york') return { givenNames: 'Robin', surname: 'Inventedwalker', 'bornOn-day': '4', 'bornOn-month': '5' }
  if (area === 'north-yorkshire')
    return { givenNames: 'Tamsin', surname: 'Madeupjourney', 'bornOn-day': '23', 'bornOn-month': '11' }
  return { givenNames: 'Idris', surname: 'Storybooklane', 'bornOn-day': '17', 'bornOn-month': '8' }
}

async function recordsAYoungPerson({ page, open, looksRight, goesOn }: Visitor, area: string): Promise<string> {
  await open(people.find({ area }))
  await fill(page, {
    ...who(area),
    'bornOn-year': String(today.getUTCFullYear() - 14),
  })
  await submit(page, /search/i)
  await looksRight()
  await goesOn(page.getByRole('button', { name: /make a record/i }))
  const first = async (name: string) => {
    const field = page.locator(`[name="${name}"]`).first()
    if ((await field.evaluate(e => e.tagName)) === 'SELECT') await field.selectOption({ index: 1 })
    else await field.check()
  }
  await first('holder')
  await first('toldBy')
  await fill(page, { ...day('startedOn', today), age: 'certain' })
  await send(page)
  await page.waitForURL(/young-people\/[0-9a-f-]{36}/)
  await looksRight()
  return path(page).split('/')[3] ?? ''
}

async function assessesTheRisk(
  { page, open, looksRight, goesOn }: Visitor,
  at: { area: string; youngPerson: string },
): Promise<void> {
  await open(assessments.start(at))
  await goesOn(page.getByRole('button', { name: 'Start', exact: true }))
  const assessment = path(page).split('/')[5] ?? ''
  const section = async (sectionKey: string, values: Record<string, string>) => {
    await page.goto(assessments.section({ ...at, assessment, sectionKey }))
    await fill(page, values)
    await send(page)
  }
  const risk = 'people.sexual-exploitation'
  await section('people', {
    [risk]: 'yes',
    [`${risk}.0.who`]: 'A man who waits at the bus station',
    [`${risk}.0.certainty`]: 'known',
    [`${risk}.0.time`]: 'current',
    [`${risk}.0.evidence`]: 'Seen by two workers',
    ...day(`${risk}.0.evidenceOn`, new Date(Date.now() - 5 * 86_400_000)),
    [`${risk}.0.source`]: 'police',
  })
  await section('own-actions', { 'own-actions-standing': 'none-known' })
  await section('voice', { 'voice-how': 'spoken', 'voice-words': 'I just want people to stop asking' })
  await section('help', {
    'help-young-person': 'Somewhere to go',
    'help-professionals': 'One adult who stays',
    'help-now': 'A worker rings every day',
  })
  await section('judgement', { 'judgement.level': 'moderate', 'judgement.reason': 'Signs that come back' })
  await open(assessments.complete({ ...at, assessment }))
  await submit(page, 'Complete the assessment')
  await looksRight()
  await page.getByRole('button', { name: /^Send to/ }).click()
  await expect.poll(() => page.getByText('With the forum').count()).toBeGreaterThan(0)
}

async function recordsTheOutcome(
  { page, open, looksRight }: Visitor,
  at: { area: string; youngPerson: string },
): Promise<void> {
  await open(forum.newDiscussion(at))
  await fill(page, { where: 'urgent', ...day('heldOn', today) })
  await page.locator('[name=invited]').first().check()
  await send(page)
  await page.waitForURL(/discussions\/[0-9a-f-]{36}/)
  await looksRight()
  const key = { ...at, discussion: path(page).split('/')[5] ?? '' }
  await page.goto(forum.outcome(key))
  if (path(page) !== forum.outcome(key)) throw new Error(`the outcome page led to ${path(page)}`)
  await looksRight()
  const details = page.locator('details')
  for (let i = 0; i < (await details.count()); i += 1) await details.nth(i).evaluate(e => e.setAttribute('open', ''))
  await fill(page, {
    finding: 'at risk of',
    findingReason: 'Older people wait for them.',
    suitable: 'yes',
    wouldBenefit: 'yes',
    facts: 'sexual-exploitation',
    'sexual-exploitation-is': 'known-current',
    'sexual-exploitation-evidence': 'Seen by two workers in May',
    noQuorumReason: 'It could not wait for the next meeting',
  })
  await send(page)
  await page.waitForURL(`**${forum.discussion(key)}`)
  await looksRight()
}

async function nominates(
  { page, open, looksRight }: Visitor,
  at: { area: string; youngPerson: string },
): Promise<string> {
  await open('/')
  expect(await page.getByText('Complete the nomination').count()).toBeGreaterThan(0)
  await open(nominations.start(at))
  await send(page)
  await page.waitForURL(/nominations\/[0-9a-f-]{36}/)
  await looksRight()
  const nomination = path(page).split('/')[5] ?? ''
  const section = async (sectionKey: string, values: Record<string, string>) => {
    await page.goto(nominations.section({ ...at, nomination, sectionKey }))
    await looksRight()
    await fill(page, values)
    await send(page)
  }
  await section('young-person', { 'young-person-asked': 'yes', 'young-person-words': 'ok if it is not another form' })
  await section('family', { 'family-asked': 'no', 'family-not-asked': 'Robin asked us to wait.' })
  await section('introduction', {
    'introducer-name': 'Sam Example',
    'introducer-agency': 'School',
    'introduction-how': 'At football on Thursday',
    ...day('introduction-by', soon),
  })
  await section('hopes', { 'hope-relationships': 'One adult to ring' })
  await section('worries', { 'could-fail': 'Too many new faces' })
  await open(nominations.check({ ...at, nomination }))
  await send(page)
  await page.waitForURL(`**${nominations.nomination({ ...at, nomination })}`)
  await looksRight()
  return nomination
}

describe.each([
  { area: 'york', open: 'volunteer-mentor', closed: undefined },
  { area: thirdArea, open: 'volunteer-mentor', closed: undefined },
  { area: 'north-yorkshire', open: 'family-network-coordinator', closed: 'rp-relief-worker' },
])('in $area', ({ area, open, closed }) => {
  test('a new child reaches a strand, from case-holder to chair to case-holder to coordinator', {
    timeout: 400_000,
  }, async () => {
    const holder = await world.person({ role: 'case-holder', area })
    const chair = await world.person({ role: 'forum-chair', area })
    const coordinator = await world.person({ role: 'coordinator', area })
    const elsewhere = await world.person({ role: 'case-holder', area: area === 'york' ? 'north-yorkshire' : 'york' })

    // Their pages are the same in every area, and looked at where a service is closed; what a coordinator chooses from is not.
    const looked = closed !== undefined
    const asHolder = await house.as(holder, { looked })
    const at = { area, youngPerson: await recordsAYoungPerson(asHolder, area) }
    await assessesTheRisk(asHolder, at)

    const asChair = await house.as(chair, { looked })
    await recordsTheOutcome(asChair, at)
    await asChair.leave()

    const nomination = { ...at, nomination: await nominates(asHolder, at) }
    await asHolder.leave()

    const asCoordinator = await house.as(coordinator)
    const { page } = asCoordinator
    await asCoordinator.open(nominations.queue({ area }))
    await asCoordinator.open(nominations.consideration(nomination))
    if (closed) expect(await page.getByText(/can’t take this on safely/).count()).toBeGreaterThan(0)
    await asCoordinator.open(nominations.declare(nomination))
    await fill(page, { [`member-${coordinator.id}`]: 'here' })
    await send(page)
    await asCoordinator.open(nominations.accept(nomination))
    const offered = await page.locator('[name=service]').evaluateAll(all => all.map(e => e.getAttribute('value')))
    expect(offered).toContain(open)
    if (closed) expect(offered).not.toContain(closed)
    await fill(page, {
      service: open,
      reason: 'It fits what they ask for',
      ...(open === 'family-network-coordinator'
        ? { differentReason: 'The other service can’t take this on safely' }
        : {}),
      introducer: 'same',
      ...day('decidedOn', today),
    })
    await send(page)
    await page.waitForURL(url => !url.pathname.endsWith('/accept'))
    await asCoordinator.looksRight()
    await asCoordinator.leave()

    const allocated = await world.one('select service_key from strand_allocation where young_person_id = $1', [
      at.youngPerson,
    ])
    expect(allocated).toEqual({ service_key: open })

    const stranger = await house.as(elsewhere)
    const answer = await stranger.page.goto(people.youngPerson(at))
    expect(answer?.status()).toBe(404)
    await stranger.leave()

    const { rows } = await world.db.query<{ act: string; person_id: string }>(
      'select act, person_id from audit_event where young_person_id = $1',
      [at.youngPerson],
    )
    for (const person of [holder, chair, coordinator]) expect(rows.some(r => r.person_id === person.id)).toBe(true)
    expect(rows.some(r => r.person_id === elsewhere.id)).toBe(false)
  })
})
