/** Bytes of JSON a draft may have, a little below what the table takes (`draft_body_size`, 4,000,000). */
const most = 3_900_000
/** Names a draft may have: many times what the largest form asks. */
const mostNames = 5_000

/**
 * What was typed, as JSON that PostgreSQL takes. NUL and half surrogate pairs, which it cannot hold and nobody can type,
 * are taken out; whatever else looks like them in the text stays. Values that are no text are left out.
 * @returns undefined where it is more than a draft can hold
 */
export function keepable(body: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(body)
  if (entries.length > mostNames) return undefined
  const json = JSON.stringify(
    Object.fromEntries(
      entries.flatMap(([name, value]): [string, string | string[]][] => {
        if (typeof value === 'string') return [[storable(name), storable(value)]]
        if (Array.isArray(value)) return [[storable(name), value.filter(v => typeof v === 'string').map(storable)]]
        return []
      }),
    ),
  )
  return Buffer.byteLength(json) > most ? undefined : json
}

const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
