import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { DeclaredRoute } from '../src/app.ts'
import { type Address, addressesOf } from './addresses.ts'
import { testApp } from './app.ts'
import { manySessions, signedIn } from './as.ts'
import { formsOf } from './bad-input/fields.ts'
import { allowances, everything } from './canaries/allowed.ts'
import { bodyFor, openAnswer, plain, type Sent, toNobody } from './canaries/call.ts'
import { canary, plant } from './canaries/plant.ts'
import { demonstrated, type Somebody } from './demonstrated.ts'
import { until } from './until.ts'
import { startWorker } from './worker.ts'

// Every field of every young person of the demonstration holds a word of its own. Each kind of person calls every route by
// every method, with an address that is open to them, with one that is not, and with one of nobody: no word turns up that
// they may not read (promises A3), and what they cannot see answers as what never was (A4).

const { database, world } = await demonstrated()
const { perches, columns } = await plant(world.db)
const the = await testApp(database)
const as = manySessions(the)

/** One person for each set of roles that somebody has. */
const { rows: people } = await world.db.query<Somebody>(`
  select distinct on (roles) p.id, p.name, i.subject, app.acts_of(p.id) as acts, r.areas, r.roles
    from person p join identity i on i.person_id = p.id
      join lateral (select string_agg(distinct m.role, ' ' order by m.role) as roles, array_agg(distinct m.area_id::text) as areas
        from membership m where m.person_id = p.id) r on true
   order by roles, p.id`)

let mayRead = allowances(await everything(world.db), perches)
/** Whether something was sent since, that may have opened something. */
let sent = false
async function lookAgain(): Promise<void> {
  if (sent) mayRead = allowances(await everything(world.db), perches)
  sent = false
}

interface Call {
  readonly by: Somebody
  readonly route: DeclaredRoute
  readonly path: string
  readonly youngPerson: string | undefined
}

/** What a page about one young person may say of another: who they are, and what links the two. */
const beside = new Set(['young_person', 'young_person_link', 'young_person_merge'])

/** What of an answer must not be in it. */
async function wrongIn(answer: Sent, { by, route, path, youngPerson }: Call): Promise<string[]> {
  const numbers = (text: string): number[] => [...text.matchAll(canary)].map(([, number]) => Number(number))
  const says = (what: string) => (number: number) => {
    const perch = perches.get(number)
    return `${what}: ${perch?.table}.${perch?.column}, to ${by.name}, ${route.method} ${path}`
  }
  const shown = numbers(answer.text)
  // Something may have been done meanwhile that opened it.
  if (shown.some(number => !mayRead(by.id).reads(number))) await lookAgain()
  const title = /<title>[\s\S]*?<\/title>/.exec(answer.text)?.[0] ?? ''
  return [
    ...(answer.status >= 500 ? [`${answer.status} to ${by.name}, ${route.method} ${path}`] : []),
    ...numbers(JSON.stringify(answer.headers) + title).map(says('in a title or header')),
    ...shown.filter(number => !mayRead(by.id).reads(number)).map(says('not theirs to read')),
    ...shown
      .filter(number => {
        const perch = perches.get(number)
        return youngPerson && perch && perch.youngPerson !== youngPerson && !beside.has(perch.table)
      })
      .map(says('of another young person')),
  ]
}

/** What ends a session is sent in one of its own. */
const endsSession = /^\/(sign-out|lock|your-sessions)/
/** What takes something away from whoever is asked after comes last. */
const ending =
  /meeting-mode|your-sessions|sign-out|\/lock$|\/close$|\/end$|i-know-them|merge|wrong-child|\/code$|\/stop$/

async function call({ by, route: { method }, path }: Omit<Call, 'youngPerson'>, filled = false): Promise<Sent> {
  const { token } = await (endsSession.test(path) ? signedIn(the, by) : as(by))
  if (method !== 'POST') return openAnswer(the, { method, path, token })
  const page = filled ? await openAnswer(the, { method: 'GET', path, token }) : undefined
  const form = formsOf(page?.status === 200 ? page.text : '').find(one => one.action === path)
  sent = true
  return openAnswer(the, { method, path, token, body: bodyFor(form, the.csrfOf(token), the.byOf(by.id)) })
}

interface Found {
  readonly wrong: readonly string[]
  readonly unlike: readonly string[]
  /** How many answers held a canary: without any nothing would be proved. */
  readonly held: number
  readonly calls: number
}

