import { readFileSync } from 'node:fs'
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml'
import type { z } from 'zod'
import { plainFault } from './yaml-faults.ts'

/** One thing wrong in a configuration file, in words for whoever edits it. */
export type Fault = {
  readonly file: string
  /** 1 is the first line; 0 where the file as a whole is meant. */
  readonly line: number
  /** The way to the field, such as "services › volunteer-mentor › name"; empty where the file as a whole is meant. */
  readonly field: string
  readonly message: string
}

type Path = readonly PropertyKey[]

/** Makes a fault about a field of a file that was read, for checks that need more than one file. */
export type FaultAt = (path: Path, message: string) => Fault

export type Loaded<T> =
  | { readonly ok: true; readonly value: T; readonly faultAt: FaultAt }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Thrown at start-up with every fault of every file: a half-right configuration never runs. */
export class ConfigurationError extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(`The configuration cannot be used yet:\n${faults.map(fault => `  ${faultLine(fault)}`).join('\n')}`)
    this.name = 'ConfigurationError'
    this.faults = faults
  }
}

/** A fault as one line of text. */
export function faultLine({ file, line, field, message }: Fault): string {
  const where = line > 0 ? `${file}, line ${line}` : file
  return field ? `${where}, ${field}: ${message}` : `${where}: ${message}`
}

/**
 * Reads a YAML file and checks it.
 * @returns the checked value, or every fault at once. A schema's own cross-field checks only run once every field has
 * the right shape, so mending the shape may bring them out.
 */
export function loadYaml<Schema extends z.ZodType>(path: string, schema: Schema): Loaded<z.output<Schema>> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const message = missing ? 'there is no such file' : 'the file cannot be read'
    return { ok: false, faults: [{ file: path, line: 0, field: '', message }] }
  }
  return parseYaml(path, text, schema)
}

/** Checks YAML text; `file` is only for the messages. */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Loaded<z.output<Schema>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const faultAt: FaultAt = (path, message) => ({
    file,
    line: lineOf(document, lines, path),
    field: fieldName(document, path),
    message,
  })

  if (document.errors.length > 0) {
    return { ok: false, faults: document.errors.map(error => brokenYaml(file, lines, error)) }
  }
  if (document.contents === null) return { ok: false, faults: [{ file, line: 1, field: '', message: 'is empty' }] }

  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 20 })
  } catch {
    return { ok: false, faults: [{ file, line: 1, field: '', message: 'uses *references that cannot be followed' }] }
  }
  const checked = schema.safeParse(content, { error: plainFault })
  if (checked.success) return { ok: true, value: checked.data, faultAt }
  return { ok: false, faults: sorted(checked.error.issues.flatMap(issue => faultsOf(issue, faultAt))) }
}

function faultsOf(issue: z.core.$ZodIssue, faultAt: FaultAt): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [faultAt(issue.path, issue.message)]
  return issue.keys.map(key => faultAt([...issue.path, key], 'is not a field known here; check the spelling'))
}

const sorted = (faults: Fault[]): Fault[] => faults.sort((a, b) => a.line - b.line)

function brokenYaml(file: string, lines: LineCounter, error: YAMLError): Fault {
  const { line } = lines.linePos(error.pos[0])
  const message = brokenWords[error.code] ?? `cannot be understood here: ${error.message.split('\n')[0]}`
  return { file, line, field: '', message }
}

const brokenWords: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'this line starts with a tab; use spaces',
  BAD_INDENT: 'this line does not line up with the lines around it',
  DUPLICATE_KEY: 'this field is written twice',
  MULTIPLE_DOCS: 'a second document starts here with "---"; a file holds one',
  BLOCK_AS_IMPLICIT_KEY: 'put quotation marks around the text: it holds a colon followed by a space',
}

/** The line of a field; where it is missing, of the nearest thing around it that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  let offset = 0
  let at: unknown = document.contents
  for (const step of path) {
    const next = stepInto(at, step)
    if (!next) break
    offset = next.offset
    at = next.value
  }
  return lines.linePos(offset).line || 1
}

function stepInto(at: unknown, step: PropertyKey): { offset: number; value: unknown } | null {
  if (isMap(at)) {
    const pair = at.items.find(item => isScalar(item.key) && item.key.value === step)
    if (!isPair(pair) || !isScalar(pair.key)) return null
    return { offset: startOf(pair.key), value: pair.value }
  }
  if (isSeq(at) && typeof step === 'number') {
    const value = at.items[step]
    return value === undefined ? null : { offset: startOf(value), value }
  }
  return null
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0 // every parsed node has a range

/** "services › volunteer-mentor › name": an item of a list goes by its own key, or by its number where it has none. */
function fieldName(document: Document.Parsed, path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step !== 'number') return String(step)
      const key = document.getIn([...path.slice(0, index + 1), 'key'])
      return typeof key === 'string' ? key : `item ${step + 1}`
    })
    .join(' › ')
}
