import type { ArchitectureRule } from './source.ts'

/**
 * Most lines of a file (house, "Names, sizes, comments"). Of the program: a migration is forward-only and read once, from
 * top to bottom, so one that is out in the world is never split; a new one that grows long is two.
 */
const most = 400

/** Files that a tool wants with a default export. */
const defaults = /^(?:vitest\.config\.ts)$/

const vague = /^(?:utils?|helpers?|common|shared|services?|models?|managers?|misc|lib)$/

const sizes: ArchitectureRule = {
  says: `no file is longer than ${most} lines`,
  faults: sources =>
    sources.flatMap(({ path, text }) => {
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
      return lines > most ? [`${path}: ${lines} lines`] : []
    }),
  planted: [
    planted('a file that is too long', 'src/app.ts', 'a\n'.repeat(most + 1), `${most + 1} lines`),
    planted('one that just fits', 'src/app.ts', 'a\n'.repeat(most), undefined),
  ],
}

const names: ArchitectureRule = {
  says: 'files and folders are named in kebab case, and for what they hold',
  faults: sources =>
    sources.flatMap(({ path }) => {
      const parts = path.split('/')
      const wrong = parts.filter(part => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/.test(part))
      const empty = parts.filter(part => vague.test(part.split('.')[0] ?? ''))
      // A council's service is a thing of its own here: src/features/areas/service.ts.
      const words = empty.filter(part => part !== 'service.ts')
      return [
        ...wrong.map(part => `${path}: ${part} is not in kebab case`),
        ...words.map(part => `${path}: ${part} says nothing of what it holds`),
      ]
    }),
  planted: [
    planted('a file in camel case', 'src/web/formReading.ts', '', 'formReading.ts is not in kebab case'),
    planted('a folder with a capital', 'src/Web/form.ts', '', 'Web is not in kebab case'),
    planted('a folder for anything', 'src/features/people/helpers/name.ts', '', 'helpers says nothing'),
    planted('a file for anything', 'src/web/utils.ts', '', 'utils.ts says nothing'),
    planted('a folder of services', 'src/services/mail.ts', '', 'services says nothing'),
    planted('a page', 'src/features/people/list/list.page.tsx', '', undefined),
  ],
}

const exports: ArchitectureRule = {
  says: 'nothing is exported as default but what a tool wants so',
  faults: sources =>
    sources
      .filter(
        ({ path, text }) => !defaults.test(path) && /^[ \t]*export\s+(?:default\b|\{[^}]*\bas\s+default\b)/m.test(text),
      )
      .map(({ path }) => `${path}: exports a default`),
  planted: [
    planted('a default export', 'src/web/kit.ts', 'export default function kit() {}', 'exports a default'),
    planted('one by another way', 'src/web/kit.ts', 'const a = 1\nexport { a as default }', 'exports a default'),
  ],
}

export const shapeRules: readonly ArchitectureRule[] = [sizes, names, exports]

function planted(what: string, path: string, text: string, fault: string | undefined) {
  return { what, sources: [{ path, text }], fault }
}
