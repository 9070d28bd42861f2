import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { accepting, aPanel, considered, type Discussed, idOf } from '../../../../test/nominations.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const rows = async (text: string, path: string) => (await world.db.query(text, [idOf(path)])).rows
const decisions = (path: string) => rows('select * from nomination_decision where nomination_id = $1', path)
const strands = (path: string) => rows('select * from strand_allocation where nomination_id = $1', path)
const told = async (kind: string, child: MadeYoungPerson): Promise<string[]> =>
  (
    await world.db.query(
      'select person_id from notification where kind = $1 and young_person_id = $2 order by told_at',
      [kind, child.id],
    )
  ).rows.map(r => r.person_id)
const open = async (kind: string, child: MadeYoungPerson) =>
  (
    await world.db.query(
      'select desk, due_on::text, path from task where kind = $1 and young_person_id = $2 and settled_at is null',
      [kind, child.id],
    )
  ).rows

describe('the page of the panel (R135)', () => {
  test('shows what the services need beside what the record says, and counts nothing up', async () => {
    const { path, browser } = await considered(the, world, york)
    // Of records from before the rule that there must be one (R130).
    await world.db.query('update assessment set moved_at = now()')
    const page = await browser.get(`${path}/consideration`)
    expect(page.status).toBe(200)
    for (const text of [
      'What Volunteer Mentors are for',
      'will have',
      'is likely to',
      'There is no completed risk assessment.',
      'There is no completed risk assessment that says.',
      'not another lecture',
      'Older men wait',
      'None declared',
    ])
      expect(page.text).toContain(text)
    expect(page.text).not.toMatch(/\bscore|\btotal\b|\d points/i)
  })

  test('says of each need which signs were seen, what shows them, and how much is not known yet', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const assessment = await aDraft(
      world,
      child,
      york.holder,
      wholeAnswers({
        indicators: {
          'substances-use': {
            level: 'moderate',
            evidence: 'Cannabis most days',
            evidenceOn: null,
            source: null,
            sourceOther: '',
          },
          'substances-more': { level: 'none', evidence: '', evidenceOn: null, source: null, sourceOther: '' },
        },
      }),
    )
    await world.db.query(
      `update assessment set completed_at = now(), completed_by = $2, level = 'moderate', level_reason = 'Signs', suggested = '{"level": null, "steps": []}' where id = $1`,
      [assessment, york.holder.id],
    )
    const page = await browser.get(`${path}/consideration`)
    expect(page.text).toContain('Using drugs or alcohol: moderate')
    expect(page.text).toContain('Cannabis most days')
    expect(page.text).toMatch(/Looked at, no sign: 1\. Not known yet: 4\./)
  })

  test('puts before the panel what the young person may have done, and says that it closes nothing (R60, R77)', async () => {
    const { child, path, browser } = await considered(the, world, north)
    const said = {
      'own-actions-standing': 'found',
      'own-actions-what': 'Canaryowndeed',
      'own-actions-made-to': 'maybe',
    } as const
    await aCompletedAssessment(world, child, north.holder, wholeAnswers({ questions: said }))
    for (const page of ['consideration', 'accept']) {
      const { text } = await browser.get(`${path}/${page}`)
      expect(text).toMatch(/<h2[^>]*>What Given\d+ may have done<\/h2>/)
      expect(text).toContain('It never closes a service.')
      expect(text).toContain('A court or an out-of-court decision has found so')
      expect(text).toContain('Canaryowndeed')
      expect(text).not.toContain('can’t take this on safely')
    }
    expect((await browser.send(`${path}/accept`, accepting(north.services[0]))).status).toBe(303)
  })

  test('no page of the panel asks the database more than six things beside who asks and what is written down', async () => {
    const { path, browser } = await considered(the, world, york)
    for (const page of ['consideration', 'accept', 'not-accepted', 'back-to-forum', 'ask', 'panel', '']) {
      const asked = vi.spyOn(pg.Client.prototype, 'query')
      expect((await browser.get(`${path}/${page}`.replace(/\/$/, ''))).status).toBe(200)
      const texts = asked.mock.calls.map(([query]) =>
        typeof query === 'string' ? query : String((query as { text?: string }).text),
      )
      asked.mockRestore()
      const own = texts.filter(
        text => !/^(begin|commit|rollback)|app\.(enter|viewed|why_i_can_see)|from "draft"|opened_by_me/.test(text),
      )
      expect(own.length, `${page}: ${own.map(text => text.slice(0, 80)).join(' | ')}`).toBeLessThanOrEqual(6)
      expect(own.length).toBeGreaterThan(1)
    }
  })

  test('is not there for a case-holder, nor for the panel of the other area', async () => {
    const { path } = await considered(the, world, york)
    expect((await (await signedIn(the, york.holder)).get(`${path}/consideration`)).status).toBe(403)
    expect((await (await signedIn(the, north.member)).get(`${path}/consideration`)).status).toBe(404)
  })
})

