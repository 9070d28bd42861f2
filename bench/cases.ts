import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Case, formHeaders, ofRole, type Planned, type Subject, seen, sessions } from './asking.ts'
import { capturing } from './capture.ts'
import type { Here } from './here.ts'
import { givenNames, surnames } from './names.ts'
import { supportCases } from './support-cases.ts'

/** The case that memory and drawing are measured by, too. */
export const oneRecord = 'Open one record'

/** Deterministic, so that both sizes and every variant ask the same. */
const nth = <T>(list: readonly T[], number: number): T => {
  const one = list[number % list.length]
  if (one === undefined) throw new Error('nobody to ask')
  return one
}

/**
 * The cases, each page opened once by everybody in it to see what it asks.
 * @param drafts how many nominations may be sent
 * @param share how many of the usual two hundred people or so, from 0 to 1
 * @param wanted which of them, by name
 */
export async function cases(
  db: pg.Client,
  here: Here,
  drafts: number,
  share = 1,
  wanted: (name: string) => boolean = () => true,
): Promise<Case[]> {
  const duty = await sessions(db, ofRole('duty'), Math.ceil(10 * share))
  const coordinators = await sessions(db, ofRole('coordinator'), Math.ceil(30 * share))
  const holders = await sessions(db, `${ofRole('case-holder')} limit ${Math.ceil(200 * share)}`, 1)
  const own = await db.query<{ id: string; token: string; area: string }>(
    `select y.id, x.token, a.key as area from unnest($1::text[], $2::uuid[]) x (token, person)
      join lateral (select h.area_id, h.young_person_id from app.case_holding h where h.person_id = x.person and h.until_at is null order by h.id limit 2) h on true
      join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id join app.area a on a.id = y.area_id`,
    [holders.map(one => one.token), holders.map(one => one.personId)],
  )
  const search = (number: number): string => {
    const given = nth(givenNames, number * 37).word
    // Half look for one beginning, half for the beginnings of two names.
    return number % 2 === 0 ? given.slice(0, 3) : `${given.slice(0, 2)} ${nth(surnames, number * 101).word.slice(0, 3)}`
  }
  // Everything that is looked for at once: both names, a day of birth, a postcode.
  const before = (number: number) => ({
    givenNames: nth(givenNames, number * 37).word,
    surname: nth(surnames, number * 101).word,
    knownAs: '',
    'bornOn-day': String(1 + (number % 28)),
    'bornOn-month': String(1 + (number % 12)),
    'bornOn-year': '2011',
    postcode: 'YO1 6GA',
  })
  const capture = capturing()
  try {
    const all: readonly Planned[] = [
      {
        name: 'List of the 25 newest in own area',
        writes: false,
        subjects: () =>
          seen(
            here,
            capture,
            duty.map(one => ({ token: one.token, path: `/${one.area}/young-people` })),
          ),
      },
      {
        name: oneRecord,
        writes: false,
        subjects: () =>
          seen(
            here,
            capture,
            own.rows.map(one => ({ token: one.token, path: `/${one.area}/young-people/${one.id}` })),
          ),
      },
      { name: 'Submit a nomination', writes: true, subjects: () => submissions(db, here, capture, drafts) },
      {
        name: 'Search by name fragment',
        writes: false,
        subjects: () =>
          seen(
            here,
            capture,
            duty.map((one, number) => ({
              token: one.token,
              path: `/${one.area}/young-people/by-name`,
              name: search(number),
            })),
          ),
      },
      {
        name: 'Search before recording',
        writes: true,
        subjects: async () =>
          anew(
            await seen(
              here,
              capture,
              holders.map((one, number) => ({
                token: one.token,
                path: `/${one.area}/young-people/find`,
                fields: before(number),
              })),
            ),
          ),
      },
      {
        name: 'Counts by status and service',
        writes: false,
        subjects: () =>
          seen(
            here,
            capture,
            coordinators.map(one => ({ token: one.token, path: `/${one.area}/nominations` })),
          ),
      },
      ...supportCases(db, here, capture, share),
    ]
    const made: Case[] = []
    for (const one of all) if (wanted(one.name)) made.push({ ...one, subjects: await one.subjects() })
    return made
  } finally {
    capture.stop()
  }
}

