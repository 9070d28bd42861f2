import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testApp } from './app.ts'
import { demonstrated, everyPage, type Opened } from './demonstrated.ts'

// At most six queries a page beside begin, enter, audit and commit (house, "The life of one request").
const most = 6

const { database, world } = await demonstrated()
const the = await testApp(database)

/** Every statement that goes out in this process, by whatever connection. */
let statements: string[] = []
const query = pg.Client.prototype.query
const watched = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
  this: pg.Client,
  ...args: unknown[]
) {
  const [first] = args as [string | { text?: string }]
  statements.push(typeof first === 'string' ? first : (first.text ?? ''))
  return Reflect.apply(query, this, args)
} as never)

afterAll(() => watched.mockRestore())

/** Begin, scope (who asks, and by which relation: the kit asks both for every page), audit, commit. */
const beside = /^(begin|commit|rollback)\b|app\.(enter|why_i_can_see|viewed|not_allowed)\(/i

/** A page, and the young people whom the audit of its request names. */
interface Written {
  readonly page: Opened
  readonly children: ReadonlySet<string>
}
const written: Written[] = []

interface Counted {
  readonly page: Opened
  readonly queries: readonly string[]
}

const counted: Counted[] = []
const missed: string[] = []
beforeAll(async () => {
  const { openings, pages } = await everyPage(the, world)
  for (const route of pages) {
    let last = '0'
    const found = await openings(route, 3, {
      before: async () => {
        last = (await world.one<{ last: string }>('select coalesce(max(seq), 0)::text as last from audit_event')).last
        statements = []
      },
      after: async page => {
        counted.push({ page, queries: statements.filter(text => !beside.test(text)) })
        const { rows } = await world.db.query<{ child: string }>(
          'select young_person_id as child from audit_event where seq > $1 and young_person_id is not null',
          [last],
        )
        written.push({ page, children: new Set(rows.map(row => row.child)) })
      },
    })
    if (found.length === 0) missed.push(route.pattern)
  }
}, 240_000)

test('no page asks the database more than six times', () => {
  const worst = [...Map.groupBy(counted, ({ page }) => page.pattern).values()]
    .map(all => all.toSorted((a, b) => b.queries.length - a.queries.length)[0] as Counted)
    .sort((a, b) => b.queries.length - a.queries.length)
  process.stdout.write(
    `Queries a page, the most of ${counted.length} pages of ${worst.length} kinds:\n${worst
      .slice(0, 8)
      .map(({ page, queries }) => `  ${queries.length}  ${page.pattern}  (${page.by.name})`)
      .join('\n')}\n`,
  )
  expect(missed).toEqual([])
  expect(worst.filter(one => one.queries.length > most).map(one => [one.page.pattern, one.queries])).toEqual([])
})

test('every read of a young person is written down with the relation that opened it, on lists too', async () => {
  const { rows } = await world.db.query<{ act: string; reads: number; bare: number }>(`
    select act, count(*)::int as reads, (count(*) filter (where because = '{}'))::int as bare
      from audit_event where outcome = 'read' and young_person_id is not null group by act`)
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter(row => row.bare > 0)).toEqual([])
})

test('every young person whom a page names, by reference or by a link, is written down for that request', async () => {
  const { rows } = await world.db.query<{ id: string; reference: string }>('select id, reference from young_person')
  const missing = written.flatMap(({ page, children }) =>
    rows
      .filter(({ id, reference }) => page.text.includes(`/young-people/${id}`) || named(page.text, reference))
      .filter(({ id }) => !children.has(id))
      .map(({ id }) => `${page.pattern} (${page.by.name}): ${id}`),
  )
  expect(missing).toEqual([])
})

test('every page about a young person says why it can be seen', () => {
  const silent = written
    .filter(({ page }) => page.pattern.includes(':youngPerson') && page.text.includes('app-who'))
    .filter(({ page }) => !page.text.includes('Why you can see this'))
  expect(silent.map(({ page }) => `${page.pattern} (${page.by.name})`)).toEqual([])
})

/** A reference as a word of its own. */
const named = (text: string, reference: string): boolean =>
  new RegExp(`(?<![\\w-])${RegExp.escape(reference)}(?![\\w-])`).test(text)

test('every link leads somewhere for whoever it is shown to', { timeout: 240_000 }, async () => {
  const { as } = await everyPage(the, world)
  const followed = new Map<string, number>()
  const nowhere = new Set<string>()
  for (const { page } of counted)
    for (const href of oneOfEachKind(linksOf(page.text))) {
      const key = `${page.by.id} ${href}`
      const status = followed.get(key) ?? (await (await as(page.by)).get(href)).status
      followed.set(key, status)
      if (status >= 400) nowhere.add(`${page.pattern} (${page.by.name}): ${href} answers ${status}`)
    }
  expect([...nowhere]).toEqual([])
  expect(followed.size).toBeGreaterThan(800)
})

/** The addresses of our own pages that a page leads to. */
const linksOf = (text: string): readonly string[] =>
  [...text.matchAll(/href="(\/[^"#]*)"/g)].flatMap(([, href = '']) =>
    href.startsWith('/assets/') ? [] : [href.replaceAll('&amp;', '&')],
  )

/** Of addresses that differ in ids alone, the first two and the last: the newest, and the one that may be long over. */
const oneOfEachKind = (links: readonly string[]): readonly string[] =>
  [...Map.groupBy(new Set(links), href => href.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')).values()].flatMap(
    alike => [...new Set([...alike.slice(0, 2), ...alike.slice(-1)])],
  )
