import { type Kysely, sql } from 'kysely'
import { type Database, openDatabase, type Tables } from '../../src/db/database.ts'
import { writePeopleFile } from './people-file.ts'

// What every start of a trial asks of its database. It stands apart from what makes an invented world, which takes longer
// to read than all the rest of a start.

/** Whether nobody is in this database yet. */
export const isEmpty = (superuserUrl: string): Promise<boolean> =>
  inside(superuserUrl, database => database.kysely.connection().execute(holdsNobody))

/** Brings the list of whom one can be up to date, for a database that was loaded at an earlier start. */
export const refreshPeopleFile = (
  superuserUrl: string,
  options: { readonly issuer: string; readonly peopleFile: string },
): Promise<number> =>
  inside(superuserUrl, database =>
    database.kysely.connection().execute(connection => writePeopleFile(connection, options.issuer, options.peopleFile)),
  )

/** Works in a database as its superuser, and leaves it. */
export async function inside<T>(superuserUrl: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(superuserUrl, 1, () => undefined)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

export async function holdsNobody(connection: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from person) and not exists (select from young_person) as empty`.execute(connection)
  return rows[0]?.empty === true
}