/** A search made again by its statements has an id of its own: whom it finds is looked for by that. */
const anew = (subjects: readonly Subject[]): readonly Subject[] =>
  subjects.map(subject => ({
    ...subject,
    statements: subject.statements.map(one =>
      one.text.includes('app.match_search(')
        ? {
            ...one,
            text: `select app.match_search($1::uuid, (select s.id from app.young_person_search s
              where s.area_id = $1::uuid and s.person_id = app.person_id() and s.matched_at is null order by s.at desc limit 1))`,
            values: one.values.slice(0, 1),
          }
        : one,
    ),
  }))

async function submissions(
  db: pg.Client,
  here: Here,
  capture: ReturnType<typeof capturing>,
  most: number,
): Promise<readonly Subject[]> {
  await resetSubmissions(db)
  const { rows } = await db.query<{ id: string; child: string; area: string; personId: string }>(
    `select n.id, n.young_person_id as child, a.key as area, h.person_id as "personId" from app.nomination n join app.area a on a.id = n.area_id
      join app.case_holding h on h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.until_at is null
      where n.submitted_at is null and n.withdrawn_at is null order by n.id limit $1`,
    [most],
  )
  const people = [...new Set(rows.map(row => row.personId))]
  const askers = await sessions(
    db,
    `select unnest('{${people.join()}}'::uuid[]) as "personId", null as "areaId", null as area`,
    1,
  )
  const tokenOf = new Map(askers.map(one => [one.personId, one.token]))
  const subjects: Subject[] = []
  for (const row of rows) {
    const token = tokenOf.get(row.personId) ?? ''
    const path = `/${row.area}/young-people/${row.child}/nominations/${row.id}/check`
    // Each from an address of their own: sessions not seen before share the count of their address.
    const remoteAddress = `10.${subjects.length >> 8}.${subjects.length & 255}.1`
    const page = await here.app.inject({ method: 'GET', url: path, cookies: { session: token }, remoteAddress })
    if (page.statusCode !== 200) throw new Error(`${path} answered ${page.statusCode}`)
    const body = new URLSearchParams({ ...hidden(page.body), _form: randomUUID() }).toString()
    capture.take()
    const answer = await here.app.inject({
      method: 'POST',
      url: path,
      headers: formHeaders(token),
      payload: body,
      remoteAddress,
    })
    if (answer.statusCode !== 303) throw new Error(`submitting ${path} answered ${answer.statusCode}`)
    subjects.push({ token, path, body, statements: capture.take() })
  }
  await resetSubmissions(db)
  return subjects
}

/** The hidden fields of the form that sends the nomination. */
function hidden(page: string): Record<string, string> {
  const form = (page.match(/<form[\s\S]*?<\/form>/g) ?? []).find(one => one.includes('name="_instance"')) ?? ''
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(found => [
      found[1] ?? '',
      found[2] ?? '',
    ]),
  )
}

/** Takes back what was submitted since the young people were made: the same nominations can be sent again. */
export async function resetSubmissions(db: pg.Client): Promise<void> {
  await db.query(`
    begin;
    set local session_replication_role = replica;
    create table if not exists public.bench_drafts as select area_id, id, young_person_id from app.nomination where submitted_at is null and withdrawn_at is null;
    update app.young_person y set opened_to_panel_at = null from public.bench_drafts d where y.area_id = d.area_id and y.id = d.young_person_id and y.opened_to_panel_at is not null;
    update app.nomination n set submitted_at = null, submitted_by = null, finding = null, version = 1 from public.bench_drafts d
      where n.area_id = d.area_id and n.id = d.id and n.submitted_at is not null;
    delete from app.task t using public.bench_drafts d where t.area_id = d.area_id and t.record_id = d.id;
    update app.task t set settled_at = null, settled_by = null from public.bench_drafts d where t.area_id = d.area_id and t.young_person_id = d.young_person_id and t.settled_at is not null;
    delete from app.search_match; delete from app.young_person_search;
    delete from app.notification; delete from app.sent_form; delete from graphile_worker._private_jobs;
    commit;`)
}
