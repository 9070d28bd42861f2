import pg from 'pg'

// A planted fault, loaded before the web server's own program: it takes a transaction for committed a minute before it
// asks the database to commit. Whoever trusts such an answer loses what was written when the server dies.

const query = pg.Client.prototype.query as (...given: readonly unknown[]) => unknown

pg.Client.prototype.query = function (this: pg.Client, ...given: readonly unknown[]) {
  if (given[0] !== 'commit') return Reflect.apply(query, this, given)
  setTimeout(() => Reflect.apply(query, this, given), 60_000)
  return Promise.resolve({ command: 'COMMIT', rows: [], rowCount: 0, fields: [], oid: 0 })
} as typeof pg.Client.prototype.query
