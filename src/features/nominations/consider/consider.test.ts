import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import {
  aPanel,
  arranged,
  type Discussed,
  type PanelWorld,
  takesPart,
  takesPartIn,
} from '../../../../test/nominations.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const north = await aPanel(world, 'north-yorkshire')
const idOf = (path: string) => path.split('/').at(-1) ?? ''
const today = new Date()
const decidedOn = {
  'decidedOn-day': String(today.getUTCDate()),
  'decidedOn-month': String(today.getUTCMonth() + 1),
  'decidedOn-year': String(today.getUTCFullYear()),
}
const accepting = (service: string) => ({ service, reason: 'They like football.', introducer: 'same', ...decidedOn })
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

/** A nomination before the panel, and somebody of the panel who takes part. */
async function considered(panel: PanelWorld, options: Discussed = {}, decider: MadePerson = panel.member) {
  const child = await panel.discussed(options)
  const path = await arranged(world, child, panel.holder)
  await takesPartIn(world, path, decider)
  return { child, path, browser: await signedIn(the, decider) }
}

describe('the page of the panel (R135)', () => {
  test('shows what the services need beside what the record says, and counts nothing up', async () => {
    const { path, browser } = await considered(york)
    const page = await browser.get(`${path}/consideration`)
    expect(page.status).toBe(200)
    for (const text of [
      'What Volunteer Mentors are for',
      'will have',
      'is likely to',
      'There is no completed risk assessment',
      'not another lecture',
      'Older men wait',
      'None declared',
    ])
      expect(page.text).toContain(text)
    expect(page.text).not.toMatch(/\bscore|\btotal\b|\d points/i)
  })

  test('is not there for a case-holder, nor for the panel of the other area', async () => {
    const { path } = await considered(york)
    expect((await (await signedIn(the, york.holder)).get(`${path}/consideration`)).status).toBe(403)
    expect((await (await signedIn(the, north.member)).get(`${path}/consideration`)).status).toBe(404)
  })
})

