import type { ClientBase } from 'pg'
import { as, keyOf, type Readable, seen } from './ask.ts'
import { answered } from './function-probes.ts'
import type { FunctionProbe } from './probe.ts'
import { type Model, referenceModel } from './reference-model.ts'
import { tables as rules } from './reference-tables.ts'
import { additions, changes } from './reference-writes.ts'
import type { Data, Row } from './rows.ts'
import type { World } from './world-of.ts'
import { candidate, changed, tryToAdd } from './write-probes.ts'

/** Somebody of a world, on a page. */
export interface Question {
  readonly world: number
  readonly asker: number
  readonly focus: readonly string[] | undefined
}

/** What the database does for somebody and the model does not, or the other way round. */
export interface Difference extends Question {
  readonly table: string
  readonly key: string
  readonly is: string
}

/** All worlds that lie in the database, what can be asked of it, and a connection as the role app. */
export interface Sweep {
  readonly app: ClientBase
  readonly worlds: readonly World[]
  readonly tables: readonly Readable[]
  /** Tables into which the app may put rows, with the columns it may give. */
  readonly insertable: ReadonlyMap<string, readonly string[]>
  /** The connection is in a transaction already, which is to stand afterwards. */
  readonly nested?: boolean
  /** Is told what somebody saw, changed or added at all: `seen episode`. */
  readonly met?: Set<string>
}

/** The pages somebody may be on: none about anybody, one about each young person, one about two of them. */
export const pages = (world: World): readonly (readonly string[] | undefined)[] => [
  undefined,
  ...world.children.map(child => [child]),
  world.children.slice(0, 2),
]

function of({ worlds }: Sweep, question: Question): { world: World; token: string; model: Model } {
  const world = worlds[question.world]
  const asker = world?.askers[question.asker]
  if (!world || !asker) throw new Error('nobody is there to ask')
  return {
    world,
    token: asker.token,
    model: referenceModel(world.data, { session: asker.session, focus: question.focus }),
  }
}

/** Keys of the rows of a table for which a rule says yes. */
function wanted(
  table: Readable,
  rule: (model: Model, row: Row, data: Data) => boolean,
  model: Model,
  { worlds }: Sweep,
  world: World,
) {
  // Whoever is signed in sees every account, also of other worlds; of all else nothing of another world is theirs.
  const rows = table.name === 'person' ? worlds.flatMap(one => one.data.person ?? []) : (world.data[table.name] ?? [])
  return new Set(rows.filter(row => rule(model, row, world.data)).map(row => keyOf(table, row)))
}

function unlike(
  question: Question,
  table: string,
  did: readonly string[],
  should: ReadonlySet<string>,
  verb: string,
): Difference[] {
  const got = new Set(did)
  const differs = (is: string) => (key: string) => ({ ...question, table, key, is })
  return [
    ...[...got.difference(should)].map(differs(`${verb}, and should not be`)),
    ...[...should.difference(got)].map(differs(`not ${verb}, and should be`)),
  ]
}

/** Compares what somebody sees of these tables, over every row of every world. */
export async function compareReads(
  sweep: Sweep,
  question: Question,
  tables: readonly Readable[],
): Promise<readonly Difference[]> {
  const { world, token, model } = of(sweep, question)
  const did = await as(sweep, token, question.focus, () => seen(sweep.app, tables))
  return tables.flatMap(table => {
    const rule = rules[table.name]
    if (!rule) throw new Error(`the reference model says nothing of ${table.name}`)
    const should = wanted(table, rule, model, sweep, world)
    if (should.size > 0) sweep.met?.add(`seen ${table.name}`)
    return unlike(question, table.name, did.get(table.name) ?? [], should, 'seen')
  })
}

/** Compares what functions that look with their owner's rights answer to somebody. */
export async function compareFunctions(
  sweep: Sweep,
  question: Question,
  probes: readonly FunctionProbe[],
): Promise<readonly Difference[]> {
  const { world, token, model } = of(sweep, question)
  return as(sweep, token, question.focus, async () => {
    const found: Difference[] = []
    for (const probe of probes) {
      const should = new Set(probe.rule(model, world, world.data))
      const did = await answered(sweep.app, probe, world)
      if (did.length > 0) sweep.met?.add(`answered ${probe.name}`)
      const differ = unlike(question, probe.name, did, should, 'answered')
      found.push(...differ.filter(({ is }) => !probe.atMost || !is.startsWith('not ')))
    }
    return found
  })
}

/** Compares which rows of these tables an update by somebody meets. */
export async function compareChanges(
  sweep: Sweep,
  question: Question,
  tables: readonly Readable[],
): Promise<readonly Difference[]> {
  const { world, token, model } = of(sweep, question)
  return as(sweep, token, question.focus, async () => {
    const found: Difference[] = []
    for (const table of tables) {
      const rule = changes[table.name]
      if (!rule) throw new Error(`the reference model says nothing of changing ${table.name}`)
      const should = wanted(table, rule, model, sweep, world)
      if (should.size > 0) sweep.met?.add(`changed ${table.name}`)
      found.push(...unlike(question, table.name, await changed(sweep.app, table), should, 'changed'))
    }
    return found
  })
}

/** Compares whether somebody can add a row about these young people of their world to these tables. */
export async function compareAdditions(
  sweep: Sweep,
  question: Question,
  tables: readonly string[],
  children: readonly string[],
): Promise<readonly Difference[]> {
  const { world, token, model } = of(sweep, question)
  const me = String(world.askers[question.asker]?.session.person_id)
  const rows = tables.flatMap(table =>
    children.flatMap(child => {
      const row = candidate(world, table, child, me)
      return row ? [[table, sweep.insertable.get(table) ?? [], row] as const] : []
    }),
  )
  const said = await as(sweep, token, question.focus, () => tryToAdd(sweep.app, rows))
  return rows.flatMap(([table, , row], n) => {
    const rule = additions[table]
    if (!rule) throw new Error(`the reference model says nothing of adding to ${table}`)
    const may = rule(model, row, world.data)
    // Unique and foreign keys are looked at after the policies let a row pass; other errors are rules of the table, some of
    // which speak before the policies.
    const letIn = ['ADDED', '23505', '23503'].includes(String(said[n]))
    const refused = said[n] === '42501'
    if (letIn && may) sweep.met?.add(`added ${table}`)
    if (!(letIn && !may) && !(refused && may)) return []
    return [
      {
        ...question,
        table,
        key: String(row.young_person_id),
        is: may ? 'not added, and should be' : 'added, and should not be',
      },
    ]
  })
}
