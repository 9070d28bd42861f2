import type pg from 'pg'

/** A rule that every object of the database keeps, asked of the system catalogues. */
export interface CatalogueCheck {
  /** The rule, as a sentence. */
  readonly says: string
  /** One row, `fault`, for each object that breaks it. */
  readonly sql: string
  readonly values?: readonly unknown[]
  /** Faults that the rule must find once they are there, each made by the superuser and undone. */
  readonly planted: readonly Planted[]
}

export interface Planted {
  /** As in "it finds …". */
  readonly what: string
  readonly sql: string
  /** What the fault says, or the beginning of it. */
  readonly fault: string
}

/** What breaks a rule, in words; nothing where it holds. */
export async function faults(client: pg.ClientBase, { sql, values }: CatalogueCheck): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(sql, values ? [...values] : undefined)
  return rows.map(row => row.fault).sort()
}

/** Our roles that log in. */
export const logins = "('app', 'worker', 'reports')"
