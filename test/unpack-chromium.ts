// A program of its own: the package takes the folder to unpack into from TMPDIR, and changes the environment of whoever
// loads it.
import chromium from '@sparticuz/chromium'

await chromium.executablePath()
