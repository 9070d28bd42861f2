import { readFileSync } from 'node:fs'

// docs/access-matrix.md as a reader finds it: the tests of both locks compare with what it says, not with where it comes from.

/** What a relation to a young person opens, as a line of the file says. */
export interface RelationLine {
  /** `*any*` where every role can have it. */
  readonly role: string
  readonly because: string
  readonly oneAtATime: boolean
  /** Acts, with "read S1" to "read S5" among them. */
  readonly acts: readonly string[]
}

export interface Matrix {
  readonly relations: readonly RelationLine[]
  /** What a role may do without a relation. */
  readonly roles: ReadonlyMap<string, readonly string[]>
}

/** @throws where the file has not the shape that a reader expects */
export function readMatrix(file = 'docs/access-matrix.md'): Matrix {
  const text = readFileSync(file, 'utf8')
  const relations = tableUnder(text, 'What a relation to a young person opens')
    .filter(row => row.Because !== '*no relation*')
    .map(row => {
      const reach = cell(row, 'Reach')
      if (reach !== 'one at a time' && reach !== 'lists too') throw new Error(`unknown reach: ${reach}`)
      const read = ['S1', 'S2', 'S3', 'S4', 'S5'].filter(name => cell(row, name) === 'yes').map(name => `read ${name}`)
      return {
        role: cell(row, 'Role'),
        because: cell(row, 'Because'),
        oneAtATime: reach === 'one at a time',
        acts: [...read, ...list(cell(row, 'Acts'))],
      }
    })
  const roles = new Map(
    tableUnder(text, 'What a role may do without a relation').map(row => [cell(row, 'Role'), list(cell(row, 'Acts'))]),
  )
  if (relations.length === 0 || roles.size === 0) throw new Error(`${file} has no tables`)
  return { relations, roles }
}

const list = (text: string): string[] => (text === '–' ? [] : text.split('; '))

function cell(row: Readonly<Record<string, string>>, name: string): string {
  const text = row[name]
  if (text === undefined) throw new Error(`no column ${name}`)
  return text
}

/** The rows of the first table below a heading, by the words of its head. */
function tableUnder(text: string, heading: string): Record<string, string>[] {
  const [, below = ''] = text.split(`## ${heading}\n`)
  const [section = ''] = below.split('\n## ')
  const lines = section.split('\n').filter(line => line.startsWith('|'))
  const [head = [], , ...rows] = lines.map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(one => one.trim()),
  )
  return rows.map(row => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}
