// npm run first-administrator -- york "Asha Example" "Systems manager": makes the first account of an area, by hand and
// never by default, and prints the code that opens it once. Needs MIGRATE_DATABASE_URL and nothing else.
import { randomBytes } from 'node:crypto'
import { firstAdministratorConfig } from '../src/platform/config.ts'
import { makeFirstAdministrator } from './run/make-first-administrator.ts'

const [area, name, title] = process.argv.slice(2)
try {
  if (!area || !name || !title)
    throw new Error(
      'Say the area, the name and the title: npm run first-administrator -- york "Asha Example" "Systems manager"',
    )
  const code = randomBytes(24).toString('base64url')
  await makeFirstAdministrator(firstAdministratorConfig().MIGRATE_DATABASE_URL, { area, name, title, code })
  process.stdout.write(`${name} opens the account at /invitation with this code, within seven days, once:\n${code}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
