import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { kinds } from './chronology.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await world.areaId('york')
const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const chair = await world.person({ role: 'forum-chair', area: 'york' })
const coordinator = await world.person({ role: 'coordinator', area: 'york' })
const stranger = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder, surname: 'Canarysurname' })
const at = urls.chronology({ area: 'york', youngPerson: child.id })

// A year of theirs, from the front door to a strand.
await world.db.query(
  `insert into young_person_status (area_id, young_person_id, status, since_on, recorded_by, recorded_at) values ($1, $2, 'missing now', '2026-03-01', $3, '2026-03-04 12:00Z')`,
  [york, child.id, holder.id],
)
await world.db.query(
  `insert into exploitation_concern (area_id, young_person_id, kind, since_on, recorded_by) values ($1, $2, 'county-lines', '2026-02-01', $3)`,
  [york, child.id, holder.id],
)
await world.db.query(
  `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
   values ($1, $2, 'screening', 1, repeat('0', 64), '{}', '2026-03-05', 'assess', '2026-03-06', $3)`,
  [york, child.id, duty.id],
)
await world.db.query(
  `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_at, started_by, level, level_reason, suggested, completed_at, completed_by, sent_to_forum_at, sent_to_forum_by)
   values ($1, $2, 'exploitation-risk-assessment', 1, repeat('0', 64), '2026-03-09 09:00Z', $3, 'significant', 'Canaryreason', '{}', '2026-03-12 09:00Z', $3, '2026-03-12 10:00Z', $3)`,
  [york, child.id, holder.id],
)
await world.db.query(`update young_person set sent_to_forum_at = '2026-03-12 10:00Z' where id = $1`, [child.id])
const { id: discussion } = await world.one<{ id: string }>(
  `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by, listed_at, outcome_at, members_until)
   values ($1, $2, 'urgent', '2026-03-20', now(), $3, '2026-03-13 10:00Z', '2026-03-21 10:00Z', now() + interval '10 days') returning id`,
  [york, child.id, chair.id],
)
const { id: outcome } = await world.one<{ id: string }>(
  `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, recorded_by, recorded_at)
   values ($1, $2, $3, 'at risk of', 'Because', true, true, $4, '2026-03-21 10:00Z') returning id`,
  [york, child.id, discussion, chair.id],
)
await world.db.query(
  `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by, found_at)
   values ($1, $2, $3, 'serious-assault', 'suspected', 'past', 'Canaryevidence', '2026-09-01', $4, '2026-03-21 10:00Z')`,
  [york, child.id, discussion, chair.id],
)
await world.db.query(
  `insert into nomination (area_id, young_person_id, forum_outcome_id, started_by, started_at, submitted_at, submitted_by, finding)
   values ($1, $2, $3, $4, '2026-03-25 10:00Z', '2026-03-26 10:00Z', $4, 'at risk of')`,
  [york, child.id, outcome, holder.id],
)
await world.db.query(`update young_person set opened_to_panel_at = '2026-03-26 10:00Z' where id = $1`, [child.id])

const open = async (person: MadePerson, path = at) => (await signedIn(the, person)).get(path)
/** Each row as "when | what | by". */
const rows = (page: string) =>
  [...page.matchAll(/<tr class="govuk-table__row">([\s\S]*?)<\/tr>/g)].slice(1).map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)]
      .map(([, cell = '']) =>
        cell
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .join(' | '),
  )

