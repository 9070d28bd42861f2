import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
let asHolder: Client
let asColleague: Client
let asManager: Client
let asDuty: Client
let child: MadeYoungPerson
let key: { area: string; youngPerson: string }

beforeAll(async () => {
  ;[asHolder, asColleague, asManager, asDuty] = await Promise.all([
    signedIn(the, holder),
    signedIn(the, colleague),
    signedIn(the, manager),
    signedIn(the, duty),
  ])
})
beforeEach(async () => {
  child = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Okoro', bornOn: '2011-03-04' })
  key = { area: 'york', youngPerson: child.id }
})

/** What a page says, without its mark-up. */
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const history = async (id: string) =>
  (
    await world.db.query(
      'select class, field, was, became, why from record_change where young_person_id = $1 order by id',
      [id],
    )
  ).rows
const lastAudit = (act: string) =>
  world.one<{ detail: Record<string, unknown> }>(
    `select detail from audit_event where act = $1 and young_person_id = $2 and outcome = 'done'`,
    [act, child.id],
  )
const identity = {
  givenNames: 'Jay',
  surname: 'Okoro',
  knownAs: '',
  pronouns: '',
  birth: 'certain',
  'bornOn-day': '4',
  'bornOn-month': '3',
  'bornOn-year': '2011',
  bornOnSource: '',
  sex: 'not known',
  gender: 'not asked',
  ethnicity: 'not known',
  language: 'not known',
  languageWords: '',
  interpreterNeed: 'not asked',
  interpreter: '',
  easyRead: 'not asked',
  disability: 'not asked',
  why: '',
}

describe('every page about a young person’s record', () => {
  const pages = [
    'identity',
    'circumstances',
    'safeContact',
    'exploitation',
    'localPicture',
    'trustedAdults',
    'status',
    'linked',
  ] as const
  test.each(pages)('%s opens for the case-holder, and is for a colleague as if there were none', async page => {
    expect((await asHolder.get(urls[page](key))).status).toBe(200)
    expect((await asColleague.get(urls[page](key))).status).toBe(404)
    expect(
      (await asColleague.post(urls[page](key), await asColleague.hidden(urls.find({ area: 'york' })))).status,
    ).toBe(404)
  })

  test.each(pages.filter(page => page !== 'status'))('%s is not duty’s to change', async page => {
    expect((await asDuty.get(urls[page](key))).status).toBe(403)
  })

  test('the record shows duty who they are and how to reach them, and no more', async () => {
    await world.db.query(
      `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'county-lines', 'canarynote', $3)`,
      [child.areaId, child.id, holder.id],
    )
    const seen = words((await asDuty.get(urls.youngPerson(key))).text)
    expect(seen).toContain('Before you ring or write')
    expect(seen).not.toContain('canarynote')
    expect(seen).not.toContain('What people worry about')
    expect(words((await asHolder.get(urls.youngPerson(key))).text)).toContain('canarynote')
  })

  test('the record asks the database at most six times', async () => {
    let asked = 0
    const query = the.database.pool.query.bind(the.database.pool)
    const client = await the.database.pool.connect()
    const prototype = Object.getPrototypeOf(client) as { query: (...args: unknown[]) => unknown }
    client.release()
    const original = prototype.query
    prototype.query = function (this: unknown, ...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string }).text ?? '')
      if (!/^begin|^commit|app\.enter|app\.viewed/.test(text)) asked += 1
      return original.apply(this, args)
    }
    await asHolder.get(urls.youngPerson(key))
    prototype.query = original
    expect(query).toBeDefined()
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThanOrEqual(6)
  })
})

