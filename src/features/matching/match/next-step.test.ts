import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { acceptedBy, saysYes, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls as consent } from '../../consent/index.ts'
import { urls } from '../urls.ts'

// The page about the adult at their side says one next step, and leads whoever does it to where it is done.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, matched, makeAlone } = await matching(the, world)
const accepted = acceptedBy(world, panels)
const today = yearsAgo(0)

/** What stands there for somebody, and where it leads them, match by match. */
async function next(by: MadePerson, at: { area: string; youngPerson: string }) {
  const { text } = await (await signedIn(the, by)).get(urls.matches(at))
  return [...text.matchAll(/What comes next:<\/strong>([^<]*)<\/p>\s*(?:<a class="govuk-link" href="([^"]*)")?/g)].map(
    ([, says = '', leads]) => ({ says: says.trim(), leads }),
  )
}

test('from being asked whether they take part to the match', async () => {
  const of = await accepted('york', 1)
  expect(await next(of.panel.holder, of.key)).toEqual([
    {
      says: 'They are asked whether they want to take part, before any adult learns who they are.',
      leads: consent.consent(of.key),
    },
  ])
  await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
  const says = 'Whoever manages the service finds the right adult for them.'
  expect(await next(of.manager, of.key)).toEqual([{ says, leads: urls.candidates({ ...of.key, strand: of.strand }) }])
  expect(await next(of.panel.holder, of.key)).toEqual([{ says, leads: undefined }])
  await world.db.query(`update consent set answer = 'no' where young_person_id = $1`, [of.child.id])
  expect(await next(of.manager, of.key)).toEqual([
    { says: 'Until there is a yes to taking part, no adult learns who they are.', leads: consent.consent(of.key) },
  ])
})

test('R144: from the match to its goodbye, for whoever does it and for whoever only reads it', async () => {
  const of = await ready('york')
  await makeAlone(of)
  const at = { ...of.key, match: (await matched(of)) ?? '' }
  const manager = await signedIn(the, of.manager)
  const step = async (says: string, leads: string | undefined, other?: string) => {
    expect(await next(of.manager, of.key)).toEqual([{ says: expect.stringContaining(says), leads }])
    expect(await next(of.panel.holder, of.key)).toEqual([{ says: expect.stringContaining(says), leads: other }])
  }
  await step('writes what', urls.issueBrief(at))
  const brief = { whereToMeet: 'A', notAloneWith: 'B', whatIf: 'C', health: 'D', emergencyContact: 'E' }
  await manager.send(urls.issueBrief(at), brief)
  await step('reads on their telephone', urls.briefs(at), urls.briefs(at))
  const mine = { area: 'york', mine: at.match }
  await (await signedIn(the, of.worker.person)).send(urls.readBrief(mine), {})
  await step('Sam Example introduces them. It is planned for 1 January 2099.', urls.begin(at))
  await manager.send(urls.begin(at), on('introducedOn', today))
  await step('for the first time on their own', urls.planMeeting(at))
  await world.db.query(
    `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
       select area_id, young_person_id, id, now() + interval '3 hours', now() + interval '4 hours', 'The café', $2 from match where id = $1`,
    [at.match, of.manager.id],
  )
  await step('They meet for the first time on their own, ', urls.begin(at))
  await manager.send(urls.begin(at), { ...on('introducedOn', today), ...on('startedOn', today) })
  await step('They meet next: ', urls.meetings(at), urls.meetings(at))
  await world.db.query('update planned_meeting set called_off_at = now(), called_off_by = $2 where match_id = $1', [
    at.match,
    of.manager.id,
  ])
  await step('agrees with them when they meet next', urls.planMeeting(at))
  const page = (await manager.get(urls.matches(of.key))).text
  expect(page.split(`href="${urls.end(at)}"`).length - 1).toBe(1)
  await manager.send(urls.issueBrief(at), { ...brief, whyAgain: 'F' })
  await step('reads on their telephone', urls.briefs(at), urls.briefs(at))
  const pause = { says: 'The police ask for no meetings', ...on('lookAgainOn', '2099-01-01') }
  await (await signedIn(the, of.panel.holder)).send(urls.pause(at), pause)
  const decide = urls.decide({ ...of.key, paused: at.match })
  await step('They wait. It is looked at again on 1 January 2099', decide, decide)
  await world.db.query(
    `insert into match_pause (area_id, young_person_id, match_id, why, decide_by) select area_id, young_person_id, id, 'away', app.today() from match where id = $1`,
    [at.match],
  )
  await step('decide whether they meet again', decide, decide)
  await manager.send(decide, { decides: 'wait', says: 'It', ...on('lookAgainOn', '2099-02-01') })
  await step('They wait. It is looked at again on', decide, decide)
  await manager.send(decide, { decides: 'goodbye', says: 'It' })
  await step('decided that they say goodbye', urls.end(at))
  await world.db.query('update match set stopped_at = now() where id = $1', [at.match])
  await step('say goodbye', urls.end(at))
  await world.db.query(
    `update match set ended_on = app.today(), ended_by = $2, end_reason = 'as planned', goodbye = 'None' where id = $1`,
    [at.match, of.manager.id],
  )
  expect((await next(of.panel.holder, of.key)).map(({ says }) => says)).toEqual([
    'Whoever manages the service finds the right adult for them.',
  ])
})

test('what was accepted waits for a second person: whoever made it is not led to approve it', async () => {
  const of = await ready()
  await makeAlone(of)
  await world.db.query(
    `update match set accepts = '{times}', accepts_reason = 'It', approved_at = null where young_person_id = $1`,
    [of.child.id],
  )
  const says = 'A second person looks at what was accepted, and approves it or not.'
  expect(await next(of.manager, of.key)).toEqual([{ says, leads: undefined }])
  expect(await next(of.panel.coordinator, of.key)).toEqual([{ says, leads: urls.toApprove({ area: 'york' }) }])
})
