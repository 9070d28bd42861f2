import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { urls } from '../../src/features/people/index.ts'
import { type Client, openSession } from '../as.ts'
import type { TestDatabase } from '../database.ts'
import { aWorld, type World } from '../world.ts'

// Writes as people's browsers make them, each with a mark of its own, and what of it the database holds.

/** Somebody who types: with a child of their own, a session, and the hidden token of its pages. */
export interface Writer {
  readonly token: string
  readonly child: string
  readonly csrf: string
  /** What says in a form who wrote it. */
  readonly by: string
}

/** Marks of what was answered as done: the only thing anybody may rely on. */
export interface Acknowledged {
  readonly drafts: Set<string>
  readonly acts: Set<string>
}

export const nothingYet = (): Acknowledged => ({ drafts: new Set(), acts: new Set() })
export const count = ({ drafts, acts }: Acknowledged): number => drafts.size + acts.size

/** Case-holders of York, with sessions. Leaves no connection open, so that the database may be killed. */
export async function peopleWhoWrite(on: TestDatabase, many: number, browser: (token: string) => Client) {
  const world = await aWorld(on)
  const pool = new pg.Pool({ connectionString: on.appUrl, max: 1 })
  const writers: Writer[] = []
  for (let n = 0; n < many; n++) writers.push(await aWriter(on, world, pool, browser))
  await pool.end()
  await world.db.end()
  return writers
}

async function aWriter(on: TestDatabase, world: World, pool: pg.Pool, browser: (token: string) => Client) {
  const person = await world.person({ role: 'case-holder', area: 'york' })
  const { id: child } = await world.youngPerson('york', { heldBy: person })
  const token = await openSession(pool, on.signInKey, person)
  const { _csrf: csrf = '', _by: by = '' } = await browser(token).hidden(
    urls.trustedAdults({ area: 'york', youngPerson: child }),
  )
  return { token, child, csrf, by }
}

/**
 * Lets them all write at once, an act after every two autosaved drafts, until they are told to stop or their connection breaks.
 * What is not answered with a yes is not counted; an answer that is neither yes nor "in a moment" fails the test. On a
 * fast machine they write more than a person may in a minute, and wait.
 * @returns how many connections broke
 */
export async function writeUntil(
  stop: AbortSignal,
  writers: readonly Writer[],
  browser: (token: string) => Client,
  acknowledged: Acknowledged,
): Promise<number> {
  const broken = await Promise.all(
    writers.map(async writer => {
      const client = browser(writer.token)
      for (let n = 0; !stop.aborted; n++) {
        const [write, kept] =
          n % 3 === 0 ? ([act, acknowledged.acts] as const) : ([draft, acknowledged.drafts] as const)
        const mark = randomUUID()
        // A connection that breaks says nothing of whether it was done.
        const status = await write(client, writer, mark).catch(() => 0)
        if (status === 200 || status === 303) kept.add(mark)
        else if (status === 0) return 1
        else if (status === 429) await sleep(1_000)
        else if (status !== 503) throw new Error(`a write was answered with ${status}`)
      }
      return 0
    }),
  )
  return broken.reduce<number>((sum, one) => sum + one, 0)
}

/** Waits until this many more were acknowledged, as long as those who work go on. */
export async function acknowledgements(acknowledged: Acknowledged, more: number, working: readonly Promise<unknown>[]) {
  const wanted = count(acknowledged) + more
  let ended = false
  const over = () => {
    ended = true
  }
  for (const work of working) work.then(over, over)
  while (count(acknowledged) < wanted && !ended) await sleep(5)
  if (ended) await Promise.all(working)
  if (count(acknowledged) < wanted) throw new Error(`they stopped after ${count(acknowledged)} acknowledged writes`)
}

/** The form as they fill it in; its token is the mark. */
export const typedBy = ({ csrf, by }: Writer, mark: string) => ({
  _csrf: csrf,
  _by: by,
  _form: mark,
  family: 'yes',
  familyWords: mark,
  community: 'no',
  professional: 'not asked',
  'askedOn-day': '1',
  'askedOn-month': '6',
  'askedOn-year': '2026',
})

async function act(client: Client, writer: Writer, mark: string): Promise<number> {
  const path = urls.trustedAdults({ area: 'york', youngPerson: writer.child })
  const answer = await client.post(path, typedBy(writer, mark))
  if (answer.status === 303 && answer.location !== urls.youngPerson({ area: 'york', youngPerson: writer.child }))
    throw new Error(`an act led to ${answer.location}`)
  return answer.status
}

/** What the page's script sends while they type. @returns the status */
export async function draft(client: Client, { child, csrf }: Writer, mark: string): Promise<number> {
  const answer = await client.json('/drafts', {
    csrf,
    form: 'trusted adults',
    subject: urls.trustedAdults({ area: 'york', youngPerson: child }),
    instance: mark,
    youngPerson: child,
    body: { familyWords: mark },
  })
  return answer.status
}

/** What was acknowledged and is not there: whole acts, their three rows, and what the audit says of each. */
export async function missing(on: TestDatabase, acknowledged: Acknowledged) {
  const db = new pg.Client({ connectionString: on.superuserUrl })
  await db.connect()
  try {
    const marks = async (sql: string) => new Set((await db.query<{ mark: string }>(sql)).rows.map(row => row.mark))
    const drafts = await marks(`select instance as mark from app.draft where body ->> 'familyWords' = instance::text`)
    const acts = await marks(`select words as mark from app.trusted_adult where circle = 'family'`)
    const { rows } = await db.query<{ acts: number; rows: number; events: number; forms: number }>(
      `select count(*) filter (where circle = 'family')::int as acts, count(*)::int as rows,
         (select count(*)::int from app.audit_event where act = 'trusted adults recorded' and outcome = 'done') as events,
         (select count(*)::int from app.sent_form where location <> '') as forms
       from app.trusted_adult`,
    )
    return {
      drafts: [...acknowledged.drafts].filter(mark => !drafts.has(mark)),
      acts: [...acknowledged.acts].filter(mark => !acts.has(mark)),
      /** Beside what was acknowledged there may be acts whose answer did not arrive, but none is there in part. */
      whole: rows[0] as { acts: number; rows: number; events: number; forms: number },
    }
  } finally {
    await db.end()
  }
}
