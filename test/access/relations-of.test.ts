import { expect, test } from 'vitest'
import { demonstrated } from '../demonstrated.ts'

// `app.relations_of` looks only where somebody's roles can lead (migration 0091); `app.relation` and `app.area_relation`
// look everywhere. Both must say the same.

const { world } = await demonstrated()

test('somebody’s relations are those that the views say of them, for everybody of the demonstration', async () => {
  const { rows } = await world.db.query<{ asked: number; kinds: number; apart: number }>(`
    with everybody as (select array_agg(id) as ids from app.young_person),
      asked as (select distinct p.id, r.young_person_id, r.because from app.person p, everybody, app.relations_of(p.id, ids) r),
      said as (select person_id, young_person_id, because from app.relation union select person_id, young_person_id, because from app.area_relation)
    select (select count(*)::int from asked) as asked, (select count(distinct because)::int from asked) as kinds,
      (select count(*)::int from (table asked except table said) x) + (select count(*)::int from (table said except table asked) x) as apart`)
  expect(rows[0]?.asked).toBeGreaterThan(300)
  expect(rows[0]?.kinds).toBeGreaterThan(12)
  expect(rows[0]?.apart).toBe(0)
})

test('no view of relations is left out', async () => {
  const { rows } = await world.db.query<{ viewname: string }>(`
    select viewname from pg_views where schemaname = 'app' and viewname ~ '^(area_)?relation_'
      and not position('app.' || viewname || ' ' in (select prosrc from pg_proc where proname = 'relations_of')) > 0`)
  expect(rows).toEqual([])
})
