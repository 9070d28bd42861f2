import type pg from 'pg'
import type { Perch } from '../canaries/plant.ts'

// What a volunteer's telephone may show, whoever holds it (promises C): of their own few young people the name they go by,
// how to reach them safely, what was agreed, and what the worker wrote themself. Said here as the promise says it, and not
// taken from any function of the program. A new page for workers comes here first. The number is spoken of by `rungNow`.

/** Columns that may be shown of one's own young people; with a condition on the row where not every row is theirs to read. */
const shown: Readonly<Record<string, string>> = {
  'young_person.known_as': 'true',
  'young_person_detail.safe_when': 'true',
  'young_person_detail.safe_word': 'true',
  'young_person_detail.safe_contact_note': 'true',
  // The agreed meeting: who introduces them, and how; of their own match alone.
  'match.introduced_by': ofOwnMatch(),
  'match.introduction_how': ofOwnMatch(),
  // What they read before they meet, of their own match alone.
  'brief.where_to_meet': ofOwnBrief(),
  'brief.not_alone_with': ofOwnBrief(),
  'brief.what_if': ofOwnBrief(),
  'brief.health': ofOwnBrief(),
  'brief.emergency_contact': ofOwnBrief(),
  'draft.body': 't.person_id = $1',
}
function ofOwnMatch(): string {
  return `t.counts and t.worker_id in (select id from app.worker where person_id = $1 and left_at is null)`
}

function ofOwnBrief(): string {
  return `exists (select from app.match m where m.id = t.match_id and ${ofOwnMatch().replaceAll('t.', 'm.')})`
}

/** Who a worker is matched with now: approved where that is needed, not stopped, not ended, and not kept away from. */
export async function ownYoungPeople(db: pg.Client, person: string): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select m.young_person_id as id from app.match m join app.worker w on w.id = m.worker_id and w.left_at is null
      where w.person_id = $1 and m.ended_at is null and m.stopped_at is null and (m.accepts = '{}' or m.approved_at is not null)
        and not exists (select from app.wall x where x.person_id = $1 and x.young_person_id = m.young_person_id and x.until_at is null)`,
    [person],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * The numbers that somebody's telephone may show: of their own, where the newest of what they must know first is read, nothing
 * pauses, and a clock in England shows a time that the young person said is safe.
 */
export async function rungNow(db: pg.Client, person: string): Promise<ReadonlySet<string>> {
  const own = await ownYoungPeople(db, person)
  const { rows } = await db.query<{ number: string }>(
    `select substring(d.safe_number from '07700 900[0-9]{3}') as number from app.young_person_detail d
       join app.match m on m.young_person_id = d.young_person_id join app.worker w on w.id = m.worker_id and w.person_id = $2,
       lateral (select now() at time zone 'Europe/London' as at) l
      where d.young_person_id = any ($1) and not exists (select from app.match_pause p where p.match_id = m.id and p.over_at is null)
        and exists (select from app.brief_read r where r.match_id = m.id and r.worker_id = w.id)
        and (d.safe_ringing = 'any time' or d.safe_ringing = 'at these times' and lower(to_char(l.at, 'dy')) || '-' ||
          case when extract(hour from l.at) between 6 and 8 then 'early' when extract(hour from l.at) between 9 and 11 then 'morning'
            when extract(hour from l.at) between 12 and 16 then 'afternoon' when extract(hour from l.at) between 17 and 20 then 'evening' else 'night' end
          = any (d.safe_times))`,
    [[...own], person],
  )
  return new Set(rows.map(({ number }) => number))
}

/** Numbers of the canaries that somebody's telephone may show. */
export async function allowed(
  db: pg.Client,
  person: string,
  perches: ReadonlyMap<number, Perch>,
): Promise<ReadonlySet<number>> {
  const own = await ownYoungPeople(db, person)
  const numbers = new Set<number>()
  for (const [number, { table, column, youngPerson, key }] of perches) {
    const rule = shown[`${table}.${column}`]
    if (rule === undefined || !own.has(youngPerson)) continue
    const where = Object.keys(key).map((name, n) => `t.${name}::text = $${n + 2}`)
    const { rowCount } = await db.query(
      `select from app.${table} t where (${rule}) and $1::uuid is not null and ${where.join(' and ')}`,
      [person, ...Object.values(key)],
    )
    if (rowCount === 1) numbers.add(number)
  }
  return numbers
}

/** Words that no page of a volunteer’s telephone says, whatever it is about. */
export const neverSaid =
  /\b(exploit\w*|trafficking|county lines|at risk|risk level|risk assessment|nominat\w+|referral|strand|forum|MACEM|MAST|offen[cs]\w+|gang|weapon\w*|perpetrator\w*|missing|surname|school|postcode|barred|exclusion|relief worker|mentor)\b/gi

/** What a page says to a reader: without its tags, and without the addresses of its links. */
export const saidBy = (html: string): string =>
  html.replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
