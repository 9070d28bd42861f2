import type pg from 'pg'
import { assessmentSections, forms } from '../src/features/assessments/index.ts'
import type { Subject } from './asking.ts'
import { capturing } from './capture.ts'
import type { Here } from './here.ts'
import { percentile } from './measure.ts'

/** How long a page takes to draw, in milliseconds, and how large it is. */
export interface Drawn {
  readonly page: string
  readonly median: number
  readonly p95: number
  readonly kilobytes: number
  readonly queries: number
}

/** Drawn so often before it counts: the engine compiles what runs often. */
const warm = 60
const times = 150

/**
 * Draws a record and the largest form of a risk assessment again and again in this process. Counted is the time from the
 * last answer of the database, for which a page waits, until it is handed over: nothing else happens between the two.
 */
export async function drawings(db: pg.Client, here: Here, record: Subject): Promise<readonly Drawn[]> {
  const capture = capturing()
  const draw = async (page: string, path: string, token: string): Promise<Drawn> => {
    const took: number[] = []
    let bytes = 0
    let queries = 0
    for (let count = 0; count < warm + times; count += 1) {
      capture.take()
      const answer = await here.app.inject({ method: 'GET', url: path, cookies: { session: token } })
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
      bytes = answer.rawPayload.length
      queries = capture.take().length
      if (count >= warm) took.push(here.sentAt() - capture.answeredAt())
    }
    return { page, median: percentile(took, 50), p95: percentile(took, 95), kilobytes: bytes / 1024, queries }
  }
  try {
    const form = await largestForm(db, record)
    return [
      await draw('A young person’s record', record.path, record.token),
      await draw('The largest form (a section of a risk assessment)', form, record.token),
    ]
  } finally {
    capture.stop()
  }
}

/** The section with the most signs, in a draft begun for the young person of this record. */
async function largestForm(db: pg.Client, record: Subject): Promise<string> {
  const { form, hash } = forms().riskAssessment.current
  const largest = assessmentSections(form)
    .filter(section => section.is === 'domain')
    .toSorted((a, b) => b.domain.indicators.length - a.domain.indicators.length)[0]
  const child = record.path.split('/').at(-1)
  const { rows } = await db.query<{ id: string }>(
    `with made as (insert into app.assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by)
        select area_id, id, $2, $3, $4, created_by from app.young_person where id = $1
        on conflict (area_id, young_person_id) where completed_at is null and set_aside_at is null and moved_at is null do nothing returning id)
     select id from made union all select id from app.assessment where young_person_id = $1 and completed_at is null`,
    [child, form.key, form.version, hash],
  )
  return `${record.path}/assessments/${rows[0]?.id}/sections/${largest?.key}`
}