async function crawl(routes: readonly DeclaredRoute[]): Promise<Found> {
  const wrong: string[] = []
  const unlike: string[] = []
  let held = 0
  let calls = 0
  const gone = new Set<string>()
  for (const [number, route] of routes.entries()) {
    const addresses = await addressesOf(world.db, route.url, 30)
    for (const [n, by] of people.filter(one => !gone.has(one.id)).entries()) {
      const isOpen = ({ areaId, youngPerson }: Address) =>
        youngPerson ? mayRead(by.id).sees(youngPerson) : !areaId || by.areas.includes(areaId)
      const { open = [], shut = [] } = Object.groupBy(addresses, one => (isOpen(one) ? 'open' : 'shut'))
      const may = route.may === 'anyone' || route.may === 'signed in' || by.acts.includes(route.may)
      const answerTo = async ({ path, youngPerson }: Address, filled: boolean): Promise<Sent> => {
        const answer = await call({ by, route, path }, filled)
        calls += 1
        if (answer.text.match(canary)) held += 1
        wrong.push(...(await wrongIn(answer, { by, route, path, youngPerson })))
        return answer
      }
      // Who is turned away before anything is asked: some of them, others at another route.
      const asks = may ? (route.method === 'GET' ? 2 : 1) : Number((n + number) % 4 === 0)
      for (const address of open.slice(0, asks)) await answerTo(address, may)
      // Whose account was closed, or who is to come with a new code, asks no more.
      if (/\/(close|code|stop)$/.test(route.url))
        for (const { id } of (
          await world.db.query(
            'select p.id from person p where p.closed_at is not null or not exists (select from identity i where i.person_id = p.id and i.ended_at is null)',
          )
        ).rows)
          gone.add(id)
      for (const address of may ? shut.slice(0, 1) : []) {
        const { path } = address
        const never = toNobody(path)
        const there = await answerTo(address, false)
        // Was open to them until lately: they are told so.
        if (never === path || there.status === 410) continue
        const notThere = await call({ by, route, path: never })
        if (plain(there, path) === plain(notThere, never)) continue
        // Something may have been done meanwhile that opened it.
        await lookAgain()
        if (!isOpen(address))
          unlike.push(
            `${by.name}, ${route.method} ${path}: ${there.status} ${there.headers.location ?? ''}, not ${notThere.status} ${notThere.headers.location ?? ''}`,
          )
      }
    }
  }
  return { wrong: [...new Set(wrong)], unlike: [...new Set(unlike)], held, calls }
}

const all = [...the.app.declaredRoutes]
  .filter(route => !route.url.startsWith('/assets/'))
  .sort(
    (a, b) =>
      Number(a.method === 'POST') - Number(b.method === 'POST') ||
      Number(ending.test(a.url)) - Number(ending.test(b.url)),
  )

// In this order: what is posted changes what there is.
describe('a word of its own in every field', { shuffle: false }, () => {
  test('stands nearly everywhere', () => {
    expect(columns.size).toBeGreaterThan(60)
    expect(perches.size).toBeGreaterThan(4_000)
  })

  test('is found where a fault lets it through', { timeout: 60_000 }, async () => {
    const record = all.filter(({ method, url }) => method === 'GET' && url === '/:area/young-people/:youngPerson')
    await world.db.query('create policy leaks on app.young_person_detail for select to app using (true)')
    try {
      expect((await crawl(record)).wrong).toContainEqual(
        expect.stringMatching(/^not theirs to read: young_person_detail/),
      )
    } finally {
      await world.db.query('drop policy leaks on app.young_person_detail')
    }
    expect((await crawl(record)).wrong).toEqual([])
  })

  let found: Found
  test('is looked for by every route', { timeout: 600_000 }, async () => {
    found = await crawl(all)
    process.stdout.write(
      `${found.calls} calls of ${all.length} routes by ${people.length} people, ${found.held} with a word\n`,
    )
    expect(found.held).toBeGreaterThan(300)
  })

  test('is shown to nobody who may not read it, by any route, and in no title or header', () => {
    expect(found.wrong).toEqual([])
  })

  test('and what somebody cannot see answers as what never was', () => {
    expect(found.unlike).toEqual([])
  })

  test('stands in no e-mail and in no log', { timeout: 60_000 }, async () => {
    const mails = await mkdtemp(join(tmpdir(), 'tr-canaries-'))
    afterAll(() => rm(mails, { recursive: true }))
    // Whatever waits for seven in the morning goes now.
    await world.db.query('select app.digests_due(now())')
    const worker = startWorker(database, { MAIL_DIR: mails })
    await until(
      async () => (await world.db.query('select from graphile_worker._private_jobs where attempts = 0')).rowCount,
      waiting => waiting === 0,
    )
    const letters: string[] = []
    for await (const file of glob('**/*.eml', { cwd: mails })) letters.push(await readFile(join(mails, file), 'utf8'))
    expect(letters.length).toBeGreaterThan(0)
    const logs = [the.logged.join('\n'), worker.said()]
    for await (const file of glob('var/test/*/postgres.log')) logs.push(await readFile(file, 'utf8'))
    for (const text of [...letters, ...logs]) expect(text.match(canary)).toBeNull()
  })
})