describe('a chronology', () => {
  test('tells the case-holder everything, newest first, with the day it happened and who recorded it', async () => {
    const { status, text } = await open(holder)
    expect(status).toBe(200)
    const found = rows(text)
    // Made with the world, all three today.
    expect(found.slice(0, 3).join('\n')).toMatch(/Their record was made/)
    expect(found.slice(0, 3).join('\n')).toMatch(/became case-holder/)
    expect(found.slice(3)).toEqual([
      expect.stringMatching(
        /^26 Mar 2026 \| Nominated for Trusted Relationships by Invented Person \d+ ?, case-holder, York children's social care$/,
      ),
      expect.stringMatching(/^25 Mar 2026 \| A nomination was begun/),
      expect.stringMatching(
        /^21 Mar 2026 \| Found around them: serious violence, such as with a knife\. Suspected, in the past by /,
      ),
      expect.stringMatching(
        /^20 Mar 2026 recorded 21 Mar 2026 \| Urgent discussion: at risk of exploitation; suitable for Trusted Relationships and would benefit/,
      ),
      expect.stringMatching(/^13 Mar 2026 \| Urgent discussion arranged for 20 Mar 2026/),
      expect.stringMatching(/^12 Mar 2026 \| The risk assessment was sent to the forum/),
      expect.stringMatching(/^12 Mar 2026 \| Risk assessment completed: significant risk/),
      expect.stringMatching(/^9 Mar 2026 \| A risk assessment was begun/),
      expect.stringMatching(/^6 Mar 2026 .*\| Screening: a risk assessment is wanted by .*, duty, /),
      expect.stringMatching(/^1 Mar 2026 recorded 4 Mar 2026 \| Went missing/),
      expect.stringMatching(/^1 Feb 2026 .*\| A worry was recorded: county lines/),
    ])
    expect(text).toContain(`/york/young-people/${child.id}/discussions/${discussion}`)
    expect(text).not.toMatch(/Canaryreason|Canaryevidence/)
    expect(text.match(/<title>(.*)<\/title>/)?.[1]).not.toContain('Canary')
  })

  test('tells duty less: no assessment, no discussion, no fact, no nomination', async () => {
    const { status, text } = await open(duty)
    expect(status).toBe(200)
    const found = rows(text).join('\n')
    expect(found).toMatch(/Went missing/)
    expect(found).toMatch(/became case-holder/)
    expect(found).not.toMatch(/assessment completed|begun|Urgent discussion|Found around|Nominated|worry/)
  })

  test('tells the coordinator of a nominated young person what was decided, and no fact by S5', async () => {
    const found = rows((await open(coordinator)).text).join('\n')
    expect(found).toMatch(/Nominated for Trusted Relationships/)
    expect(found).toMatch(/Risk assessment completed/)
    expect(found).not.toMatch(/Found around/)
  })

  test('is for a colleague the same as for nobody', async () => {
    expect((await open(stranger)).status).toBe(404)
  })

  test('can be turned round, and looked at one part at a time', async () => {
    const oldest = rows((await open(holder, `${at}?order=oldest`)).text)
    expect(oldest[0]).toMatch(/^1 Feb 2026/)
    const forumOnly = await open(holder, `${at}?kind=forum`)
    expect(rows(forumOnly.text)).toHaveLength(3)
    for (const kind of Object.keys(kinds)) expect((await open(holder, `${at}?kind=${kind}`)).status).toBe(200)
    expect(forumOnly.text).toMatch(/href="[^"]*\?kind=forum&amp;order=oldest"/)
    expect((await open(holder, `${at}?kind=';drop&order='`)).status).toBe(200)
    expect(rows((await open(holder, `${at}?page=2`)).text)).toEqual([])
  })

  test('offers the parts that hold something for whoever reads, and no other', async () => {
    const manager = await world.person({ role: 'agency-manager', area: 'york' })
    for (const person of [holder, duty, chair, coordinator, manager]) {
      const { text } = await open(person)
      const offered = [...text.matchAll(/href="[^"]*\?kind=([a-z]+)"/g)].map(([, kind]) => kind)
      for (const kind of Object.keys(kinds).filter(kind => !offered.includes(kind))) {
        const alone = rows((await open(person, `${at}?kind=${kind}`)).text)
        // One part alone needs no choice.
        expect(alone.length === 0 || (offered.length === 0 && alone.length === rows(text).length)).toBe(true)
      }
      if (person === holder) expect(offered).toEqual(Object.keys(kinds))
      if (person === duty) expect(offered).toEqual(['case', 'life', 'assessment', 'nomination'])
      if (person === manager) expect(offered).toEqual([])
    }
  })

  test('leads nobody to a page that is closed to them: a Family Network Coordinator reads that there was a screening', async () => {
    const { ready, make } = await matching(the, world)
    const of = await ready('york', 2)
    await make(of)
    await world.db.query(
      `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
         values ($1, $2, 'screening', 1, repeat('0', 64), '{}', '2026-03-05', 'assess', '2026-03-06', $3)`,
      [york, of.child.id, duty.id],
    )
    const app = await signedIn(the, of.worker.person)
    const { text } = await app.get(urls.chronology(of.key))
    expect(text).toContain('Screening:')
    const links = [...text.matchAll(/href="(\/york\/young-people\/[^"#?]*)"/g)].map(([, href = '']) => href)
    for (const href of new Set(links)) expect([href, (await app.get(href)).status]).toEqual([href, 200])
  })

  test('is written down', async () => {
    await open(holder)
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from audit_event where act = 'chronology viewed' and young_person_id = $1 and person_id = $2`,
      [child.id, holder.id],
    )
    expect(n).toBeGreaterThan(0)
  })

  test('stands beside every page about the young person', async () => {
    const record = await open(holder, `/york/young-people/${child.id}`)
    expect(record.text).toContain(`href="${at}"`)
  })
})
