import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

// The browser of the tests: the one the lockfile pins, so that a page is judged by the same browser everywhere.

const root = join(import.meta.dirname, '../var/chromium')

/**
 * The browser's program, unpacked first if need be (once for a version, about 5 s) into `var/chromium/<version>`.
 * The package is for x64; elsewhere `CHROMIUM_PATH` says which browser to use.
 * @throws when neither is there.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  if (process.arch !== 'x64')
    throw new Error(`No browser comes for ${process.arch}: set CHROMIUM_PATH to a Chromium of this machine.`)
  const folder = join(root, await packagedVersion())
  if (!(await stat(folder).catch(() => undefined))) await unpack(folder)
  return join(folder, 'chromium')
}

/** A browser to drive. The caller closes it. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await howToLaunch())

/** A browser whose profile lies in this folder, as on somebody's own telephone. The caller closes it. */
export const launchWithProfile = async (folder: string, baseURL: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...(await howToLaunch()), baseURL, viewport: { width: 320, height: 640 } })

async function howToLaunch() {
  const executablePath = await chromiumPath()
  return {
    executablePath,
    env: { ...process.env, ...libraries(dirname(executablePath)) },
    // Nothing a browser does by itself: only what the test asks of it. The package's own arguments are not used: they
    // switch web security off. Playwright adds --no-sandbox, which root needs and pages of our own permit.
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  }
}

async function packagedVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
  return version
}

/** Made beside its place and renamed, so that the folder is either whole or absent. */
async function unpack(folder: string): Promise<void> {
  await mkdir(root, { recursive: true })
  const half = await mkdtemp(join(root, 'new-'))
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts')], {
    // The runtime's name makes it unpack the libraries (NSS) that a bare Debian lacks.
    env: { PATH: process.env.PATH, TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  })
  await writeFile(join(half, 'fonts.conf'), fontConfiguration)
  // Somebody may have finished the same meanwhile; then theirs is as good as ours.
  await rename(half, folder).catch(() => rm(half, { recursive: true }))
}

/** The package's own looks for the fonts in /tmp/fonts. Without any font, text has no width. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Where the unpacked browser finds its libraries and fonts. */
function libraries(folder: string): Record<string, string> {
  return {
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    HOME: process.env.HOME ?? folder,
  }
}
