import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })

describe('what changed since the last assessment', () => {
  test('shows both answers and which way it went', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const last = await aCompletedAssessment(world, child, holder)
    const id = await aCompletedAssessment(
      world,
      child,
      holder,
      wholeAnswers({
        indicators: {
          'missing-unknown': {
            level: 'emerging',
            evidence: 'One evening',
            evidenceOn: '2026-08-01',
            source: 'police',
            sourceOther: '',
          },
          'peers-older': { level: 'not-known', evidence: '', evidenceOn: null, source: null, sourceOther: '' },
        },
      }),
      last,
    )
    const at = { area: 'york', youngPerson: child.id, assessment: id }
    const page = await (await signedIn(the, holder)).get(urls.changes(at))
    expect(page.status).toBe(200)
    for (const says of ['Less than last time', 'No longer known', 'Moderate', 'Emerging'])
      expect(page.text).toContain(says)
    expect((await (await signedIn(the, colleague)).get(urls.changes(at))).status).toBe(404)
  })

  test('of a first assessment there is none', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aDraft(world, child, holder)
    expect(
      (await (await signedIn(the, holder)).get(urls.changes({ area: 'york', youngPerson: child.id, assessment: id })))
        .status,
    ).toBe(404)
  })
})

describe('the list of assessments', () => {
  test('shows each with where it stands, and the clock that runs', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const last = await aCompletedAssessment(world, child, holder)
    await aDraft(world, child, holder, wholeAnswers(), last)
    const page = await (await signedIn(the, holder)).get(urls.assessments({ area: 'york', youngPerson: child.id }))
    for (const says of ['Being written', 'Complete', 'Carry on with the assessment', 'working days left'])
      expect(page.text).toContain(says)
  })
})
