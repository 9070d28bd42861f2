import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { type Access, connectionUrl, loginRoles } from './connection.ts'
import { isVerifierOf, scramVerifier } from './scram.ts'

const database = join(import.meta.dirname, '../../../database')

/** Makes sure the cluster has its roles (database/bootstrap.sql) and that each knows the password in our secrets. */
export async function ensureRoles(access: Access): Promise<void> {
  const bootstrap = await readFile(join(database, 'bootstrap.sql'), 'utf8')
  await asSuperuser(access, 'postgres', async client => {
    await client.query(bootstrap)
    const { rows } = await client.query<{ rolname: string; rolpassword: string | null }>(
      'select rolname, rolpassword from pg_authid where rolcanlogin',
    )
    for (const role of loginRoles) {
      const stored = rows.find(row => row.rolname === role)?.rolpassword ?? null
      if (isVerifierOf(stored, access.passwords[role])) continue
      const verifier = escapeLiteral(scramVerifier(access.passwords[role]))
      await client.query(`alter role ${escapeIdentifier(role)} password ${verifier}`)
    }
  })
}

/**
 * Makes a database that belongs to `tr_owner`, if it is not there yet, and sees to who may do what in it
 * (database/database.sql), every time: we may have been killed between the two.
 * @returns whether it was made now.
 */
export async function ensureDatabase(access: Access, name: string): Promise<boolean> {
  const made = await asSuperuser(access, 'postgres', async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return false
    await client.query(
      `create database ${escapeIdentifier(name)} owner tr_owner template template0
         encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
    )
    return true
  })
  await guardDatabase(access, name)
  return made
}

/** Applies database/database.sql. A clone needs it too: grants on a database are not copied from its template. */
export async function guardDatabase(access: Access, name: string): Promise<void> {
  const grants = await readFile(join(database, 'database.sql'), 'utf8')
  await asSuperuser(access, name, client => client.query(grants))
}

/** Hands out a connection as the superuser and closes it, whatever happens. */
export async function asSuperuser<T>(access: Access, name: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: connectionUrl(access, 'postgres', name) })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