describe('the same found fact in both areas (R60, R77)', () => {
  const fact: Discussed = { facts: [{ kind: 'sexual-exploitation' }] }

  test('in North Yorkshire it closes the relief workers, with its evidence before the choice', async () => {
    const { path, browser } = await considered(the, world, north, fact)
    for (const page of [await browser.get(`${path}/consideration`), await browser.get(`${path}/accept`)]) {
      expect(page.text).toContain('Relief workers: this service can’t take this on safely')
      expect(page.text).toContain('Seen twice by a neighbour, report 7.')
      expect(page.text).toContain('Ways forward')
      expect(page.text).toMatch(/within \d+ days/)
    }
    expect((await browser.get(`${path}/accept`)).text).not.toContain(`value="${north.services[0]}"`)
    const answer = await browser.send(`${path}/accept`, accepting(north.services[0]))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('They like football.')
    expect(await decisions(path)).toEqual([])
  })

  test('in York it leaves the mentors open, and is shown all the same', async () => {
    const { path, browser } = await considered(the, world, york, fact)
    const page = await browser.get(`${path}/consideration`)
    expect(page.text).not.toContain('can’t take this on safely')
    expect(page.text).toContain('closing no service here')
    expect(page.text).toContain('Seen twice by a neighbour, report 7.')
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
    expect(await strands(path)).toMatchObject([{ strand: 1, service_key: 'volunteer-mentor', different_reason: null }])
  })

  test.each([
    ['suspected', { kind: 'sexual-exploitation', certainty: 'suspected' }],
    ['past', { kind: 'sexual-exploitation', timing: 'past' }],
  ] as const)('in North Yorkshire, a %s one is shown and closes nothing', async (_, one) => {
    const { path, browser } = await considered(the, world, north, { facts: [one] })
    expect((await browser.get(`${path}/consideration`)).text).toContain('Seen twice by a neighbour')
    expect((await browser.send(`${path}/accept`, accepting(north.services[0]))).status).toBe(303)
  })

  test('a fact found while the form lies open closes the service all the same', async () => {
    const { child, path, browser } = await considered(the, world, north)
    const form = await browser.hidden(`${path}/accept`)
    await north.discuss(child, fact)
    const answer = await browser.post(`${path}/accept`, { ...form, ...accepting(north.services[0]) })
    expect(answer.status).toBe(422)
    expect(await decisions(path)).toEqual([])
  })

  test('Strand 2 stays open with every kind found (R94), and with "subject to" needs no reason', async () => {
    const { path, browser } = await considered(the, world, north, {
      finding: 'subject to',
      facts: [{ kind: 'sexual-exploitation' }, { kind: 'serious-assault' }, { kind: 'organised-crime-gang-violence' }],
    })
    expect((await browser.get(`${path}/accept`)).text).toContain('Strand 2, which the finding points to')
    expect((await browser.send(`${path}/accept`, accepting(north.services[1]))).status).toBe(303)
    expect(await strands(path)).toMatchObject([{ strand: 2 }])
  })
})

