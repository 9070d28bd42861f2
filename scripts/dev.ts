// npm run dev: like npm start, but what the programs write is shown here, and a change to the code or the area files
// restarts them. A migration or an area file that changed is applied first.
import { type FSWatcher, watch as watchFiles } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bringUpToDate } from './run/database.ts'
import { aborted, firstEnd, type House, run } from './run/house.ts'
import { startProgram } from './run/programs.ts'

process.exitCode = await run({ loud: true, watch: restartOnChange })

/** Ends when it is asked to, or with the database. A program that ends is started again at the next change. */
async function restartOnChange(house: House): Promise<string | undefined> {
  const { settings, embedded, asked, say } = house
  const watchers: FSWatcher[] = []
  let changes = 0
  for (const folder of ['src', 'trial', 'database', 'config'])
    watchers.push(
      watchFiles(join(settings.project, folder), { recursive: true }, (_, file) => {
        if (!file?.endsWith('.test.ts') && !file?.endsWith('.test.tsx')) changes++
      }),
    )
  say('Watching src, trial, database and config for changes')
  try {
    let seen = changes
    while (!asked.aborted) {
      const ended = await Promise.race([
        sleep(200, undefined),
        embedded.ended.then(() => 'ended' as const),
        aborted(asked),
      ])
      if (ended) return firstEnd({ ...house, running: [] })
      if (changes === seen) continue
      // Editors write several files at once: wait for a quiet moment.
      do {
        seen = changes
        await sleep(150)
      } while (changes !== seen)
      await restart(house)
    }
    return undefined
  } finally {
    for (const watcher of watchers) watcher.close()
  }

  async function restart({ programs, running }: House): Promise<void> {
    say('Something changed: starting again')
    await Promise.all(running.map(program => program.stop(say)))
    try {
      await bringUpToDate(settings, embedded, say)
    } catch (error) {
      say(`${error}\nPut that right and save; the programs wait.`)
      running.splice(0)
      return
    }
    const started = await Promise.all(programs.map(program => startProgram(settings.project, program)))
    running.splice(0, running.length, ...started)
  }
}
