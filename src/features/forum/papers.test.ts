import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld, type MadeYoungPerson } from '../../../test/world.ts'
import { forms } from '../assessments/index.ts'
import { changes, type OpenPaper, readOut } from './papers.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')

/** A completed assessment in which one sign is clear, the child's words are written down, and somebody poses a risk. */
async function assessed(child: MadeYoungPerson, voice: string) {
  const { form, hash } = forms().riskAssessment.current
  const [domain] = form.domains
  const [sign] = domain?.indicators ?? []
  if (!domain || !sign) throw new Error('a form without signs')
  const { id } = await world.one<{ id: string }>(
    `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by) values ($1, $2, $3, $4, $5, $6) returning id`,
    [child.areaId, child.id, form.key, form.version, hash, york.holder.id],
  )
  const section = (key: string, answers: unknown) =>
    world.db.query(
      'insert into assessment_section (area_id, assessment_id, section_key, young_person_id, answers, saved_by) values ($1, $2, $3, $4, $5, $6)',
      [child.areaId, id, key, child.id, JSON.stringify(answers), york.holder.id],
    )
  await section(domain.key, {
    indicators: {
      [sign.key]: { level: 'moderate', evidence: 'Canary seen twice', evidenceOn: '2026-05-03', source: 'school' },
    },
  })
  await section(form.voice.key, { questions: { 'voice-how': 'spoken', 'voice-words': voice } })
  await section('people', {
    people: {
      'serious-assault': {
        answer: 'yes',
        entries: [{ who: 'Canary uncle', certainty: 'known', time: 'current', evidence: 'x' }],
      },
    },
  })
  await world.db.query(
    `insert into person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, proposed_by)
     values ($1, $2, $3, 'serious-assault', 'known', 'current', 'Canary uncle', 'Carries a machete', '2026-05-03', 'police', $4)`,
    [child.areaId, child.id, id, york.holder.id],
  )
  await world.db.query(
    `update assessment set completed_at = now(), completed_by = $2, level = 'moderate', level_reason = 'Canary level reason', suggested = '{"level":"moderate","steps":[]}' where id = $1`,
    [id, york.holder.id],
  )
}

describe('the papers of a child with a completed risk assessment', () => {
  test('carry their own words, what is known and what is not; people who pose a risk only for core agencies', async () => {
    const child = await york.sent()
    await assessed(child, 'I just want <to be> left alone 😶')
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, { frozen: false }) }
    const co = await signedIn(the, york.coordinator)
    expect((await co.send(urls.discussion(key), {}, { action: urls.freeze(key) })).status).toBe(303)
    const school = (await (await signedIn(the, york.school)).get(urls.papers(key))).text
    for (const says of [
      'I just want &lt;to be',
      'Canary seen twice',
      'Canary level reason',
      'What we don’t know yet',
      '3 May 2026',
    ])
      expect(school).toContain(says)
    expect(school).not.toContain('Canary uncle')
    const police = (await (await signedIn(the, york.police)).get(urls.papers(key))).text
    expect(police).toContain('Canary uncle')
    expect(police).toContain('Known, and now')
  })

  test('stay what they were when the child is assessed again, and say what came later', async () => {
    const child = await york.sent()
    await assessed(child, 'Words of spring')
    const key = { area: 'york', youngPerson: child.id, discussion: await york.discussion(child, { frozen: false }) }
    const co = await signedIn(the, york.coordinator)
    const freeze = () => co.send(urls.discussion(key), {}, { action: urls.freeze(key) })
    await freeze()
    await assessed(child, 'Words of autumn')
    const school = await signedIn(the, york.school)
    const before = (await school.get(urls.papers(key))).text
    expect(before).toContain('Words of spring')
    expect(before).not.toContain('Words of autumn')
    await freeze()
    const after = (await school.get(urls.papers(key))).text
    expect(after).toContain('Words of spring')
    expect(after.indexOf('Words of autumn')).toBeGreaterThan(after.indexOf('Later: added on'))
  })

  test('what the assessment proposes stands on the page of the outcome, for the discussion to find or not (R60, R77)', async () => {
    const child = await york.sent()
    await assessed(child, 'x')
    const discussion = await york.discussion(child)
    const page = await (await signedIn(the, york.chair)).get(
      urls.outcome({ area: 'york', youngPerson: child.id, discussion }),
    )
    expect(page.text).not.toMatch(/name="facts"[^>]*checked/)
    expect(page.text).toContain('Carries a machete')
    expect(page.text).toContain('The risk assessment says: known, and now. Canary uncle')
    expect((await world.db.query('select from risk_fact where young_person_id = $1', [child.id])).rowCount).toBe(0)
  })
})

describe('the answers of a section', () => {
  test('stand one by one, and together where they say the very same', () => {
    const no = (ask: string) => ({ ask, says: 'No sign' })
    const seen = { ask: 'Goes missing', says: 'Significant\nTwice in May' }
    expect(readOut([no('a'), seen, no('b')])).toEqual({ apart: [seen], alike: [{ says: 'No sign', asks: ['a', 'b'] }] })
    expect(readOut([no('a')])).toEqual({ apart: [no('a')], alike: [] })
    expect(readOut([])).toEqual({ apart: [], alike: [] })
  })
})

describe('what a later edition says otherwise', () => {
  const paper = (words: string, notKnown: string[]): OpenPaper => ({
    youngPerson: [{ ask: 'Name', says: 'Jay' }],
    caseHolder: [],
    words: [{ about: 'What they say', says: words }],
    assessment: null,
    notKnown,
  })
  test('only what is new or changed is shown', () => {
    expect(changes(paper('a', ['x']), paper('b', ['x', 'y']))).toEqual([
      { key: 'words', heading: 'In their own words', lines: [{ ask: 'What they say', says: 'b' }], gone: [] },
      { key: 'not-known', heading: 'What we don’t know yet', lines: [{ ask: 'y', says: 'Not known yet' }], gone: [] },
    ])
    expect(changes(paper('a', ['x']), paper('a', ['x']))).toEqual([])
  })
  test('what it does not say any more is shown as gone, also where a whole section went', () => {
    const assessed = { completedOn: '2026-05-01', level: 'Moderate', levelReason: 'Signs', sections: [] }
    const before = { ...paper('a', ['x', 'y']), assessment: assessed }
    expect(changes(before, paper('a', ['y']))).toEqual([
      {
        key: 'not-known',
        heading: 'What we don’t know yet',
        lines: [],
        gone: [{ ask: 'x', says: 'Not known yet' }],
      },
      {
        key: 'level',
        heading: 'Risk assessment',
        lines: [],
        gone: [
          { ask: 'Completed on', says: '2026-05-01' },
          { ask: 'Level', says: 'Moderate' },
          { ask: 'Why', says: 'Signs' },
        ],
      },
    ])
  })
})