describe('accepting to a strand (R14, R136, R144)', () => {
  test('opens an episode, confirms the introducer, settles what was asked, and tells whoever must know', async () => {
    const { child, path, browser } = await considered(the, world, york)
    await world.db.query('delete from episode where young_person_id = $1', [child.id])
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).location).toBe(path)
    expect(await decisions(path)).toMatchObject([
      {
        kind: 'accepted',
        decided_by: york.member.id,
        introducer_name: 'Sam Trusted',
        introducer_agency: 'Youth justice',
      },
    ])
    const episode = await world.one<{ id: string }>(
      'select id from episode where young_person_id = $1 and ended_on is null',
      [child.id],
    )
    expect(await strands(path)).toMatchObject([{ episode_id: episode.id, decided_by: york.member.id, until_at: null }])
    expect(await open('consider a nomination', child)).toEqual([])
    expect(await told('nomination decided', child)).toEqual(
      expect.arrayContaining([york.holder.id, york.managers[0].id]),
    )
    expect(await told('different strand', child)).toEqual([])
    const { id: strand } = await world.one<{ id: string }>(
      'select id from strand_allocation where young_person_id = $1',
      [child.id],
    )
    expect(await open('match a worker', child)).toEqual([
      {
        desk: `service:${child.areaId}:${york.services[0]}`,
        due_on: null,
        path: `/york/young-people/${child.id}/strands/${strand}/candidates`,
      },
    ])
    const status = await (await signedIn(the, york.holder)).get(path)
    expect(status.text).toContain('Accepted')
    expect(status.text).toContain('They like football.')
  })

  test('keeps the episode that is open', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const { id } = await world.one<{ id: string }>(
      'select id from episode where young_person_id = $1 and ended_on is null',
      [child.id],
    )
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(await strands(path)).toMatchObject([{ episode_id: id }])
  })

  test('the manager of that service can open the record from now on, the other one cannot', async () => {
    const { path, browser } = await considered(the, world, york)
    const [mentors, network] = [await signedIn(the, york.managers[0]), await signedIn(the, york.managers[1])]
    expect((await mentors.get(path)).status).toBe(404)
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    const page = await mentors.get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('allocated this young person to the service you manage')
    expect((await network.get(path)).status).toBe(404)
  })

  test('another strand than the finding takes a reason, and the chair is told', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const without = await browser.send(`${path}/accept`, accepting(york.services[1]))
    expect(without.status).toBe(422)
    expect(without.text).toContain('Say why you choose another strand')
    const answer = await browser.send(`${path}/accept`, {
      ...accepting(york.services[1]),
      differentReason: 'Their aunt wants to help.',
    })
    expect(answer.status).toBe(303)
    expect(await strands(path)).toMatchObject([{ strand: 2, different_reason: 'Their aunt wants to help.' }])
    expect(await told('different strand', child)).toEqual([york.chair.id])
  })

  test('somebody else can make the introduction, and then every detail is asked', async () => {
    const { path, browser } = await considered(the, world, york)
    const half = await browser.send(`${path}/accept`, {
      ...accepting(york.services[0]),
      introducer: 'other',
      name: 'Ines Nurse',
    })
    expect(half.status).toBe(422)
    expect(half.text).toContain('Ines Nurse')
    const whole = {
      name: 'Ines Nurse',
      agency: 'Health',
      how: 'At the clinic',
      'by-day': '2',
      'by-month': '7',
      'by-year': '2030',
    }
    expect(
      (await browser.send(`${path}/accept`, { ...accepting(york.services[0]), introducer: 'other', ...whole })).status,
    ).toBe(303)
    expect(await decisions(path)).toMatchObject([
      { introducer_name: 'Ines Nurse', introducer_agency: 'Health', introduction_how: 'At the clinic' },
    ])
  })

  test.each(['same', 'other'])('an introduction before the decision is none: %s', async introducer => {
    const { path, browser } = await considered(the, world, york)
    await world.db.query(
      `update nomination_answer set says = '1999-01-01' where nomination_id = $1 and question = 'introduction-by'`,
      [idOf(path)],
    )
    const answer = await browser.send(`${path}/accept`, {
      ...accepting(york.services[0]),
      introducer,
      name: 'Ines Nurse',
      agency: 'Health',
      how: 'At the clinic',
      'by-day': '1',
      'by-month': '1',
      'by-year': '1999',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(introducer === 'same' ? 'has passed. Choose “No”' : 'not before the panel decided')
    expect(await decisions(path)).toEqual([])
  })

  test('an answer changed while the form lay open is looked at first', async () => {
    const { path, browser } = await considered(the, world, york)
    const form = await browser.hidden(`${path}/accept`)
    const holder = await signedIn(the, york.holder)
    await holder.send(`${path}/parts/worries/change`, { 'could-fail': 'New worry.', reason: 'Heard it today.' })
    const answer = await browser.post(`${path}/accept`, { ...form, ...accepting(york.services[0]) })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('They like football.')
    expect(await decisions(path)).toEqual([])
  })

  test('whoever turned 18 since is said to be 18, and can still be accepted', async () => {
    const { child, path, browser } = await considered(the, world, york)
    const pages = async () =>
      Promise.all(['consideration', 'accept'].map(async page => (await browser.get(`${path}/${page}`)).text))
    for (const text of await pages()) expect(text).not.toContain('is 18 now')
    await world.db.query(`update young_person set born_on = (current_date - interval '18 years')::date where id = $1`, [
      child.id,
    ])
    for (const text of await pages()) expect(text).toContain('is 18 now')
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
  })
})