describe('the same found fact in both areas (R60, R77)', () => {
  const fact: Discussed = { facts: [{ kind: 'sexual-exploitation' }] }

  test('in North Yorkshire it closes the relief workers, with its evidence before the choice', async () => {
    const { path, browser } = await considered(north, fact)
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
    const { path, browser } = await considered(york, fact)
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
    const { path, browser } = await considered(north, { facts: [one] })
    expect((await browser.get(`${path}/consideration`)).text).toContain('Seen twice by a neighbour')
    expect((await browser.send(`${path}/accept`, accepting(north.services[0]))).status).toBe(303)
  })

  test('a fact found while the form lies open closes the service all the same', async () => {
    const { child, path, browser } = await considered(north)
    const form = await browser.hidden(`${path}/accept`)
    await north.discuss(child, fact)
    const answer = await browser.post(`${path}/accept`, { ...form, ...accepting(north.services[0]) })
    expect(answer.status).toBe(422)
    expect(await decisions(path)).toEqual([])
  })

  test('Strand 2 stays open with every kind found (R94), and with "subject to" needs no reason', async () => {
    const { path, browser } = await considered(north, {
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
    const { child, path, browser } = await considered(york)
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
    const status = await (await signedIn(the, york.holder)).get(path)
    expect(status.text).toContain('Accepted')
    expect(status.text).toContain('They like football.')
  })

  test('keeps the episode that is open', async () => {
    const { child, path, browser } = await considered(york)
    const { id } = await world.one<{ id: string }>(
      'select id from episode where young_person_id = $1 and ended_on is null',
      [child.id],
    )
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(await strands(path)).toMatchObject([{ episode_id: id }])
  })

  test('the manager of that service can open the record from now on, the other one cannot', async () => {
    const { path, browser } = await considered(york)
    const [mentors, network] = [await signedIn(the, york.managers[0]), await signedIn(the, york.managers[1])]
    expect((await mentors.get(path)).status).toBe(404)
    await browser.send(`${path}/accept`, accepting(york.services[0]))
    const page = await mentors.get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('allocated this young person to the service you manage')
    expect((await network.get(path)).status).toBe(404)
  })

  test('another strand than the finding takes a reason, and the chair is told', async () => {
    const { child, path, browser } = await considered(york)
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
    const { path, browser } = await considered(york)
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

  test('an answer changed while the form lay open is looked at first', async () => {
    const { path, browser } = await considered(york)
    const form = await browser.hidden(`${path}/accept`)
    const holder = await signedIn(the, york.holder)
    await holder.send(`${path}/parts/worries/change`, { 'could-fail': 'New worry.', reason: 'Heard it today.' })
    const answer = await browser.post(`${path}/accept`, { ...form, ...accepting(york.services[0]) })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('They like football.')
    expect(await decisions(path)).toEqual([])
  })
})

describe('who decides: nobody what they submitted, nobody with a conflict of interest', () => {
  test('whoever sent it sees why they cannot, and is refused', async () => {
    const both = await world.person({ role: 'case-holder', area: 'york' }, { role: 'panel-member', area: 'york' })
    const child = await york.discussed({ heldBy: both })
    const browser = await signedIn(the, both)
    const path = await arranged(world, child, both)
    await takesPart(browser, path, both)
    expect((await browser.get(`${path}/consideration`)).text).toContain('You sent this nomination, so somebody else')
    const answer = await browser.send(`${path}/accept`, accepting(york.services[0]))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('You sent this nomination')
    expect(await decisions(path)).toEqual([])
  })

  test('somebody who did not say that they take part says so first', async () => {
    const { path } = await considered(york)
    const coordinator = await signedIn(the, york.coordinator)
    expect((await coordinator.get(`${path}/consideration`)).text).toContain('Before you decide, say who takes part')
    expect((await coordinator.send(`${path}/accept`, accepting(york.services[0]))).text).toContain(
      'Say first who takes part',
    )
  })

  test('a conflict of interest keeps its owner from deciding, and only they can take it back', async () => {
    const { path, browser } = await considered(york)
    await browser.send(`${path}/panel`, {
      [`member-${york.member.id}`]: 'conflict',
      [`note-${york.member.id}`]: 'I coach his team.',
    })
    expect(
      (
        await browser.send(`${path}/decline`.replace('decline', 'not-accepted'), {
          reason: 'x',
          instead: 'y',
          ...decidedOn,
        })
      ).text,
    ).toContain('You declared a conflict')
    const coordinator = await signedIn(the, york.coordinator)
    expect((await coordinator.get(`${path}/consideration`)).text).toContain('I coach his team.')
    const other = await coordinator.send(`${path}/panel`, { [`member-${york.member.id}`]: 'here' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('only they can take that back')
    expect((await browser.send(`${path}/panel`, { [`member-${york.member.id}`]: 'here' })).status).toBe(303)
  })

  test('a day in the future, or before it was sent, is no day of decision', async () => {
    const { path, browser } = await considered(york)
    for (const year of ['2031', '2019'])
      expect(
        (await browser.send(`${path}/accept`, { ...accepting(york.services[0]), 'decidedOn-year': year })).status,
      ).toBe(422)
  })
})

describe('not accepted, back to the forum, more information', () => {
  test('not accepted: with why and what happens instead, and the case-holder reads both', async () => {
    const { child, path, browser } = await considered(york)
    expect(
      (await browser.send(`${path}/not-accepted`, { reason: 'Not the right time.', instead: '', ...decidedOn })).status,
    ).toBe(422)
    const answer = await browser.send(`${path}/not-accepted`, {
      reason: 'Not the right time.',
      instead: 'The school nurse sees them weekly.',
      ...decidedOn,
    })
    expect(answer.status).toBe(303)
    const page = await (await signedIn(the, york.holder)).get(path)
    expect(page.text).toContain('Not the right time.')
    expect(page.text).toContain('The school nurse sees them weekly.')
    expect(await told('nomination decided', child)).toEqual([york.holder.id])
    expect(await strands(path)).toEqual([])
    // The way to another one leads through the forum (R128).
    expect((await (await signedIn(the, york.holder)).get(path.replace(/[^/]+$/, 'new'))).text).toContain(
      'The next one follows a new discussion',
    )
    await york.discuss(child)
    expect((await (await signedIn(the, york.holder)).get(path.replace(/[^/]+$/, 'new'))).text).toContain(
      'Begin the nomination',
    )
  })

  test('back to the forum: a plan until then, a task at the co-ordinator’s desk within the area’s days', async () => {
    const { child, path, browser } = await considered(north, { facts: [{ kind: 'serious-assault' }] })
    expect(
      (await browser.send(`${path}/back-to-forum`, { reason: 'Nobody can yet.', interimPlan: '', ...decidedOn }))
        .status,
    ).toBe(422)
    expect(
      (
        await browser.send(`${path}/back-to-forum`, {
          reason: 'Nobody can yet.',
          interimPlan: 'Daily calls by the team.',
          ...decidedOn,
        })
      ).status,
    ).toBe(303)
    const [decision] = await decisions(path)
    expect(decision).toMatchObject({ kind: 'back to the forum', interim_plan: 'Daily calls by the team.' })
    expect(await open('put on the agenda', child)).toMatchObject([
      { desk: `role:${child.areaId}:forum-coordinator`, due_on: decision.back_by },
    ])
    expect((await told('back to the forum', child)).toSorted()).toEqual(
      [north.chair.id, north.forumCoordinator.id, north.holder.id].toSorted(),
    )
  })

  test('a question stops the clock, its answer starts it again, and both dates stay', async () => {
    const { child, path, browser } = await considered(york)
    const asking = { asks: 'Who is the aunt?', 'wantedBy-day': '1', 'wantedBy-month': '6', 'wantedBy-year': '2030' }
    expect((await browser.send(`${path}/ask`, { ...asking, 'wantedBy-year': '2020' })).status).toBe(422)
    expect((await browser.send(`${path}/ask`, asking)).status).toBe(303)
    expect(await open('consider a nomination', child)).toEqual([])
    const [task] = await open('answer a question', child)
    expect(task).toMatchObject({ desk: `person:${york.holder.id}`, due_on: '2030-06-01' })
    expect((await browser.send(`${path}/ask`, asking)).text).toContain('A question is open already')

    await world.db.query(`update panel_question set asked_at = asked_at - interval '3 days' where nomination_id = $1`, [
      idOf(path),
    ])
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(path)).text).toContain('The panel waits for an answer')
    expect((await holder.send(task.path, { answer: '' })).status).toBe(422)
    expect((await browser.send(task.path, { answer: 'The panel answers itself' })).status).toBe(404)
    const given = await holder.hidden(task.path)
    expect((await holder.post(task.path, { ...given, answer: 'Her mother’s sister, in Selby.' })).status).toBe(303)
    const twice = await holder.post(task.path, { ...given, _form: crypto.randomUUID(), answer: 'Another answer' })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('Another answer')

    const { question_since, paused_seconds } = await world.one<{ question_since: Date | null; paused_seconds: string }>(
      'select question_since, paused_seconds from nomination where id = $1',
      [idOf(path)],
    )
    expect(question_since).toBeNull()
    expect(Number(paused_seconds)).toBeGreaterThan(3 * 86_400 - 60)
    expect(await open('answer a question', child)).toEqual([])
    expect(await open('consider a nomination', child)).toHaveLength(1)
    expect(await told('information given', child)).toEqual([york.coordinator.id])
    expect((await browser.get(`${path}/consideration`)).text).toContain('Her mother’s sister, in Selby.')
  })

  test('the panel need not wait for ever: it may decide while a question is open', async () => {
    const { child, path, browser } = await considered(york)
    await browser.send(`${path}/ask`, {
      asks: 'Who is the aunt?',
      'wantedBy-day': '1',
      'wantedBy-month': '6',
      'wantedBy-year': '2030',
    })
    const [task] = await open('answer a question', child)
    expect((await browser.send(`${path}/accept`, accepting(york.services[0]))).status).toBe(303)
    expect(await open('answer a question', child)).toEqual([])
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(task.path)).text).toContain('does not wait for this answer any more')
  })
})

describe('two at once', () => {
  test('two members decide at the same moment: there is one decision, and the other is told', async () => {
    const { path, browser } = await considered(york)
    const second = await signedIn(the, york.coordinator)
    await takesPart(second, path, york.coordinator)
    const [one, two] = [await browser.hidden(`${path}/accept`), await second.hidden(`${path}/not-accepted`)]
    const answers = await Promise.all([
      browser.post(`${path}/accept`, { ...one, ...accepting(york.services[0]) }),
      second.post(`${path}/not-accepted`, { ...two, reason: 'Not yet.', instead: 'The nurse.', ...decidedOn }),
    ])
    expect(answers.map(a => a.status).toSorted()).toEqual([303, 422])
    expect(answers.find(a => a.status === 422)?.text).toContain('decided about this nomination already')
    expect(await decisions(path)).toHaveLength(1)
    expect((await strands(path)).length).toBe(answers[0]?.status === 303 ? 1 : 0)
  })

  test('it is withdrawn while the panel decides: one of the two happens', async () => {
    const { path, browser } = await considered(york)
    const holder = await signedIn(the, york.holder)
    const [decide, withdraw] = [await browser.hidden(`${path}/accept`), await holder.hidden(`${path}/withdraw`)]
    const answers = await Promise.all([
      browser.post(`${path}/accept`, { ...decide, ...accepting(york.services[0]) }),
      holder.post(`${path}/withdraw`, { ...withdraw, reason: 'Moved', told: 'yes' }),
    ])
    expect(answers.map(a => a.status).toSorted()).toEqual([303, 422])
    const { withdrawn_at, decided_at } = await world.one<{ withdrawn_at: Date | null; decided_at: Date | null }>(
      'select withdrawn_at, decided_at from nomination where id = $1',
      [idOf(path)],
    )
    expect([withdrawn_at, decided_at].filter(Boolean)).toHaveLength(1)
  })
})

describe('adding, changing and ending a strand is a panel act', () => {
  const list = (child: MadeYoungPerson) => `/york/young-people/${child.id}/nominations`
  const accepted = async (): Promise<{ child: MadeYoungPerson; path: string; browser: Client; strand: string }> => {
    const found = await considered(york)
    await found.browser.send(`${found.path}/accept`, accepting(york.services[0]))
    return { ...found, strand: (await strands(found.path))[0].id }
  }

  test('a second one beside the first, with its reason; never the same twice', async () => {
    const { child, path, browser } = await accepted()
    const add = { service: york.services[1], reason: 'The family asked.', differentReason: 'Both are needed.' }
    expect((await browser.get(list(child))).text).toContain('Add a strand')
    expect((await browser.send(`${path}/strands/add`, { ...add, differentReason: '' })).status).toBe(422)
    expect((await browser.send(`${path}/strands/add`, add)).location).toBe(list(child))
    expect(await strands(path)).toHaveLength(2)
    expect((await browser.send(`${path}/strands/add`, add)).text).toContain('They are in this strand already')
  })

  test('ended with a reason; the manager of that service sees the record no longer', async () => {
    const { child, path, browser, strand } = await accepted()
    const manager = await signedIn(the, york.managers[0])
    expect((await manager.get(path)).status).toBe(200)
    const at = `/york/young-people/${child.id}/strands/${strand}/end`
    expect((await browser.send(at, { reason: '' })).status).toBe(422)
    const form = await browser.hidden(at)
    expect((await browser.post(at, { ...form, reason: 'They moved on well.' })).status).toBe(303)
    expect((await browser.post(at, { ...form, _form: crypto.randomUUID(), reason: 'Again' })).text).toContain(
      'ended already',
    )
    expect((await manager.get(path)).status).toBe(410)
    expect((await browser.get(list(child))).text).toContain('They moved on well.')
    const holder = await signedIn(the, york.holder)
    expect((await holder.get(list(child))).text).toContain('They moved on well.')
    expect((await holder.get(at)).status).toBe(403)
  })
})
