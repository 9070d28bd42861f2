// npm start: a trial system on this machine, from an empty folder to the address. Ctrl-C, or SIGTERM to npm, stops it.
import { firstEnd, run } from './run/house.ts'

process.exitCode = await run({ loud: false, watch: firstEnd })
