import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, type Ready } from '../../../../test/matches.ts'
import { aWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make, makeAlone, briefed, mayBeRung } = await matching(the, world)

/** Whatever the clock shows while this runs (people/ringing.test.ts holds it to what it should), for the database it is now that time. */
const itIs = (time: string) =>
  world.db.query(
    `create or replace function app.time_of_week(at timestamptz) returns text language sql stable set search_path = pg_catalog as $$
       select case when at = now() then '${time}' else (select d || '-' || case extract(hour from l) when 6 then 'early' when 9 then 'morning' when 12 then 'afternoon' else 'evening' end
         from (select at at time zone 'Europe/London' as l) x, lateral (select ('{mon,tue,wed,thu,fri,sat,sun}'::text[])[extract(isodow from l)::integer] as d) y) end $$`,
  )

/** Somebody whose adult has read the brief, on their telephone; what its first page and the press for the number say. */
async function onThePhone(area: 'york' | 'north-yorkshire' = 'york') {
  const of = await ready(area)
  await make(of)
  const match = (await matched(of)) ?? ''
  const phone = await signedIn(the, of.worker.person)
  const at = urls.ring({ area, mine: match })
  return {
    of,
    match,
    at,
    phone,
    first: async () => (await phone.get(urls.mine({ area }))).text,
    press: async () => (await phone.get(at)).text,
  }
}
const number = '900123'

