/**
 * Whether an error is a passing state and not a fault of the request: the database is restarting or cannot be reached,
 * somebody else holds the row for too long, or too many are asking. PostgreSQL's codes: 57 operator intervention (with
 * 57014, the time limit of a statement), 08 connection, 53 resources, 55P03 lock not available, 25P03 idle in a
 * transaction, 40 after a retry.
 */
export function isPassing(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^(57...|08...|53...|55P03|25P03|40001|40P01)$/.test(code)) return true
  if (typeof code === 'string' && /^(ECONNREFUSED|ENOENT|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code)) return true
  // What `pg` and its pool say themselves carries no code.
  return (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable|Client was closed/.test(error.message)
  )
}
