import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { saysYes } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { areaOf } from '../../areas/index.ts'
import { urls } from '../urls.ts'
import { textOf } from './paper.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const areaId = await world.areaId('york')
const aChild = async () => {
  const child = await world.youngPerson('york', { heldBy: holder })
  return { child, key: { area: 'york', youngPerson: child.id } }
}
const york = () => {
  const area = areaOf('york')
  if (!area) throw new Error('no York')
  return area
}

describe('the paper to read together (R151, R153, R161)', () => {
  test.each(['plain', 'easy-read'])(
    'in %s says what is asked, and before an answer leaves room for one',
    async paperKey => {
      const { child, key } = await aChild()
      const page = await (await signedIn(the, holder)).get(urls.paper({ ...key, paperKey }))
      expect(page.status).toBe(200)
      expect(page.text).toContain('I want to think about it')
      // R149: asked apart.
      expect(page.text).toContain(paperKey === 'plain' ? 'anyone you would rather we did not tell' : 'Who may we tell?')
      expect(page.text).toContain('York early help: <span class="app-paper__box">☐</span> yes')
      expect(page.text).not.toContain('North Yorkshire Police: <span class="app-paper__box">☐</span>')
      expect(page.text).toContain(
        paperKey === 'plain' ? 'even if you have said no' : 'we must tell people who keep you safe',
      )
      expect(page.text.includes('<svg class="app-paper__picture"')).toBe(paperKey === 'easy-read')
      expect(
        await world.one(
          `select outcome from audit_event where act = 'paper about taking part opened' and young_person_id = $1`,
          [child.id],
        ),
      ).toEqual({ outcome: 'read' })
    },
  )

  test('says what was agreed once they have answered', async () => {
    const { child, key } = await aChild()
    await saysYes(world, areaId, child.id, holder.id)
    const page = await (await signedIn(the, holder)).get(urls.paper({ ...key, paperKey: 'plain' }))
    expect(page.text).toContain('What was explained:')
    expect(page.text).not.toContain('I want to think about it')
  })

  test('says with whom they agreed to share what, and with whom not', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    for (const agency of ['schools.example', 'voluntary-sector.example'])
      await world.person({ role: 'partner-professional', area: 'york', agency })
    await world.named(child.id, holder, 'schools.example', 'voluntary-sector.example')
    expect((await app.get(urls.paper({ ...key, paperKey: 'easy-read' }))).text).toContain(
      'schools.example: <span class="app-paper__box">☐</span> yes',
    )
    const day = new Date().toISOString().slice(0, 10)
    const sent = await app.send(urls.shareYoungPerson(key), {
      answer: 'yes',
      'askedOn-day': day.slice(8),
      'askedOn-month': day.slice(5, 7),
      'askedOn-year': day.slice(0, 4),
      askedBy: 'Sam',
      how: ['in person'],
      explained: 'It',
      understood: 'It',
      limitsTold: 'yes',
      competence: 'understands',
      competenceReason: 'It',
      purposes: ['safeguarding'],
      'share-schools.example': ['contact'],
    })
    expect(sent.status).toBe(303)
    for (const paperKey of ['plain', 'easy-read']) {
      const { text } = await app.get(urls.paper({ ...key, paperKey }))
      expect(text).toContain('schools.example: yes, who they are, how to reach them')
      expect(text).toContain('voluntary-sector.example: no')
    }
    // What has run out is asked again: nothing of it goes home as agreed.
    await saysYes(world, areaId, child.id, holder.id)
    await world.db.query(
      'update consent set asked_on = asked_on - 60, until_on = app.today() - 1 where young_person_id = $1',
      [child.id],
    )
    const { text } = await app.get(urls.paper({ ...key, paperKey: 'plain' }))
    expect([text.includes('I want to think about it'), text.includes('schools.example: yes')]).toEqual([true, false])
    expect(text).toContain('schools.example: <span class="app-paper__box">☐</span> yes')
  })

  test('is nobody else’s to open, and there are two kinds', async () => {
    const { key } = await aChild()
    const other = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await other.get(urls.paper({ ...key, paperKey: 'plain' }))).status).toBe(404)
    expect((await (await signedIn(the, holder)).get(urls.paper({ ...key, paperKey: 'another' }))).status).toBe(404)
  })

  test('has the area’s own words where it has some, and the house’s in short sentences', () => {
    const own = { asked: ['Ours'], whatHappens: ['Ours too'], easyRead: [{ picture: 'stop', says: 'Stop.' }] } as const
    const with_ = {
      ...york(),
      takingPartPaper: {
        ...own,
        asked: ['Ours'],
        whatHappens: ['Ours too'],
        easyRead: [...own.easyRead],
        source: { from: 'Council', sure: 'assumed' as const },
      },
    }
    expect(textOf(with_).asked).toEqual(['Ours'])
    for (const { says } of textOf({ ...york(), takingPartPaper: undefined } as never).easyRead)
      for (const sentence of says.split(/(?<=\.) /))
        expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(14)
  })
})

describe('another language or format (R161)', () => {
  test('is written down, asked of whoever holds the case, and arranged', async () => {
    const { child, key } = await aChild()
    const app = await signedIn(the, holder)
    const bare = await app.send(urls.formats(key), { who: 'young-person', wanted: 'another language', says: '' })
    expect(bare.status).toBe(422)
    expect(bare.text).toContain('Say which language or way')
    expect(
      (await app.send(urls.formats(key), { who: 'young-person', wanted: 'another language', says: 'Canarylanguage' }))
        .status,
    ).toBe(303)
    const { id } = await world.one<{ id: string }>('select id from format_request where young_person_id = $1', [
      child.id,
    ])
    const task = () =>
      world.one(
        `select desk, path, due_on is not null as due, settled_at is not null as settled from task where kind = 'arrange another format' and record_id = $1`,
        [id],
      )
    expect(await task()).toEqual({
      desk: `person:${holder.id}`,
      path: urls.arrangeFormat({ ...key, format: id }),
      due: true,
      settled: false,
    })
    const other = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await other.get(urls.arrangeFormat({ ...key, format: id }))).status).toBe(404)
    expect(
      (await app.send(urls.arrangeFormat({ ...key, format: id }), { says: 'An interpreter on Tuesday' })).status,
    ).toBe(303)
    expect(await task()).toMatchObject({ settled: true })
    expect((await app.get(urls.formats(key))).text).toContain('An interpreter on Tuesday')
    expect((await app.get(urls.arrangeFormat({ ...key, format: id }))).status).toBe(404)
  })

  test('of somebody of another record cannot be asked for', async () => {
    const [one, other] = [await aChild(), await aChild()]
    const { id } = await world.one<{ id: string }>(
      `insert into relevant_individual (area_id, young_person_id, kind, name, responsibility, recorded_by) values ($1, $2, 'network member', 'Aunt', 'no', $3) returning id`,
      [areaId, other.child.id, holder.id],
    )
    expect(
      (await (await signedIn(the, holder)).send(urls.formats(one.key), { who: id, wanted: 'braille', says: '' }))
        .status,
    ).toBe(422)
  })
})
