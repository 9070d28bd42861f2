import { basename, join } from 'node:path'
import { z } from 'zod'
import { day, repeats, slug, source, words } from '../../platform/config-fields.ts'
import { ConfigurationError, type Fault, loadYaml } from '../../platform/yaml-config.ts'
import { yamlFiles } from './load-areas.ts'

/** Every list the system knows. A file for each must stand in `config/code-lists`, and no other. */
export const codeListKeys = [
  'active-place',
  'agency-kind',
  'care-status',
  'case-status',
  'disability',
  'ethnicity',
  'exploitation-type',
  'gender',
  'interest',
  'interpreter-need',
  'language',
  'local-picture-flag',
  'originating-network',
  'referral-source',
  'relationship-kind',
  'risk-kind',
  'sen-provision',
  'sen-type',
  'sex',
] as const
export type CodeListKey = (typeof codeListKeys)[number]

/**
 * The three honest answers to anything asked of a person. They are three: "nobody asked" is work to do,
 * "prefers not to say" is an answer to respect.
 */
export const threeAnswers = [
  { code: 'not known', name: 'Not known' },
  { code: 'not asked', name: 'Not asked yet' },
  { code: 'prefers not to say', name: 'Prefers not to say' },
] as const
export type ThreeAnswer = (typeof threeAnswers)[number]['code']

const item = z.strictObject({
  code: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/,
      'must be letters, digits and hyphens; put quotation marks around a number',
    )
    .describe('What is stored: the official code where there is one. It never changes.'),
  name: words.describe('What stands on screen.'),
  group: words.optional().describe('The heading it stands under.'),
  help: words.optional(),
  official: words.optional().describe('The official wording, where the words on screen are plainer.'),
  offered: z.boolean().optional().describe('False for an official code that is never offered to choose.'),
  until: day.optional().describe('Last day it could be chosen. It is still shown where it was chosen.'),
})
export type CodeItem = z.infer<typeof item>

export const codeListSchema = z
  .strictObject({
    key: slug,
    name: words,
    askedOfAPerson: z.boolean().describe('True adds the answers not known, not asked, prefers not to say.'),
    open: z.boolean().describe('True where something not on the list may be written in.'),
    returns: z
      .strictObject({ 'not known': words, 'not asked': words, 'prefers not to say': words })
      .optional()
      .describe('The official code that each of the three answers becomes in a statutory return.'),
    source,
    items: z.array(item).min(1),
  })
  .superRefine((list, context) => {
    for (const { at, value } of repeats(list.items, entry => entry.code)) {
      context.addIssue({
        code: 'custom',
        path: ['items', at, 'code'],
        message: `"${value}" is used twice`,
        input: list,
      })
    }
    if (list.returns && !list.askedOfAPerson) {
      const message = 'only belongs to a list that is asked of a person'
      context.addIssue({ code: 'custom', path: ['returns'], message, input: list })
    }
  })
export type CodeList = z.infer<typeof codeListSchema>
export type CodeLists = Readonly<Record<CodeListKey, CodeList>>

/** An entry to choose from. */
export type CodeOption = { code: string; name: string; group?: string | undefined; help?: string | undefined }

/**
 * Reads `code-lists/` of the configuration folder.
 * @throws ConfigurationError with every fault of every file.
 */
export function loadCodeLists(configDir: string): CodeLists {
  const folder = join(configDir, 'code-lists')
  const faults: Fault[] = []
  const lists = new Map<string, CodeList>()

  for (const path of yamlFiles(folder)) {
    const name = basename(path, '.yaml')
    const loaded = loadYaml(path, codeListSchema)
    if (!loaded.ok) faults.push(...loaded.faults)
    else if (loaded.value.key !== name) faults.push(loaded.faultAt(['key'], `must be the name of the file, "${name}"`))
    else if (!isCodeListKey(name)) faults.push(loaded.faultAt(['key'], 'is not a list this system uses'))
    else lists.set(name, loaded.value)
  }
  const present = new Set(yamlFiles(folder).map(path => basename(path, '.yaml')))
  for (const key of codeListKeys) {
    if (!present.has(key)) {
      faults.push({ file: join(folder, `${key}.yaml`), line: 0, field: '', message: 'there is no such file' })
    }
  }
  if (faults.length > 0) throw new ConfigurationError(faults)
  return Object.fromEntries(lists) as unknown as CodeLists // every key is there, or the line above has thrown
}

const isCodeListKey = (key: string): key is CodeListKey => (codeListKeys as readonly string[]).includes(key)

/** What a stored code is called; also of a code no longer offered. An unknown code of an open list is its own name. */
export function codeName(lists: CodeLists, key: CodeListKey, code: string): string {
  const list = lists[key]
  const found = list.items.find(entry => entry.code === code) ?? threeAnswers.find(entry => entry.code === code)
  return found?.name ?? code
}

/** Names with commas between them, as codes where the list has them; what it does not have stays as it was written. */
export function codesOfNames(lists: CodeLists, key: CodeListKey, names: string): readonly string[] {
  const codes = names.split(',').flatMap(written => {
    const name = written.trim()
    const found = lists[key].items.find(entry => entry.name.toLowerCase() === name.toLowerCase())
    return found?.code ?? (name || [])
  })
  return [...new Set(codes)]
}

/** The same the other way. */
export const namesOfCodes = (lists: CodeLists, key: CodeListKey, codes: readonly string[]): string =>
  codes.map(code => codeName(lists, key, code)).join(', ')

/** What can be chosen on a day, the three answers last where a person is asked. */
export function codeOptions(lists: CodeLists, key: CodeListKey, today: string): CodeOption[] {
  const list = lists[key]
  const items: CodeOption[] = list.items
    .filter(entry => entry.offered !== false && (!entry.until || entry.until >= today))
    .map(({ code, name, group, help }) => ({ code, name, group, help }))
  return list.askedOfAPerson ? [...items, ...threeAnswers] : items
}

/** Whether a code may be stored on a day: offered then, or anything at all for an open list. */
export function codeAllowed(lists: CodeLists, key: CodeListKey, code: string, today: string): boolean {
  return lists[key].open || codeOptions(lists, key, today).some(option => option.code === code)
}