describe('changing who they are', () => {
  test('saves, keeps the history with its why, and audits names of fields and codes only', async () => {
    const answer = await asHolder.send(urls.identity(key), {
      ...identity,
      surname: 'Obi-Canary',
      knownAs: 'JJ',
      sex: '1',
      disability: ['AUT', 'LD'],
      language: 'other-words',
      languageWords: 'Krio',
      why: 'He told me',
    })
    expect(answer.status).toBe(303)
    const row = await world.one(
      'select surname, known_as, sex, disability, language, version from young_person where id = $1',
      [child.id],
    )
    expect(row).toEqual({
      surname: 'Obi-Canary',
      known_as: 'JJ',
      sex: '1',
      disability: ['AUT', 'LD'],
      language: 'Krio',
      version: 2,
    })
    expect(await history(child.id)).toEqual([
      { class: 1, field: 'surname', was: 'Okoro', became: 'Obi-Canary', why: 'He told me' },
      { class: 1, field: 'name they go by', was: null, became: 'JJ', why: 'He told me' },
      { class: 1, field: 'sex', was: 'not known', became: '1', why: 'He told me' },
      { class: 1, field: 'language', was: 'not known', became: 'Krio', why: 'He told me' },
      { class: 1, field: 'disability', was: 'not asked', became: 'AUT\nLD', why: 'He told me' },
    ])
    const seen = words((await asHolder.get(urls.history(key))).text)
    for (const said of ['Okoro', 'Obi-Canary', 'Male', 'Krio', 'Not asked yet', 'Autism, Learning', 'He told me'])
      expect(seen).toContain(said)
    const { detail } = await lastAudit('identity changed')
    expect(detail).toEqual({
      changed: {
        surname: true,
        'name they go by': true,
        sex: { from: 'not known', to: '1' },
        language: true,
        disability: { from: ['not asked'], to: ['AUT', 'LD'] },
      },
    })
  })

  test('a new name is found by search from then on', async () => {
    await asHolder.send(urls.identity(key), { ...identity, surname: 'Brandnew' })
    const { rows } = await world.db.query(
      `select word from young_person_name where young_person_id = $1 and part = 'surname'`,
      [child.id],
    )
    expect(rows).toEqual([{ word: 'brandnew' }])
  })

  test('an estimate needs its source', async () => {
    const without = await asHolder.send(urls.identity(key), { ...identity, birth: 'estimated' })
    expect(without.status).toBe(422)
    expect(words(without.text)).toContain('Say where the estimate comes from')
    await asHolder.send(urls.identity(key), { ...identity, birth: 'estimated', bornOnSource: 'School' })
    expect(
      await world.one('select born_on_estimated, born_on_source from young_person where id = $1', [child.id]),
    ).toEqual({
      born_on_estimated: true,
      born_on_source: 'School',
    })
  })

  test('an answer that stands alone does not stand beside a disability', async () => {
    expect((await asHolder.send(urls.identity(key), { ...identity, disability: ['AUT', 'not asked'] })).status).toBe(
      422,
    )
  })

  test('somebody else was faster: both are shown and nothing is overwritten', async () => {
    const hidden = await asHolder.hidden(urls.identity(key))
    await asManager.send(urls.identity(key), { ...identity, pronouns: 'she and her' })
    const late = await asHolder.post(urls.identity(key), { ...hidden, ...identity, pronouns: 'they and them' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('she and her')
    expect(late.text).toContain('they and them')
    expect((await world.one('select pronouns from young_person where id = $1', [child.id])).pronouns).toBe(
      'she and her',
    )
  })

  test('a double click changes once', async () => {
    const body = { ...(await asHolder.hidden(urls.identity(key))), ...identity, pronouns: 'he and him' }
    const [one, two] = await Promise.all([
      asHolder.post(urls.identity(key), body),
      asHolder.post(urls.identity(key), body),
    ])
    expect([one.status, two.status]).toEqual([303, 303])
    expect((await world.one('select version from young_person where id = $1', [child.id])).version).toBe(2)
  })

  test.each([
    ['<script>alert(1)</script>', 303],
    ["Robert'); drop table young_person;--", 303],
    ['آدم 🙂', 303],
    ['a\u0000b', 422],
    ['', 422],
    ['x'.repeat(201), 422],
  ])('a given name %j answers %i, never a fault', async (givenNames, status) => {
    const answer = await asHolder.send(urls.identity(key), { ...identity, givenNames })
    expect(answer.status).toBe(status)
    expect((await asHolder.get(urls.youngPerson(key))).text).not.toContain('<script>alert')
  })
})

describe('home, school, support and how to reach them safely', () => {
  const home = {
    lives: 'north-yorkshire',
    livesWords: '',
    address: '1 Some Street\nMalton',
    postcode: 'yo17 7ab',
    livingWith: 'Nan',
    phone: '',
    school: '',
    schoolStatus: '',
    senProvision: 'K',
    senType: ['SEMH'],
    caseStatus: 'looked-after',
    careStatus: 'V2',
    why: '',
  }
  test('saves where they live, apart from who is responsible', async () => {
    expect((await asHolder.send(urls.circumstances(key), home)).status).toBe(303)
    expect(
      await world.one(
        'select living_area, postcode, sen_type, care_status, version from young_person_detail where young_person_id = $1',
        [child.id],
      ),
    ).toEqual({
      living_area: 'north-yorkshire',
      postcode: 'YO177AB',
      sen_type: ['SEMH'],
      care_status: 'V2',
      version: 2,
    })
    expect(words((await asHolder.get(urls.youngPerson(key))).text)).toContain('North Yorkshire')
    expect(JSON.stringify((await lastAudit('circumstances changed')).detail)).not.toMatch(/Malton|Nan|YO17/)
  })

  test('half a postcode is sent back', async () => {
    expect((await asHolder.send(urls.circumstances(key), { ...home, postcode: 'YO1' })).status).toBe(422)
  })

  const contact = {
    safeRinging: 'any time',
    safeWhen: 'Not when Dad is home',
    safeNumber: '07700 900123',
    neverText: 'never',
    safeWord: 'Pineapple',
    safeContactNote: '',
    why: '',
  }
  test('safe contact stands on the record for everybody who may ring, and the number last', async () => {
    await asHolder.send(urls.safeContact(key), contact)
    const seen = words((await asDuty.get(urls.youngPerson(key))).text)
    for (const said of ['Any time is all right', 'Not when Dad is home', 'Never send a text', 'Pineapple']) {
      expect(seen).toContain(said)
      expect(seen.indexOf(said)).toBeLessThan(seen.indexOf('Ring only 07700 900123'))
    }
    expect(seen).not.toContain('Do not ring now')
  })

  test('where this is no safe time, every number is behind a press that says so: somebody may have to ring', async () => {
    await world.db.query(`update young_person_detail set phone = '07700 900456' where young_person_id = $1`, [child.id])
    await asHolder.send(urls.safeContact(key), { ...contact, safeRinging: 'never' })
    const { text } = await asDuty.get(urls.youngPerson(key))
    expect(words(text)).toContain('Never ring')
    expect(words(text)).toContain('Do not ring now')
    expect(text.match(/<details[\s\S]*?<\/details>/g)?.filter(part => /900123|900456/.test(part))).toHaveLength(2)
    expect(text.replace(/<details[\s\S]*?<\/details>/g, '')).not.toMatch(/900123|900456/)
    // Nobody asked: the same.
    await asHolder.send(urls.safeContact(key), { ...contact, safeRinging: 'not asked' })
    expect(words((await asDuty.get(urls.youngPerson(key))).text)).toContain('Do not ring now')
  })

  test('the history says that a number in it is none to ring, before it', async () => {
    const about = async () => words((await asHolder.get(urls.history(key))).text)
    expect(await about()).not.toContain('Do not ring a number from here')
    await asHolder.send(urls.safeContact(key), contact)
    const told = await about()
    expect(told).toContain('Do not ring a number from here')
    expect(told.indexOf('Do not ring a number from here')).toBeLessThan(told.indexOf('900123'))
  })

  test('of a record that was merged the number is behind that press too: what is safe now stands in the other', async () => {
    await asHolder.send(urls.safeContact(key), contact)
    const goesOn = await world.youngPerson('york', { heldBy: holder })
    await world.db.query('update young_person set merged_into = $2 where id = $1', [child.id, goesOn.id])
    const { text } = await asHolder.get(urls.youngPerson(key))
    expect(words(text)).toContain('What stands here is old')
    expect(words(text)).toContain('Do not ring now')
    expect(text.replace(/<details[\s\S]*?<\/details>/g, '')).not.toContain('900123')
  })

  test('times that are safe are kept day by day, come back as they were ticked, and stand in the history (R45)', async () => {
    const at = { ...contact, safeRinging: 'at these times', mon: ['evening'], sat: ['early', 'morning'] }
    expect((await asHolder.send(urls.safeContact(key), { ...at, why: 'She told me' })).status).toBe(303)
    expect(
      await world.one('select safe_ringing, safe_times from young_person_detail where young_person_id = $1', [
        child.id,
      ]),
    ).toEqual({ safe_ringing: 'at these times', safe_times: ['mon-evening', 'sat-early', 'sat-morning'] })
    const seen = words((await asDuty.get(urls.youngPerson(key))).text)
    expect(seen).toContain('Monday: 5pm to 9pm')
    expect(seen).toContain('Saturday: 6am to midday')
    const again = (await asHolder.get(urls.safeContact(key))).text
    expect(again.match(/<input[^>]*type="checkbox"[^>]* checked/g)).toHaveLength(3)
    const history = words((await asHolder.get(urls.history(key))).text)
    for (const said of ['Only at some times', 'Nobody has asked them yet', 'Monday evening', 'She told me'])
      expect(history).toContain(said)
    expect((await lastAudit('safe contact changed')).detail).toMatchObject({
      changed: {
        'when they may be rung': { from: 'not asked', to: 'at these times' },
        'times they may be rung': { from: [], to: ['mon-evening', 'sat-early', 'sat-morning'] },
        'when it is safe': true,
      },
    })
    // A stricter answer holds, also with days that a script folded away, and leaves none behind.
    expect((await asHolder.send(urls.safeContact(key), { ...at, safeRinging: 'never' })).status).toBe(303)
    expect(
      await world.one('select safe_ringing, safe_times from young_person_detail where young_person_id = $1', [
        child.id,
      ]),
    ).toEqual({ safe_ringing: 'never', safe_times: [] })
  })

  test.each([
    ['no answer', { safeRinging: '' }, 'Say when it is safe to ring them'],
    ['an answer that is none', { safeRinging: 'whenever' }, 'Choose one of the answers'],
    ['times without a day', { safeRinging: 'at these times' }, 'Choose the days and parts of the day that are safe'],
    ['any time, and days', { mon: ['evening'] }, 'untick them, or choose that'],
    ['a part that no day has', { safeRinging: 'at these times', mon: ['night'] }, 'Monday'],
  ])('%s comes back with what was typed, and changes nothing', async (_, more, says) => {
    const answer = await asHolder.send(urls.safeContact(key), { ...contact, safeWord: 'Canaryword', ...more })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(says)
    expect(answer.text).toContain('Canaryword')
    expect(
      await world.one('select safe_ringing, safe_word from young_person_detail where young_person_id = $1', [child.id]),
    ).toEqual({ safe_ringing: 'not asked', safe_word: null })
  })
})
