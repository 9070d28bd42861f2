// What changed in a record, for the audit: names of fields; from and to of codes alone, because free text of a record has
// no place there. Its history, word for word, is written by the database itself.

/** How one field of a record is spoken of. */
export interface FieldSaid {
  /** What it is called: lower case, such as "date of birth". */
  readonly says: string
  /** From a list: its values may stand in the audit. */
  readonly coded?: boolean
  /** A value in words, where it is a code. */
  readonly words?: (value: string) => string
}

type Value = string | number | boolean | readonly string[] | null | undefined
export interface Change {
  readonly field: string
  readonly audited: { readonly from: Value; readonly to: Value } | true
}

/** The fields of `said` in which `after` says something else than `before`. Nothing, an empty text and an empty list are the same. */
export function changesBetween<S extends Readonly<Record<string, FieldSaid>>>(
  said: S,
  before: { readonly [K in keyof S]?: Value },
  after: { readonly [K in keyof S]?: Value },
): readonly Change[] {
  return Object.entries(said).flatMap(([key, field]): readonly Change[] =>
    plain(before[key]) === plain(after[key])
      ? []
      : [
          {
            field: field.says,
            audited: field.coded ? { from: before[key] ?? null, to: after[key] ?? null } : true,
          },
        ],
  )
}

/** For the audit event: field to from and to, or only that it changed. */
export const auditDetail = (changes: readonly Change[]): Record<string, unknown> => ({
  changed: Object.fromEntries(changes.map(change => [change.field, change.audited])),
})

const plain = (value: Value): string => (isList(value) ? [...value].sort().join('\n') : String(value ?? ''))
const isList = (value: Value): value is readonly string[] => Array.isArray(value)