describe('the number on a telephone', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'stands behind a press, after all that comes before it, in %s',
    async area => {
      const { of, at, first, press } = await onThePhone(area)
      await mayBeRung(of)
      await world.db.query(
        `update young_person_detail set safe_when = 'Not when Dad is home', safe_word = 'Rhubarb' where young_person_id = $1`,
        [of.child.id],
      )
      const page = await first()
      expect(page).toContain(`href="${at}"`)
      expect(page).not.toContain(number)
      const pressed = await press()
      for (const said of ['Any time is all right', 'Not when Dad is home', 'Never send a text', 'Rhubarb']) {
        expect(pressed).toContain(said)
        expect(pressed.indexOf(said)).toBeLessThan(pressed.indexOf('tel:07700900123'))
      }
    },
  )

  test('is there in the times that are safe and in no other; each press is answered when it is pressed', async () => {
    const { of, at, first, press } = await onThePhone()
    await mayBeRung(of, undefined, 'at these times', ['mon-evening', 'sat-early'])
    await itIs('mon-evening')
    // Opened while it was safe, and pressed when it is not any more.
    expect(await first()).toContain(`href="${at}"`)
    expect(await press()).toContain(number)
    for (const other of ['mon-afternoon', 'tue-evening', 'sun-early']) {
      await itIs(other)
      expect(await first()).not.toContain(`href="${at}"`)
      const pressed = await press()
      expect(pressed).not.toContain(number)
      expect(pressed).toContain('Monday: 5pm to 9pm')
      expect(pressed).toMatch(/The next safe time is (Monday|Saturday) \d+ \w+ \d{4}, from (5pm|6am)/)
      expect(pressed).toContain(`ask ${of.manager.name}`)
    }
  })

  test.each([
    ['never', 'Never ring', 'how to reach'],
    ['not asked', 'Nobody has asked yet', 'to find out'],
  ])('is not there where that is %s, and says whom to ask', async (ringing, says, ask) => {
    const { of, first, press } = await onThePhone()
    await world.db.query(`update person set work_phone = '01632 960 777' where id = $1`, [of.manager.id])
    await mayBeRung(of, undefined, ringing)
    for (const page of [await first(), await press()]) {
      expect(page).not.toContain(number)
      expect(page).toContain(says)
      expect(page).toMatch(new RegExp(`Ask ${of.manager.name}, on <a [^>]*href="tel:01632960777">01632 960 777</a>`))
      expect(page).toContain(ask)
    }
    await world.db.query('update person set work_phone = null where id = $1', [of.manager.id])
  })

  test('is not there before they have read what they must know first, nor while it pauses, nor without a number that is safe', async () => {
    const of = await ready()
    await makeAlone(of)
    const match = (await matched(of)) ?? ''
    await mayBeRung(of)
    const phone = await signedIn(the, of.worker.person)
    const press = async () => (await phone.get(urls.ring({ area: 'york', mine: match }))).text
    expect(await press()).toContain('once you have read what you need to know first')
    await briefed(of, match)
    expect(await press()).toContain(number)
    await world.db.query(
      `insert into match_pause (area_id, young_person_id, match_id, why, decide_by) select area_id, young_person_id, id, 'away', current_date from match where id = $1`,
      [match],
    )
    expect(await press()).not.toContain(number)
    expect(await press()).toContain('You do not ring')
    // Neither page says at what times it would be all right, nor that a text is.
    const first = (await phone.get(urls.mine({ area: 'york' }))).text
    expect(first).toContain('You do not meet, ring or text')
    for (const page of [first, await press()]) expect(page).not.toMatch(/Any time is all right|A text is fine/)
    await world.db.query('update match_pause set over_at = now() where match_id = $1', [match])
    expect(await press()).toContain(number)
    await mayBeRung(of, 'ask Mrs Canaryname')
    expect(await press()).not.toContain('Canaryname')
    expect(await press()).toContain('We do not know a number that is safe yet')
  })

  test('that says whose it is shows the number alone (promises C)', async () => {
    const { of, press } = await onThePhone()
    await mayBeRung(of, '07700 900123 (mum, Mrs Canaryname, 4 Elm Road YO10 5DD)')
    const page = await press()
    expect(page).toContain('07700 900123')
    expect(page).not.toMatch(/Canaryname|YO10|Elm Road/)
  })

  test('says of a name they go by that is all of their name, or a name of the street, the given name alone', async () => {
    const { of, first } = await onThePhone()
    const { given, surname } = await world.one<{ given: string; surname: string }>(
      'select given_names as given, surname from young_person where id = $1',
      [of.child.id],
    )
    for (const [knownAs, shown] of [
      ['Canaryjay', 'Canaryjay'],
      [`Canaryjay ${surname}`, given],
      ['Canaryjay gang', given],
    ] as const) {
      await world.db.query('update young_person set known_as = $2 where id = $1', [of.child.id, knownAs])
      const page = await first()
      expect(page).toContain(shown)
      expect(page).not.toContain(surname)
      if (shown === given) expect(page).not.toContain('Canaryjay')
    }
  })

  test('is of nobody else’s young person, and each press is written down', async () => {
    const { of, match, at, phone, press } = await onThePhone()
    await mayBeRung(of)
    await press()
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from audit_event where act = 'number asked for' and young_person_id = $1 and person_id = $2 and record_id = $3`,
      [of.child.id, of.worker.person.id, match],
    )
    expect(n).toBe(1)
    const other = await aWorker(world, 'york', of.panel.services[0] as string)
    expect((await (await signedIn(the, other.person)).get(at)).status).toBe(404)
    await world.db.query('update match set stopped_at = now() where id = $1', [match])
    expect((await phone.get(at)).status).toBe(404)
  })

  test('does not open while a young person looks on', async () => {
    const { of, match, at, phone } = await onThePhone()
    await mayBeRung(of)
    await world.db.query(
      `update session set together_match_id = m.id, together_young_person_id = m.young_person_id, together_until = now() + interval '1 hour'
         from match m where m.id = $1 and session.person_id = $2`,
      [match, of.worker.person.id],
    )
    expect((await phone.get(at)).text).not.toContain(number)
  })

  test('follows the record that goes on, where two turned out to be one', async () => {
    const { of, press } = await onThePhone()
    await mayBeRung(of)
    const other = await world.youngPerson('york', { heldBy: of.panel.holder })
    await world.db.query('update young_person set merged_into = $2 where id = $1', [of.child.id, other.id])
    expect(await press()).toContain('Nobody has asked yet')
  })
})

describe('a planted fault is found: a telephone has the number', () => {
  const rule = 'app.time_of_week(at) = any (times)'
  const [unasked, never] = ["in ('never', 'not asked')", "when 'any time' then true"]
  type Fault = readonly [name: string, from: string, to: string]
  type There = Awaited<ReturnType<typeof onThePhone>>
  test.each<[string, readonly Fault[], (there: There) => Promise<unknown>]>([
    [
      'whatever the clock shows',
      [['may_ring', rule, 'true']],
      async ({ of }) => {
        await itIs('sun-evening')
        return mayBeRung(of, undefined, 'at these times', ['mon-evening'])
      },
    ],
    [
      'where nobody asked',
      [
        ['ringing_on_my_telephone', unasked, "= 'never'"],
        ['may_ring', never, `${never} when 'not asked' then true`],
      ],
      ({ of }) => mayBeRung(of, undefined, 'not asked'),
    ],
    [
      'where they said never',
      [
        ['ringing_on_my_telephone', unasked, "= 'not asked'"],
        ['may_ring', never, `${never} when 'never' then true`],
      ],
      ({ of }) => mayBeRung(of, undefined, 'never'),
    ],
    [
      'before what they must know first is read',
      [
        [
          'ringing_on_my_telephone',
          "when not app.newest_brief_read(m.area_id, m.id) then 'read first'",
          "when false then 'read first'",
        ],
      ],
      async ({ of, match }) => {
        await mayBeRung(of)
        return world.db.query('delete from brief_read where match_id = $1', [match])
      },
    ],
    [
      'of a record that was merged',
      [['ringing_on_my_telephone', 'coalesce(y.merged_into, y.id)', 'y.id']],
      async ({ of }) => {
        await mayBeRung(of)
        const other = await world.youngPerson('york', { heldBy: of.panel.holder })
        return world.db.query('update young_person set merged_into = $2 where id = $1', [of.child.id, other.id])
      },
    ],
  ])('%s', async (_, faults, arrange) => {
    const there = await onThePhone()
    await arrange(there)
    expect(await there.press()).not.toContain(number)
    const undo: string[] = []
    try {
      for (const [name, from, to] of faults) {
        const { text } = await world.one<{ text: string }>(
          `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`,
          [name],
        )
        expect(text).toContain(from)
        undo.push(text)
        await world.db.query(text.replace(from, to))
      }
      expect(await there.press()).toContain(number)
    } finally {
      for (const text of undo) await world.db.query(text)
    }
  })
})

describe('whom the adult asks', () => {
  const asked = async ({ of, press }: { of: Ready; press: () => Promise<string> }) => {
    await mayBeRung(of, undefined, 'never')
    return /Ask (.+) how to reach/.exec(await press())?.[1]
  }

  test('is who made the match, or whoever manages the service once they do not, and never by a name that is nobody’s', async () => {
    const there = await onThePhone()
    const { of } = there
    const service = of.panel.services[0] as string
    const next = await world.person({ role: 'operational-manager', area: 'york', service })
    expect(await asked(there)).toBe(of.manager.name)
    await world.db.query(
      'insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, $4, $3)',
      [of.areaId, of.child.id, of.manager.id, 'friend'],
    )
    expect(await asked(there)).toBe(next.name)
    await world.db.query('update membership set until_at = now() where person_id = $1', [next.id])
    const others = of.panel.managers
      .filter((one: MadePerson) => one.id !== of.manager.id)
      .map((one: MadePerson) => one.name)
    expect([...others, 'whoever manages your service']).toContain(await asked(there))
  })
})
