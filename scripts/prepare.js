// Installs what package-lock.json lists, if it is not there yet. Runs before `npm start`, `npm test` and `npm run dev`
// on whatever Node the machine has (20.20 or newer), so: plain JavaScript and nothing from node_modules.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const needed = 24
const project = join(import.meta.dirname, '..')
const ownNode = join(project, 'node_modules/.bin/node')
const stampFile = join(project, 'node_modules/.prepared')

const wanted = stamp()
if (read(stampFile) !== wanted) install()
if (!existsSync(ownNode) && Number.parseInt(process.versions.node, 10) < needed)
  stop(
    `This program needs Node ${needed} or newer, and brings its own only for Linux on x64 and arm64: ` +
      `here is Node ${process.versions.node} on ${process.platform} ${process.arch}. Install Node ${needed} and start again.`,
  )

/** What the installed packages follow from: lockfile, scripts allowed to run, platform. */
function stamp() {
  const { allowScripts = {} } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const hash = createHash('sha256').update(readFileSync(join(project, 'package-lock.json')))
  return `${hash.update(JSON.stringify(allowScripts)).digest('hex')} ${process.platform}-${process.arch}\n`
}

function install() {
  // npm would empty whatever project it leads to.
  if (lstatSync(join(project, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    stop('node_modules is a link to the packages of another project. Remove the link, and start again.')
  say('Installing the packages in package-lock.json; the first time this takes a minute or two')
  rmSync(stampFile, { force: true })
  // The Node and the npm we were called by: a Node in node_modules is about to be replaced.
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  const [program, ...first] = npm ? [node ?? process.execPath, npm] : ['npm']
  const { status, signal, error } = spawnSync(
    program,
    [...first, 'ci', '--include=dev', '--include=optional', '--loglevel=error'],
    {
      cwd: project,
      stdio: 'inherit',
    },
  )
  if (signal) stop('Installing was interrupted; nothing was started.')
  if (error || status !== 0) stop('Installing did not work, for the reason above; nothing was started.')
  keepNodeIfItRuns()
  writeFileSync(stampFile, wanted)
}

/** One that does not run here (another C library, say) must not stand in the way of the machine's own. */
function keepNodeIfItRuns() {
  if (!existsSync(ownNode)) return
  const { status, stdout } = spawnSync(ownNode, ['--version'], { encoding: 'utf8' })
  if (status === 0) say(`Node ${stdout.trim().slice(1)} came with the packages`)
  else rmSync(ownNode)
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
