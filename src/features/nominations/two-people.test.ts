import { expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { accepting, idOf, sent, takesPart } from '../../../test/nominations.ts'
import { aWorld } from '../../../test/world.ts'
import { urls as assessments } from '../assessments/index.ts'
import { urls as forum } from '../forum/index.ts'
import { urls as people } from '../people/index.ts'

// Access, "Cover": the pathway must be completable by a service of two people; the second may come from the partner area.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const now = new Date()
const today = (name: string) => ({
  [`${name}-day`]: String(now.getUTCDate()),
  [`${name}-month`]: String(now.getUTCMonth() + 1),
  [`${name}-year`]: String(now.getUTCFullYear()),
})

test('two people carry a child from the record to a strand, and neither decides about what is theirs', {
  timeout: 120_000,
}, async () => {
  const area = 'york'
  // One holds the case. The other works in the partner area, and has what must be somebody else's here.
  const first = await world.person({ role: 'case-holder', area }, { role: 'panel-member', area })
  const second = await world.person(
    { role: 'case-holder', area: 'north-yorkshire' },
    { role: 'forum-chair', area },
    { role: 'panel-member', area },
  )
  const [one, two] = [await signedIn(the, first), await signedIn(the, second)]
  const { areaId, service, agency } = await world.one<{ areaId: string; service: string; agency: string }>(
    `select a.id as "areaId", s.key as service, g.id as agency from area a join service s on s.area_id = a.id and s.strand = 1
       join agency g on g.area_id = a.id and g.key = 'police' where a.key = $1`,
    [area],
  )

  const identity = {
    givenNames: 'Robin',
    surname: 'Inventedpair',
    'bornOn-day': '4',
    'bornOn-month': '5',
    'bornOn-year': String(now.getUTCFullYear() - 14),
  }
  const searched = await one.send(people.find({ area }), identity)
  const record = `${searched.location}/record`
  const holder = (await one.get(record)).text.match(new RegExp(`value="([^"]*${first.id})"`))?.[1] ?? ''
  const recorded = await one.send(record, { holder, toldBy: '2A', ...today('startedOn'), age: 'certain' })
  expect(recorded.status).toBe(303)
  const { id } = await world.one<{ id: string }>(`select id from young_person where surname = 'Inventedpair'`)
  const child = { id, areaId, area }
  const at = { area, youngPerson: id }

  // What an assessment asks is another test's matter; that it is theirs to make and to send is this one's.
  const assessment = await aCompletedAssessment(world, child, first)
  const key = { ...at, assessment }
  expect((await one.send(assessments.assessment(key), {}, { action: assessments.send(key) })).status).toBe(303)

  const urgent = await two.send(forum.newDiscussion(at), { where: 'urgent', ...today('heldOn'), invited: agency })
  expect(urgent.status).toBe(303)
  const discussion = { ...at, discussion: urgent.location.split('/')[5] ?? '' }
  const outcome = await two.send(forum.outcome(discussion), {
    finding: 'at risk of',
    findingReason: 'Older people wait for them.',
    suitable: 'yes',
    wouldBenefit: 'yes',
    noQuorumReason: 'There are two of us.',
  })
  expect(outcome.status).toBe(303)

  const path = await sent(one, child)
  for (const [browser, person] of [
    [one, first],
    [two, second],
  ] as const)
    await takesPart(browser, path, person)
  const own = await one.send(`${path}/accept`, accepting(service))
  expect(own.status).toBe(422)
  expect(own.text).toContain('You sent this nomination')
  expect((await two.send(`${path}/accept`, accepting(service))).status).toBe(303)
  expect(
    await world.one('select strand, decided_by from strand_allocation where nomination_id = $1', [idOf(path)]),
  ).toEqual({ strand: 1, decided_by: second.id })
})
