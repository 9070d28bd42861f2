import { sql } from 'kysely'
import type { ReadTx, Who } from '../db/scope.ts'
import type { Around, KeptDraft } from './kit.ts'
import type { AreaRef, May } from './route.ts'

/** Why the young person of a page is seen; some reasons last only until a moment, and something ends them before. */
export interface Reason {
  readonly says: string
  readonly until: Date | null
  readonly ends: string | null
  /** What it lets them do. */
  readonly acts: readonly string[]
  /** Whether they stand in a list of one of the reader's roles, too. */
  readonly listed: boolean
}

/** What the kit asks beside every page. */
export interface Aside {
  readonly seenFor: readonly Reason[]
  readonly kept: readonly (KeptDraft & { body: unknown })[]
  /** What every page about the young person says beside its own matter; the renderer knows what it is. */
  readonly strip: unknown
}

/** Asks, in one, why the young person of a page is seen, what every page says of them, and what was typed on it and not sent. */
export async function aside(
  tx: ReadTx,
  youngPerson: string | undefined,
  draft?: { readonly form: string; readonly subject: string },
): Promise<Aside> {
  if (!youngPerson && !draft) return { seenFor: [], kept: [], strip: null }
  const seen = sql`select says, until_at as until, ends, acts, listed, null as instance, null::timestamptz as "savedAt", null::jsonb as body, null::jsonb as strip
    from app.why_i_can_see(${youngPerson ?? null}::uuid)`
  const typed =
    draft &&
    sql`union all (select null, null, null, null, null, instance::text, saved_at, body, null from app.draft
    where person_id = ${tx.who.person.id}::uuid and form = ${draft.form} and subject = ${draft.subject} and expires_at > ${tx.now}
    order by saved_at desc limit 10)`
  const strip = youngPerson
    ? sql`union all (select null, null, null, null, null, null, null, null, app.sharing_strip(${youngPerson}::uuid))`
    : sql``
  const { rows } = await sql<
    { [K in keyof Reason]: Reason[K] | null } & {
      instance: string | null
      savedAt: Date | null
      body: unknown
      strip: unknown
    }
  >`(${seen} order by says) ${typed ?? sql``} ${strip}`.execute(tx)
  return {
    seenFor: rows.flatMap(({ says, until, ends, acts, listed }) =>
      says === null ? [] : [{ says, until, ends, acts: acts ?? [], listed: listed === true }],
    ),
    strip: rows.find(row => row.strip)?.strip ?? null,
    kept: rows.flatMap(({ instance, savedAt, body }) => (instance && savedAt ? [{ instance, savedAt, body }] : [])),
  }
}

/**
 * What somebody may do where an address says: by a relation to the young person, or by a role in this very area. Whoever
 * stands in a list of a role says who they are, and can be dealt with as the role may. An act that only relations open
 * is asked of each row where the address is about nobody.
 * @param seenFor undefined where the address is not about a young person
 */
export function actsHere(
  who: Who,
  area: AreaRef | undefined,
  seenFor: readonly Reason[] | undefined,
): ReadonlySet<string> {
  if (!area) return who.acts
  const byRole = who.roles.flatMap(role => (role.area === area.id ? role.acts : []))
  if (seenFor) {
    const byRelation = seenFor.flatMap(({ acts }) => acts)
    const listed = seenFor.some(reason => reason.listed)
    return new Set(seenFor.length === 0 ? [] : ['read S1', ...byRelation, ...(listed ? byRole : [])])
  }
  const byAnyRole = new Set(who.roles.flatMap(role => role.acts))
  return new Set([...byRole, ...[...who.acts].filter(act => !byAnyRole.has(act))])
}

/** Whether these acts open a route. */
export const isOpen = (acts: ReadonlySet<string>, may: May): boolean =>
  may === 'anyone' || may === 'signed in' || acts.has(may)

/** Why the young person of a page is seen, and for what, as its frame says it. */
export function why(
  who: Who,
  area: AreaRef | undefined,
  reasons: readonly Reason[],
): Pick<Around, 'acts' | 'because' | 'lasts'> {
  const short = reasons.find(reason => reason.until && reason.ends)
  return {
    acts: actsHere(who, area, reasons),
    because: reasons.map(reason => reason.says),
    ...(short?.until && short.ends ? { lasts: { until: short.until, ends: short.ends } } : {}),
  }
}
