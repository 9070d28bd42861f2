import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../../src/db/embedded/cannot-start.ts'
import type { Embedded } from '../../src/db/embedded/embedded.ts'
import { checkUnheld } from '../../src/db/embedded/lock.ts'
import { bringUpToDate, startDatabase } from './database.ts'
import { loadInventedPeople } from './demonstration.ts'
import { ourPrograms } from './our-programs.ts'
import { answers, checkPorts } from './ports.ts'
import { lastWords, type Program, type Running, startProgram } from './programs.ts'
import { databaseName, makeFolders, readSettings, type Settings } from './settings.ts'

/** How long the web server may take to answer, in milliseconds, before we say that it does not. */
const longestStart = 60_000

/** What differs between `npm start` and `npm run dev`. */
export interface Manner {
  /** Programs write to our own output instead of their logs. */
  readonly loud: boolean
  /** Watches over the running programs until something ends the run; resolves to why, or to nothing when asked to. */
  readonly watch: (house: House) => Promise<string | undefined>
}

/** What is running. */
export interface House {
  readonly settings: Settings
  readonly embedded: Embedded
  readonly programs: readonly Program[]
  /** Those started; what `watch` restarts it replaces here. */
  readonly running: Running[]
  /** Aborted when somebody asks us to stop. */
  readonly asked: AbortSignal
  readonly say: (line: string) => void
}

/**
 * Runs the whole house, until it is asked to stop or a part of it ends.
 * @returns the exit code: 0 when it was asked to stop, 1 otherwise.
 */
export async function run(manner: Manner): Promise<number> {
  const asked = stopAsked()
  const running: Running[] = []
  let embedded: Embedded | undefined
  try {
    const settings = readSettings(process.env)
    await checkUnheld(settings.dataDir)
    await checkPorts(settings)
    await makeFolders(settings)
    embedded = await startDatabase(settings, say)
    if (!asked.aborted) await bringUpToDate(settings, embedded, say)
    if (!asked.aborted) await loadInventedPeople(settings, embedded.urlFor('postgres', databaseName), say)
    if (asked.aborted) return 0

    const programs = await ourPrograms(settings, embedded, manner.loud)
    say('Starting the web server, the worker and the trial’s sign-in')
    for (const program of programs) running.push(await startProgram(settings.project, program))
    const house: House = { settings, embedded, programs, running, asked, say }
    const over = new AbortController()
    const ending = manner.watch(house).finally(() => over.abort())
    const begun = await untilReady(settings, over.signal)
    if (begun === 'ready') say(`Ready: ${settings.origin}`)
    if (begun === 'late') throw new CannotStart(`The web server does not answer; its log is in ${settings.logDir}`)
    const why = await ending
    if (why === undefined) return 0
    complain(why)
    return 1
  } catch (error) {
    complain(isSentence(error) ? error.message : String((error as Error).stack ?? error))
    return 1
  } finally {
    if (running.length > 0) say('Stopping: finishing what is in flight')
    await Promise.all(running.map(program => program.stop(say)))
    await embedded?.stop()
    if (embedded) say('Stopped')
  }
}

/** The end of the first program, or of the database, in words; nothing once we have been asked to stop. */
export async function firstEnd(house: House): Promise<string | undefined> {
  const ends = house.running.map(async ({ program, ended }) => {
    const how = await ended
    return `The ${program.title} ended unexpectedly (${how}), so everything stops.${await lastWords(program)}`
  })
  const databaseEnd = house.embedded.ended.then(() => {
    return `The database ended unexpectedly, so everything stops; its log is ${join(house.settings.logDir, 'postgres.log')}`
  })
  return Promise.race([...ends, databaseEnd, aborted(house.asked)])
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

/**
 * Aborted by Ctrl-C, by SIGTERM and by the terminal's going away. Ctrl-C comes twice, from the terminal and from npm:
 * only the first counts.
 */
function stopAsked(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
  // Nobody reads what we say any more (`npm start | head`): no reason to fall over and leave things running.
  process.stdout.on('error', () => controller.abort())
  return controller.signal
}

async function untilReady(settings: Settings, over: AbortSignal): Promise<'ready' | 'late' | 'over'> {
  const limit = AbortSignal.timeout(longestStart)
  while (!limit.aborted) {
    if (over.aborted) return 'over'
    const both = [
      answers(settings.port, '/health/ready'),
      answers(settings.identityPort, '/.well-known/openid-configuration'),
    ]
    if ((await Promise.all(both)).every(Boolean)) return 'ready'
    await sleep(50)
  }
  return 'late'
}

/** Something the person at the keyboard can put right, rather than a bug: its message is enough. */
function isSentence(error: unknown): error is Error {
  return error instanceof CannotStart || (error instanceof Error && error.name === 'ConfigurationError')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}
