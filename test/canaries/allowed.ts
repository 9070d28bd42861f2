import type pg from 'pg'
import { mayApprove } from '../access/function-probes.ts'
import { type Model, referenceModel } from '../access/reference-model.ts'
import { onMyTelephone, tables as rules } from '../access/reference-tables.ts'
import type { Data, Row } from '../access/rows.ts'
import { mayRingNow, opensNow } from '../access/telephone-probes.ts'
import type { Perch } from './plant.ts'

// Which canaries somebody may ever be shown, by the plain model of the design that the sweep uses too: those of the rows
// they see on whatever page.

/** Every row of the tables that the model speaks of. */
export async function everything(db: pg.Client): Promise<Data> {
  const data: Record<string, Row[]> = {}
  for (const table of new Set([...Object.keys(rules), 'agency', 'area'])) {
    const { rows } = await db.query<{ row: Row }>(`select to_jsonb(t) as row from app.${table} t`)
    data[table] = rows.map(({ row }) => row)
  }
  return data
}

/** What of all data matters for one young person: theirs, and of the records merged with theirs. */
function around(data: Data, child: string): Data {
  const own = data.young_person?.find(y => y.id === child)
  const ids = new Set([
    child,
    own?.merged_into,
    ...(data.young_person ?? []).filter(y => y.merged_into === child).map(y => y.id),
  ])
  return Object.fromEntries(
    Object.entries(data).map(([table, rows]) => [
      table,
      rows.filter(row => {
        if (table === 'young_person') return ids.has(String(row.id))
        if (table === 'young_person_link') return ids.has(String(row.young_person_id)) || ids.has(String(row.other_id))
        return !('young_person_id' in row) || row.young_person_id === null || ids.has(String(row.young_person_id))
      }),
    ]),
  )
}

/** What functions show of rows that somebody does not read themself. */
function besides(model: Model, { table, column, youngPerson }: Perch, row: Row, data: Data): boolean {
  const governs = model.holds(row.area_id, 'information-governance') && !model.walled(youngPerson)
  const matched = (data.match ?? []).filter(m => onMyTelephone(model, m.id, data))
  const meets = (data.planned_meeting ?? []).filter(
    p => p.called_off_at == null && opensNow(p, data) && matched.some(m => m.id === p.match_id),
  )
  switch (`${table}.${column}`) {
    // What a telephone shows of those somebody is matched with (promises C) …
    case 'young_person.known_as':
    case 'young_person.given_names':
    case 'young_person_detail.safe_when':
    case 'young_person_detail.safe_word':
    case 'young_person_detail.safe_contact_note':
      return matched.length > 0
    case 'young_person_detail.safe_number':
      return matched.some(m => mayRingNow(model, m, data))
    case 'match.introduced_by':
    case 'match.introduction_how':
      return matched.some(m => m.id === row.id)
    case 'brief.where_to_meet':
    case 'brief.not_alone_with':
    case 'brief.what_if':
    case 'brief.health':
    case 'brief.emergency_contact':
      return matched.some(m => m.id === row.match_id)
    // … and what it shows around a meeting alone.
    case 'young_person.surname':
      return meets.length > 0
    case 'planned_meeting.venue':
      return meets.some(p => p.id === row.id)
    // On what evidence a service cannot take somebody on safely, and not whom it is about.
    case 'risk_fact.evidence':
      return model.may('S5 reason', youngPerson)
    // What is shared without consent, for information governance: by reference, and no name.
    case 'lawful_share.items':
    case 'lawful_share.necessity':
    case 'lawful_share.told_reason':
    case 'lawful_share.decided_by':
    case 'lawful_share.reviewed_reason':
      return governs
    // What was accepted, for whoever is to approve it, and not for whom.
    case 'match.accepts_reason':
      return mayApprove(model, row, data)
    // Whom an entry was moved away from, and what duty opened: references, and why.
    case 'young_person.reference':
    case 'wrong_child.reason':
      return governs
    case 'wall.reason':
      return model.actsOn(youngPerson).includes('keep somebody away') && row.person_id !== model.me
    default:
      return false
  }
}

/** A key is the same whatever the order of its columns. */
const keyed = (key: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)))

/** What the model lets somebody read; worked out as it is asked, of thousands of words by each of many people. */
export interface Allowance {
  /** Whether they may be shown the canary of this number, on whatever page. */
  reads(canary: number): boolean
  /** Whether this young person has a page for them. */
  sees(youngPerson: string): boolean
}

/** Answers what each person may read. */
export function allowances(data: Data, perches: ReadonlyMap<number, Perch>): (person: string) => Allowance {
  const aroundOf = remembered((child: string) => around(data, child))
  const indexes = new Map<string, Map<string, Row>>()
  const rowOf = ({ table, key }: Perch): Row | undefined => {
    const columns = Object.keys(key)
    const index =
      indexes.get(table) ??
      new Map((data[table] ?? []).map(row => [keyed(Object.fromEntries(columns.map(one => [one, row[one]]))), row]))
    indexes.set(table, index)
    return index.get(keyed(key))
  }
  return remembered((person: string) => {
    const now = new Date().toISOString()
    const session: Row = {
      person_id: person,
      ended_at: null,
      expires_at: '2999-01-01',
      last_seen_at: now,
      meeting_until: null,
    }
    const modelsOf = remembered((child: string) =>
      [undefined, [child]].map(focus => referenceModel(aroundOf(child), { session, focus })),
    )
    return {
      reads: remembered((number: number) => {
        const perch = perches.get(number)
        const row = perch && rowOf(perch)
        const sees = perch && rules[perch.table]
        if (!row || !sees) return false
        const here = aroundOf(perch.youngPerson)
        return modelsOf(perch.youngPerson).some(model => sees(model, row, here) || besides(model, perch, row, here))
      }),
      sees: remembered((child: string) => modelsOf(child).some(model => model.sees(child))),
    }
  })
}

/** The same, worked out once for each of what it is asked of. */
function remembered<K, V>(work: (of: K) => V): (of: K) => V {
  const known = new Map<K, V>()
  return of => {
    const value = known.has(of) ? (known.get(of) as V) : work(of)
    known.set(of, value)
    return value
  }
}
