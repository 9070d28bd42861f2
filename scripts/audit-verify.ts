// npm run audit:verify: whether the audit, and every entry that was moved from a wrong young person, is as it was sealed. Says what was changed, taken out, put in or put in another
// order, and ends with 0 where nothing was and 1 where something was. `npm run audit:verify -- --head 12:ab34…` compares
// with a seal that was kept outside, so that a tail cut off together with its seals is noticed too.
//
// Reads the running trial's database, or the one AUDIT_DATABASE_URL names: as a role that may select the audit and what is
// sealed, and is not bound by row security (docs/runbook.md). It writes nothing, and cannot.
import { parseArgs } from 'node:util'
import { CannotStart } from '../src/db/embedded/cannot-start.ts'
import { connectionUrl } from '../src/db/embedded/connection.ts'
import { runningServer } from '../src/db/embedded/embedded.ts'
import { type Head, verify } from './audit/chain.ts'
import { openAudit } from './audit/read.ts'
import { databaseName, readSettings } from './run/settings.ts'

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const kept = headOf(process.argv.slice(2))
    const audit = await openAudit(process.env.AUDIT_DATABASE_URL ?? (await trialUrl()))
    try {
      const report = await verify(audit.events(), audit.seals(), kept)
      const { moved, faults } = await audit.moved()
      for (const fault of [...report.faults, ...faults]) say(fault)
      say(`${report.events} events in ${report.seals} seals, and ${report.unsealed} not sealed yet.`)
      say(`${moved} entries moved and sealed.`)
      if (report.head) say(`Keep this outside: ${report.head.number}:${report.head.hash}`)
      const whole = report.faults.length + faults.length === 0
      say(whole ? 'Everything that was sealed is as it was.' : 'What was sealed is NOT as it was.')
      return whole ? 0 : 1
    } finally {
      await audit.close()
    }
  } catch (error) {
    if (error instanceof CannotStart) say(error.message)
    else say(`The audit could not be read, so nothing is verified: ${(error as Error).message}`)
    return 1
  }
}

function headOf(args: string[]): Head | undefined {
  const { head } = parseArgs({ args, options: { head: { type: 'string' } } }).values
  if (head === undefined) return undefined
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(head) ?? []
  if (!number || !hash) throw new Error('--head must be a seal as this command prints it, such as 12: and 64 digits.')
  return { number: Number(number), hash }
}

async function trialUrl(): Promise<string> {
  return connectionUrl(await runningServer(readSettings(process.env)), 'postgres', databaseName)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
