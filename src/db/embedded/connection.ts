/** The database roles that can log in to an embedded server. */
export type LoginRole = 'postgres' | 'app' | 'worker' | 'reports'

export const loginRoles: readonly LoginRole[] = ['postgres', 'app', 'worker', 'reports']

/** All it takes to connect: plain data, so that it can be handed to another process. */
export interface Access {
  readonly socketFolder: string
  readonly passwords: Readonly<Record<LoginRole, string>>
}

/**
 * The URL of a database for a role. `localhost` is only there to make it a valid URL: `host` in the query wins, for
 * `pg` as for libpq, and it is a unix socket.
 */
export function connectionUrl(access: Access, role: LoginRole, database: string): string {
  const host = encodeURIComponent(access.socketFolder)
  return `postgres://${role}:${access.passwords[role]}@localhost/${encodeURIComponent(database)}?host=${host}`
}
