import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'

/** Who else works with a young person, as their record says already: nobody types it again (R6, R144). */
export interface Recorded {
  /** The professional they could tell a worry to, in their words; nothing where the newest answer is not a yes. */
  readonly professional: string | null
  readonly askedOn: string | null
  readonly school: string | null
}

export async function recordedAround(tx: ReadTx, areaId: string, youngPerson: string): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select a.words as professional, a.asked_on as "askedOn", d.school
    from (select 1) one
      left join lateral (select n.words, n.asked_on from (select t.answer, t.words, t.asked_on from trusted_adult t
          where t.area_id = ${areaId}::uuid and t.young_person_id = ${youngPerson}::uuid and t.circle = 'professional'
          order by t.recorded_at desc, t.id desc limit 1) n where n.answer = 'yes') a on true
      left join young_person_detail d on d.area_id = ${areaId}::uuid and d.young_person_id = ${youngPerson}::uuid`.execute(
    tx,
  )
  return rows[0] ?? { professional: null, askedOn: null, school: null }
}
