// npm start: a trial system on this machine, from an empty folder to the address. Ctrl-C, or SIGTERM to npm, stops it.
import { enableCompileCache } from 'node:module'

// Node keeps what it compiled, as it does for the programs that are started: a second start is quicker by half a second.
enableCompileCache('var/cache')
const { firstEnd, run } = await import('./run/house.ts')

process.exitCode = await run({ loud: false, watch: firstEnd })
