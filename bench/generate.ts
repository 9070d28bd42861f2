import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/db/database.ts'
import { areas, startAreas } from '../src/features/areas/index.ts'
import { forms, startForms } from '../src/features/assessments/index.ts'
import { givenNames, surnames } from './names.ts'
import { sampleSections } from './sample-assessment.ts'

/**
 * Fills an empty migrated database with so many young people, the same ones every time but for their dates, which count
 * back five years from today: one case-holder for 25 of them, one team for 12 case-holders, a fifth discussed by the
 * forum, most of those nominated, decided, allocated and matched; in one service 500 who wait for one of its 200 workers;
 * one in 50 shared with a partner. Set-based SQL as the bootstrap superuser, triggers and foreign
 * keys aside (bench/plans.test.ts looks for what would hang loose): a million takes minutes.
 * @param drafts how many nominations are answered in full and not sent yet, at most half of all
 */
export async function generate(
  superuserUrl: string,
  of: { readonly count: number; readonly drafts: number; readonly configDir: string },
  say: (line: string) => void,
): Promise<void> {
  const database = openDatabase(superuserUrl, 1, () => undefined)
  await startAreas(of.configDir, database)
  startForms(of.configDir)
  await database.close()
  const client = new pg.Client({ connectionString: superuserUrl, options: '-c search_path=app,pg_temp' })
  await client.connect()
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set jit = off`,
    )
    await client.query('begin')
    const { form, hash } = forms().riskAssessment.current
    await client.query(`create temporary table given as select * from jsonb_to_recordset('${json(numbered(givenNames))}') as x (nr bigint, name text, word text, sounds text, too text);
      create temporary table family as select * from jsonb_to_recordset('${json(numbered(surnames))}') as x (nr bigint, name text, word text, sounds text, too text);
      create temporary table section as select * from jsonb_to_recordset('${json(sampleSections(form))}') as x (key text, answers jsonb);
      create temporary table spot as select * from jsonb_to_recordset('${json(spots())}') as x (area text, nr bigint, many bigint, key text);
      create temporary table asked as select ${of.count}::bigint as n, ${of.drafts}::bigint as drafts, '${form.key}'::text as form_key, ${form.version} as form_version, '${hash}'::text as form_hash`)
    const steps = (await readFile(join(import.meta.dirname, 'generate.sql'), 'utf8')).split(/^-- Step: /m).slice(1)
    for (const step of steps) {
      const [title, ...statements] = step.split('\n')
      const begun = performance.now()
      await client.query(statements.join('\n'))
      say(`  ${title?.trim()}: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    }
    await client.query('commit')
    await client.query('set session_replication_role = origin')
    const begun = performance.now()
    await client.query('vacuum (analyze)')
    say(`  vacuumed and analysed: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  } finally {
    await client.end()
  }
}

/** The places of each area, where a worker can go and a young person can be met. */
const spots = () =>
  [...areas().byKey].flatMap(([area, { places }]) =>
    places.map(({ key }, nr) => ({ area, nr, many: places.length, key })),
  )

const numbered = <T>(of: readonly T[]) => of.map((one, nr) => ({ nr, ...one }))

/** As a literal inside single quotes. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll("'", "''")
