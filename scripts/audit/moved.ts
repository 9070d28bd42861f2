import { createHash } from 'node:crypto'
import type pg from 'pg'

// Seals over entries that were recorded against the wrong young person, worked out again without any function of the
// database (migration 0080 says how they are made): a seal is the SHA-256 of the sealed original, and the entry itself,
// hidden where it was, still says what the original says.

/** A move, with the seal, the original in PostgreSQL's own words, and whether the entry still says the same. */
interface Sealed {
  readonly id: string
  readonly kind: string
  readonly seal: Buffer
  readonly original: string | null
  /** Null where the entry is gone. */
  readonly same: boolean | null
}

const kinds: Readonly<Record<string, string>> = {
  'exploitation concern': 'exploitation_concern',
  'trusted adult': 'trusted_adult',
  link: 'young_person_link',
  status: 'young_person_status',
  screening: 'screening',
  'risk assessment': 'assessment',
}

/** The hidden entry as it stands, like the original: a table may have got columns since, so it may say more. */
const standing = Object.entries(kinds)
  .map(([kind, table]) => {
    const parts =
      table === 'assessment'
        ? ` || jsonb_build_object(
        'sections', (select jsonb_agg(to_jsonb(s) order by s.section_key) from app.assessment_section s where s.area_id = e.area_id and s.assessment_id = e.id),
        'people', (select jsonb_agg(to_jsonb(p) || '{"moved_at": null}' order by p.id) from app.person_who_poses_risk p where p.area_id = e.area_id and p.assessment_id = e.id))`
        : ''
    return `select '${kind}' as kind, e.area_id, e.id, to_jsonb(e) || '{"moved_at": null}'${parts} as says from app.${table} e where e.moved_at is not null`
  })
  .join(' union all ')

/**
 * What is wrong with the seals of moved entries, a sentence each; and how many there are.
 * @param client in a transaction, as a role that is not bound by row security
 */
export async function verifyMoved(client: pg.ClientBase): Promise<{ moved: number; faults: readonly string[] }> {
  const { rows } = await client.query<Sealed>(
    `select w.id, w.kind, w.seal, s.original::text as original, e.says @> s.original as same from app.wrong_child w
       left join app.sealed_entry s on s.area_id = w.area_id and s.wrong_child_id = w.id
       left join (${standing}) e on e.kind = w.kind and e.area_id = w.area_id and e.id = w.entry_id order by w.id`,
  )
  const faults = rows.flatMap(({ id, kind, seal, original, same }) => {
    const which = `The ${kind} moved as ${id}`
    if (original === null) return [`${which}: its sealed original is missing.`]
    if (!createHash('sha256').update(original).digest().equals(seal))
      return [`${which}: the sealed original or its seal was changed.`]
    if (same === null) return [`${which}: the entry is missing where it was.`]
    return same ? [] : [`${which}: the entry was changed where it was.`]
  })
  return { moved: rows.length, faults }
}
