import { afterAll, expect, test } from 'vitest'
import { urls } from '../../src/features/home/index.ts'
import { testApp } from '../../test/app.ts'
import { signedIn } from '../../test/as.ts'
import { launchBrowser } from '../../test/chromium.ts'
import { demonstrated } from '../../test/demonstrated.ts'
import { freePort } from '../../test/free-ports.ts'

// A chronology prints on one page: measured in a browser, at A4 with margins of 10 mm.

const port = await freePort()
const origin = `http://localhost:${port}`
const { database, world } = await demonstrated()
const the = await testApp(database, { ORIGIN: origin, PORT: String(port) })
await the.app.listen({ port, host: '127.0.0.1' })
const browser = await launchBrowser()
afterAll(() => browser.close())

const rowsIn = (page: string): number => (page.match(/<tbody[\s\S]*<\/tbody>/)?.[0].match(/<tr/g) ?? []).length

/** Whose chronology it is and who reads it: of the young people who came furthest, the one with most to tell. */
async function theFullest() {
  const { rows } = await world.db.query<{ id: string; area: string; holder: string; name: string; subject: string }>(
    `select y.id, a.key as area, p.id as holder, p.name, i.subject from nomination_decision d
       join young_person y on y.id = d.young_person_id and y.status <> 'died' and y.merged_into is null join area a on a.id = y.area_id
       join case_holding h on h.young_person_id = y.id and h.until_at is null join person p on p.id = h.person_id
       join identity i on i.person_id = p.id order by y.id`,
  )
  let fullest: { path: string; token: string; id: string; rows: number } | undefined
  for (const { id, area, holder, name, subject } of rows) {
    const asHolder = await signedIn(the, { id: holder, name, subject })
    const path = urls.chronology({ area, youngPerson: id })
    const found = rowsIn((await asHolder.get(path)).text)
    if (!fullest || found > fullest.rows) fullest = { path, token: asHolder.token, id, rows: found }
  }
  if (!fullest) throw new Error('the demonstration has nobody whose nomination was decided')
  return fullest
}

const sheets = async (path: string, token: string): Promise<number> => {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', timezoneId: 'Europe/London' })
  await context.addCookies([{ name: 'session', value: token, url: origin }])
  const page = await context.newPage()
  await page.goto(path)
  const margin = '10mm'
  const pdf = await page.pdf({ format: 'A4', margin: { top: margin, bottom: margin, left: margin, right: margin } })
  await context.close()
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

test('the longest one of the demonstration prints on one sheet, and so does one of sixty rows', {
  timeout: 300_000,
}, async () => {
  const { path, token, id, rows } = await theFullest()
  expect(rows).toBeGreaterThan(20)
  expect(await sheets(path, token)).toBe(1)
  await world.db.query(
    `insert into young_person_status (area_id, young_person_id, status, since_on, recorded_at, recorded_by)
     select area_id, id, case when n % 2 = 0 then 'none' else 'missing now' end, current_date - n, now() - make_interval(days => n), created_by
     from young_person, generate_series(1, $2::int) n where id = $1`,
    [id, 60 - rows],
  )
  expect(await sheets(path, token)).toBe(1)
})
