// npm run db: a small SQL prompt on the running trial's database, because no psql comes with the server's binaries.
// `npm run db -- app` asks as the role app (or worker, reports, postgres); reports is the usual one.
import { createInterface } from 'node:readline/promises'
import { Client, type QueryArrayResult } from 'pg'
import { CannotStart } from '../src/db/embedded/cannot-start.ts'
import { connectionUrl, type LoginRole, loginRoles } from '../src/db/embedded/connection.ts'
import { runningServer } from '../src/db/embedded/embedded.ts'
import { databaseName, readSettings } from './run/settings.ts'
import { describeTable, table } from './run/sql-prompt.ts'

process.exitCode = await main(process.argv[2] ?? 'reports')

async function main(wanted: string): Promise<number> {
  const role = loginRoles.find(name => name === wanted)
  if (!role) {
    write(`There is no role "${wanted}": choose one of ${loginRoles.join(', ')}.`)
    return 1
  }
  try {
    await prompt(role)
    return 0
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    write(error.message)
    return 1
  }
}

async function prompt(role: LoginRole): Promise<void> {
  const access = await runningServer(readSettings(process.env))
  const client = new Client({
    connectionString: connectionUrl(access, role, databaseName),
    options: '-c search_path=app',
  })
  client.on('error', error => write(`The database went away: ${error.message}`))
  await client.connect()
  const terminal = process.stdin.isTTY === true
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal })
  if (terminal)
    write(`Asking as ${role}. End a statement with ; and leave with \\q. \\d lists tables, \\d NAME shows one.`)
  const ask = (begun: boolean) => {
    if (!terminal) return
    lines.setPrompt(begun ? `${role}… ` : `${role}> `)
    lines.prompt()
  }
  let begun = ''
  ask(false)
  for await (const line of lines) {
    if (begun === '' && /^\s*\\q\s*$/.test(line)) break
    begun += begun === '' ? line : `\n${line}`
    if (begun.trim() === '') begun = ''
    const described = /^\s*\\d(?:\s+(\S+))?\s*$/.exec(begun)
    if (described || /;\s*$/.test(begun)) {
      await answer(client, described ? describeTable(described[1]) : { text: begun, values: [] })
      begun = ''
    }
    ask(begun !== '')
  }
  lines.close()
  await client.end()
}

/** Sends one or several statements and writes each answer, or the reason why not. */
async function answer(client: Client, query: { text: string; values: string[] }): Promise<void> {
  try {
    const asked = query.values.length > 0 ? query : { text: query.text }
    const results = await client.query({ ...asked, rowMode: 'array' })
    // Several statements at once give several results, which the type does not say.
    for (const result of [results].flat() as QueryArrayResult<unknown[]>[]) {
      if (result.fields.length > 0)
        write(
          table(
            result.fields.map(field => field.name),
            result.rows,
          ),
        )
      else write(`${result.command}${result.rowCount === null ? '' : ` ${result.rowCount}`}`)
    }
  } catch (error) {
    write(`${(error as Error).message}`)
  }
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}
